"""Who may open appointments, figures and ceremonies of a naturalisation office; the steering page is the coordinating office's."""

from datetime import time

from django.urls import reverse

from kim.naturalisation.models import Booking, Ceremony, CeremonyPlace
from tests import factories
from tests import factories_naturalisation as rows
from tests.web.access.applicants import ACTS, NOBODY, READS, _plain


def _booking(world):
    row = rows.application(world.team_a)
    day = factories.today()
    return reverse(
        "applicants:booking_note",
        args=[Booking.objects.create(application=row, unit=row.unit, on=day, booked_on=day).pk],
    )


def _ceremony(world):
    day = factories.today()
    return Ceremony.objects.create(unit=world.team_a, on=day, at=time(15), place="Kreishaus", seats=40)


def _of(name):
    return lambda world: reverse(f"applicants:{name}", args=[_ceremony(world).pk])


def _place(world):
    made, row = _ceremony(world), rows.application(world.team_a)
    place = CeremonyPlace.objects.create(ceremony=made, application=row, unit=row.unit)
    return reverse("applicants:ceremony_drop", args=[made.pk, place.pk])


WRONG = NOBODY | {"naturalisation_officer": 422}
WHO_MAY = {
    "applicants:capacity": ("get", _plain("capacity"), READS),
    "applicants:capacity_set": ("post", _plain("capacity_set"), WRONG),
    "applicants:booking_new": ("post", _plain("booking_new"), WRONG),
    "applicants:booking_note": ("post", _booking, ACTS),
    "applicants:figures": ("get", _plain("figures"), READS),
    "applicants:steering_figures": (
        "get", _plain("steering_figures"), NOBODY | {"coordinator": 200, "ki_head": 200, "naturalisation_officer": 403}
    ),
    "applicants:ceremony_list": ("get", _plain("ceremony_list"), READS),
    "applicants:ceremony_detail": ("get", _of("ceremony_detail"), READS),
    "applicants:ceremony_add": ("post", _of("ceremony_add"), NOBODY | {"naturalisation_officer": 404}),
    "applicants:ceremony_drop": ("post", _place, ACTS),
    "applicants:ceremony_sheet": ("get", _of("ceremony_sheet"), READS),
    "applicants:ceremony_pdf": ("get", _of("ceremony_pdf"), READS),
}  # fmt: skip
