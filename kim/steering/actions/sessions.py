"""A meeting while it is held: who is there, whether the body may decide, and the way to its minutes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kim.organisation.public import User
from kim.privacy.public import audit
from kim.steering.access import reach_of
from kim.steering.actions import invitations
from kim.steering.actions.shared import change, lock
from kim.steering.exceptions import (
    LeftBeforeComing,
    NameMissing,
    NoQuorum,
    NotItsDay,
    SeatIsVacant,
    StepNotPossible,
    StillSilent,
)
from kim.steering.models import (
    AgendaItem,
    Attendance,
    BodyRules,
    HolderKind,
    ItemKind,
    Majority,
    Meeting,
    Presence,
    Seat,
    SeatHolder,
)
from kim.steering.states import MEETING_STEPS, MeetingState
from kim.steering.voting import Quorum

IN_THE_ROOM = (Presence.PRESENT, Presence.ONLINE)
SILENCE = timedelta(days=14)
VACANT = "nicht besetzt"  # as the minutes write it, which are German


@dataclass(frozen=True)
class There:
    """One line of the list of those present."""

    presence: str
    holder: int | None = None
    came_at: time | None = None
    left_at: time | None = None


def rules_of(meeting: Meeting) -> BodyRules:
    """The rules of the meeting's body; where none are set, those of a new body."""
    return BodyRules.objects.filter(body=meeting.body_id).first() or BodyRules(
        body_id=meeting.body_id, majority=Majority.CONSENSUS
    )


def quorum_of(meeting: Meeting, present: Sequence[Attendance] | None = None) -> Quorum:
    """Seats, taken seats and the share that is needed, as the room is now."""
    there = list(meeting.attendances.all()) if present is None else present
    seats = [each for each in there if each.seat_id and each.votes]
    return Quorum(len(seats), sum(in_the_room(each) for each in seats), rules_of(meeting).quorum_percent)


def in_the_room(each: Attendance) -> bool:
    """Whether they are there now: present or by video, and not gone."""
    return each.presence in IN_THE_ROOM and each.left_at is None


def voices(item: AgendaItem) -> list[Attendance]:
    """Those in the room whose voice counts for this item: a vote, and no conflict of interest."""
    barred = set(item.conflicts.values_list("attendance_id", flat=True))
    there = item.meeting.attendances.filter(votes=True, seat__isnull=False)
    return [each for each in there if in_the_room(each) and each.pk not in barred]


@transaction.atomic
def start(*, meeting: Meeting, by: User) -> Meeting:
    """Open the meeting: every seat of the day gets its line; who is there is ticked then."""
    meeting = keeper(meeting, by)
    if meeting.held_on > timezone.localdate():
        raise NotItsDay(day=f"{meeting.held_on:%d.%m.%Y}")
    step(meeting, MeetingState.IN_SESSION, by)
    known = set(meeting.attendances.values_list("seat_id", flat=True))
    holders = holders_on(meeting)
    seats = [seat for seat in meeting.body.seats.on(meeting.held_on) if seat.pk not in known]
    Attendance.objects.bulk_create(_line(meeting, seat, holders.get(seat.pk, [])) for seat in seats)
    audit.record("meeting.started", target=meeting)
    return meeting


def holders_on(meeting: Meeting) -> dict[int, list[SeatHolder]]:
    """Who may sit on each seat on that day: the member first, then the deputy."""
    found: dict[int, list[SeatHolder]] = {}
    held = SeatHolder.objects.on(meeting.held_on).filter(seat__body=meeting.body_id).select_related("user", "seat")
    for holder in sorted(held, key=lambda each: each.kind != HolderKind.MEMBER):
        found.setdefault(holder.seat_id, []).append(holder)
    return found


@transaction.atomic
def attend(*, meeting: Meeting, by: User, version: int, there: Mapping[int, There]) -> Meeting:
    """Note who is there, came and left. The moment in which the quorum is lost is kept with the meeting."""
    meeting = running(meeting, by, version)
    rows = list(meeting.attendances.select_related("seat"))
    met_before, holders = quorum_of(meeting, rows).is_met, holders_on(meeting)
    for row in rows:
        if row.pk in there:
            _note(row, there[row.pk], holders)
    Attendance.objects.bulk_update(rows, ["presence", "holder", "name", "came_at", "left_at"])
    quorum = quorum_of(meeting, rows)
    lost = met_before and not quorum.is_met
    # a time that was entered by mistake and taken out again did not happen
    at = _lost_at(rows, quorum) if lost else None if quorum.is_met else meeting.quorum_lost_at
    _touch(meeting, by, quorum_lost_at=at)
    audit.record("meeting.attendance", target=meeting, quorum_lost=lost)
    return meeting


@transaction.atomic
def add_guest(*, meeting: Meeting, by: User, name: str) -> Attendance:
    """Somebody without a seat is there; their voice does not count."""
    meeting = running(meeting, by)
    if not name.strip():
        raise NameMissing
    guest = Attendance.objects.create(meeting=meeting, name=name.strip(), votes=False)
    _touch(meeting, by)
    audit.record("meeting.guest", target=meeting)
    return guest


@transaction.atomic
def end(*, meeting: Meeting, by: User) -> Meeting:
    """The meeting is over; its minutes are finished now."""
    return _walk(meeting, MeetingState.HELD, by)


def untreated(meeting: Meeting) -> list[AgendaItem]:
    """Items that were to be decided and are neither written about, voted on, decided nor put off."""
    rows = meeting.items.filter(kind=ItemKind.DECISION, postponed=False, record="", ballots=None, decisions=None)
    return list(rows.order_by("position", "pk"))


