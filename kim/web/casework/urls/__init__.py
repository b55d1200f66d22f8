"""Addresses of the casework pages, room by room."""

from kim.web.casework.urls import appointments, cases, client_texts, course, enquiries, outreach, plan

app_name = "casework"
urlpatterns = [
    *outreach.urlpatterns,
    *enquiries.urlpatterns,
    *appointments.urlpatterns,
    *appointments.urlpatterns, *cases.urlpatterns,
    *course.urlpatterns,
    *plan.urlpatterns,
    *client_texts.urlpatterns,
]
