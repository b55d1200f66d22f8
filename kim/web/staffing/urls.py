"""Addresses of the pages on posts."""

from django.urls import URLPattern, path

from kim.web.staffing import figures, papers, posts_urls, views

app_name = "staffing"
urlpatterns: list[URLPattern] = [
    path("", views.entitlement, name="entitlement"),
    path("anteile/", views.apportionment_list, name="apportionment_list"),
    path("anteile/planen/", views.plan, name="plan"),
    path("anteile/zahlen/", figures.figures_read, name="figures_read"),
    path("anteile/zahlen/<int:pk>/zuruecknehmen/", figures.figures_undo, name="figures_undo"),
    path("anteile/<int:pk>/", views.apportionment_detail, name="apportionment_detail"),
    path("anteile/<int:pk>/vereinbaren/", views.agree, name="agree"),
    path("anteile/<int:pk>/beschluss/", views.decide, name="decide"),
    path("anteile/<int:pk>/druck/", papers.pdf, name="apportionment_pdf"),
    path("anteile/<int:pk>/tabelle/", papers.sheet, name="apportionment_sheet"),
    *posts_urls.urlpatterns,
]
