"""Rows of steps of a topic: the course of an anonymised case, the service chain as it is and as it should be; papers to the ministry."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from kim.organisation.public import User
from kim.privacy.public import audit
from kim.steering.access import reach_of
from kim.steering.actions.shared import lock
from kim.steering.exceptions import StepNotPossible
from kim.steering.models import CourseStep, MinistryPaper, Topic

MOST_STEPS = 30


@transaction.atomic
def add_step(*, topic: Topic, course: str, by: User, **fields: Any) -> CourseStep:
    """One more step at the end of this row."""
    topic = _workable(topic, by)
    last = topic.course_steps.filter(course=course).aggregate(last=Max("position"))["last"] or 0
    if last >= MOST_STEPS:
        raise StepNotPossible
    step: CourseStep = CourseStep.objects.create(topic=topic, course=course, position=last + 1, **fields)
    audit.record("topic.course_changed", target=topic, course=course)
    return step


@transaction.atomic
def change_step(*, step: CourseStep, by: User, **fields: Any) -> CourseStep:
    """Say a step differently; its place stays."""
    topic = _workable(step.topic, by)
    if not CourseStep.objects.filter(pk=step.pk).update(**fields):
        raise StepNotPossible
    audit.record("topic.course_changed", target=topic, course=step.course)
    return step


@transaction.atomic
def remove_step(*, step: CourseStep, by: User) -> None:
    """Take the step out; those behind it close up."""
    topic = _workable(step.topic, by)
    topic.course_steps.filter(pk=step.pk).delete()
    topic.course_steps.filter(course=step.course, position__gt=step.position).update(position=F("position") - 1)
    audit.record("topic.course_changed", target=topic, course=step.course)


@transaction.atomic
def move_step(*, step: CourseStep, by: User, earlier: bool) -> None:
    """Change places with the step before or behind; at the ends nothing happens."""
    topic = _workable(step.topic, by)
    step.refresh_from_db()
    place = step.position + (-1 if earlier else 1)
    other = topic.course_steps.filter(course=step.course, position=place).first()
    if other is None:
        return
    CourseStep.objects.filter(pk=other.pk).update(position=step.position)
    CourseStep.objects.filter(pk=step.pk).update(position=place)
    audit.record("topic.course_changed", target=topic, course=step.course)


@transaction.atomic
def write_to_ministry(*, topic: Topic, by: User, **fields: Any) -> MinistryPaper:
    """Record a paper to the ministry, with its day."""
    if not reach_of(by).steers:
        raise PermissionDenied
    topic = lock(topic)
    paper: MinistryPaper = MinistryPaper.objects.create(topic=topic, written_by=by, **fields)
    audit.record("topic.ministry_asked", target=topic)
    return paper


@transaction.atomic
def answer_of_ministry(
    *, paper: MinistryPaper, by: User, answer: str, answered_on: date | None = None
) -> MinistryPaper:
    """Record what the ministry answered, and when."""
    if not reach_of(by).steers:
        raise PermissionDenied
    paper = MinistryPaper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    paper.answer, paper.answered_on = answer, answered_on or timezone.localdate()
    paper.save(update_fields=["answer", "answered_on"])
    audit.record("topic.ministry_answered", target=paper.topic)
    return paper


def may_work_on(topic: Topic, user: User) -> bool:
    """Whether they may edit the rows of steps: the coordinating office, and members of the body that has the topic."""
    reach = reach_of(user)
    return reach.steers or (topic.body_id is not None and topic.body_id in reach.bodies)


def _workable(topic: Topic, by: User) -> Topic:
    topic = lock(topic)
    if not may_work_on(topic, by):
        raise PermissionDenied
    return topic
