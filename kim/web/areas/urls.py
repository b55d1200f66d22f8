"""Addresses of the areas: who is responsible where, and how that changes."""

from django.urls import path

from kim.web.areas import finder, views

app_name = "areas"
urlpatterns = [
    path("ansprechperson/", finder.finder, name="finder"),
    path("ansprechperson/<str:ags>/", finder.place, name="finder_place"),
    path("gebiete/", views.areas_map, name="map"),
    path("gebiete/<str:ags>/aendern/", views.area_change, name="change"),
    path("gebiete/geplant/<int:pk>/zuruecknehmen/", views.area_take_back, name="take_back"),
]
