"""What the invented meetings are made of: who was there, items, a proposal that was decided on, and days."""

from datetime import date, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from kim.organisation.public import Body, workdays
from kim.steering.actions.decisions import number_for
from kim.steering.actions.shared import next_number
from kim.steering.models import (
    AgendaItem,
    Attendance,
    Ballot,
    Decision,
    HolderKind,
    ItemKind,
    Meeting,
    Presence,
    Proposal,
    SeatHolder,
    Topic,
)
from kim.steering.states import MeetingState, Outcome, ProposalState

INVENTED = "(Erfunden für die Vorführung.)"


def workday(day: date) -> date:
    """This day, or the last one before it on which the county works and bodies meet: not between Christmas and New Year."""
    while not workdays.is_workday(day) or (day.month == 12 and day.day > 23):
        day -= timedelta(days=1)
    return day


def month_day(today: date, ago: int, day: int) -> date:
    """The working day at or before this day of the month so many months ago."""
    whole = today.year * 12 + today.month - 1 - ago
    return workday(date(whole // 12, whole % 12 + 1, day))


def meeting(body: Body, number: int, day: date, title: str, state: MeetingState, **fields: object) -> Meeting:
    return Meeting.objects.create(
        body=body, number=number, held_on=day, title=title, state=state, uid=uuid5(NAMESPACE_URL, f"kim:{body.key}:{number}"),
        **({"synthetic": True} | fields),
    )  # fmt: skip


def invented(body: Body, number: int, day: date, state: MeetingState, **fields: object) -> Meeting:
    """A meeting of two hours in the county's house."""
    hours = {"starts": time(10), "ends": time(12), "place": "Kreishaus Neuss, Raum 1.12 (erfunden)"}
    title = fields.pop("title", f"{number}. Sitzung der {body.name}")
    return meeting(body, number, day, str(title), state, **(hours | fields))


def there(held: Meeting, presence: dict[int, Presence]) -> int:
    """Every seat's line, present unless told otherwise by its position; gives the voices in the room."""
    holders = SeatHolder.objects.on(held.held_on).filter(seat__body=held.body, kind=HolderKind.MEMBER)
    lines = [
        Attendance(
            meeting=held, seat=each.seat, holder=each, name=each.label, votes=each.seat.votes,
            presence=presence.get(each.seat.position, Presence.PRESENT),
        )
        for each in holders.select_related("seat", "user").order_by("seat__position")
    ]  # fmt: skip
    Attendance.objects.bulk_create(lines)
    here = (Presence.PRESENT, Presence.ONLINE)
    chair = next((each for each in holders if each.chairs), None)
    held.chair, held.minute_taker = chair.label if chair else "", "Petra Schmitz-Lohn"
    held.save(update_fields=["chair", "minute_taker"])
    return sum(each.presence in here and each.votes for each in lines)


def item(held: Meeting, position: int, kind: ItemKind, title: str, **fields: object) -> AgendaItem:
    return AgendaItem.objects.create(meeting=held, position=position, kind=kind, title=title, **fields)


def propose(topic: Topic, to_body: Body, on: date, **fields: object) -> Proposal:
    """A proposal about the topic, handed in on that day."""
    number = next_number(Proposal, f"V{on.year}-", 3)
    return Proposal.objects.create(
        number=number, topic=topic, to_body=to_body, submitted_on=on, **({"title": topic.title} | fields)
    )


def decide(
    at: AgendaItem, *, title: str, wording: str, outcome: Outcome, voices: int, against: int = 0, reasons: str = "",
) -> Decision:  # fmt: skip
    """What the body made of the item: by vote; what it is not competent for needs none."""
    voted = outcome in (Outcome.ACCEPTED, Outcome.AMENDED, Outcome.REJECTED)
    ballot = Ballot.objects.create(
        item=at, question=wording, in_favour=voices - 1 - against, against=against, abstained=1, entitled=voices,
        carried=outcome != Outcome.REJECTED,
    ) if voted else None  # fmt: skip
    if at.proposal:
        at.proposal.state = ProposalState.DECIDED
        at.proposal.save(update_fields=["state"])
    held = at.meeting
    return Decision.objects.create(
        number=number_for(held.body, held.held_on), body=held.body, meeting=held, item=at, ballot=ballot, topic=at.topic,
        proposal=at.proposal, decided_on=held.held_on, title=title, wording=wording, outcome=outcome, reasons=reasons, synthetic=True,
    )  # fmt: skip
