"""Addresses of the casework pages, room by room."""

from kim.web.casework.urls import appointments, cases, enquiries, plan

app_name = "casework"
urlpatterns = [*enquiries.urlpatterns, *appointments.urlpatterns, *cases.urlpatterns, *plan.urlpatterns]
