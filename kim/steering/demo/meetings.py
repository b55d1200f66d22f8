"""Meetings of the invented county. The first two took place and say where that is told; all later ones are invented."""

from datetime import date, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from kim.organisation.public import Body, BodyLevel, workdays
from kim.steering.models import (
    AgendaItem,
    Attendance,
    Ballot,
    Decision,
    HolderKind,
    ItemKind,
    Meeting,
    OpenPoint,
    Presence,
    Proposal,
    SeatHolder,
    StandingItem,
    Topic,
)
from kim.steering.states import MeetingState, Outcome, ProposalState, TopicState

SOURCE = "Folie 6"
AGO = timedelta(days=30)


def workday(day: date) -> date:
    """This day, or the last one before it on which the county works."""
    while not workdays.is_workday(day):
        day -= timedelta(days=1)
    return day


def demo_meetings(bodies: dict[BodyLevel, Body], today: date, kaarst: Decision | None) -> None:
    """Two meetings that are told of, the one that decided on Kaarst, last month's, next month's, and one of the exchange."""
    group = bodies[BodyLevel.STEERING]
    for number, day, title in (
        (1, date(2021, 3, 17), "Konstituierende Sitzung der Lenkungsgruppe"),
        (2, date(2021, 6, 25), "Sitzung der Lenkungsgruppe"),
    ):
        _meeting(group, number, day, title, MeetingState.CLOSED, source=SOURCE, synthetic=False)
    last = _last(group, workday(today - AGO))
    if kaarst is not None:
        _decided(kaarst, last)
    _next(group, last, today)
    _exchange(bodies[BodyLevel.EXCHANGE], workday(today - timedelta(days=21)))


def _meeting(body: Body, number: int, day: date, title: str, state: MeetingState, **fields: object) -> Meeting:
    return Meeting.objects.create(
        body=body, number=number, held_on=day, title=title, state=state, uid=uuid5(NAMESPACE_URL, f"kim:{body.key}:{number}"),
        **({"synthetic": True} | fields),
    )  # fmt: skip


def _invented(body: Body, number: int, day: date, state: MeetingState, **fields: object) -> Meeting:
    hours = {"starts": time(10), "ends": time(12), "place": "Kreishaus Neuss, Raum 1.12 (erfunden)"}
    title = fields.pop("title", f"{number}. Sitzung der {body.name}")
    return _meeting(body, number, day, str(title), state, **(hours | fields))


def _there(meeting: Meeting, presence: dict[int, Presence]) -> int:
    """Every seat's line, present unless told otherwise by its position; gives the voices in the room."""
    held = SeatHolder.objects.on(meeting.held_on).filter(seat__body=meeting.body, kind=HolderKind.MEMBER)
    lines = [
        Attendance(
            meeting=meeting, seat=each.seat, holder=each, name=each.label, votes=each.seat.votes,
            presence=presence.get(each.seat.position, Presence.PRESENT),
        )
        for each in held.select_related("seat", "user").order_by("seat__position")
    ]  # fmt: skip
    Attendance.objects.bulk_create(lines)
    here = (Presence.PRESENT, Presence.ONLINE)
    chair = next((each for each in held if each.chairs), None)
    meeting.chair, meeting.minute_taker = chair.label if chair else "", "Petra Schmitz-Lohn"
    meeting.save(update_fields=["chair", "minute_taker"])
    return sum(each.presence in here and each.votes for each in lines)


def _item(meeting: Meeting, position: int, kind: ItemKind, title: str, **fields: object) -> AgendaItem:
    return AgendaItem.objects.create(meeting=meeting, position=position, kind=kind, title=title, **fields)


def _last(group: Body, day: date) -> Meeting:
    """Last month's: its minutes are with the members."""
    meeting = _invented(
        group, 4, day, MeetingState.MINUTES_OUT, minutes_out_on=workday(day + timedelta(days=9)),
        opening="Die Vorsitzende begrüßt die Mitglieder. Die Tagesordnung bleibt unverändert. (Erfundenes Protokoll.)",
    )  # fmt: skip
    voices = _there(meeting, {4: Presence.ONLINE, 7: Presence.EXCUSED, 9: Presence.ABSENT})
    _item(meeting, 1, ItemKind.MINUTES, "Protokoll der 3. Sitzung genehmigen", minutes=5,
          record="Das Protokoll wird ohne Änderung genehmigt.")  # fmt: skip
    _item(meeting, 2, ItemKind.NOT_IMPLEMENTED, "Beschlossen, aber noch nicht umgesetzt", minutes=15,
          record="Die Übersicht der freien Plätze nennt die Kurse in Kaarst noch nicht. Der Auftrag bleibt offen.")  # fmt: skip
    wording = "Die AG auf Fallebene trifft sich ab dem nächsten Monat alle zwei Monate."
    item = _item(meeting, 3, ItemKind.DECISION, "Wie oft sich die AG auf Fallebene trifft", minutes=20,
                 record="Die AG auf Fallebene bittet um mehr Termine. Zwei Kommunen weisen auf ihre knappe Zeit hin.")  # fmt: skip
    ballot = Ballot.objects.create(
        item=item, question=wording, in_favour=voices - 2, against=1, abstained=1, entitled=voices, carried=True
    )
    Decision.objects.create(
        number=f"LG {day.year}/91", body=group, meeting=meeting, item=item, ballot=ballot, decided_on=day, title=item.title,
        wording=wording, outcome=Outcome.ACCEPTED, synthetic=True,
    )  # fmt: skip
    return meeting


