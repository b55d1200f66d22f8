"""Appointments of an office: how many there are, who gets one, who came; and ceremonies."""

from datetime import date, time
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kim.naturalisation import access, appointments
from kim.naturalisation.actions.applications import running
from kim.naturalisation.exceptions import (
    AlreadyBooked,
    CeremonyIsFull,
    CertificateNotGranted,
    NoRoomOnThisDay,
    NotBooked,
    NotOpenYet,
    PatternHasBegun,
)
from kim.naturalisation.models import Application, Booking, BookingState, Ceremony, CeremonyPlace, OfficeCapacity
from kim.naturalisation.states import Stage
from kim.organisation.public import Unit, User
from kim.privacy.public import audit

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


@transaction.atomic
def set_capacity(*, unit: Unit, by: User, start: date, places: tuple[int, ...], weeks_ahead: int) -> OfficeCapacity:
    """From a day on the office offers so many appointments by day of the week; what was before stays on record."""
    _own(unit, by)
    if start < timezone.localdate():
        raise PatternHasBegun
    values = dict(zip(DAYS, places, strict=True)) | {"weeks_ahead": weeks_ahead, "set_by": by}
    row, _new = OfficeCapacity.objects.update_or_create(unit=unit, start=start, defaults=values)
    audit.record("office_capacity.set", target=row, start=start.isoformat(), a_week=sum(places))
    return row


@transaction.atomic
def book(*, application: Application, by: User, on: date, submission: UUID | None = None) -> Booking:
    """Give an application a place on a day on which there is one."""
    row = running(application, by=by)
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=row.unit_id)  # the last place is given once
    if submission and (earlier := Booking.objects.filter(submission=submission, application=row).first()):
        return earlier
    plan = appointments.plan_of(unit, timezone.localdate())
    if plan.until is None or not timezone.localdate() <= on <= plan.until:
        raise NotOpenYet
    if not appointments.has_room(unit, on):
        raise NoRoomOnThisDay
    if Booking.objects.filter(application=row, state=BookingState.BOOKED).exists():
        raise AlreadyBooked
    made = Booking.objects.create(
        application=row, unit=unit, on=on, booked_on=timezone.localdate(), booked_by=by, submission=submission
    )
    audit.record("office_booking.made", target=made, on=on.isoformat())
    return made


@transaction.atomic
def note(*, booking: Booking, by: User, state: str) -> Booking:
    """Whether the person came, did not come, or the appointment is cancelled, which frees its place."""
    _own(booking.unit, by)
    row = Booking.objects.select_for_update(of=("self",)).get(pk=booking.pk)
    ahead = row.on > timezone.localdate()
    if row.state != BookingState.BOOKED or (ahead and state != BookingState.CANCELLED):
        raise NotBooked
    row.state = state
    row.save(update_fields=["state"])
    audit.record("office_booking.noted", target=row, state=state)
    return row


@transaction.atomic
def plan_ceremony(
    *, unit: Unit, by: User, on: date, at: time, place: str, seats: int, submission: UUID | None = None
) -> Ceremony:
    """Plan the day on which certificates are handed over."""
    _own(unit, by)
    if submission and (earlier := Ceremony.objects.filter(submission=submission, unit=unit).first()):
        return earlier
    made = Ceremony.objects.create(
        unit=unit, on=on, at=at, place=place, seats=seats, planned_by=by, submission=submission
    )
    audit.record("ceremony.planned", target=made, on=on.isoformat(), seats=seats)
    return made


@transaction.atomic
def put_on_list(*, ceremony: Ceremony, application: Application, by: User) -> CeremonyPlace:
    """Give a granted application its places; a second time changes nothing."""
    row = running(application, by=by)
    held = Ceremony.objects.select_for_update(of=("self",)).get(pk=ceremony.pk)
    if earlier := held.places.filter(application=row).first():
        return earlier
    if row.stage != Stage.DECISION or row.unit_id != held.unit_id:
        raise CertificateNotGranted
    people = row.applicants.count()
    if sum(held.places.values_list("people", flat=True)) + people > held.seats:
        raise CeremonyIsFull
    made = CeremonyPlace.objects.create(ceremony=held, application=row, unit_id=held.unit_id, people=people)
    audit.record("ceremony.listed", target=held, people=people)
    return made


@transaction.atomic
def take_off_list(*, place: CeremonyPlace, by: User) -> None:
    """Free the places of an application."""
    _own(place.unit, by)
    audit.record("ceremony.taken_off", target=place.ceremony, people=place.people)
    place.delete()


def _own(unit: Unit, by: User) -> None:
    if unit.pk not in [office.pk for office in access.offices_of(by)]:
        raise PermissionDenied
