"""Invitation and minutes of a case conference as papers. For an agency without a recorded basis the case is masked: no name, no
reference. The database strikes the names of the whole household out of what was written, also those its writer does not see."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone, translation

from kim.casework.letters import german_day
from kim.casework.models import CaseConference, ConferenceParticipant, ContactPlace, YesNo
from kim.documents import Column, Head, Heading, Paragraph, Report, Table
from kim.organisation.public import County, logos

STRUCK = "[…]"
MASKED = "eine Person, die wir beraten (Name ohne Einwilligung nicht genannt)"
SHORTEST = 2


@dataclass(frozen=True)
class Told:
    """What was written for and at a conference, as one reader may read it."""

    named: bool
    topics: str
    minutes: str
    place: str
    steps: Mapping[int, str]


def told_to(conference: CaseConference, recipient: ConferenceParticipant | None) -> Told:
    """The words as they stand, or masked where this reader may not know whom they are about."""
    if may_name(conference, recipient):
        steps = {step.measure_id: step.measure.text for step in conference.steps.select_related("measure")}
        return Told(True, conference.topics, conference.minutes, conference.appointment.place, steps)
    with connection.cursor() as cursor:
        cursor.execute("select kim_masked_conference(%s)", [conference.pk])
        found = json.loads(cursor.fetchone()[0])
    steps = {int(measure): text for measure, text in found["steps"].items()}
    return Told(False, found["topics"], found["minutes"], found["place"], steps)


def may_name(conference: CaseConference, recipient: ConferenceParticipant | None) -> bool:
    """Whether this paper names the case: the copy for the file does, one for somebody outside only on a basis."""
    return recipient is None or recipient.may_know


def invitation(conference: CaseConference, recipient: ConferenceParticipant | None, *, by: str) -> Report:
    """Who is invited, when and where, about what."""
    with translation.override("de"):
        told = told_to(conference, recipient)
        parts = [
            Heading("Termin"), Paragraph(_when(conference, told)), Heading("Themen"), *_prose(told.topics),
            Heading("Wer eingeladen ist"), _table(conference),
        ]  # fmt: skip
        return _report(conference, "Einladung zur Fallkonferenz", parts, told.named, by, recipient)


def minutes(conference: CaseConference, recipient: ConferenceParticipant | None, *, by: str) -> Report:
    """Who was there, what was said, which steps were agreed."""
    with translation.override("de"):
        told = told_to(conference, recipient)
        parts = [
            Heading("Termin"), Paragraph(_when(conference, told)), Heading("Wer dabei war"), _table(conference, attended=True),
            Heading("Themen"), *_prose(told.topics), Heading("Ergebnis"), *_prose(told.minutes or "Noch nicht festgehalten."),
            Heading("Vereinbarte Schritte"), _steps(conference, told),
        ]  # fmt: skip
        return _report(conference, "Protokoll der Fallkonferenz", parts, told.named, by, recipient)


def _report(
    conference: CaseConference, title: str, parts: Iterable[Heading | Paragraph | Table], named: bool, by: str,
    recipient: ConferenceParticipant | None,
) -> Report:  # fmt: skip
    county, logo, case = County.objects.first(), logos.county_logo(), conference.case
    head = Head(
        county=county.name if county else "", unit=case.unit.name, colour=county.brand_colour if county else "",
        logo=logo.content if logo else None, logo_alt=logo.alt if logo else "",
    )  # fmt: skip
    about = f"{case.person.full_name}, {case.reference}" if named else MASKED
    for_whom = f" · für: {recipient.agency}" if recipient is not None and recipient.agency else ""
    return Report(
        head=head, title=title, subtitle=f"{about}{for_whom}", author=by, on=timezone.localdate(),
        summary="Vertraulich. Nur für die Teilnehmenden." if named else "Ohne Namen: Für diese Stelle liegt keine Grundlage vor.",
        parts=tuple(parts),
    )  # fmt: skip


def _when(conference: CaseConference, told: Told) -> str:
    """Day, time and place; where the person lives is not told to whoever may not know whom it is about."""
    appointment = conference.appointment
    start, end = timezone.localtime(appointment.starts_at), timezone.localtime(appointment.ends_at)
    shown = told.named or appointment.place_kind != ContactPlace.HOME
    place = (told.place if shown else "") or str(ContactPlace(appointment.place_kind).label)
    there = YesNo(conference.person_takes_part).label
    day = f"{german_day(start.date())}, {start:%H:%M} bis {end:%H:%M} Uhr"
    return f"{day}, {place}. Die Person nimmt teil: {there}."


def _table(conference: CaseConference, *, attended: bool = False) -> Table:
    rows = []
    for each in conference.participants.select_related("user", "agency"):
        who = str(each.user) if each.user else f"{each.agency}{', ' + each.who if each.who else ''}"
        there = {True: "ja", False: "nein", None: "nicht festgehalten"}[each.attended]
        rows.append(
            (
                who,
                there if attended else "",
            )
            if attended
            else (who,)
        )
    columns = (Column("Wer"), Column("War dabei")) if attended else (Column("Wer"),)
    return Table("Teilnehmende", columns, tuple(rows))


def _steps(conference: CaseConference, told: Told) -> Table | Paragraph:
    steps = [step.measure for step in conference.steps.select_related("measure__agency")]
    if not steps:
        return Paragraph("Es wurde kein Schritt vereinbart.")
    rows = tuple(
        (told.steps[m.pk], str(m.agency) if m.agency else str(m.get_who_display()), german_day(m.due_on)) for m in steps
    )
    return Table("Schritte", (Column("Was"), Column("Wer"), Column("Bis")), rows)


def _prose(text: str) -> list[Paragraph]:
    return [Paragraph(part) for part in text.split("\n") if part.strip()]


def strike(text: str, words: Iterable[str]) -> str:
    """The text with these words replaced, longest first, with German endings; in any case of letters unless a word is so short
    (Vo, An) that it would strike others. As kim_struck does it in the database for words nobody here may read."""
    for word in sorted(words, key=len, reverse=True):
        any_case = re.IGNORECASE if len(word) > SHORTEST else re.NOFLAG
        text = re.sub(rf"(?<!\w){re.escape(word)}(?:s|'s|’s)?(?!\w)", STRUCK, text, flags=any_case)
    return text
