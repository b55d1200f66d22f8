"""Addresses of the casework pages, room by room."""

from kim.web.casework.urls import (
    appointments,
    campaigns,
    cases,
    client_texts,
    consents,
    course,
    documents,
    enquiries,
    outreach,
    people,
    plan,
    transitions,
)

app_name = "casework"
urlpatterns = [
    *outreach.urlpatterns,
    *enquiries.urlpatterns,
    *appointments.urlpatterns,
    *cases.urlpatterns,
    *course.urlpatterns,
    *people.urlpatterns,
    *plan.urlpatterns,
    *consents.urlpatterns,
    *documents.urlpatterns,
    *client_texts.urlpatterns,
    *transitions.urlpatterns,
    *campaigns.urlpatterns,
]
