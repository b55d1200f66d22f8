"""Addresses of the settings."""

from django.urls import path

from kim.web.settings import views

app_name = "settings"
urlpatterns = [
    path("einstellungen/", views.appearance, name="appearance"),
    path("einstellungen/nachrichten/", views.notice_settings, name="notices"),
    path("hilfe/tasten/", views.keys, name="keys"),
]
