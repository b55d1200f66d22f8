"""Addresses of what every list has: its file, its columns, its views, acts on many rows."""

from django.urls import path

from kim.web.tables import views

app_name = "tables"
urlpatterns = [
    path("<slug:key>/datei/<slug:kind>/", views.list_file, name="file"),
    path("<slug:key>/spalten/", views.choose_columns, name="columns"),
    path("<slug:key>/merken/", views.keep_view, name="keep"),
    path("<slug:key>/ansichten/", views.views_of, name="views"),
    path("<slug:key>/ansichten/<int:pk>/", views.view_edit, name="view_edit"),
    path("<slug:key>/ansichten/<int:pk>/loeschen/", views.view_delete, name="view_delete"),
    path("<slug:key>/ansichten/<int:pk>/oeffnen/", views.view_open_with, name="view_open_with"),
    path("<slug:key>/auswahl/<slug:action>/", views.bulk_act, name="bulk"),
]
