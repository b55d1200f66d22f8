"""Addresses of a case's course: reviews, the second person, the end, what comes late, taking it up again."""

from django.urls import URLPattern, path

from kim.web.casework.views import case_papers, closing, confirmations, reviews

_CONFIRMATION = "bestaetigungen/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("faelle/<int:pk>/ueberpruefung/", reviews.case_review, name="case_review"),
    path("faelle/<int:pk>/ueberpruefung/festhalten/", reviews.case_review_hold, name="case_review_hold"),
    path("faelle/<int:pk>/abschluss/", closing.case_close, name="case_close"),
    path("faelle/<int:pk>/nachtrag/", closing.case_late_entry, name="case_late_entry"),
    path("faelle/<int:pk>/wiederaufnahme/", closing.case_reopen, name="case_reopen"),
    path("faelle/<int:pk>/abschlussbericht.pdf", case_papers.case_report, name="case_report"),
    path("faelle/<int:pk>/uebergabebogen/", case_papers.case_sheet, name="case_sheet"),
    path("faelle/<int:pk>/uebergabebogen.pdf", case_papers.case_sheet_pdf, name="case_sheet_pdf"),
    path("faelle/<int:pk>/uebergabebogen/gelesen/", case_papers.case_sheet_read, name="case_sheet_read"),
    path("faelle/<int:pk>/bestaetigungen/", confirmations.case_confirmations, name="case_confirmations"),
    path("bestaetigungen/", confirmations.confirmation_list, name="confirmation_list"),
    path(_CONFIRMATION, confirmations.confirmation, name="confirmation"),
    path(f"{_CONFIRMATION}bestaetigen/", confirmations.confirmation_confirm, name="confirmation_confirm"),
    path(f"{_CONFIRMATION}zurueckgeben/", confirmations.confirmation_send_back, name="confirmation_send_back"),
    path(f"{_CONFIRMATION}zuruecknehmen/", confirmations.confirmation_withdraw, name="confirmation_withdraw"),
]
