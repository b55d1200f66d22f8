"""Addresses of the start page and what belongs to the frame."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
