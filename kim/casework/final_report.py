"""The final report of a case: the person, the course in dates, goals and results, referrals, what stays open, what came late."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone, translation

from kim.casework import case_paper
from kim.casework.case_paper import Section
from kim.casework.letters import german_day
from kim.casework.models import Case, Closing, Confirmation, ConfirmationState, Confirmed, Contact, LateEntry
from kim.documents import Report
from kim.organisation.public import User

MOMENTS = timedelta(minutes=1)


def final_report(case: Case, closing: Closing, *, by: User, on: date) -> Report:
    """What this reader may know of the case at its end, as a paper."""
    sections = [
        _closing(closing), case_paper.person(case), case_paper.course(case), _goals(case, closing),
        case_paper.referrals(case), case_paper.due(case) if not case.is_closed else _left_open(case),
        *_late(case),
    ]  # fmt: skip
    return case_paper.report_of(case, sections, title="Abschlussbericht", by=str(by), on=on)


def _closing(closing: Closing) -> Section:
    with translation.override("de"):
        informed = str(closing.get_informed_display())
        rows = [
            ("Abgeschlossen am", german_day(closing.closed_on)),
            ("Grund", str(closing.reason)),
            ("Ergebnis", closing.result),
            ("Wer womit weitermacht", _handover(closing)),
            ("Person informiert", f"{informed}, {german_day(closing.informed_on)}".rstrip(", ")),
            ("Abgeschlossen von", str(closing.closed_by)),
            ("Bestätigt von", _confirmed_by(closing)),
            ("Aufbewahrt bis", german_day(closing.keep_until) or "Der Kreis hat keine Frist festgelegt."),
        ]
    if closing.reopened_on:
        again = f"{german_day(closing.reopened_on)}, {closing.reopened_by}: {closing.reopening_reason}"
        rows.append(("Wieder aufgenommen", again))
    return Section("Abschluss", ("Angabe", "Eintrag"), tuple(row for row in rows if row[1]), widths=(1, 2))


def _confirmed_by(closing: Closing) -> str:
    """The second person: the confirmation and the closing are one transaction, whose statements lie moments apart."""
    given = Confirmation.objects.filter(
        case_id=closing.case_id, what=Confirmed.CLOSING, state=ConfirmationState.CONFIRMED,
        decided_at__range=(closing.recorded_at - MOMENTS, closing.recorded_at),
    ).select_related("decided_by")  # fmt: skip
    return ", ".join(str(row.decided_by) for row in given)


def _handover(closing: Closing) -> str:
    return ": ".join(str(part) for part in (closing.handover_agency, closing.handover) if part)


def _goals(case: Case, closing: Closing) -> Section:
    results = {row.goal_id: row for row in closing.goals.all()}
    with translation.override("de"):
        rows = []
        for goal in case.goals.all():
            at_end = results.get(goal.pk)
            result = str(at_end.get_result_display() if at_end else goal.get_state_display())
            words = f"{result}: {at_end.words}" if at_end and at_end.words else result
            rows.append((f"»{goal.own_words}«", german_day(goal.agreed_on), words))
    return Section(
        "Ziele und Ergebnisse", ("Ziel", "Vereinbart", "Ergebnis"), tuple(rows), empty="Es gab keine Ziele.",
        widths=(3, 1.2, 2.4),
    )  # fmt: skip


def _left_open(case: Case) -> Section:
    """What the closing left behind."""
    still = case_paper.referrals(case, only_open=True).rows
    found = [(day, f"Vermittlung offen: {offer}") for day, offer, _state in still]
    for row in case.follow_ups.filter(Q(done_at=None) | Q(dropped=True)):
        words = "Wiedervorlage, mit dem Abschluss entfallen" if row.dropped else "Wiedervorlage"
        found.append((german_day(row.due_on), f"{words}: {row.text}"))
    return Section("Offene Punkte", ("Tag", "Was"), tuple(found), empty="Nichts ist offen geblieben.", widths=(1, 4))


def _late(case: Case) -> list[Section]:
    """Entries that came after the closing, with their reason; contacts in their words as far as the reader sees them."""
    entries = list(case.late_entries.select_related("recorded_by"))
    if not entries:
        return []
    texts = {
        row.pk: row for row in Contact.objects.filter(pk__in=[e.row for e in entries if e.kind == "contact"], case=case)
    }
    rows = tuple(
        (german_day(timezone.localdate(e.recorded_at)), _late_words(e, texts), f"{e.reason} ({e.recorded_by})")
        for e in entries
    )
    return [Section("Nachträge", ("Eingetragen", "Was", "Warum später"), rows, widths=(1.2, 3, 2))]


_LATE = {
    "document": "Dokument",
    "letter": "Brief",
    "referralstep": "Antwort auf eine Vermittlung",
    "appointment": "Ausgang eines Termins",
}


def _late_words(entry: LateEntry, contacts: dict[int, Contact]) -> str:
    contact = contacts.get(entry.row) if entry.kind == "contact" else None
    if contact is None:
        return _LATE.get(entry.kind, "Eintrag")
    with translation.override("de"):
        return f"{contact.get_kind_display()} am {german_day(contact.held_on)}: {contact.text}"
