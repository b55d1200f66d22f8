"""Addresses of proposals, of meetings while they are held, of the register and its papers."""

from django.urls import URLPattern, path

from kim.web.steering.drafts import register_all
from kim.web.steering.views import (
    decision_list,
    decisions,
    proposals,
    session_items,
    session_papers,
    sessions,
    word_papers,
)

register_all()
urlpatterns: list[URLPattern] = [
    path("vorschlaege/", decision_list.proposal_list, name="proposal_list"),
    path("vorschlaege/neu/", proposals.proposal_new, name="proposal_new"),
    path("vorschlaege/<int:pk>/", proposals.proposal_detail, name="proposal_detail"),
    path("vorschlaege/<int:pk>/pdf/", session_papers.proposal_pdf, name="proposal_pdf"),
    path("vorschlaege/<int:pk>/word/<int:template>/", word_papers.proposal_word, name="proposal_word"),
    path("vorschlaege/<int:pk>/bearbeiten/", proposals.proposal_edit, name="proposal_edit"),
    path("vorschlaege/<int:pk>/empfehlung/", proposals.proposal_advise, name="proposal_advise"),
    path("vorschlaege/<int:pk>/schritt/<slug:act>/", proposals.proposal_step, name="proposal_step"),
    path("sitzungen/<int:pk>/durchfuehren/", sessions.session, name="session"),
    path("sitzungen/<int:pk>/schritt/<slug:act>/", sessions.session_step, name="session_step"),
    path("sitzungen/<int:pk>/anwesenheit/", sessions.session_attendance, name="session_attendance"),
    path("sitzungen/<int:pk>/gast/", sessions.session_guest, name="session_guest"),
    path("sitzungen/<int:pk>/punkt/", sessions.session_item_new, name="session_item_new"),
    path("sitzungen/<int:pk>/niederschrift/", session_papers.session_minutes, name="session_minutes"),
    path("sitzungen/<int:pk>/tagesordnung-pdf/", session_papers.session_agenda, name="session_agenda"),
    path("sitzungen/<int:pk>/word/<int:template>/", word_papers.meeting_word, name="meeting_word"),
    path("sitzungen/<int:pk>/archiv/", session_papers.session_archive, name="session_archive"),
    path("sitzungen/punkte/<int:pk>/", session_items.session_item, name="session_item"),
    path("sitzungen/punkte/<int:pk>/vertagen/", session_items.session_put_off, name="session_put_off"),
    path("sitzungen/punkte/<int:pk>/befangen/", session_items.session_conflict, name="session_conflict"),
    path(
        "sitzungen/punkte/<int:pk>/befangen/<int:conflict>/weg/",
        session_items.session_conflict_removed,
        name="session_conflict_removed",
    ),
    path("sitzungen/punkte/<int:pk>/abstimmung/", session_items.session_ballot, name="session_ballot"),
    path("sitzungen/punkte/<int:pk>/beschluss/", session_items.session_decide, name="session_decide"),
    path("sitzungen/punkte/<int:pk>/berichtigung/", session_items.session_correct, name="session_correct"),
    path("beschluesse/", decision_list.decision_list, name="decision_list"),
    path("beschluesse/auszug/", session_papers.decision_extract, name="decision_extract"),
    path("beschluesse/jahr/<int:year>/", session_papers.decision_year, name="decision_year"),
    path("beschluesse/jahr/<int:year>/word/<int:template>/", word_papers.year_word, name="year_word"),
    path("beschluesse/<int:pk>/", decisions.decision_detail, name="decision_detail"),
    path("beschluesse/<int:pk>/aendern/", decisions.decision_amend, name="decision_amend"),
    path("beschluesse/<int:pk>/pdf/", session_papers.decision_pdf, name="decision_pdf"),
]
