"""Where a case stands, in sections for papers: what the final report and the handover sheet share.

Papers are German. Everything is read under the reader's own scope, so a paper holds what they may see and no more.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils import timezone, translation

from kim.casework.letters import german_day
from kim.casework.models import Case, GoalState, MeasureState, ReviewState
from kim.casework.states import OPEN_REFERRAL_STATES, AppointmentState, Phase
from kim.documents import Column, Head, Heading, Paragraph, Report, Table
from kim.organisation.public import County, logos

Rows = tuple[tuple[str, ...], ...]
NOT_SAID = "nicht angegeben"


@dataclass(frozen=True)
class Section:
    """A heading with words or rows; `empty` stands where there are no rows."""

    title: str
    columns: tuple[str, ...] = ()
    rows: Rows = ()
    text: str = ""
    empty: str = ""
    widths: tuple[float, ...] = ()


def as_json(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """Sections as they are kept."""
    return [asdict(section) for section in sections]


def from_json(kept: Iterable[dict[str, Any]]) -> tuple[Section, ...]:
    """Sections that were kept."""
    return tuple(
        Section(
            title=each["title"], columns=tuple(each["columns"]), rows=tuple(tuple(row) for row in each["rows"]),
            text=each["text"], empty=each["empty"], widths=tuple(each["widths"]),
        )
        for each in kept
    )  # fmt: skip


def report_of(case: Case, sections: Iterable[Section], *, title: str, by: str, on: date, summary: str = "") -> Report:
    """These sections as a report on the county's paper."""
    county, logo = County.objects.first(), logos.county_logo()
    head = Head(
        county=county.name if county else "", unit=case.unit.name, colour=county.brand_colour if county else "",
        logo=logo.content if logo else None, logo_alt=logo.alt if logo else "",
    )  # fmt: skip
    parts = tuple(part for section in sections for part in _parts(section))
    subtitle = f"{case.person.full_name}, {case.reference}"
    return Report(head=head, title=title, subtitle=subtitle, author=by, on=on, summary=summary, parts=parts)


def _parts(section: Section) -> Iterable[Heading | Paragraph | Table]:
    yield Heading(section.title)
    if section.text:
        yield Paragraph(section.text)
    if section.rows:
        widths = section.widths or (1.0,) * len(section.columns)
        columns = tuple(Column(label, width=width) for label, width in zip(section.columns, widths, strict=True))
        yield Table("", columns, section.rows)
    elif section.empty:
        yield Paragraph(section.empty)


def person(case: Case) -> Section:
    """Who it is about."""
    birth = case.person
    known = "".join(f"{part:02d}." for part in (birth.birth_day, birth.birth_month) if part)
    rows = (
        ("Name", case.person.full_name),
        ("Name in eigener Schrift", case.person.name_original),
        ("Geboren", f"{known}{birth.birth_year}" if birth.birth_year else NOT_SAID),
        ("Wohnt in", str(case.municipality or NOT_SAID)),
        ("Aktenzeichen", case.reference),
        ("Zuständig", f"{case.assigned_to}, {case.unit.name}"),
    )
    return Section("Person", ("Angabe", "Eintrag"), tuple(row for row in rows if row[1]), widths=(1, 2))


def course(case: Case) -> Section:
    """The way in dates: phases, assessments, agreements, reviews, who was responsible, closings and reopenings."""
    found: list[tuple[date, str]] = []
    with translation.override("de"):
        for step in case.phase_changes.all():
            found += _step(step)
        found += [(row.completed_on, f"Bestandsaufnahme {row.number} abgeschlossen") for row in
                  case.assessments.filter(completed_on__isnull=False)]  # fmt: skip
        found += [
            (row.agreed_on, f"Zielvereinbarung, Fassung {row.version}") for row in case.agreements.defer("snapshot")
        ]
        found += [(row.held_on, _review(row)) for row in case.reviews.filter(state=ReviewState.HELD) if row.held_on]
        found += [(row.from_on, f"Übergabe an {row.user}: {row.reason}") for row in
                  case.assignments.exclude(reason="").select_related("user")]  # fmt: skip
        for closing in case.closings.select_related("reason"):
            found.append((closing.closed_on, f"Fall abgeschlossen: {closing.reason}"))
            if closing.reopened_on:
                found.append((closing.reopened_on, f"Fall wieder aufgenommen: {closing.reopening_reason}"))
    found.sort(key=lambda each: each[0])
    return Section(
        "Verlauf", ("Tag", "Was geschah"), tuple((german_day(day), words) for day, words in found), widths=(1, 4)
    )


