"""The course with child care in Kaarst, from twelve observations to the feedback to all who reported."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from uuid import UUID

from kim.organisation.public import Agency, Body, BodyLevel, LifeArea, Municipality, User
from kim.steering.actions import effects
from kim.steering.actions.shared import next_number
from kim.steering.demo.courses import demo_courses
from kim.steering.demo.sittings import decide, invented, item, month_day, propose, there, workday
from kim.steering.models import (
    Advice,
    Decision,
    EffectCheck,
    Feedback,
    ItemKind,
    Meeting,
    Observation,
    OrderReport,
    Presence,
    Recommendation,
    Topic,
    TopicStep,
    WorkOrder,
)
from kim.steering.states import MeetingState, OrderState, Outcome, ProposalState, TopicState

TITLE = "B1-Kurs mit Kinderbetreuung in Kaarst"
_S = TopicState


def gathered(bodies: dict[BodyLevel, Body], ids: Sequence[UUID], today: date) -> Topic:
    """The topic with its observations and all of its steps but the decision's meeting."""
    opened, heard = month_day(today, 9, 22), workday(today - timedelta(days=3))
    topic = Topic.objects.create(
        number=next_number(Topic, f"T{opened.year}-", 3), title=TITLE, kind="missing_offer",
        description="In Kaarst ist in keinem B1-Kurs mit Kinderbetreuung ein Platz frei. (Erfunden für die Vorführung.)",
        state=_S.ANSWERED, state_since=heard, opened_on=opened, closed_on=heard, body=bodies[BodyLevel.STEERING],
        life_area=LifeArea.objects.filter(key="language").first(), keeper=User.objects.filter(username="kessenich").first(),
        target_on=opened + timedelta(days=300),
    )  # fmt: skip
    topic.municipalities.set(Municipality.objects.filter(name="Kaarst"))
    Observation.objects.filter(pk__in=ids).update(topic=topic)
    demo_courses(topic, "b1-childcare")
    before = ""
    for state, day, level in _way(today, heard):
        TopicStep.objects.create(
            topic=topic, from_state=before, to_state=state, happened_on=day, body=bodies[level], taken_by=topic.keeper
        )
        before = state
    return topic


def _way(today: date, heard: date) -> tuple[tuple[TopicState, date, BodyLevel], ...]:
    group, steering = BodyLevel.STRUCTURE, BodyLevel.STEERING
    return (
        (_S.COLLECTED, month_day(today, 9, 22), group), (_S.STRUCTURE_LEVEL, month_day(today, 9, 24), group),
        (_S.PROPOSED, month_day(today, 8, 9), group), (_S.DECIDED, month_day(today, 8, 24), steering),
        (_S.ORDERED, month_day(today, 8, 27), steering), (_S.IMPLEMENTED, month_day(today, 7, 22), steering),
        (_S.CHECKED, checked_on(today), steering), (_S.ANSWERED, heard, steering),
    )  # fmt: skip


def checked_on(today: date) -> date:
    """The day on which somebody looked at the effect."""
    return workday(today - timedelta(days=6))


def third_meeting(bodies: dict[BodyLevel, Body], topic: Topic, today: date) -> Meeting:
    """The working group's meeting on it, then the steering group's third with proposal, vote, orders and what came after."""
    proposal = propose(
        topic, bodies[BodyLevel.STEERING], month_day(today, 8, 9), from_body=bodies[BodyLevel.STRUCTURE],
        title="Zwei B1-Kurse mit Kinderbetreuung in Kaarst",
        wording="In Kaarst werden zwei B1-Kurse mit Kinderbetreuung eingerichtet.",
        reasons="Zwölf Hinweise nennen denselben Grund: Ohne Kinderbetreuung kann niemand teilnehmen. (Erfunden.)",
        options="Fahrten zu den Kursen in Neuss werden bezahlt; das löst die Betreuung nicht.",
        cost="Räume stellt die Stadt, Betreuung etwa 9.000 Euro im Halbjahr (erfunden).", state=ProposalState.DECIDED,
    )  # fmt: skip
    _working_group(bodies[BodyLevel.STRUCTURE], topic, month_day(today, 8, 6))
    Recommendation.objects.create(
        proposal=proposal, body=bodies[BodyLevel.STRUCTURE], given_on=month_day(today, 8, 9), advice=Advice.FOR,
        reasons="Räume und Träger sind gefunden. (Erfunden.)",
    )  # fmt: skip
    day = month_day(today, 8, 24)
    held = invented(
        bodies[BodyLevel.STEERING], 3, day, MeetingState.APPROVED, minutes_out_on=workday(day + timedelta(days=12))
    )
    voices = there(held, {6: Presence.EXCUSED, 8: Presence.ONLINE})
    at = item(
        held, 1, ItemKind.DECISION, proposal.title, minutes=30, topic=topic, proposal=proposal,
        record="Die AG auf Strukturebene stellt den Vorschlag vor. Die Stadt Kaarst nennt Räume für die Betreuung.",
    )  # fmt: skip
    decision = decide(at, title=proposal.title, wording=proposal.wording, outcome=Outcome.ACCEPTED, voices=voices)
    _orders(decision, today)
    _looked_at(topic, checked_on(today))
    _told(decision, today)
    return held


