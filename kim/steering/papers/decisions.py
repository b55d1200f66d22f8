"""Decisions as papers: one with its origin, those of a year, and what concerns one agency."""

from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet
from django.utils import translation

from kim.documents import Column, Heading, Paragraph, Report, Table
from kim.organisation.public import Agency, Body
from kim.steering.models import Decision, WorkOrder
from kim.steering.papers.shared import Part, german_day, outcome_of, report, result_of, wording_now

COLUMNS = (
    Column("Nummer", width=1.5),
    Column("Tag", width=1.3),
    Column("Beschluss", width=5.4),
    Column("Ergebnis", width=1.8),
)


def year_paper(decisions: Iterable[Decision], year: int, body: Body | None = None) -> Report:
    """The decisions of a year in the order of their numbers."""
    rows = tuple(
        (each.number, german_day(each.decided_on), f"{each.title}: {wording_now(each)}", outcome_of(each))
        for each in decisions
    )
    empty = Paragraph("In diesem Jahr ist kein Beschluss gefasst worden.")
    return report(body, f"Beschlüsse {year}", [Table("", COLUMNS, rows) if rows else empty])


def decision_paper(decision: Decision) -> Report:
    """One decision: wording, where it comes from, how it was voted, what follows."""
    return report(decision.body, f"Beschluss {decision.number}", _one(decision), subtitle=decision.title)


def concerning(decisions: QuerySet[Decision], agency: Agency) -> QuerySet[Decision]:
    """Those of these decisions that ask something of the agency: by their proposal or by a work order."""
    return decisions.filter(Q(proposal__agencies=agency) | Q(orders__agency=agency)).distinct()


def extract_paper(decisions: Iterable[Decision], agency: Agency, *, since: str = "") -> Report:
    """What concerns one agency, to be sent to it: wording and the work orders that are its own."""
    subtitle = f"für {agency.name}" + (f", {since}" if since else "")
    return report(None, "Auszug aus den Beschlüssen", _extract(decisions, agency), subtitle=subtitle)


def _extract(decisions: Iterable[Decision], agency: Agency) -> Iterator[Part]:
    empty = True
    for each in decisions:
        empty = False
        yield Heading(f"{each.number} {each.title}")
        yield Paragraph(f"{each.body}, {german_day(each.decided_on)}: {outcome_of(each)}")
        yield Paragraph(wording_now(each))
        yield from _orders([order for order in each.orders.all() if order.agency_id == agency.pk])
    if empty:
        yield Paragraph("Kein Beschluss betrifft diese Stelle.")


def _one(decision: Decision) -> Iterator[Part]:
    yield Paragraph(f"{decision.body}, {german_day(decision.decided_on)}: {outcome_of(decision)}")
    yield Heading("Wortlaut")
    yield Paragraph(decision.wording)
    for amendment in decision.amendments.all():
        yield Heading(f"Geändert am {german_day(amendment.amended_on)}", level=2)
        yield Paragraph(amendment.wording)
        yield Paragraph(f"Grund: {amendment.reason}")
    origin = list(_origin(decision))
    if origin:
        yield Heading("Herkunft")
        yield from (Paragraph(line) for line in origin)
    if decision.ballot:
        yield Heading("Abstimmung")
        yield Paragraph(result_of(decision.ballot))
    if decision.reasons:
        yield Heading("Begründung")
        yield Paragraph(decision.reasons)
    yield from _orders(decision.orders.all())


def _origin(decision: Decision) -> Iterator[str]:
    """Topic, proposal, recommendations, meeting: where the decision comes from."""
    if decision.topic:
        yield f"Thema {decision.topic.number}: {decision.topic.title}"
    proposal = decision.proposal
    if proposal:
        yield f"Vorschlag {proposal.number}: {proposal.title}"
        with translation.override("de"):
            for each in proposal.recommendations.all():
                yield f"{each.body}, {german_day(each.given_on)}: empfiehlt „{each.get_advice_display()}“. {each.reasons}"
    if decision.meeting:
        yield f"Sitzung vom {german_day(decision.meeting.held_on)}: {decision.meeting.title}"
    if decision.source:
        yield f"Quelle: {decision.source}"


def _orders(orders: Iterable[WorkOrder]) -> Iterator[Part]:
    with translation.override("de"):
        rows = tuple(
            (
                each.what,
                str(each.agency or each.body or each.unit),
                german_day(each.due_on),
                str(each.get_state_display()),
            )
            for each in orders
        )
    if rows:
        columns = (
            Column("Auftrag", width=4),
            Column("An", width=2.4),
            Column("Bis", width=1.3),
            Column("Stand", width=1.6),
        )
        yield Heading("Aufträge", level=2)
        yield Table("", columns, rows)