def _step(step: Any) -> list[tuple[date, str]]:
    """A step on the way; closing and reopening are told with their reason by the closings."""
    if not step.from_phase:
        return [(step.changed_on, "Fall eröffnet")]
    if Phase.CLOSED in (step.from_phase, step.to_phase):
        return []
    reason = f" ({step.reason})" if step.reason else ""
    return [(step.changed_on, f"Phase {Phase(step.to_phase).label}{reason}")]


def _review(row: Any) -> str:
    return "Überprüfung" if row.with_person else "Überprüfung ohne die Person"


def open_goals(case: Case) -> Section:
    """Goals that are open with the steps still to be taken."""
    goals = case.goals.filter(state=GoalState.OPEN).prefetch_related("measures__agency")
    rows = tuple((f"»{goal.own_words}«", german_day(goal.target_on), _steps(goal)) for goal in goals)
    return Section(
        "Offene Ziele", ("Ziel", "Bis", "Nächste Schritte"), rows, empty="Kein Ziel ist offen.", widths=(3, 1.2, 3)
    )


def _steps(goal: Any) -> str:
    with translation.override("de"):
        return "; ".join(
            f"{m.text} ({m.agency or m.get_who_display()}{', bis ' + german_day(m.due_on) if m.due_on else ''})"
            for m in goal.measures.all()
            if m.state == MeasureState.OPEN
        )


def referrals(case: Case, *, only_open: bool = False) -> Section:
    """Referrals and what came of them."""
    found = case.referrals.select_related("offer__agency").order_by("sent_on", "pk")
    if only_open:
        found = found.filter(state__in=OPEN_REFERRAL_STATES)
    with translation.override("de"):
        rows = tuple(
            (german_day(row.sent_on), f"{row.offer.title}, {row.offer.agency}", _outcome(row)) for row in found
        )
    title, empty = (
        ("Offene Vermittlungen", "Keine Vermittlung ist offen.") if only_open else ("Vermittlungen", "Keine.")
    )
    return Section(title, ("Verschickt", "Angebot", "Stand"), rows, empty=empty, widths=(1.2, 3, 2))


def _outcome(row: Any) -> str:
    parts = [f"{row.get_state_display()} ({german_day(row.state_since)})"]
    if row.decline_reason:
        parts.append(f"Grund: {row.get_decline_reason_display()}")
    if row.note:
        parts.append(row.note)
    return "; ".join(parts)


def due(case: Case) -> Section:
    """What is due: follow-ups, appointments to come, the next review."""
    found = [(row.due_on, row.text) for row in case.follow_ups.filter(done_at=None)] + _to_come(case)
    if case.review_on:
        planned = case.reviews.filter(state=ReviewState.PLANNED).first()
        focus = f": {planned.focus}" if planned and planned.focus else ""
        found.append((case.review_on, f"Überprüfung{focus}"))
    rows = tuple((german_day(day), words) for day, words in sorted(found))
    return Section("Was ansteht", ("Tag", "Was"), rows, empty="Nichts steht an.", widths=(1, 4))


def _to_come(case: Case) -> list[tuple[date, str]]:
    """Appointments that still lie ahead: whoever takes the case over has to keep them."""
    ahead = case.appointments.filter(state=AppointmentState.PLANNED, ends_at__gte=timezone.now())
    begins = [(timezone.localtime(row.starts_at), row.about) for row in ahead]
    return [(start.date(), f"Termin um {start:%H:%M} Uhr{f': {about}' if about else ''}") for start, about in begins]
