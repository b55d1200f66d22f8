"""The address of the coordinator's page."""

from django.urls import path

from kim.web.coordination import views

app_name = "coordination"
urlpatterns = [path("", views.page, name="page")]
