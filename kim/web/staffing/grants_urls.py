"""Addresses of funding files."""

from django.urls import URLPattern, path

from kim.web.staffing import file_papers, grants_acts, grants_views

app_name = "grants"
urlpatterns: list[URLPattern] = [
    path("", grants_views.grant_list, name="list"),
    path("neu/", grants_acts.grant_new, name="new"),
    path("<int:pk>/", grants_views.grant_detail, name="detail"),
    path("<int:pk>/aendern/", grants_acts.grant_change, name="change"),
    path("<int:pk>/stand/", grants_acts.grant_move, name="move"),
    path("<int:pk>/betrag/", grants_acts.amount_new, name="amount_new"),
    path("<int:pk>/schritt/", grants_acts.step_new, name="step_new"),
    path("<int:pk>/weiterleiten/", grants_acts.agreement_new, name="agreement_new"),
    path("<int:pk>/unterlage/", file_papers.paper_new, name="paper_new"),
    path("unterlagen/<int:pk>/", file_papers.paper_detail, name="paper_detail"),
    path("unterlagen/<int:pk>/fassung/", file_papers.paper_version, name="paper_version"),
    path("unterlagen/<int:pk>/beschreiben/", file_papers.paper_describe, name="paper_describe"),
    path("unterlagen/<int:pk>/herausnehmen/", file_papers.paper_take_out, name="paper_take_out"),
    path("unterlagen/<int:pk>/<int:number>/", file_papers.paper_file, {"keep": True}, name="paper_file"),
    path("unterlagen/<int:pk>/<int:number>/ansicht/", file_papers.paper_file, {"keep": False}, name="paper_look"),
    path("schritt/<int:pk>/erledigt/", grants_acts.step_done, name="step_done"),
    path("schritt/<int:pk>/verschieben/", grants_acts.step_postpone, name="step_postpone"),
    path("vereinbarung/<int:pk>/aendern/", grants_acts.agreement_amend, name="agreement_amend"),
    path("vereinbarung/<int:pk>/stand/", grants_acts.agreement_move, name="agreement_move"),
]
