"""Open points of a body as its papers tell them: before a meeting those still open, afterwards as the meeting left them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from kim.documents import Column, Heading, Table
from kim.steering.models import Meeting, OpenPoint, PointNote
from kim.steering.papers.shared import Part, german_day
from kim.steering.states import MeetingState

COLUMNS = (Column("Punkt", width=3.4), Column("Wer", width=2.4), Column("Bis", width=1.3), Column("Stand", width=3.2))
NOT_HELD = (MeetingState.PLANNED, MeetingState.INVITED, MeetingState.CANCELLED)


@dataclass(frozen=True)
class PointLine:
    """One point: what, who takes care of it, until when, and where it stands."""

    title: str
    owner: str
    until: str
    state: str

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        owner = f" – {self.owner}" if self.owner else ""
        until = f", bis {self.until}" if self.until else ""
        return f"{self.title}{owner}{until}: {self.state}"


def point_lines(meeting: Meeting) -> list[PointLine]:
    """The points of this meeting, in two queries however many there are."""
    notes = PointNote.objects.filter(noted_on__lte=meeting.held_on).order_by("-noted_on", "-id")
    rows = OpenPoint.objects.filter(body=meeting.body_id).filter(_asked_in(meeting))
    rows = rows.select_related("seat", "agency", "owner_body")
    return [_line(each, meeting) for each in rows.prefetch_related(Prefetch("notes", notes, to_attr="said"))]


def points_part(meeting: Meeting) -> Iterator[Part]:
    """Heading and table; nothing where no point is open."""
    rows = tuple((each.title, each.owner, each.until, each.state) for each in point_lines(meeting))
    if rows:
        yield Heading("Offene Punkte")
        yield Table("", COLUMNS, rows)


def _asked_in(meeting: Meeting) -> Q:
    """Still open; of a meeting that was held: open on its day, or settled in it."""
    if meeting.state in NOT_HELD:
        return Q(closed_on=None)
    day = meeting.held_on
    opened = Q(opened_on__lte=day) | Q(opened_in=meeting)
    return opened & (Q(closed_on=None) | Q(closed_on__gt=day) | Q(closed_in=meeting))


def _line(point: OpenPoint, meeting: Meeting) -> PointLine:
    said: list[PointNote] = point.said  # type: ignore[attr-defined]
    here = next((each for each in said if each.meeting_id == meeting.pk), None)
    due = here.due_on if here else point.due_on
    return PointLine(point.title, point.owner_label, german_day(due), _state(point, meeting, said, here))


def _state(point: OpenPoint, meeting: Meeting, said: list[PointNote], here: PointNote | None) -> str:
    if point.closed_in_id == meeting.pk:
        return f"erledigt: {point.result}"
    if here:
        return f"offen: {here.text}"
    if point.opened_in_id == meeting.pk:
        return "in dieser Sitzung aufgenommen"
    late = point.due_on is not None and point.due_on < meeting.held_on
    state = "offen, Frist zur Sitzung überschritten" if late else "offen"
    return f"{state}, zuletzt {german_day(said[0].noted_on)}: {said[0].text}" if said else state
