"""Appointments of an office: places, bookings, who came, ceremonies; and what the coordinating office counts."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kim.naturalisation import appointments
from kim.naturalisation.actions import appointments as acts
from kim.naturalisation.exceptions import (
    AlreadyBooked,
    CeremonyIsFull,
    CertificateNotGranted,
    NoRoomOnThisDay,
    NotBooked,
)
from kim.naturalisation.models import Booking, Ceremony, OfficeCapacity
from kim.organisation.workdays import is_workday
from tests import factories
from tests import factories_naturalisation as rows

TODAY = factories.today()


def next_workday(after=TODAY):
    return next(day for number in range(1, 12) if is_workday(day := after + timedelta(days=number)))


def test_a_day_with_one_place_is_booked_once_and_free_again_when_cancelled(world, scope_as):
    first, second = rows.application(), rows.application(family_name="Sahin")
    with scope_as(rows.officer("ella")) as ella:
        unit = first.unit
        acts.set_capacity(unit=unit, by=ella, start=TODAY, places=(1, 1, 1, 1, 1), weeks_ahead=13)
        day = next_workday()
        booking = acts.book(application=first, by=ella, on=day)
        with pytest.raises(NoRoomOnThisDay):
            acts.book(application=second, by=ella, on=day)
        with pytest.raises(AlreadyBooked):
            acts.book(application=first, by=ella, on=next_workday(day))
        with pytest.raises(NotBooked):
            acts.note(booking=booking, by=ella, state="missed")
        assert appointments.plan_of(unit, TODAY).free == next_workday(day)
        acts.note(booking=booking, by=ella, state="cancelled")
        assert appointments.plan_of(unit, TODAY).free == day
        acts.book(application=second, by=ella, on=day)
    with scope_as(rows.officer("nele", of=rows.office("ebh-neuss"))) as nele:
        assert [table.objects.count() for table in (Booking, OfficeCapacity)] == [0, 0]
        with pytest.raises(PermissionDenied):
            acts.set_capacity(unit=first.unit, by=nele, start=TODAY, places=(1, 1, 1, 1, 1), weeks_ahead=13)


def test_only_granted_applications_get_a_seat_and_no_more_than_there_are(world, scope_as):
    granted = [rows.application(stage="decision", decided_on=TODAY) for _number in range(2)]
    running = rows.application()
    with scope_as(rows.officer("ella")) as ella:
        made = acts.plan_ceremony(unit=running.unit, by=ella, on=TODAY, at=time(15), place="Kreishaus", seats=1)
        with pytest.raises(CertificateNotGranted):
            acts.put_on_list(ceremony=made, application=running, by=ella)
        place = acts.put_on_list(ceremony=made, application=granted[0], by=ella)
        with pytest.raises(CeremonyIsFull):
            acts.put_on_list(ceremony=made, application=granted[1], by=ella)
        acts.take_off_list(place=place, by=ella)
        acts.put_on_list(ceremony=made, application=granted[1], by=ella)
    with scope_as(world.anna):
        assert not Ceremony.objects.exists()
