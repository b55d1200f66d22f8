"""Addresses of posts and people, below the pages on posts."""

from django.urls import URLPattern, path

from kim.web.staffing import posts_acts, posts_handover, posts_load, posts_views

urlpatterns: list[URLPattern] = [
    path("plan/", posts_views.post_list, name="post_list"),
    path("plan/unbesetzt/", posts_views.vacancy_list, name="vacancy_list"),
    path("plan/unbesetzt/<int:year>/tabelle/", posts_views.vacancy_sheet, name="vacancy_sheet"),
    path("plan/verlegen/", posts_acts.post_relocate, name="post_relocate"),
    path("plan/auslastung/", posts_load.post_load, name="post_load"),
    path("plan/<int:pk>/", posts_views.post_detail, name="post_detail"),
    path("plan/<int:pk>/besetzen/", posts_acts.post_hold, name="post_hold"),
    path("plan/<int:pk>/ausschreibung/", posts_acts.post_recruit, name="post_recruit"),
    path("plan/besetzung/<int:pk>/ende/", posts_acts.post_leave, name="post_leave"),
    path("plan/besetzung/<int:pk>/uebergabe/", posts_handover.post_handover, name="post_handover"),
    path("plan/<str:kind>/<int:pk>/zuruecknehmen/", posts_acts.post_take_back, name="post_take_back"),
]
