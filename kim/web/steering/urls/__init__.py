"""Addresses of the steering pages, room by room."""

from django.urls import URLPattern

from kim.web.steering.urls import bodies, invitations, meetings, orders, reports, sessions, topics

app_name = "steering"
urlpatterns: list[URLPattern] = [
    *bodies.urlpatterns,
    *invitations.urlpatterns,
    *meetings.urlpatterns,
    *orders.urlpatterns,
    *reports.urlpatterns,
    *sessions.urlpatterns,
    *topics.urlpatterns,
]
