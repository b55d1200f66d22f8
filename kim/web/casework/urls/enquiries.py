"""Addresses of enquiries, their triage, and the opening of a case."""

from django.urls import path

from kim.web.casework.views import enquiries, enquiry_list, opening, triage

urlpatterns = [
    path("anfragen/", enquiry_list.enquiry_list, name="enquiry_list"),
    path("anfragen/neu/", enquiries.enquiry_new, name="enquiry_new"),
    path("anfragen/<int:pk>/", enquiries.enquiry_detail, name="enquiry_detail"),
    path("anfragen/<int:pk>/bearbeiten/", enquiries.enquiry_edit, name="enquiry_edit"),
    path("anfragen/<int:pk>/entscheiden/", triage.triage, name="triage"),
    path("anfragen/<int:pk>/fall/", opening.open_from_enquiry, name="enquiry_open_case"),
    path("faelle/neu/", opening.open_directly, name="case_open"),
]
