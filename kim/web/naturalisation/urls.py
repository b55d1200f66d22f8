"""Addresses of the naturalisation pre-check: for everybody, and from a case."""

from django.urls import path

from kim.web.naturalisation import case_views, handover_views, views

app_name = "naturalisation"
urlpatterns = [
    path("einbuergerung/pruefen/", views.check, name="check"),
    path("einbuergerung/pruefen/papier/", views.check_paper, name="check_paper"),
    path("faelle/<int:pk>/einbuergerung/", case_views.case_precheck, name="case_precheck"),
    path("faelle/<int:pk>/einbuergerung/pruefen/", case_views.case_check, name="case_check"),
    path("faelle/<int:pk>/einbuergerung/papier/", case_views.case_check_paper, name="case_check_paper"),
    path("faelle/<int:pk>/einbuergerung/uebergeben/", handover_views.case_hand_over, name="case_hand_over"),
    path("faelle/<int:pk>/einbuergerung/ablegen/", case_views.case_check_file, name="case_check_file"),
]
