"""Addresses of the imports."""

from django.urls import path

from kim.web.imports import downloads, views

app_name = "imports"
urlpatterns = [
    path("", views.import_list, name="list"),
    path("neu/", views.import_new, name="new"),
    path("beispiel/<slug:key>/", downloads.example, name="example"),
    path("<int:pk>/", views.import_detail, name="detail"),
    path("<int:pk>/spalten/", views.import_columns, name="columns"),
    path("<int:pk>/zeilen/", views.import_rows, name="rows"),
    path("<int:pk>/fehlerhafte/", downloads.faulty, name="faulty"),
    path("<int:pk>/bestaetigen/", views.import_confirm, name="confirm"),
    path("<int:pk>/zuruecknehmen/", views.import_undo, name="undo"),
    path("<int:pk>/verwerfen/", views.import_discard, name="discard"),
]
