"""Feedback in plain sentences to everybody who observed, and the closing of decisions, which needs it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kim.organisation.public import User
from kim.privacy.public import audit
from kim.steering.access import reach_of
from kim.steering.actions.shared import change, lock
from kim.steering.exceptions import FeedbackMissing, OrdersStillOpen, ReportMissing, StepNotPossible
from kim.steering.models import Decision, Feedback, Observation, Topic
from kim.steering.states import OPEN_ORDER_STATES
from kim.workbench.public import submissions


@transaction.atomic
def answer(
    *, decision: Decision, by: User, text: str, final: bool = False, submission: UUID | None = None
) -> tuple[Feedback, list[UUID]]:
    """Write what became of it; gives the feedback and the observations whose reporters are to be told."""
    _may(by)
    decision = lock(decision)
    feedback = _told({"decision": decision, "topic": decision.topic}, by, text, final, submission)
    if feedback is None:
        return _sent_before(by, submission), []
    audit.record("feedback.given", target=decision)
    return feedback, reported(decision.topic_id)


@transaction.atomic
def answer_topic(
    *, topic: Topic, by: User, text: str, final: bool = False, submission: UUID | None = None
) -> tuple[Feedback, list[UUID]]:
    """The same where nothing had to be decided: refused, solved on the way, not within the county's power."""
    _may(by)
    topic = lock(topic)
    feedback = _told({"topic": topic}, by, text, final, submission)
    if feedback is None:
        return _sent_before(by, submission), []
    audit.record("feedback.given", target=topic)
    return feedback, reported(topic.pk)


def reported(topic: int | None) -> list[UUID]:
    """The observations a topic rests on, by their random ids."""
    return list(Observation.objects.filter(topic=topic or 0).order_by("id").values_list("pk", flat=True))


def _may(by: User) -> None:
    if not reach_of(by).steers:
        raise PermissionDenied


def _told(about: dict[str, Any], by: User, text: str, final: bool, submission: UUID | None) -> Feedback | None:
    """The feedback, or nothing where this form was sent before."""
    if not text.strip():
        raise ReportMissing
    form: dict[str, Any] = {"by": by, "purpose": "feedback", "submission": submission}
    if not submissions.claim(**form):
        return None
    feedback = Feedback.objects.create(
        **about, text=text.strip(), final=final, given_on=timezone.localdate(), given_by=by
    )
    submissions.remember(**form, made=feedback)
    return feedback


def _sent_before(by: User, submission: UUID | None) -> Feedback:
    return Feedback.objects.get(pk=submissions.made(by=by, purpose="feedback", submission=submission) or 0)


@transaction.atomic
def close(*, decision: Decision, by: User, version: int) -> Decision:
    """Nothing is left to do: no order is open, and everybody who reported has been told."""
    if not reach_of(by).steers:
        raise PermissionDenied
    decision = lock(decision, version)
    if decision.closed_on:
        raise StepNotPossible
    if not decision.feedbacks.exists():
        raise FeedbackMissing
    if decision.orders.filter(state__in=OPEN_ORDER_STATES).exists():
        raise OrdersStillOpen
    change(decision, by, closed_on=timezone.localdate())
    audit.record("decision.closed", target=decision)
    return decision
