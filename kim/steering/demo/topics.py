"""Ten topics of the invented county, in all states, with their ways, rows of steps and papers; every one says that it is invented."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kim.organisation.public import Agency, Body, BodyLevel, LifeArea
from kim.steering.actions.shared import next_number
from kim.steering.models import CourseStep, MinistryPaper, Observation, Topic, TopicStep
from kim.steering.states import TopicState

_S = TopicState
_GROUP = (_S.COLLECTED, _S.CASE_LEVEL, _S.STRUCTURE_LEVEL)
_UP = (*_GROUP, _S.PROPOSED, _S.DECIDED)
_DONE = (*_UP, _S.ORDERED, _S.IMPLEMENTED)

# title, kind, words its observations hold, the states it has gone through, days since the last step
TOPICS: tuple[tuple[str, str, tuple[str, ...], tuple[TopicState, ...], int], ...] = (
    ("Wechsel vom AsylbLG ins SGB II ohne Lücke", "interface", ("AsylbLG", "Rechtskreis"), (_S.COLLECTED,), 9),
    ("Dolmetschen beim Arzt", "gap", ("Dolmetsch", "Sprachmittl"), (_S.COLLECTED,), 41),
    ("Schulplatz im laufenden Schuljahr", "obstacle", ("Schulplatz", "Schuljahr"), _GROUP[:2], 12),
    ("Post an die alte Adresse", "interface", ("Adresse", "Post"), _GROUP, 33),
    ("Ein Formular für Kita und Schule", "obstacle", ("Kita", "Formular"), (*_GROUP, _S.PROPOSED), 18),
    ("Führerschein umschreiben", "obstacle", ("Führerschein",), _UP, 6),
    ("Briefe in einfacher Sprache", "obstacle", ("Brief", "Bescheid"), (*_UP, _S.ORDERED), 47),
    ("Anmeldung beim Hausarzt", "gap", ("Hausarzt",), _DONE, 24),
    ("Bezahlkarte und Basiskonto", "gap", ("Bezahlkarte", "Konto"), (*_DONE, _S.CHECKED), 15),
    ("Vorrangprüfung bei Duldung", "obstacle", ("Duldung", "Arbeitserlaubnis"), (*_UP, _S.AT_MINISTRY), 52),
)
_CHAIN = (
    ("Bescheid über die Anerkennung", 3, ""),
    ("Antrag beim Jobcenter", 14, "Unterlagen werden zweimal verlangt"),
    ("Sozialamt stellt die Leistung ein", 21, "Stichtag ist nicht abgestimmt"),
    ("Erste Zahlung des Jobcenters", 0, ""),
)
_BETTER = (
    ("Bescheid über die Anerkennung", 1, ""),
    ("Ausländerbehörde meldet Jobcenter und Sozialamt den Tag", 2, ""),
    ("Gemeinsamer Termin mit Antrag", 7, ""),
    ("Sozialamt zahlt bis zur ersten Zahlung des Jobcenters", 0, ""),
)


def demo_topics(county: Any = None) -> list[Topic]:
    """Ten topics with their observations; those whose words fit and that belong nowhere yet."""
    today, bodies = timezone.localdate(), {body.level: body for body in Body.objects.on(timezone.localdate())}
    made = [_topic(number, *row, bodies, today) for number, row in enumerate(TOPICS, 1)]
    _courses(made[0])
    MinistryPaper.objects.create(
        topic=made[-1],
        recipient="Ministerium für Kinder, Jugend, Familie, Gleichstellung, Flucht und Integration NRW",
        subject="Beschäftigung mit Duldung",
        text="Der Kreis bittet um eine Regelung, weil Betriebe nicht acht Wochen auf die Zustimmung warten. (Erfunden.)",
        sent_on=made[-1].state_since,
    )
    return made


def _topic(
    number: int, title: str, kind: str, words: tuple[str, ...], states: tuple[TopicState, ...], rests: int,
    bodies: dict[str, Body], today: date,
) -> Topic:  # fmt: skip
    last = today - timedelta(days=rests)
    days = [last - timedelta(days=26 * (len(states) - 1 - place)) for place in range(len(states))]
    topic = Topic.objects.create(
        number=next_number(Topic, f"T{days[0].year}-", 3),
        title=title,
        description=f"{title}: gebündelt aus Beobachtungen des Case Managements. (Erfundenes Beispiel.)",
        kind=kind,
        state=states[-1],
        state_since=last,
        opened_on=days[0],
        life_area=LifeArea.objects.order_by("pk")[number % 5 : number % 5 + 1].first(),
        body=_body(states[-1], bodies),
        target_on=last + timedelta(days=120),
    )
    for place, (state, day) in enumerate(zip(states, days, strict=True)):
        before = states[place - 1] if place else ""
        body = _body(state, bodies)
        TopicStep.objects.create(topic=topic, from_state=before, to_state=state, happened_on=day, body=body)
    _gather(topic, words)
    return topic


def _body(state: TopicState, bodies: dict[str, Body]) -> Body | None:
    level = {
        _S.CASE_LEVEL: BodyLevel.CASE, _S.STRUCTURE_LEVEL: BodyLevel.STRUCTURE, _S.PROPOSED: BodyLevel.STEERING,
        _S.DECIDED: BodyLevel.STEERING,
    }.get(state)  # fmt: skip
    return bodies.get(level) if level else None


def _gather(topic: Topic, words: tuple[str, ...]) -> None:
    free = Observation.objects.filter(topic=None, set_aside="")
    fitting = [pk for word in words for pk in free.filter(text__icontains=word).values_list("pk", flat=True)[:14]]
    Observation.objects.filter(pk__in=fitting).update(topic=topic)


def _courses(topic: Topic) -> None:
    """The chain as it is and as it should be, and the course of one invented case."""
    agencies = list(Agency.objects.order_by("pk")[:4])
    for course, chain in (("as_is", _CHAIN), ("should", _BETTER), ("reconstruction", _CHAIN)):
        for place, (what, days, obstacle) in enumerate(chain, 1):
            CourseStep.objects.create(
                topic=topic, course=course, position=place, what=what, days=days, obstacle=obstacle,
                agency=agencies[place % len(agencies)] if agencies and course == "reconstruction" else None,
            )  # fmt: skip
