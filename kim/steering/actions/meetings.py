"""Meetings before they begin: planning, moving, cancelling, and the agenda."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.organisation.public import Body, User
from kim.privacy.public import audit
from kim.steering.access import reach_of
from kim.steering.actions import invitations, standing_items
from kim.steering.actions.shared import change, lock
from kim.steering.exceptions import BeforeItBegan, BodyEnded, MovedIntoThePast, ReasonMissing, StepNotPossible
from kim.steering.models import AgendaItem, ItemKind, Meeting, Proposal, WorkOrder
from kim.steering.states import OPEN_ORDER_STATES, MeetingState, ProposalState
from kim.workbench.public import submissions

AHEAD = (MeetingState.PLANNED, MeetingState.INVITED)
MET = (MeetingState.IN_SESSION, MeetingState.HELD, MeetingState.MINUTES_OUT, MeetingState.APPROVED, MeetingState.CLOSED)
CARRIED = (ItemKind.INFORMATION, ItemKind.DISCUSSION, ItemKind.DECISION)  # out of a cancelled meeting
TOLD_AGAIN = ("held_on", "starts", "ends", "place", "link")


@transaction.atomic
def plan(*, body: Body, by: User, submission: UUID | None = None, **fields: Any) -> Meeting:
    """A meeting of this body, with the items that are due anyway: minutes to approve, what was put off, standing items."""
    _keeper(body.pk, by)
    form: dict[str, Any] = {"by": by, "purpose": "meeting", "submission": submission}
    if not submissions.claim(**form):
        return Meeting.objects.get(pk=submissions.made(**form) or 0)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('meeting of body', %s))", [body.pk])
    _lives(body, fields["held_on"])
    last: int = body.meetings.aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting.objects.create(body=body, number=last + 1, uid=uuid4(), changed_by=by, **fields)
    _put_on(meeting, due_anyway(meeting), by)
    submissions.remember(**form, made=meeting)
    audit.record("meeting.planned", target=meeting)
    return meeting


def is_next(meeting: Meeting) -> bool:
    """Whether the body meets in this meeting next: what waits comes up here and in none of the later ones."""
    ahead = Meeting.objects.filter(body=meeting.body_id, state__in=AHEAD, held_on__gte=timezone.localdate())
    return meeting.state in AHEAD and not ahead.filter(held_on__lt=meeting.held_on).exclude(pk=meeting.pk).exists()


@transaction.atomic
def take_up(*, meeting: Meeting, by: User) -> int:
    """Put on the agenda what is due anyway and not on it yet; gives how many items these are."""
    meeting = _ahead(lock(meeting), by)
    waiting = due_anyway(meeting)
    _put_on(meeting, waiting, by)
    if waiting:
        audit.record("meeting.agenda_changed", target=meeting, items=len(waiting))
    return len(waiting)


def _put_on(meeting: Meeting, waiting: list[dict[str, Any]], by: User) -> None:
    last: int = meeting.items.aggregate(last=Max("position"))["last"] or 0
    made = AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=number, changed_by=by, **item)
        for number, item in enumerate(waiting, start=last + 1)
    )
    for item in made:
        _schedule(item.proposal)


def due_anyway(meeting: Meeting) -> list[dict[str, Any]]:
    """What comes onto the agenda by itself and is not on it yet, in this order."""
    there = list(meeting.items.values_list("kind", "standing"))
    others = meeting.body.meetings.exclude(pk=meeting.pk)
    kinds = {kind for kind, _standing in there}
    out = others.filter(state=MeetingState.MINUTES_OUT, held_on__lte=meeting.held_on)
    items: list[dict[str, Any]] = [
        {
            "kind": ItemKind.MINUTES, "title": _("Approve the minutes of %(title)s") % {"title": each.title},
            "minutes_of": each,
        }
        for each in out.exclude(approval_items__meeting=meeting).order_by("held_on")
    ]  # fmt: skip
    put_off = AgendaItem.objects.filter(_not_dealt_with(meeting, others), carried_to=None).select_related(
        "proposal", "meeting"
    )
    items += [
        {
            "kind": ItemKind(each.kind), "title": each.title, "text": each.text, "minutes": each.minutes, "presenter": each.presenter,
            "topic_id": each.topic_id, "proposal": each.proposal, "internal": each.internal, "carried_from": each,
            "standing_id": each.standing_id,
        }
        for each in put_off.order_by("meeting__held_on", "position")
    ]  # fmt: skip
    carried = {each["standing_id"] for each in items if each.get("standing_id")}
    items += standing_items.due_for(meeting, carried | {standing for _kind, standing in there if standing})
    orders = WorkOrder.objects.filter(decision__body=meeting.body, state__in=sorted(OPEN_ORDER_STATES))
    if ItemKind.NOT_IMPLEMENTED not in kinds and orders.exists():
        items.append({"kind": ItemKind.NOT_IMPLEMENTED, "title": _("Decided, but not implemented")})
    return items


def _not_dealt_with(meeting: Meeting, others: QuerySet[Meeting]) -> Q:
    """Items that were put off, and those of a cancelled meeting after which the body has not met yet."""
    met = others.filter(state__in=MET, held_on__lte=meeting.held_on).aggregate(last=Max("held_on"))["last"]
    cancelled = others.filter(state=MeetingState.CANCELLED, held_on__gt=met or date.min, held_on__lte=meeting.held_on)
    still_open = Q(proposal=None) | Q(proposal__state=ProposalState.SUBMITTED)
    put_off = Q(meeting__in=others.exclude(state=MeetingState.CANCELLED), postponed=True)
    return put_off | Q(meeting__in=cancelled, kind__in=CARRIED) & still_open


@transaction.atomic
def edit(*, meeting: Meeting, by: User, version: int, note: str = "", **fields: Any) -> Meeting:
    """Correct or move it. Once people are invited, a new day, time or place needs a word why and counts for their calendars."""
    meeting = _ahead(lock(meeting, version), by)
    _lives(meeting.body, fields.get("held_on", meeting.held_on))
    moved = [name for name in TOLD_AGAIN if name in fields and getattr(meeting, name) != fields[name]]
    if meeting.state == MeetingState.INVITED and moved:
        if not note.strip():
            raise ReasonMissing
        if "held_on" in moved and fields["held_on"] < timezone.localdate():
            raise MovedIntoThePast
        fields |= {"sequence": meeting.sequence + 1}
    if change(meeting, by, note=note.strip() or meeting.note, **fields):
        audit.record("meeting.changed", target=meeting, moved=moved)
        if moved:
            invitations.tell_moved(meeting, by)
    return meeting


@transaction.atomic
def note_invitation(*, meeting: Meeting, by: User) -> Meeting:
    """The invitation is out: from now on a change of day or place is told with its reason."""
    meeting = _ahead(lock(meeting), by)
    change(meeting, by, state=MeetingState.INVITED, invited_at=timezone.now())
    audit.record("meeting.invited", target=meeting)
    return meeting


@transaction.atomic
def cancel(*, meeting: Meeting, by: User, note: str) -> Meeting:
    """It does not take place; its items are put off to the next meeting, its proposals wait again."""
    meeting = _ahead(lock(meeting), by)
    if not note.strip():
        raise ReasonMissing
    change(meeting, by, state=MeetingState.CANCELLED, note=note.strip(), sequence=meeting.sequence + 1)
    Proposal.objects.filter(agenda_items__meeting=meeting, state=ProposalState.SCHEDULED).update(
        state=ProposalState.SUBMITTED
    )
    audit.record("meeting.cancelled", target=meeting)
    invitations.tell_cancelled(meeting, by)
    return meeting


@transaction.atomic
def add_item(*, meeting: Meeting, by: User, submission: UUID | None = None, **fields: Any) -> AgendaItem:
    """An item at the end of the agenda; a proposal on it is scheduled, and its topic comes along."""
    _ahead(meeting, by)
    form: dict[str, Any] = {"by": by, "purpose": "agenda_item", "submission": submission}
    if not submissions.claim(**form):
        return AgendaItem.objects.get(pk=submissions.made(**form) or 0)
    last: int = meeting.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(meeting=meeting, position=last + 1, changed_by=by, **_with_topic(fields))
    _schedule(item.proposal)
    submissions.remember(**form, made=item)
    audit.record("meeting.agenda_changed", target=meeting, item=item.pk)
    return item


@transaction.atomic
def edit_item(*, item: AgendaItem, by: User, version: int, **fields: Any) -> AgendaItem:
    """Change an item of an agenda; a proposal taken off it waits again."""
    _ahead(item.meeting, by)
    item = lock(item, version)
    before = item.proposal
    if change(item, by, **_with_topic(fields)):
        if before != item.proposal:
            _unschedule(before)
            _schedule(item.proposal)
        audit.record("meeting.agenda_changed", target=item.meeting, item=item.pk)
    return item


@transaction.atomic
def move_item(*, item: AgendaItem, by: User, up: bool) -> None:
    """One place up or down; at the end of the agenda nothing happens."""
    meeting = _ahead(lock(item.meeting), by)
    order = list(meeting.items.filter(parent=item.parent_id).order_by("position", "pk"))
    here = next(number for number, each in enumerate(order) if each.pk == item.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
        for position, each in enumerate(order, start=1):
            each.position = position
        AgendaItem.objects.bulk_update(order, ["position"])
        audit.record("meeting.agenda_changed", target=meeting, item=item.pk)


@transaction.atomic
def remove_item(*, item: AgendaItem, by: User) -> None:
    """Take an item off the agenda; its proposal waits again."""
    meeting = _ahead(item.meeting, by)
    _unschedule(item.proposal)
    audit.record("meeting.agenda_changed", target=meeting, item=item.pk)
    item.delete()


def is_short_notice(meeting: Meeting, days: int, today: date) -> bool:
    """Whether inviting today would be later than the body's own period."""
    return (meeting.held_on - today).days < days


