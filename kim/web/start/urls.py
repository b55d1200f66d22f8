"""Addresses of the start page and what belongs to the frame."""

from django.urls import path

from kim.web.gallery import gallery
from kim.web.start.views import day, demo, frame, search

urlpatterns = [
    path("", day.start, name="start"),
    path("suche/", search.search, name="search"),
    path("kreis.css", frame.brand_css, name="brand_css"),
    path("marke/logo/", frame.brand_logo, name="brand_logo"),
    path("bereit/", frame.alive, name="alive"),
    path("darstellung/", frame.theme, name="set_theme"),
    path("muster/", gallery, name="gallery"),
    path("demo/", demo.personas, name="personas"),
    path("demo/<str:username>/", demo.persona, name="persona"),
]
