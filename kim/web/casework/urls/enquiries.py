"""Addresses of enquiries, their triage, and the opening of a case."""

from django.urls import path

from kim.web.casework.views import enquiries, enquiry_figures, enquiry_list, naming, opening, short_answers, triage

urlpatterns = [
    path("anfragen/", enquiry_list.enquiry_list, name="enquiry_list"),
    path("anfragen/neu/", enquiries.enquiry_new, name="enquiry_new"),
    path("anfragen/kurz/", short_answers.enquiry_count, name="enquiry_count"),
    path("anfragen/zahlen/", enquiry_figures.figures, name="enquiry_figures"),
    path("anfragen/zahlen/datei/", enquiry_figures.figures_file, name="enquiry_figures_file"),
    path("anfragen/<int:pk>/", enquiries.enquiry_detail, name="enquiry_detail"),
    path("anfragen/<int:pk>/bearbeiten/", enquiries.enquiry_edit, name="enquiry_edit"),
    path("anfragen/<int:pk>/kurz/", short_answers.enquiry_count_edit, name="enquiry_count_edit"),
    path("anfragen/<int:pk>/antworten/", short_answers.enquiry_answer, name="enquiry_answer"),
    path("anfragen/<int:pk>/benennen/", naming.enquiry_name, name="enquiry_name"),
    path("anfragen/<int:pk>/aufnehmen/", naming.enquiry_take_up, name="enquiry_take_up"),
    path("anfragen/<int:pk>/entscheiden/", triage.triage, name="triage"),
    path("anfragen/<int:pk>/fall/", opening.open_from_enquiry, name="enquiry_open_case"),
    path("faelle/neu/", opening.open_directly, name="case_open"),
]
