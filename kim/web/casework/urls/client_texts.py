"""Addresses of the texts printed for clients."""

from django.urls import URLPattern, path

from kim.web.casework.views import client_texts

_TEXTS = "verwaltung/uebersetzungen/"

urlpatterns: list[URLPattern] = [
    path(_TEXTS, client_texts.text_list, name="text_list"),
    path(f"{_TEXTS}<str:paper>/<str:language>/", client_texts.text_paper, name="text_paper"),
    path(f"{_TEXTS}<str:paper>/<str:language>/<str:name>/", client_texts.text_edit, name="text_edit"),
]