def _working_group(group: Body, topic: Topic, day: date) -> None:
    held = invented(
        group, 1, day, MeetingState.APPROVED, title="1. Sitzung der AG auf Strukturebene", starts=time(14), ends=time(16),
        minutes_out_on=workday(day + timedelta(days=4)), approved_on=workday(day + timedelta(days=20)),
    )  # fmt: skip
    there(held, {5: Presence.EXCUSED})
    item(
        held, 1, ItemKind.DISCUSSION, topic.title, minutes=45, topic=topic,
        record="Der Träger hat keinen Raum neben dem Kursraum. Die Stadt prüft zwei Räume. Die AG schlägt zwei Kurse vor.",
    )  # fmt: skip


def _orders(decision: Decision, today: date) -> None:
    """Two orders, both done with proof."""
    given, done_on = month_day(today, 8, 27), month_day(today, 7, 20)
    body, house = decision.body, Agency.objects.filter(key="jugendamt-kreis").first()
    rows = (
        ("Zwei B1-Kurse mit Kinderbetreuung einrichten", "Zwei Kurse laufen, die Betreuung hat je acht Plätze.",
         "Beide Kurse haben begonnen, alle Plätze sind vergeben."),
        ("Die Kurse in das Verzeichnis der Angebote aufnehmen", "Freie Plätze sind im Verzeichnis zu sehen.",
         "Beide Kurse stehen mit ihren Plätzen im Verzeichnis."),
    )  # fmt: skip
    for number, (what, indicator, proof) in enumerate(rows, start=1):
        to = {"agency": house} if house and number == 1 else {"body": body}
        order = WorkOrder.objects.create(
            decision=decision, number=number, what=what, indicator=indicator, due_on=done_on + timedelta(days=10),
            state=OrderState.DONE, percent=100, done_on=done_on, proof=f"{proof} (Erfunden für die Vorführung.)", **to,
        )  # fmt: skip
        for day, state, percent, text in (
            (given + timedelta(days=7), OrderState.IN_PROGRESS, 40, "Die Räume sind zugesagt."),
            (done_on, OrderState.DONE, 100, proof),
        ):
            OrderReport.objects.create(order=order, reported_on=workday(day), state=state, percent=percent, text=text)


def _looked_at(topic: Topic, day: date) -> None:
    """The observations of the months before and after, as somebody saw them on that day."""
    found = effects.look(topic, day)
    EffectCheck.objects.create(
        topic=topic, due_on=day, implemented_month=found.implemented, months=len(found.after), before=list(found.effect.before),
        after=list(found.effect.after), result=found.effect.result, checked_on=day, checked_by=topic.keeper,
        note="Seit die Kurse laufen, kam kein Hinweis dieser Art mehr. (Erfunden.)",
    )  # fmt: skip


def _told(decision: Decision, today: date) -> None:
    topic = decision.topic
    assert topic is not None  # noqa: S101
    Feedback.objects.create(
        topic=topic, decision=decision, given_on=month_day(today, 8, 27), given_by=topic.keeper,
        text="Die Lenkungsgruppe hat zwei B1-Kurse mit Kinderbetreuung in Kaarst beschlossen. Die Räume werden gesucht.",
    )  # fmt: skip
    Feedback.objects.create(
        topic=topic, decision=decision, final=True, given_on=topic.state_since, given_by=topic.keeper,
        text="In Kaarst gibt es jetzt zwei B1-Kurse mit Kinderbetreuung. Freie Plätze stehen im Angebotsverzeichnis.",
    )  # fmt: skip
    decision.closed_on = topic.state_since
    decision.save(update_fields=["closed_on"])
