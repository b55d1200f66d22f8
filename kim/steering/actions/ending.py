"""A body ends by decision. What it still has to do goes to another body first: nothing is left without somebody responsible."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, models, transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kim.organisation.public import Body, User
from kim.privacy.public import audit
from kim.steering.access import reach_of
from kim.steering.actions import bodies, meetings
from kim.steering.actions.shared import change
from kim.steering.exceptions import (
    BasisMissing,
    BodyEnded,
    BodyMetLater,
    BodyStillHasWork,
    HomeNotThere,
    MeetingStillRuns,
)
from kim.steering.models import (
    BodyAct,
    BodyRules,
    Decision,
    Meeting,
    OpenPoint,
    OrderReport,
    PointNote,
    Proposal,
    Seat,
    StandingItem,
    Topic,
    WorkOrder,
)
from kim.steering.states import OPEN_ORDER_STATES, OPEN_TOPIC_STATES, MeetingState, ProposalState

CALLED_OFF = "cancel"
OPEN_PROPOSALS = (ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.SCHEDULED, ProposalState.SENT_BACK)
Home = Body | str
KINDS: dict[str, Any] = {
    "order": gettext_lazy("Work order"),
    "meeting": gettext_lazy("Meeting"),
    "point": gettext_lazy("Open point"),
    "topic": pgettext_lazy("steering", "Topic"),
    "proposal": gettext_lazy("Proposal"),
    "body": gettext_lazy("Body below it"),
}


@dataclass(frozen=True)
class Left:
    """Something that needs a new home before its body ends."""

    kind: str
    row: models.Model
    day: date | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.row.pk}"

    @property
    def words(self) -> str:
        """What it is, in a word."""
        return str(KINDS[self.kind])


def left_over(body: Body, on: date) -> list[Left]:
    """What the body still has to do after this day."""
    return list(_left(body, on))


def _left(body: Body, on: date) -> Iterator[Left]:
    for order in WorkOrder.objects.filter(body=body, state__in=sorted(OPEN_ORDER_STATES)):
        yield Left("order", order, order.due_on)
    for meeting in Meeting.objects.filter(body=body, state__in=meetings.AHEAD).order_by("held_on"):
        yield Left("meeting", meeting, meeting.held_on)
    for point in OpenPoint.objects.filter(Q(body=body) | Q(owner_body=body) | Q(seat__body=body), closed_on=None):
        yield Left("point", point, point.due_on)
    for topic in Topic.objects.filter(body=body, state__in=sorted(OPEN_TOPIC_STATES)):
        yield Left("topic", topic, topic.target_on)
    for proposal in Proposal.objects.filter(to_body=body, state__in=OPEN_PROPOSALS):
        yield Left("proposal", proposal)
    for below in Body.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), parent=body):
        yield Left("body", below)


@transaction.atomic
def end(
    *, body: Body, by: User, on: date, homes: Mapping[str, Home], decision: Decision | None = None, reference: str = "",
) -> Body:  # fmt: skip
    """The last day of a body; each thing it leaves goes to the body chosen for it, a meeting may also be called off."""
    if not reach_of(by).steers:
        raise PermissionDenied
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('kim.county.load'))")
    body = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    _may_end(body, on, decision, reference)
    left = left_over(body, on)
    if missing := [each.key for each in left if each.key not in homes]:
        raise BodyStillHasWork(missing)
    for each in left:
        _give(each, homes[each.key], body, by, on)
    _leave_the_room(body, by, on)
    body.valid_to = on
    body.save(update_fields=["valid_to"])
    BodyRules.objects.filter(body=body).update(ended_by=decision)
    bodies.record_act(body, BodyAct.ENDED, by, on, decision, reference)
    audit.record("body.ended", target=body, given=len(left))
    return body


def _may_end(body: Body, on: date, decision: Decision | None, reference: str) -> None:
    if decision is None and not reference.strip():
        raise BasisMissing
    if body.valid_to is not None:
        raise BodyEnded(day=f"{body.valid_to:%d.%m.%Y}")
    if running := Meeting.objects.filter(body=body, state=MeetingState.IN_SESSION).first():
        raise MeetingStillRuns(title=running.title)
    held = Meeting.objects.filter(body=body).exclude(state__in=(*meetings.AHEAD, MeetingState.CANCELLED))
    last = max(filter(None, (held.aggregate(last=Max("held_on"))["last"], body.valid_from)), default=None)
    if last is not None and last > on:
        raise BodyMetLater(day=f"{last:%d.%m.%Y}")


def _leave_the_room(body: Body, by: User, on: date) -> None:
    """Its seats end with it; nothing comes onto its agendas any more, and no date of a series is to come."""
    for seat in Seat.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), body=body):
        bodies.end_seat(seat=seat, by=by, on=on)
    StandingItem.objects.filter(body=body, ended_on=None).update(ended_on=on)
    for series in body.series.filter(Q(until=None) | Q(until__gt=on)):
        change(series, by, until=max(on, series.first_on))


def _give(left: Left, home: Home, body: Body, by: User, on: date) -> None:
    if left.kind == "meeting" and home == CALLED_OFF:
        meetings.cancel(meeting=left.row, by=by, note=_("%(body)s has ended.") % {"body": body.name})  # type: ignore[arg-type]
        return
    if not isinstance(home, Body) or not _goes_on(home, body, on):
        raise HomeNotThere
    _GIVE[left.kind](left.row, home, body, by)


def _goes_on(home: Body, body: Body, on: date) -> bool:
    return home.pk != body.pk and (home.valid_to is None or home.valid_to > on)


def _give_order(order: Any, home: Body, body: Body, by: User) -> None:
    change(order, by, body=home)
    text = _("%(body)s has ended; %(home)s takes the work order over.") % {"body": body.name, "home": home.name}
    OrderReport.objects.create(
        order=order,
        reported_on=timezone.localdate(),
        state=order.state,
        percent=order.percent,
        text=text,
        reported_by=by,
    )
    audit.record("order.handed_on", target=order, body=home.pk)


def _give_meeting(meeting: Any, home: Body, _body: Body, by: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('meeting of body', %s))", [home.pk])
    last: int = home.meetings.aggregate(last=Max("number"))["last"] or 0
    change(meeting, by, body=home, number=last + 1)
    audit.record("meeting.changed", target=meeting, moved=["body"])


def _give_point(point: Any, home: Body, body: Body, by: User) -> None:
    """A point of its own moves; one it only took care of stays where it is and gets the new owner."""
    here = {"body": home} if point.body_id == body.pk else {}
    owner: dict[str, Any] = {"seat": None, "owner_body": home} if _is_owner(point, body) else {}
    change(point, by, **here, **owner)
    text = _("%(body)s has ended; %(home)s goes on with it.") % {"body": body.name, "home": home.name}
    PointNote.objects.create(point=point, noted_on=timezone.localdate(), text=text, due_on=point.due_on, noted_by=by)
    audit.record("point.handed_on", target=home, point=point.pk)


def _is_owner(point: OpenPoint, body: Body) -> bool:
    return point.owner_body_id == body.pk or (point.seat is not None and point.seat.body_id == body.pk)


def _give_topic(topic: Any, home: Body, _body: Body, by: User) -> None:
    change(topic, by, body=home)
    audit.record("topic.changed", target=topic, fields=["body"])


def _give_proposal(proposal: Any, home: Body, _body: Body, by: User) -> None:
    change(proposal, by, to_body=home)
    audit.record("proposal.changed", target=proposal)


def _give_body(below: Any, home: Body, body: Body, _by: User) -> None:
    if home.pk in _with_all_below(below):
        raise HomeNotThere
    below.parent = home
    below.save(update_fields=["parent"])
    audit.record("body.moved", target=below, above=home.pk, before=body.pk)


def _with_all_below(body: Body) -> set[int]:
    parents = dict(Body.objects.values_list("pk", "parent_id"))
    found, more = {body.pk}, True
    while more:
        new = {pk for pk, parent in parents.items() if parent in found} - found
        found |= new
        more = bool(new)
    return found


_GIVE: dict[str, Callable[[Any, Body, Body, User], None]] = {
    "order": _give_order, "meeting": _give_meeting, "point": _give_point, "topic": _give_topic,
    "proposal": _give_proposal, "body": _give_body,
}  # fmt: skip
