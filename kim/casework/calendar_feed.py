"""The iCalendar file of a private feed: time, reference and kind of place. It is built from these alone, so that no name, no
matter and no address can come into it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from kim.casework.models import Appointment, ContactPlace
from kim.casework.states import AppointmentState
from kim.organisation.public import User

BACK, AHEAD = timedelta(days=60), timedelta(days=400)
MOST = 2000


@dataclass(frozen=True)
class Slot:
    """All that leaves KIM about one appointment."""

    uid: UUID
    sequence: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    place_kind: str
    state: str
    reference: str


def slots_of(user: User) -> list[Slot]:
    """What stands in this person's calendar around today; needs a running scope of theirs."""
    now = timezone.now()
    return list(_slots(Appointment.objects.filter(owner=user, starts_at__gt=now - BACK, starts_at__lt=now + AHEAD)))


def _slots(rows: QuerySet[Appointment]) -> Iterable[Slot]:
    told = rows.exclude(state=AppointmentState.MOVED).order_by("starts_at", "id")
    values = told.values_list(
        "uid", "sequence", "changed_at", "recorded_at", "starts_at", "ends_at", "place_kind", "state",
        "case__reference",
    )[:MOST]  # fmt: skip
    for uid, sequence, changed, recorded, starts, ends, place, state, reference in values:
        yield Slot(uid, sequence, changed or recorded, starts, ends, place, state, reference or "")


def file_of(slots: Iterable[Slot], *, host: str) -> bytes:
    """The file a calendar reads, in the language of the caller."""
    calendar = Calendar()
    calendar.add("prodid", "-//KIM//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "KIM")
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for slot in slots:
        calendar.add_component(_event(slot, host))
    return bytes(calendar.to_ical())


def _event(slot: Slot, host: str) -> Event:
    event = Event()
    event.add("uid", f"{slot.uid}@{host}")
    event.add("sequence", slot.sequence)
    event.add("dtstamp", slot.changed_at.astimezone(UTC))
    event.add("last-modified", slot.changed_at.astimezone(UTC))
    event.add("dtstart", slot.starts_at.astimezone(UTC))
    event.add("dtend", slot.ends_at.astimezone(UTC))
    event.add("summary", slot.reference or _("Appointment without a case"))
    event.add("location", str(ContactPlace(slot.place_kind).label))
    event.add("status", "CANCELLED" if slot.state == AppointmentState.CANCELLED else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if slot.state == AppointmentState.CANCELLED else "OPAQUE")
    event.add("class", "PRIVATE")
    return event
