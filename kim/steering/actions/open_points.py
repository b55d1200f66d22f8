"""Open points of a body: opened in a meeting or between two, spoken about in each until they are done; from one a topic may come (S18)."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kim.organisation.public import Body, User
from kim.privacy.public import audit
from kim.steering.access import reach_of
from kim.steering.actions import topics
from kim.steering.actions.shared import change, lock
from kim.steering.exceptions import (
    DueInThePast,
    OwnerNotOne,
    ReasonMissing,
    ReportMissing,
    ResultMissing,
    StepNotPossible,
)
from kim.steering.models import Meeting, ObservationKind, OpenPoint, PointNote, Topic
from kim.steering.states import MeetingState
from kim.workbench.public import submissions

OWNERS = ("seat", "agency", "owner_body")


def meeting_now(body: Body) -> Meeting | None:
    """The meeting of this body that is held at the moment."""
    return Meeting.objects.filter(body=body, state=MeetingState.IN_SESSION).order_by("-held_on", "-pk").first()


@transaction.atomic
def open_point(*, body: Body, by: User, title: str, submission: UUID | None = None, **fields: Any) -> OpenPoint:
    """Something stays open: who takes care of it, until when. Opened while the body meets, it belongs to that meeting."""
    _keeper(body, by)
    _one_owner(fields)
    _to_come(fields.get("due_on"))
    form: dict[str, Any] = {"by": by, "purpose": "open_point", "submission": submission}
    if not submissions.claim(**form):
        return OpenPoint.objects.get(pk=submissions.made(**form) or 0)
    point = OpenPoint.objects.create(
        body=body, title=title, opened_on=timezone.localdate(), opened_in=meeting_now(body), changed_by=by, **fields
    )
    submissions.remember(**form, made=point)
    audit.record("point.opened", target=body, point=point.pk)
    return point


@transaction.atomic
def edit(*, point: OpenPoint, by: User, version: int, **fields: Any) -> OpenPoint:
    """Correct the point, give it to somebody else, or another day."""
    _keeper(point.body, by)
    _one_owner(fields)
    point = _open(lock(point, version))
    if change(point, by, **fields):
        audit.record("point.changed", target=point.body, point=point.pk)
    return point


@transaction.atomic
def note(*, point: OpenPoint, by: User, version: int, text: str, due_on: date | None = None) -> PointNote:
    """What was said about it; whoever sits in the body may report. A new day counts from now on, earlier ones stay in the history."""
    if not reach_of(by).sits_in(point.body_id):
        raise PermissionDenied
    point = _open(lock(point, version))
    if not text.strip():
        raise ReportMissing
    if due_on is not None and reach_of(by).manages(point.body_id):
        _to_come(due_on)
        change(point, by, due_on=due_on)
    return _note(point, by, text, "point.noted")


@transaction.atomic
def settle(*, point: OpenPoint, by: User, version: int, result: str) -> OpenPoint:
    """Done, with what came of it."""
    _keeper(point.body, by)
    point = _open(lock(point, version))
    if not result.strip():
        raise ResultMissing
    today = timezone.localdate()
    change(point, by, closed_on=today, closed_in=meeting_now(point.body), result=result.strip())
    _note(point, by, result, "point.settled")
    return point


@transaction.atomic
def reopen(*, point: OpenPoint, by: User, version: int, reason: str) -> OpenPoint:
    """It was not done after all; what came of it the first time stays in the history."""
    _keeper(point.body, by)
    point = lock(point, version)
    if point.closed_on is None:
        raise StepNotPossible
    if not reason.strip():
        raise ReasonMissing
    change(point, by, closed_on=None, closed_in=None, result="")
    _note(point, by, reason, "point.reopened")
    return point


@transaction.atomic
def make_topic(*, point: OpenPoint, by: User) -> Topic:
    """What the body cannot settle alone becomes a topic in its hands; asked twice, it is the same one."""
    if not reach_of(by).steers:
        raise PermissionDenied
    point = lock(point)
    if point.topic is not None:
        return point.topic
    said = "\n\n".join([*(each.text for each in point.notes.order_by("noted_on", "pk")), point.result]).strip()
    kind = ObservationKind.INTERFACE
    topic = topics.open_topic(by=by, title=point.title[:160], description=said, kind=kind, body=point.body)
    change(point, by, topic=topic)
    audit.record("point.made_topic", target=point.body, point=point.pk, topic=topic.pk)
    return topic


def _note(point: OpenPoint, by: User, text: str, event: str) -> PointNote:
    audit.record(event, target=point.body, point=point.pk)
    return PointNote.objects.create(
        point=point, meeting=meeting_now(point.body), noted_on=timezone.localdate(), text=text.strip(),
        due_on=point.due_on, noted_by=by,
    )  # fmt: skip


def _open(point: OpenPoint) -> OpenPoint:
    if point.closed_on is not None:
        raise StepNotPossible
    return point


def _one_owner(fields: dict[str, Any]) -> None:
    if sum(fields.get(name) is not None for name in OWNERS) != 1:
        raise OwnerNotOne


def _to_come(due_on: date | None) -> None:
    if due_on is not None and due_on < timezone.localdate():
        raise DueInThePast


def _keeper(body: Body, by: User) -> None:
    if not reach_of(by).manages(body.pk):
        raise PermissionDenied
