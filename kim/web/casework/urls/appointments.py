"""Addresses of appointments, of the time spent, and of contacts as a whole."""

from django.urls import URLPattern, path, re_path

from kim.web.casework.views import (
    appointment_acts,
    appointment_messages,
    appointments,
    conferences,
    contacts,
    follow_ups,
)

_APPOINTMENT = "termine/<int:pk>/"
_CONFERENCE = "faelle/<int:pk>/konferenzen/<int:conference_pk>/"
_CONTACTS = "faelle/<int:pk>/kontakte/"

urlpatterns: list[URLPattern] = [
    path("termine/", appointments.appointment_list, name="appointment_list"),
    path("termine/neu/", appointment_acts.appointment_new_free, name="appointment_new_free"),
    path("termine/zeit/", appointments.time_spent, name="time_spent"),
    path(_APPOINTMENT, appointment_acts.appointment_detail, name="appointment_detail"),
    path(f"{_APPOINTMENT}bearbeiten/", appointment_acts.appointment_edit, name="appointment_edit"),
    path(f"{_APPOINTMENT}verschieben/", appointment_acts.appointment_move, name="appointment_move"),
    path(f"{_APPOINTMENT}ausgang/", appointment_acts.appointment_settle, name="appointment_settle"),
    path(f"{_APPOINTMENT}mitteilen/", appointment_messages.appointment_tell, name="appointment_tell"),
    path(
        f"{_APPOINTMENT}mitteilungen/<int:message_pk>/aufhalten/",
        appointment_messages.appointment_message_drop,
        name="appointment_message_drop",
    ),
    path("faelle/<int:pk>/termine/", appointments.case_appointments, name="case_appointments"),
    path("faelle/<int:pk>/termine/neu/", appointment_acts.appointment_new, name="appointment_new"),
    path("faelle/<int:pk>/konferenzen/neu/", conferences.conference_new, name="conference_new"),
    path(_CONFERENCE, conferences.conference_detail, name="conference_detail"),
    path(f"{_CONFERENCE}bearbeiten/", conferences.conference_edit, name="conference_edit"),
    path(f"{_CONFERENCE}protokoll/", conferences.conference_hold, name="conference_hold"),
    path(f"{_CONFERENCE}stelle/<int:participant_pk>/", conferences.conference_basis, name="conference_basis"),
    re_path(
        r"^faelle/(?P<pk>\d+)/konferenzen/(?P<conference_pk>\d+)/(?P<kind>einladung|protokoll)\.pdf$",
        conferences.conference_pdf,
        name="conference_pdf",
    ),
    path(f"{_CONTACTS}neu/", contacts.contact_full, name="contact_full"),
    path(f"{_CONTACTS}<int:contact_pk>/", contacts.contact_detail, name="contact_detail"),
    path(f"{_CONTACTS}<int:contact_pk>/korrigieren/", contacts.contact_correct, name="contact_correct"),
    path("wiedervorlagen/<int:pk>/verschieben/", follow_ups.follow_up_move, name="follow_up_move"),
]
