"""Where an observation stands, for whoever knows its random id; and how long answers take."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from kim.steering.models import Feedback, ObservationKind, Topic, TopicStep
from kim.steering.states import TopicState


@dataclass(frozen=True)
class Answer:
    """Feedback as its reporters read it."""

    text: str
    given_on: date
    final: bool


@dataclass(frozen=True)
class Step:
    """A state of the topic and the day on which it was reached; nobody's name, no reason."""

    label: str
    on: date


@dataclass(frozen=True)
class Standing:
    """What became of one observation so far."""

    id: UUID
    month: date
    kind: str
    municipality: int | None
    text: str
    idea: str
    set_aside: str
    topic: str = ""
    state: str = ""
    is_open: bool = True
    steps: tuple[Step, ...] = ()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class FeedbackTime:
    """Observations of one month, or of all (None): how many, how many answered, days for half and for nine of ten of those."""

    month: date | None
    observations: int
    answered: int
    median_days: float | None
    most_days: float | None


def standing_of(ids: Collection[UUID]) -> dict[UUID, Standing]:
    """Where these observations stand, in four queries however many they are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, month, kind, municipality_id, text, idea, set_aside, topic_id from steering_known(%s::uuid[])",
            [list(ids)],
        )
        rows = cursor.fetchall()
    told = _topics({row[7] for row in rows if row[7]})
    return {
        row[0]: Standing(
            id=row[0], month=row[1], kind=str(ObservationKind(row[2]).label), municipality=row[3], text=row[4],
            idea=row[5], set_aside=row[6], **told.get(row[7], {}),
        )
        for row in rows
    }  # fmt: skip


def feedback_times() -> list[FeedbackTime]:
    """How long it takes until reporters hear, by month, the newest first; empty for whoever does not steer."""
    return [each for each in _times() if each.month is not None]


def feedback_time() -> FeedbackTime:
    """The same for all observations together."""
    return next((each for each in _times() if each.month is None), FeedbackTime(None, 0, 0, None, None))


def _times() -> list[FeedbackTime]:
    with connection.cursor() as cursor:
        cursor.execute("select month, observations, answered, median_days, most_days from steering_feedback_times()")
        return [FeedbackTime(*row) for row in cursor.fetchall()]


def _topics(ids: set[int]) -> dict[int, dict[str, Any]]:
    if not ids:
        return {}
    steps: dict[int, list[Step]] = defaultdict(list)
    for step in TopicStep.objects.filter(topic__in=ids).order_by("happened_on", "id"):
        steps[step.topic_id].append(Step(str(TopicState(step.to_state).label), step.happened_on))
    topics = list(Topic.objects.filter(pk__in=ids))
    answers = _answers(topics)
    return {
        topic.pk: {
            "topic": topic.title,
            "state": str(topic.get_state_display()),
            "is_open": topic.closed_on is None,
            "steps": tuple(steps[topic.pk]),
            "answers": tuple(answers[topic.pk]),
        }
        for topic in topics
    }


def _answers(topics: list[Topic]) -> dict[int, list[Answer]]:
    """The newest first; what was answered before a topic was merged or split belongs to both."""
    ids = [topic.pk for topic in topics]
    origins = [topic.split_from_id for topic in topics if topic.split_from_id]
    given = Feedback.objects.filter(Q(topic__in=[*ids, *origins]) | Q(topic__merged_into__in=ids)).select_related(
        "topic"
    )
    found: dict[int, list[Answer]] = defaultdict(list)
    for feedback in given.order_by("-given_on", "-id"):
        answer = Answer(feedback.text, feedback.given_on, feedback.final)
        for topic in topics:
            own = topic.pk in (feedback.topic_id, feedback.topic.merged_into_id)
            before_split = topic.split_from_id == feedback.topic_id and feedback.given_on < topic.opened_on
            if own or before_split:
                found[topic.pk].append(answer)
    return found
