"""Ten topics of the invented county, in all states, with their ways, rows of steps and papers; every one says that it is invented."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from kim.organisation.public import Body, BodyLevel, User
from kim.steering.actions.shared import next_number
from kim.steering.demo.courses import COURSES, demo_courses
from kim.steering.models import MinistryPaper, Observation, Topic, TopicStep
from kim.steering.states import TopicState

_S = TopicState
_GROUP = (_S.COLLECTED, _S.CASE_LEVEL, _S.STRUCTURE_LEVEL)
_UP = (*_GROUP, _S.PROPOSED, _S.DECIDED)
_DONE = (*_UP, _S.ORDERED, _S.IMPLEMENTED)

# title, the story its observations tell, the states it has gone through, days since the last step, who keeps it going
TOPICS: tuple[tuple[str, str, tuple[TopicState, ...], int, str], ...] = (
    ("Wechsel vom AsylbLG ins SGB II ohne Lücke", "sphere-change", (_S.COLLECTED,), 9, "kessenich"),
    ("Dolmetschen beim Arzt", "interpreting", (_S.COLLECTED,), 41, "kessenich"),
    ("Schulplatz im laufenden Schuljahr", "school-in-the-year", _GROUP[:2], 12, "feldhoff"),
    ("Post an die alte Adresse", "old-address", _GROUP, 33, "oezdemir"),
    ("Ein Formular für Kita und Schule", "one-form", (*_GROUP, _S.PROPOSED), 18, "feldhoff"),
    ("Führerschein umschreiben", "driving-licence", _UP, 6, "feldhoff"),
    ("Briefe in einfacher Sprache", "plain-letters", (*_UP, _S.ORDERED), 47, "kessenich"),
    ("Anmeldung beim Hausarzt", "family-doctor", _DONE, 24, "oezdemir"),
    ("Bezahlkarte und Basiskonto", "bank-account", (*_DONE, _S.CHECKED), 15, "oezdemir"),
    ("Arbeitserlaubnis bei Duldung", "work-permit", (*_UP, _S.AT_MINISTRY), 52, "kessenich"),
)


def demo_topics(ids: Mapping[str, Sequence[UUID]]) -> list[Topic]:
    """Ten topics with the observations they began with, named by their stories."""
    today, bodies = timezone.localdate(), {body.level: body for body in Body.objects.on(timezone.localdate())}
    made = []
    for title, story, states, rests, keeper in TOPICS:
        topic = _topic(title, states, today - timedelta(days=rests), bodies)
        _gathered(topic, ids[story], User.objects.filter(username=keeper).first())
        if story in COURSES:
            demo_courses(topic, story)
        made.append(topic)
    MinistryPaper.objects.create(
        topic=made[-1],
        recipient="Ministerium für Kinder, Jugend, Familie, Gleichstellung, Flucht und Integration NRW",
        subject="Beschäftigung mit Duldung",
        text="Der Kreis bittet um eine Regelung, weil Betriebe nicht acht Wochen auf die Zustimmung warten. (Erfunden.)",
        sent_on=made[-1].state_since,
    )
    return made


def _topic(title: str, states: tuple[TopicState, ...], last: date, bodies: dict[str, Body]) -> Topic:
    days = [last - timedelta(days=26 * (len(states) - 1 - place)) for place in range(len(states))]
    topic = Topic.objects.create(
        number=next_number(Topic, f"T{days[0].year}-", 3),
        title=title,
        description=f"{title}: gebündelt aus Beobachtungen des Case Managements. (Erfundenes Beispiel.)",
        state=states[-1],
        state_since=last,
        opened_on=days[0],
        body=_body(states[-1], bodies),
        target_on=last + timedelta(days=120),
    )
    for place, (state, day) in enumerate(zip(states, days, strict=True)):
        before = states[place - 1] if place else ""
        body = _body(state, bodies)
        TopicStep.objects.create(topic=topic, from_state=before, to_state=state, happened_on=day, body=body)
    return topic


def _gathered(topic: Topic, ids: Sequence[UUID], keeper: User | None) -> None:
    """The topic takes its observations, and what they have in common: kind, life area, legal spheres, municipalities."""
    rows = list(Observation.objects.filter(pk__in=ids))
    Observation.objects.filter(pk__in=ids).update(topic=topic)
    for name in ("kind", "life_area_id", "sphere_from_id", "sphere_to_id"):
        setattr(topic, name, getattr(rows[0], name))
    topic.keeper = keeper
    topic.save()
    topic.municipalities.set({row.municipality_id for row in rows if row.municipality_id})


def _body(state: TopicState, bodies: dict[str, Body]) -> Body | None:
    level = {
        _S.CASE_LEVEL: BodyLevel.CASE, _S.STRUCTURE_LEVEL: BodyLevel.STRUCTURE, _S.PROPOSED: BodyLevel.STEERING,
        _S.DECIDED: BodyLevel.STEERING,
    }.get(state)  # fmt: skip
    return bodies.get(level) if level else None
