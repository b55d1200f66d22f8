"""Addresses of appointments, figures and ceremonies of the naturalisation offices; part of kim.web.applicants.urls."""

from django.urls import URLPattern, path

from kim.web.applicants import capacity, ceremonies, ceremony_lists, statistics

_DAYS, _FEAST = "termine/", "feiern/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(_DAYS, capacity.capacity, name="capacity"),
    path(f"{_DAYS}angebot/", capacity.capacity_set, name="capacity_set"),
    path(f"{_DAYS}buchen/", capacity.booking_new, name="booking_new"),
    path(f"{_DAYS}<int:pk>/", capacity.booking_note, name="booking_note"),
    path("zahlen/", statistics.figures, name="figures"),
    path("steuerung/", statistics.steering_figures, name="steering_figures"),
    path("feiern/", ceremonies.ceremony_list, name="ceremony_list"),
    path(_FEAST, ceremonies.ceremony_detail, name="ceremony_detail"),
    path(f"{_FEAST}aufnehmen/", ceremonies.ceremony_add, name="ceremony_add"),
    path(f"{_FEAST}<int:place>/streichen/", ceremonies.ceremony_drop, name="ceremony_drop"),
    path(f"{_FEAST}liste.xlsx", ceremony_lists.ceremony_sheet, name="ceremony_sheet"),
    path(f"{_FEAST}liste.pdf", ceremony_lists.ceremony_pdf, name="ceremony_pdf"),
]
