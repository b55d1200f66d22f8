"""Addresses of the organisation chart."""

from django.urls import path

from kim.web.organigram import views

app_name = "organigram"
urlpatterns = [path("organigramm/", views.organigram, name="chart")]
