"""The agenda of a meeting as a paper; the invitation goes out with it."""

from collections.abc import Iterator

from kim.documents import Column, Heading, Paragraph, Report, Table
from kim.steering.models import Meeting
from kim.steering.papers.points import points_part
from kim.steering.papers.shared import Part, numbered, report, when_and_where


def agenda_paper(meeting: Meeting, *, inside: bool, title: str = "Tagesordnung") -> Report:
    """The items in their order; what is not public only for those inside."""
    return report(meeting.body, f"{title}: {meeting.title}", _parts(meeting, inside), subtitle=when_and_where(meeting))


def _parts(meeting: Meeting, inside: bool) -> Iterator[Part]:
    items = [each for each in meeting.items.select_related("proposal") if inside or not each.internal]
    rows = tuple(
        (number, item.title, item.presenter, f"{item.minutes} Min." if item.minutes else "")
        for number, item in numbered(items)
    )
    columns = (
        Column("Nr.", width=0.6),
        Column("Punkt", width=5),
        Column("Vorstellung", width=2.4),
        Column("Dauer", width=1),
    )
    if not rows:
        yield Paragraph("Die Tagesordnung hat noch keinen Punkt.")
    else:
        yield Table("", columns, rows)
    for number, item in numbered(items):
        if item.text or item.proposal:
            yield Heading(f"Zu Punkt {number}: {item.title}")
            yield from _about(item.text)
            if item.proposal:
                yield Paragraph(f"Vorschlag {item.proposal.number}: {item.proposal.wording}")
    if inside:
        yield from points_part(meeting)


def _about(text: str) -> Iterator[Paragraph]:
    if text:
        yield Paragraph(text)
