"""What went out of the house and who reads in the file: appointments, conferences, referrals, consents, access, papers, the end."""

from collections.abc import Iterator
from typing import Any

from kim.casework.case_paper import Section, course
from kim.casework.disclosure.rows import data_words, facts, listed, moment, on, span, words
from kim.casework.models import AccessGrant, Case, ConfirmationState

_PARTS = {
    "head": "Kopf der Akte", "profile": "Person", "contacts": "Kontakte", "assessment": "Bestandsaufnahme", "plan": "Ziele",
    "documents": "Dokumente", "notes": "Vertrauliches",
}  # fmt: skip


def sections(case: Case) -> Iterator[Section]:
    """All that others had a part in."""
    yield _appointments(case)
    yield _told(case)
    for conference in case.conferences.select_related("appointment").prefetch_related(
        "participants__user", "participants__agency"
    ):
        yield _conference(conference)
    yield _referrals(case)
    yield _naturalisation(case)
    yield _consents(case)
    yield _responsible(case)
    yield _grants(case)
    yield _documents(case)
    yield _letters(case)
    yield _invitations(case)
    yield course(case)
    yield from _endings(case)
    yield _second(case)
    yield _late(case)
    yield _sheets(case)


def _invitations(case: Case) -> Section:
    rows = [
        (row.campaign.name, words(row.get_standing_display(), on(row.reached_on), between=", "),
         words(row.listed_by, on(row.listed_at), between=", "), words(row.get_answer_display(), on(row.answered_on), between=", "))
        for row in case.candidacies.select_related("campaign", "listed_by")
    ]  # fmt: skip
    columns = {"Anlass": 2, "Was die Akte zur Zeit sagt": 2.4, "Auf die Liste gesetzt": 1.8, "Antwort": 1.4}
    return listed("Einladungen zur Einbürgerung", columns, rows, "Auf keiner Einladungsliste.")


def _appointments(case: Case) -> Section:
    rows = [
        (moment(row.starts_at), words(row.get_meets_display(), row.agency, between=", "), words(row.about, row.note),
         words(row.get_place_kind_display(), row.place, between=", "), row.get_state_display())
        for row in case.appointments.select_related("agency")
    ]  # fmt: skip
    columns = {"Wann": 1.6, "Mit": 1.4, "Worum es geht": 2.4, "Ort": 2, "Stand": 1.2}
    return listed("Termine", columns, rows, "Kein Termin.")


def _told(case: Case) -> Section:
    rows = [
        (on(row.told_at), words(row.get_way_display(), row.address, between=", "), words(row.subject, row.text, between="\n"),
         row.get_state_display())
        for row in case.appointment_messages.order_by("pk")
    ]  # fmt: skip
    columns = {"Tag": 1.2, "Weg": 2, "Inhalt": 4, "Stand": 1.2}
    return listed("Was Ihnen zu Terminen mitgeteilt wurde", columns, rows, "Nichts.")


def _conference(row: Any) -> Section:
    there = [words(each.user or each.agency, each.who, each.get_basis_display(), each.legal_basis, between=", ")
             for each in row.participants.all()]  # fmt: skip
    return facts(f"Fallkonferenz am {on(row.appointment.starts_at)}", [
        ("Themen", row.topics), ("Sie nehmen teil", row.get_person_takes_part_display()),
        ("Teilnehmende und Grundlage", words(*there, between="\n")), ("Ergebnis", row.minutes),
    ])  # fmt: skip


def _referrals(case: Case) -> Section:
    rows = []
    for row in (
        case.referrals.select_related("offer__agency", "recorded_by")
        .prefetch_related("steps")
        .order_by("sent_on", "pk")
    ):
        steps = [_step(step) for step in row.steps.all()]
        rows.append((on(row.sent_on), f"{row.offer.title}, {row.offer.agency}",
                     words(data_words(row.data_categories), row.data_detail) or "nichts weitergegeben",
                     words(row.get_basis_display(), row.legal_basis),
                     words(row.reason, *_untold(row, steps), *steps, between="\n")))  # fmt: skip
    columns = {"Verschickt": 1.2, "An wen": 2.2, "Welche Angaben": 2, "Grundlage": 2, "Grund und Verlauf": 2.8}
    return listed("Vermittlungen und was dabei weitergegeben wurde", columns, rows, "Keine Vermittlung.")


def _untold(row: Any, steps: list[str]) -> list[str]:
    """How it stands, as far as no step says it already."""
    stands = (row.get_state_display(), row.get_decline_reason_display(), row.note)
    return [str(each) for each in stands if not any(str(each) in step for step in steps)]


def _step(step: Any) -> str:
    """What was answered on which day, with the reason and the words of whoever noted it."""
    return f"{on(step.happened_on)}: {words(step.get_to_state_display(), step.get_reason_display(), step.note)}"


def _consents(case: Case) -> Section:
    rows = [
        (row.recipient, row.purpose, words(data_words(row.data), row.data_detail),
         words(span(row.given_on, row.valid_until), row.get_form_display(), row.kept_at, row.witness, row.representative),
         words(f"widerrufen am {on(row.withdrawn_on)}" if row.withdrawn_on else "", row.withdrawal_note) or "nicht widerrufen")
        for row in case.consents.select_related("agency").order_by("given_on", "pk")
    ]  # fmt: skip
    columns = {"Empfänger": 1.8, "Zweck": 2, "Angaben": 2, "Gegeben": 2.2, "Widerruf": 1.6}
    return listed("Einwilligungen", columns, rows, "Keine Einwilligung.")