def _with_topic(fields: dict[str, Any]) -> dict[str, Any]:
    proposal = fields.get("proposal")
    return fields | {"topic": proposal.topic} if proposal and not fields.get("topic") else fields


def _schedule(proposal: Proposal | None) -> None:
    if proposal and proposal.state == ProposalState.SUBMITTED:
        Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.SCHEDULED)


def _unschedule(proposal: Proposal | None) -> None:
    if proposal and proposal.state == ProposalState.SCHEDULED:
        Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.SUBMITTED)


def _lives(body: Body, on: date) -> None:
    """A body that has not begun or has ended by then does not meet; read afresh, for somebody may just have ended it."""
    first, last = Body.objects.values_list("valid_from", "valid_to").get(pk=body.pk)
    if first is not None and on < first:
        raise BeforeItBegan(day=f"{first:%d.%m.%Y}")
    if last is not None and last < on:
        raise BodyEnded(day=f"{last:%d.%m.%Y}")


def _keeper(body_id: int, by: User) -> None:
    if not reach_of(by).manages(body_id):
        raise PermissionDenied


def _ahead(meeting: Meeting, by: User) -> Meeting:
    """The meeting, where it has not begun and they may plan it."""
    _keeper(meeting.body_id, by)
    if meeting.state not in AHEAD:
        raise StepNotPossible
    return meeting
