"""Addresses of the private calendar."""

from django.urls import path, re_path

from kim.web.calendar import views

app_name = "calendar"
urlpatterns = [
    re_path(r"^kalender/(?P<token>[A-Za-z0-9_-]{20,80})\.ics$", views.feed, name="feed"),
    path("einstellungen/kalender/", views.calendar_settings, name="settings"),
]
