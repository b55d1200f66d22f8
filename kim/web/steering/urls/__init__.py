"""Addresses of the steering pages, room by room."""

from django.urls import URLPattern

app_name = "steering"
urlpatterns: list[URLPattern] = []
