"""Small real rows of steering for tests, written as the owner."""

from datetime import date
from itertools import count
from uuid import uuid4

from kim.organisation.models import Body
from kim.steering.models import AgendaItem, Decision, Meeting, Observation, Proposal, Seat, SeatHolder, Topic, WorkOrder
from tests import factories

_numbers = count(1)


def body(key: str = "lenkungsgruppe", level: str = "steering", **fields) -> Body:
    return Body.objects.get_or_create(key=key, defaults={"name": key.title(), "level": level, **fields})[0]


def seat(of: Body, holder=None, *, name: str = "Stadt Dormagen", chairs: bool = False, **fields) -> Seat:
    """A seat, held by this user, or by this name."""
    made = Seat.objects.create(body=of, name=name, position=next(_numbers), **fields)
    if holder:
        who = {"name": holder} if isinstance(holder, str) else {"user": holder}
        SeatHolder.objects.create(seat=made, chairs=chairs, valid_from=date(2021, 1, 1), **who)
    return made


def observation(text: str = "Kein Kurs mit Kinderbetreuung.", **fields) -> Observation:
    fields = {"month": factories.today().replace(day=1), "kind": "missing_offer", "text": text} | fields
    return Observation.objects.create(**fields)


def topic(title: str = "Kurse mit Kinderbetreuung", **fields) -> Topic:
    today = factories.today()
    fields = {"kind": "missing_offer", "state_since": today, "opened_on": today} | fields
    return Topic.objects.create(number=f"T{today.year}-9{next(_numbers):02d}", title=title, **fields)


def meeting(of: Body, state: str = "in_session", **fields) -> Meeting:
    number = next(_numbers)
    fields = {"held_on": factories.today(), "title": f"{of.name} {number}", "uid": uuid4()} | fields
    return Meeting.objects.create(body=of, number=number, state=state, **fields)


def item(of: Meeting, title: str = "Kurse mit Kinderbetreuung", **fields) -> AgendaItem:
    return AgendaItem.objects.create(
        meeting=of, title=title, **({"kind": "decision", "position": next(_numbers)} | fields)
    )


def proposal(to_body: Body, title: str = "Kurs mit Kinderbetreuung einrichten", **fields) -> Proposal:
    fields = {"wording": "Die Träger richten zwei Kurse ein.", "state": "scheduled"} | fields
    return Proposal.objects.create(
        number=f"V{factories.today().year}-9{next(_numbers):02d}", to_body=to_body, title=title, **fields
    )


def decision(of: Body, title: str = "Zwei Kurse mit Kinderbetreuung", **fields) -> Decision:
    fields = {
        "decided_on": factories.today(),
        "wording": "Zwei Kurse werden eingerichtet.",
        "outcome": "accepted",
    } | fields
    return Decision.objects.create(
        number=f"LG {factories.today().year}/9{next(_numbers)}", body=of, title=title, **fields
    )


def order(of: Decision, what: str = "Zwei Kurse ausschreiben", **fields) -> WorkOrder:
    """A work order of this decision, given to its body unless told otherwise."""
    to = {} if fields.keys() & {"agency", "unit"} else {"body": of.body}
    fields = {"due_on": factories.today(), "number": next(_numbers)} | to | fields
    return WorkOrder.objects.create(decision=of, what=what, **fields)