def _naturalisation(case: Case) -> Section:
    """The office as a recipient, with the day, of whom and which groups of data (Art. 15 (1) (c) GDPR)."""
    rows = [
        (on(row.handed_on), row.office, words(*(each.person.full_name for each in row.people.all()), between=", "),
         data_words(row.data_categories),
         words(f"Einwilligung widerrufen am {on(row.withdrawn_on)}: {row.get_afterwards_display()}" if row.withdrawn_on else ""))
        for row in case.naturalisation_handovers.select_related("office").prefetch_related("people__person")
    ]  # fmt: skip
    columns = {"Übergeben": 1.2, "An wen": 2.2, "Wessen Angaben": 2, "Welche Angaben": 2.2, "Danach": 2}
    return listed("Was an eine Einbürgerungsbehörde übergeben wurde", columns, rows, "Nichts.")


def _responsible(case: Case) -> Section:
    rows = [
        (str(row.user), str(row.unit), span(row.from_on, row.to_on), row.reason)
        for row in case.assignments.select_related("user", "unit")
    ]
    columns = {"Zuständig": 2, "Stelle": 2.4, "Zeit": 2, "Grund": 2}
    return listed("Wer für Sie zuständig ist und war", columns, rows, "Niemand eingetragen.")


def _grants(case: Case) -> Section:
    """Who else reads or read; the rule of the house stands in the section about the paper."""
    found = AccessGrant.objects.filter(case=case).select_related("grantee", "grantee_unit", "grantee_post")
    rows = [
        (row.grantee or row.grantee_unit or row.grantee_post, ", ".join(_PARTS[name] for name in row.sections),
         words(row.get_basis_display(), row.legal_basis, row.reason),
         words(span(row.valid_from, row.valid_to), f"beendet am {on(row.ended_at)}" if row.ended_at else ""))
        for row in found
    ]  # fmt: skip
    columns = {"Wer": 2, "Welche Teile": 2.4, "Warum": 2.4, "Zeit": 2}
    return listed("Wer außerdem in Ihrer Akte lesen darf oder durfte", columns, rows, "Niemand.")


def _documents(case: Case) -> Section:
    rows = [
        (on(row.dated_on) or on(row.recorded_at), row.get_kind_display(), row.title,
         f"herausgenommen am {on(row.removed_at)}: {row.removal_reason}" if row.removed_at else "liegt vor")
        for row in case.documents.filter(confidential=False).order_by("recorded_at", "pk")
    ]  # fmt: skip
    columns = {"Tag": 1.2, "Art": 2, "Titel": 3.4, "Stand": 2}
    return listed("Dokumente", columns, rows, "Kein Dokument.")


def _letters(case: Case) -> Section:
    rows = [
        (on(row.sent_on), row.agency or "an Sie", row.subject, row.recorded_by)
        for row in case.letters.select_related("agency", "recorded_by").defer("snapshot").order_by("sent_on", "pk")
    ]
    return listed("Briefe", {"Tag": 1.2, "An": 2, "Betreff": 4, "Von": 1.6}, rows, "Kein Brief.")


def _endings(case: Case) -> Iterator[Section]:
    for row in case.closings.select_related("reason", "closed_by", "handover_agency").prefetch_related("goals__goal"):
        goals = [
            f"»{each.goal.own_words}«: {each.get_result_display()} {each.words}".strip() for each in row.goals.all()
        ]
        yield facts(f"Abschluss am {on(row.closed_on)}", [
            ("Grund", row.reason), ("Ergebnis", row.result), ("Ziele", words(*goals, between="\n")),
            ("Wer womit weitermacht", words(row.handover_agency, row.handover)),
            ("Sie wurden informiert", words(row.get_informed_display(), on(row.informed_on), between=", ")),
            ("Aufbewahrt bis", on(row.keep_until)), ("Abgeschlossen von", row.closed_by),
            ("Wieder aufgenommen", words(on(row.reopened_on), row.reopening_reason)),
        ])  # fmt: skip


def _second(case: Case) -> Section:
    rows = [
        (on(row.proposed_at), row.get_what_display(), row.shown,
         words(ConfirmationState(row.state).label, row.decided_by, on(row.decided_at), row.words))
        for row in case.confirmations.select_related("decided_by")
    ]  # fmt: skip
    columns = {"Vorgelegt": 1.2, "Was": 1.4, "Was die zweite Person las": 3, "Ergebnis": 2.4}
    return listed("Was eine zweite Person bestätigt hat", columns, rows, "Nichts.")


def _late(case: Case) -> Section:
    rows = [
        (on(row.recorded_at), row.reason, row.recorded_by) for row in case.late_entries.select_related("recorded_by")
    ]
    return listed("Nachträge", {"Tag": 1.2, "Warum später": 4, "Von": 2}, rows, "Keine.")


def _sheets(case: Case) -> Section:
    rows = [(on(row.written_on), row.words or "Stand der Akte an diesem Tag", row.written_by)
            for row in case.handover_sheets.select_related("written_by")]  # fmt: skip
    rows += [(on(row.on), f"Übergabe an {row.to}: {row.reason}", row.planned_by)
             for row in case.planned_handovers.select_related("to", "planned_by")]  # fmt: skip
    return listed("Übergaben", {"Tag": 1.2, "Inhalt": 4.4, "Von": 1.6}, rows, "Keine.")
