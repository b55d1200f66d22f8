"""The invented county's steering: bodies, observations, topics, decisions with their orders and feedback."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from kim.organisation.public import Body, BodyLevel
from kim.steering.demo.bodies import demo_bodies
from kim.steering.demo.meetings import workday
from kim.steering.demo.observations import demo_observations
from kim.steering.demo.topics import demo_topics
from kim.steering.models import Decision, Feedback, Observation, OrderReport, Topic, TopicStep, WorkOrder
from kim.steering.states import OrderState, Outcome, TopicState

_WAY = (
    (TopicState.STRUCTURE_LEVEL, 250), (TopicState.PROPOSED, 220), (TopicState.DECIDED, 190), (TopicState.ORDERED, 180),
    (TopicState.IMPLEMENTED, 90),
)  # fmt: skip


@dataclass(frozen=True)
class Loaded:
    """What casework needs for its receipts: ids and months of the observations, and which were answered."""

    observations: tuple[tuple[UUID, date], ...]
    answered: tuple[UUID, ...]


def load(today: date) -> Loaded:
    """Write all of it, as owner; the same day gives the same rows."""
    ids = demo_observations(today)
    answered = ids["b1-childcare"]
    body = next((each for each in Body.objects.on(today).order_by("pk") if each.level == BodyLevel.STEERING), None)
    decision = _kaarst(body, answered, today) if body is not None else None
    demo_topics()
    demo_bodies(today, decision)
    rows = Observation.objects.in_bulk([each for story in ids.values() for each in story])
    known = tuple((each, rows[each].month) for story in ids.values() for each in story)
    return Loaded(known, tuple(answered) if body else ())


def _kaarst(body: Body, ids: list[UUID], today: date) -> Decision:
    """The course with child care, from twelve reports to the feedback."""
    decided = workday(today - timedelta(days=190))
    topic = Topic.objects.create(
        number=f"T{today.year}-090", title="B1-Kurs mit Kinderbetreuung in Kaarst", kind="missing_offer",
        description="In Kaarst ist in keinem B1-Kurs mit Kinderbetreuung ein Platz frei. (Erfunden für die Vorführung.)",
        state=TopicState.IMPLEMENTED, state_since=today - timedelta(days=90), opened_on=today - timedelta(days=265), body=body,
    )  # fmt: skip
    Observation.objects.filter(pk__in=ids).update(topic=topic)
    before = TopicState.COLLECTED
    for state, ago in _WAY:
        TopicStep.objects.create(
            topic=topic, from_state=before, to_state=state, happened_on=workday(today - timedelta(days=ago)), body=body
        )
        before = state
    decision = Decision.objects.create(
        number=f"LG {decided.year}/90", body=body, topic=topic, decided_on=decided, outcome=Outcome.ACCEPTED, synthetic=True,
        title="Zwei B1-Kurse mit Kinderbetreuung in Kaarst", wording="In Kaarst werden zwei B1-Kurse mit Kinderbetreuung eingerichtet.",
    )  # fmt: skip
    _orders(decision, body, today)
    Feedback.objects.create(
        topic=topic, decision=decision, final=True, given_on=today - timedelta(days=60),
        text="In Kaarst gibt es jetzt zwei B1-Kurse mit Kinderbetreuung. Freie Plätze stehen im Angebotsverzeichnis.",
    )  # fmt: skip
    return decision


def _orders(decision: Decision, body: Body, today: date) -> None:
    done_on = today - timedelta(days=90)
    done = WorkOrder.objects.create(
        decision=decision, number=1, body=body, what="Zwei B1-Kurse mit Kinderbetreuung einrichten",
        indicator="Zwei Kurse laufen, die Betreuung hat je acht Plätze.", due_on=today - timedelta(days=80),
        state=OrderState.DONE, percent=100, done_on=done_on, proof="Beide Kurse haben begonnen. (Erfunden für die Vorführung.)",
    )  # fmt: skip
    OrderReport.objects.create(
        order=done, reported_on=done_on, state=OrderState.DONE, percent=100, text="Beide Kurse haben begonnen."
    )
    WorkOrder.objects.create(
        decision=decision, number=2, body=body, what="Die Kurse in die Übersicht der freien Plätze aufnehmen",
        due_on=today - timedelta(days=20), state=OrderState.IN_PROGRESS, percent=60,
    )  # fmt: skip
