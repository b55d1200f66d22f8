"""Meetings of the invented county. The first two took place and say where that is told; all later ones are invented."""

from collections.abc import Sequence
from datetime import date, timedelta

from kim.organisation.public import Body, BodyLevel
from kim.steering.demo import ends, exchange, kaarst
from kim.steering.demo.sittings import decide, invented, item, meeting, propose, there, workday
from kim.steering.models import ItemKind, Meeting, Presence, Topic
from kim.steering.states import MeetingState, Outcome, ProposalState, TopicState

SOURCE = "Folie 6"
AGO = timedelta(days=30)


def demo_meetings(bodies: dict[BodyLevel, Body], topics: Sequence[Topic], story: Topic, today: date) -> None:
    """Two meetings that are told of, the one that decided on Kaarst, another, last month's, next month's, one of the exchange."""
    group = bodies[BodyLevel.STEERING]
    for number, day, title in (
        (1, date(2021, 3, 17), "Konstituierende Sitzung der Lenkungsgruppe"),
        (2, date(2021, 6, 25), "Sitzung der Lenkungsgruppe"),
    ):
        meeting(group, number, day, title, MeetingState.CLOSED, source=SOURCE, synthetic=False)
    third = kaarst.third_meeting(bodies, story, today)
    ends.reopened(third, today)
    fourth = ends.fourth_meeting(group, topics, today)
    last = _last(group, topics, workday(today - AGO))
    for before, after in ((third, fourth), (fourth, last)):
        before.approved_on, before.approved_in = after.held_on, after
        before.save(update_fields=["approved_on", "approved_in"])
    _next(group, last, today)
    exchange.demo_exchange(bodies, today)


def _last(group: Body, topics: Sequence[Topic], day: date) -> Meeting:
    """Last month's: its minutes are with the members."""
    held = invented(
        group, 5, day, MeetingState.MINUTES_OUT, minutes_out_on=workday(day + timedelta(days=9)),
        opening="Bitte bringen Sie mit, was Ihre Gemeinde zu den Musterbriefen sagt. (Erfunden.)",
    )  # fmt: skip
    voices = there(held, {4: Presence.ONLINE, 7: Presence.EXCUSED, 9: Presence.ABSENT})
    item(held, 1, ItemKind.MINUTES, "Niederschrift der 4. Sitzung genehmigen", minutes=5,
         record="Die Niederschrift wird ohne Änderung genehmigt.")  # fmt: skip
    item(held, 2, ItemKind.NOT_IMPLEMENTED, "Beschlossen, aber noch nicht umgesetzt", minutes=15,
         record="Die Briefe in einfacher Sprache liegen noch nicht vor. Der Auftrag bleibt offen.")  # fmt: skip
    wording = "Die AG auf Fallebene trifft sich ab dem nächsten Monat alle zwei Monate."
    third = item(held, 3, ItemKind.DECISION, "Wie oft sich die AG auf Fallebene trifft", minutes=20,
                 record="Die AG auf Fallebene bittet um mehr Termine. Zwei Kommunen weisen auf ihre knappe Zeit hin.")  # fmt: skip
    decide(third, title=third.title, wording=wording, outcome=Outcome.ACCEPTED, voices=voices, against=1)
    ends.decided_last(held, topics, voices)
    return held


def _next(group: Body, last: Meeting, today: date) -> None:
    """Next month's, with a proposal on its agenda."""
    ahead = invented(group, 6, workday(today + timedelta(days=31)), MeetingState.PLANNED)
    item(ahead, 1, ItemKind.MINUTES, f"Niederschrift genehmigen: {last.title}", minutes=5, minutes_of=last)
    item(ahead, 2, ItemKind.NOT_IMPLEMENTED, "Beschlossen, aber noch nicht umgesetzt", minutes=15)
    topic = Topic.objects.filter(state=TopicState.PROPOSED).order_by("pk").first()
    if topic is None:
        return
    proposal = propose(
        topic, group, topic.state_since, state=ProposalState.SCHEDULED,
        wording="Kita und Schule nehmen ab dem nächsten Schuljahr dasselbe Formular an.",
        reasons="Familien füllen heute zwei Formulare mit denselben Angaben aus. (Erfunden.)",
        options="Beide Formulare bleiben; ein Merkblatt erklärt sie.", cost="Druck und Übersetzung: etwa 3.000 Euro (erfunden).",
    )  # fmt: skip
    item(ahead, 3, ItemKind.DECISION, topic.title, minutes=30, topic=topic, proposal=proposal)
