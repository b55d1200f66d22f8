"""The agenda of a meeting as a paper; the invitation goes out with it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kim.documents import Column, Heading, Paragraph, Report, Table
from kim.steering.models import AgendaItem, Meeting
from kim.steering.papers.points import points_part
from kim.steering.papers.shared import Part, numbered, report, title_of, when_and_where


def agenda_paper(meeting: Meeting, *, inside: bool, title: str = "Einladung und Tagesordnung") -> Report:
    """The items in their order; what is not public only for those inside."""
    return report(meeting.body, f"{title}: {meeting.title}", _parts(meeting, inside), subtitle=when_and_where(meeting))


def _parts(meeting: Meeting, inside: bool) -> Iterator[Part]:
    listed = list(meeting.items.select_related("proposal"))
    items, begins = [each for each in listed if inside or not each.internal], starts_of(meeting, listed)
    rows = tuple(
        (
            number,
            begins.get(item.pk, ""),
            title_of(item),
            item.presenter,
            f"{item.minutes} Min." if item.minutes else "",
        )
        for number, item in numbered(items)
    )
    columns = (
        Column("Nr.", width=0.6),
        Column("Ab", width=0.9),
        Column("Punkt", width=5),
        Column("Vorstellung", width=2.4),
        Column("Dauer", width=1),
    )
    yield from _about(meeting.opening)
    if not rows:
        yield Paragraph("Die Tagesordnung hat noch keinen Punkt.")
    else:
        yield Table("", columns, rows)
    for number, item in numbered(items):
        if item.text or item.proposal:
            yield Heading(f"Zu Punkt {number}: {title_of(item)}")
            yield from _about(item.text)
            if item.proposal:
                yield Paragraph(f"Vorschlag {item.proposal.number}: {item.proposal.wording}")
    if inside:
        yield from points_part(meeting)


def minutes_over(meeting: Meeting) -> int:
    """By how many minutes the agenda is longer than the meeting; 0 where it fits or the end is not known."""
    if not (meeting.starts and meeting.ends):
        return 0
    room = datetime.combine(meeting.held_on, meeting.ends) - datetime.combine(meeting.held_on, meeting.starts)
    asked = sum(each.minutes or 0 for each in meeting.items.all() if each.parent_id is None)
    return max(0, asked - int(room.total_seconds() // 60))


def starts_of(meeting: Meeting, items: list[AgendaItem]) -> dict[int, str]:
    """When each item begins, 10.30, as far as the minutes of those before it are known; items below others have no time of their own."""
    begins: dict[int, str] = {}
    at = datetime.combine(meeting.held_on, meeting.starts) if meeting.starts else None
    for item in (each for each in items if each.parent_id is None):
        if at is not None:
            begins[item.pk] = f"{at:%H.%M}"
            at = at + timedelta(minutes=item.minutes) if item.minutes else None
    return begins


def _about(text: str) -> Iterator[Paragraph]:
    if text:
        yield Paragraph(text)