def _decided(decision: Decision, approved_in: Meeting) -> None:
    """The meeting that decided on the courses in Kaarst, with the proposal, the vote and the minutes."""
    meeting = _invented(
        decision.body, 3, decision.decided_on, MeetingState.APPROVED, approved_on=approved_in.held_on, approved_in=approved_in,
        minutes_out_on=workday(decision.decided_on + timedelta(days=12)),
    )  # fmt: skip
    voices = _there(meeting, {6: Presence.EXCUSED, 8: Presence.ONLINE})
    proposal = Proposal.objects.create(
        number=f"V{decision.decided_on.year}-001", topic=decision.topic, to_body=decision.body, title=decision.title,
        wording=decision.wording, state=ProposalState.DECIDED, submitted_on=decision.decided_on - timedelta(days=30),
        reasons="Zwölf Hinweise nennen denselben Grund: Ohne Kinderbetreuung kann niemand teilnehmen. (Erfunden.)",
    )  # fmt: skip
    item = _item(
        meeting, 1, ItemKind.DECISION, decision.title, minutes=30, topic=decision.topic, proposal=proposal,
        record="Die AG auf Strukturebene stellt den Vorschlag vor. Die Stadt Kaarst nennt Räume für die Betreuung.",
    )  # fmt: skip
    decision.ballot = Ballot.objects.create(
        item=item,
        question=decision.wording,
        in_favour=voices - 1,
        against=0,
        abstained=1,
        entitled=voices,
        carried=True,
    )
    decision.meeting, decision.item, decision.proposal = meeting, item, proposal
    decision.save(update_fields=["meeting", "item", "ballot", "proposal"])


def _next(group: Body, last: Meeting, today: date) -> None:
    """Next month's, with a proposal on its agenda."""
    meeting = _invented(group, 5, workday(today + timedelta(days=31)), MeetingState.PLANNED)
    _item(meeting, 1, ItemKind.MINUTES, f"Protokoll genehmigen: {last.title}", minutes=5)
    _item(meeting, 2, ItemKind.NOT_IMPLEMENTED, "Beschlossen, aber noch nicht umgesetzt", minutes=15)
    topic = Topic.objects.filter(state=TopicState.PROPOSED).order_by("pk").first()
    if topic is None:
        return
    proposal = Proposal.objects.create(
        number=f"V{today.year}-002", topic=topic, to_body=group, title=topic.title, state=ProposalState.SCHEDULED,
        wording="Kita und Schule nehmen ab dem nächsten Schuljahr dasselbe Formular an.", submitted_on=topic.state_since,
        reasons="Familien füllen heute zwei Formulare mit denselben Angaben aus. (Erfunden.)",
        options="Beide Formulare bleiben; ein Merkblatt erklärt sie.", cost="Druck und Übersetzung: etwa 3.000 Euro (erfunden).",
    )  # fmt: skip
    _item(meeting, 3, ItemKind.DECISION, topic.title, minutes=30, topic=topic, proposal=proposal)


def _exchange(body: Body, day: date) -> None:
    """A meeting of the foreigners offices by their fixed format, a point that is settled and one that is open."""
    meeting = _invented(
        body, 1, day, MeetingState.MINUTES_OUT, title="1. Austausch der Ausländerbehörden",
        minutes_out_on=workday(day + timedelta(days=4)),
    )  # fmt: skip
    _there(meeting, {})
    for each in StandingItem.objects.filter(body=body):
        _item(meeting, each.position, ItemKind.STANDING, each.title, minutes=each.minutes,
              record="Die drei Behörden berichten. (Erfundenes Protokoll.)")  # fmt: skip
    OpenPoint.objects.create(
        body=body, title="Einheitliche Bescheinigung für die Zeit bis zur neuen Karte", owner="Ausländerbehörde Dormagen",
        opened_in=meeting, opened_on=day, due_on=day + timedelta(days=70),
    )  # fmt: skip
    OpenPoint.objects.create(
        body=body, title="Ansprechperson für das Case Management in jeder Behörde", owner="Ausländerbehörde Neuss",
        opened_on=day - timedelta(days=90), due_on=day, closed_in=meeting, closed_on=day,
        result="Jede Behörde hat eine Person und eine Vertretung benannt. (Erfunden.)",
    )  # fmt: skip
