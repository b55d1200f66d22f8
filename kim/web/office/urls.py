"""Addresses of the administration."""

from django.urls import URLPattern

app_name = "office"
urlpatterns: list[URLPattern] = []
