"""Addresses of the casework pages, room by room."""

from kim.web.casework.urls import appointments, cases, client_texts, course, documents, enquiries, outreach, people, consents, plan

app_name = "casework"
urlpatterns = [
    *outreach.urlpatterns,
    *enquiries.urlpatterns,
    *appointments.urlpatterns,
    *appointments.urlpatterns, *cases.urlpatterns,
    *course.urlpatterns,
    *people.urlpatterns,
    *plan.urlpatterns,
    *consents.urlpatterns,
    *documents.urlpatterns,
    *client_texts.urlpatterns,
]
