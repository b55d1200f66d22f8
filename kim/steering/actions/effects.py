"""Looking at the effect: whether a topic's observations became fewer after its work orders were done."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kim.organisation.public import User
from kim.privacy.public import audit
from kim.steering.access import reach_of
from kim.steering.effect import Effect, compare
from kim.steering.exceptions import TooEarlyForAnEffect
from kim.steering.models import EffectCheck, Observation, Topic, TopicStep, WorkOrder
from kim.steering.states import TopicState
from kim.workbench.public import submissions

LOOKED_AT_IN = (TopicState.IMPLEMENTED, TopicState.CHECKED, TopicState.ANSWERED)
MOST = 12


@dataclass(frozen=True)
class Look:
    """The months compared (first days) and what they say."""

    implemented: date
    before: tuple[date, ...]
    after: tuple[date, ...]
    effect: Effect


def look(topic: Topic, today: date, months: int = 6) -> Look:
    """Compare as many whole months after the implementation as have passed, at most so many, with as many before it.

    Counted are the observations of this topic and of those split from it. Raises TooEarlyForAnEffect before a month is over.
    """
    implemented = _implemented_in(topic) or topic.state_since.replace(day=1)
    passed = _months_between(implemented, today) - 1
    number = min(months, MOST, passed)
    if number < 1:
        raise TooEarlyForAnEffect(day=f"{_shift(implemented, 2):%d.%m.%Y}")
    before = tuple(_shift(implemented, -back) for back in range(number, 0, -1))
    after = tuple(_shift(implemented, on) for on in range(1, number + 1))
    rows = Observation.objects.filter(topic__in=[topic.pk, *topic.split_into.values_list("pk", flat=True)])
    counted = Counter(rows.filter(month__gte=before[0], month__lte=after[-1]).values_list("month", flat=True))
    effect = compare([counted[month] for month in before], [counted[month] for month in after])
    return Look(implemented, before, after, effect)


@transaction.atomic
def check(*, topic: Topic, by: User, note: str = "", submission: UUID | None = None) -> EffectCheck:
    """Keep what the figures say today, and what the office makes of it."""
    if not reach_of(by).steers:
        raise PermissionDenied
    form: dict[str, Any] = {"by": by, "purpose": "effect", "submission": submission}
    if not submissions.claim(**form):
        return EffectCheck.objects.get(pk=submissions.made(**form) or 0)
    today = timezone.localdate()
    found = look(topic, today)
    made = EffectCheck.objects.create(
        topic=topic, due_on=today, implemented_month=found.implemented, months=len(found.after),
        before=list(found.effect.before), after=list(found.effect.after), result=found.effect.result, checked_on=today,
        note=note.strip(), checked_by=by,
    )  # fmt: skip
    submissions.remember(**form, made=made)
    audit.record("topic.effect_checked", target=topic, result=str(found.effect.result))
    return made


def _implemented_in(topic: Topic) -> date | None:
    """First day of the month in which the last work order was done, or the topic was called implemented."""
    done = WorkOrder.objects.filter(decision__topic=topic, done_on__isnull=False)
    days = [*done.values_list("done_on", flat=True)]
    if not days:
        steps = TopicStep.objects.filter(topic=topic, to_state=TopicState.IMPLEMENTED)
        days = [*steps.values_list("happened_on", flat=True)]
    found = [day for day in days if day]
    return max(found).replace(day=1) if found else None


def _shift(month: date, by: int) -> date:
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
