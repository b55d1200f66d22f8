"""Addresses of the casework pages, room by room."""

from kim.web.casework.urls import cases, enquiries, plan

app_name = "casework"
urlpatterns = [*enquiries.urlpatterns, *cases.urlpatterns, *plan.urlpatterns]
