"""The minutes of a meeting as a paper."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import translation

from kim.documents import Column, Heading, Paragraph, Report, Table
from kim.steering.models import AgendaItem, Meeting, Presence
from kim.steering.papers.points import points_part
from kim.steering.papers.shared import (
    Part,
    clock,
    german_day,
    numbered,
    outcome_of,
    report,
    result_of,
    title_of,
    when_and_where,
    wording_now,
)
from kim.steering.states import MeetingState

RUNS = (MeetingState.PLANNED, MeetingState.INVITED, MeetingState.IN_SESSION)


def minutes_paper(meeting: Meeting, *, inside: bool) -> Report:
    """Who was there, what was said and decided; what is not public only for those inside."""
    return report(
        meeting.body, f"Niederschrift: {meeting.title}", _parts(meeting, inside), subtitle=when_and_where(meeting),
        author=meeting.minute_taker,
    )  # fmt: skip


def _parts(meeting: Meeting, inside: bool) -> Iterator[Part]:
    yield Paragraph(standing_of_minutes(meeting))
    yield from _attendance(meeting)
    if meeting.quorum_lost_at:
        yield Paragraph(f"Das Gremium war ab {clock(meeting.quorum_lost_at)} nicht mehr beschlussfähig.")
    items = list(items_of(meeting, inside=inside))
    above = {each.parent_id for each in items}
    for number, item in numbered(items):
        yield Heading(f"{number} {title_of(item)}", level=1 if item.parent_id is None else 2)
        said = list(item_parts(item))
        if not said and meeting.state not in RUNS and item.pk not in above:
            said = [Paragraph("Nicht behandelt.")]
        yield from said
    if inside:
        yield from points_part(meeting)


def items_of(meeting: Meeting, *, inside: bool) -> QuerySet[AgendaItem]:
    """The items with all that was done about them; what is not public only for those inside."""
    items = meeting.items.prefetch_related(
        "ballots", "decisions__amendments", "conflicts__attendance", "decisions__ballot"
    )
    return items if inside else items.filter(internal=False)


def standing_of_minutes(meeting: Meeting) -> str:
    """Whether they are a draft, with the members, or approved."""
    if meeting.state in (MeetingState.APPROVED, MeetingState.CLOSED):
        where = f" in der Sitzung vom {german_day(meeting.approved_in.held_on)}" if meeting.approved_in else ""
        return f"Genehmigt am {german_day(meeting.approved_on)}{where}."
    if meeting.state == MeetingState.MINUTES_OUT:
        return f"Versandt am {german_day(meeting.minutes_out_on)}, noch nicht genehmigt."
    return "Entwurf."


def _attendance(meeting: Meeting) -> Iterator[Part]:
    rows = []
    with translation.override("de"):
        for each in meeting.attendances.select_related("seat"):
            there = str(Presence(each.presence).label)
            times = [f"ab {clock(each.came_at)}"] if each.came_at else []
            times += [f"bis {clock(each.left_at)}"] if each.left_at else []
            rows.append((each.seat.name if each.seat else "Gast", each.name, ", ".join([there, *times])))
    if rows:
        columns = (Column("Sitz", width=3), Column("Name", width=3), Column("Anwesenheit", width=3))
        yield Table("Anwesenheit", columns, tuple(rows))


def item_parts(item: AgendaItem) -> Iterator[Part]:
    """What the minutes say about one item."""
    if item.ad_hoc:
        yield Paragraph("In der Sitzung aufgenommen.")
    if item.postponed:
        yield Paragraph("Vertagt auf die nächste Sitzung.")
    for conflict in item.conflicts.all():
        yield Paragraph(f"{conflict.attendance.name} wirkte nicht mit: {conflict.reason}")
    if item.record:
        yield Paragraph(item.record)
    for ballot in item.ballots.all():
        yield Paragraph(f"Abstimmung: {ballot.question} {result_of(ballot)}")
    for decision in item.decisions.all():
        yield Paragraph(f"Beschluss {decision.number} ({outcome_of(decision)}): {wording_now(decision)}")