@transaction.atomic
def go_on(*, meeting: Meeting, by: User) -> Meeting:
    """Ended too early: the meeting goes on."""
    meeting = keeper(meeting, by)
    if meeting.state != MeetingState.HELD:
        raise StepNotPossible
    return _walk(meeting, MeetingState.IN_SESSION, by)


@transaction.atomic
def send_minutes(*, meeting: Meeting, by: User) -> Meeting:
    """The minutes go out; from this day the members may object."""
    today = timezone.localdate()
    meeting = _walk(meeting, MeetingState.MINUTES_OUT, by, minutes_out_on=today)
    invitations.tell_minutes_out(meeting, by, today + SILENCE)
    return meeting


@transaction.atomic
def take_minutes_back(*, meeting: Meeting, by: User) -> Meeting:
    """Somebody objected: the minutes are worked on again."""
    meeting = keeper(meeting, by)
    if meeting.state != MeetingState.MINUTES_OUT:
        raise StepNotPossible
    invitations.take_waiting_minutes_back(meeting)
    return _walk(meeting, MeetingState.HELD, by, minutes_out_on=None)


@transaction.atomic
def approve(*, meeting: Meeting, by: User, approved_in: Meeting | None = None) -> Meeting:
    """The minutes are approved: by a later meeting of the body, or because nobody objected within two weeks."""
    today = timezone.localdate()
    if approved_in is None and not silence_is_over(meeting, today):
        raise StillSilent(day=f"{silent_until(meeting) or today:%d.%m.%Y}")
    if approved_in is not None:
        _approvable(approved_in, meeting)
    on = approved_in.held_on if approved_in else today
    meeting = _walk(meeting, MeetingState.APPROVED, by, approved_on=on, approved_in=approved_in)
    invitations.tell_approved(meeting, by)
    return meeting


def _approvable(later: Meeting, meeting: Meeting) -> None:
    """A running meeting approves only while it can decide; of one that is over the minutes tell."""
    if not may_approve(later, meeting):
        raise StepNotPossible
    quorum = quorum_of(later)
    if later.state == MeetingState.IN_SESSION and not quorum.is_met:
        raise NoQuorum(present=quorum.present, needed=quorum.needed)


def may_approve(later: Meeting, meeting: Meeting) -> bool:
    """Whether this meeting may approve the minutes of that one: the same body, held after it, and begun."""
    begun = later.state not in (MeetingState.PLANNED, MeetingState.INVITED, MeetingState.CANCELLED)
    return begun and later.body_id == meeting.body_id and later.pk != meeting.pk and later.held_on >= meeting.held_on


def silent_until(meeting: Meeting) -> date | None:
    """The last day to object."""
    return meeting.minutes_out_on + SILENCE if meeting.minutes_out_on else None


def silence_is_over(meeting: Meeting, on: date) -> bool:
    """Whether nobody can object any more."""
    until = silent_until(meeting)
    return until is not None and on > until


@transaction.atomic
def close(*, meeting: Meeting, by: User) -> Meeting:
    """Nothing is left to do: the meeting goes to the files."""
    return _walk(meeting, MeetingState.CLOSED, by)


def keeper(meeting: Meeting, by: User, version: int | None = None) -> Meeting:
    """The meeting, locked, for those who may work on it."""
    if not reach_of(by).manages(meeting.body_id):
        raise PermissionDenied
    return lock(meeting, version)


def running(meeting: Meeting, by: User, version: int | None = None) -> Meeting:
    """The meeting, locked, while it is held."""
    meeting = keeper(meeting, by, version)
    if meeting.state != MeetingState.IN_SESSION:
        raise StepNotPossible
    return meeting


def step(meeting: Meeting, to: MeetingState, by: User, **fields: Any) -> None:
    """Take a step of the table in states.py."""
    if to not in MEETING_STEPS[MeetingState(meeting.state)]:
        raise StepNotPossible
    change(meeting, by, state=to, **fields)


def _walk(meeting: Meeting, to: MeetingState, by: User, **fields: Any) -> Meeting:
    meeting = keeper(meeting, by)
    step(meeting, to, by, **fields)
    audit.record("meeting.stepped", target=meeting, to=str(to))
    return meeting


def _touch(meeting: Meeting, by: User, **fields: Any) -> None:
    """Count the version up even where only rows of the meeting changed, so that a second table on screen is told."""
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.version += 1
    meeting.changed_by = by
    meeting.save()


def _lost_at(rows: Sequence[Attendance], quorum: Quorum) -> time:
    """When the one left with whom the quorum went; where nobody's leaving has a time, it is now."""
    seated = [each for each in rows if each.seat_id and each.votes and each.presence in IN_THE_ROOM]
    left = sorted(each.left_at for each in seated if each.left_at)
    place = quorum.present + len(left) - quorum.needed
    return left[place] if 0 <= place < len(left) else timezone.localtime().time().replace(microsecond=0)


def _line(meeting: Meeting, seat: Seat, holders: list[SeatHolder]) -> Attendance:
    """A seat on the list of those present, with its member until somebody else is ticked."""
    first = holders[0] if holders else None
    name = first.label if first else VACANT
    return Attendance(meeting=meeting, seat=seat, votes=seat.votes, holder=first, name=name, presence=Presence.ABSENT)


def _note(row: Attendance, now: There, holders: Mapping[int, list[SeatHolder]]) -> None:
    if now.came_at and now.left_at and now.left_at < now.came_at:
        raise LeftBeforeComing(name=row.name)
    chosen = next((each for each in holders.get(row.seat_id or 0, []) if each.pk == now.holder), None)
    if chosen is not None:
        row.holder, row.name = chosen, chosen.label
    if row.seat is not None and row.holder is None and now.presence in IN_THE_ROOM:
        raise SeatIsVacant(seat=row.seat.name)
    row.presence, row.came_at, row.left_at = now.presence, now.came_at, now.left_at
