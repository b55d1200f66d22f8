"""The past of an invented office: applications decided long ago, appointments offered and taken, two ceremonies."""

from datetime import date, time, timedelta
from random import Random

from kim.naturalisation.appointments import has_room
from kim.naturalisation.models import (
    Applicant,
    Application,
    Basis,
    Booking,
    BookingState,
    Ceremony,
    CeremonyPlace,
    OfficeCapacity,
    StageEntry,
)
from kim.naturalisation.states import EndReason, Stage
from kim.organisation.public import Municipality, Unit, User, workdays

# Appointments from Monday to Friday: 44 a week in the county office, which opens three months ahead.
OFFERED = {"ebh-kreis": (10, 10, 8, 10, 6), "ebh-neuss": (7, 7, 5, 7, 4), "ebh-dormagen": (3, 3, 0, 4, 2)}
DECIDED = {"ebh-kreis": 120, "ebh-neuss": 90, "ebh-dormagen": 36}
PEOPLE = (
    ("SYR", ("Samir", "Hala", "Bassam", "Dima", "Rami"), ("Hamwi", "Khoury", "Shami", "Dabbagh", "Masri")),
    ("TUR", ("Deniz", "Aylin", "Cem", "Sevgi"), ("Yalcin", "Demirel", "Aksoy")),
    ("IRQ", ("Layla", "Hassan", "Noor"), ("Aziz", "Jabir", "Salman")), ("AFG", ("Karim", "Zohra", "Nasir"), ("Sultani", "Hakimi")),
    ("GRC", ("Eleni", "Nikos"), ("Vlachou", "Pappas")), ("UKR", ("Marta", "Taras", "Olena"), ("Tkachenko", "Lysenko")),
    ("XKX", ("Besa", "Agron", "Liridona"), ("Hoti", "Berisha")),
)  # fmt: skip
WEIGHTS = (34, 16, 14, 10, 6, 8, 6)
YEARS = 3
HALL = "Kreishaus Neuss, Oberstraße 91, Kreistagssaal"


def write_past(unit: Unit, by: User, places: list[Municipality], today: date) -> None:
    """As owner, after the running applications: what makes figures and forecasts possible."""
    random = Random(f"{unit.key}-past")
    for number in range(DECIDED.get(unit.key, 0)):
        _decided(unit, by, random.choice(places), number, random, today)
    OfficeCapacity.objects.create(
        unit=unit, start=today - timedelta(days=500), weeks_ahead=13, set_by=by,
        **dict(zip(("monday", "tuesday", "wednesday", "thursday", "friday"), OFFERED[unit.key], strict=True)),
    )  # fmt: skip
    _bookings(unit, by, random, today)
    _ceremony(unit, by, today)


def _decided(unit: Unit, by: User, place: Municipality, number: int, random: Random, today: date) -> None:
    """Submitted, asked about, granted and handed over, or ended otherwise; nothing lies in the future.

    The first one of each office ended without a certificate so long ago that it is erased in some weeks.
    """
    last = today - timedelta(days=random.randint(2, YEARS * 365) if number else YEARS * 365 - 90)
    granted = last - timedelta(days=random.randint(8, 50))
    asked = granted - timedelta(days=random.randint(60, 300))
    submitted = asked - timedelta(days=random.randint(20, 80))
    ended = random.random() < 0.12 or not number
    days = {Stage.SUBMITTED: submitted, Stage.RECEIPT: submitted + timedelta(days=9), Stage.ENQUIRIES: asked}
    days |= {Stage.ENDED: granted} if ended else {Stage.DECISION: granted, Stage.CERTIFICATE: last}
    stage = list(days)[-1]
    row = Application.objects.create(
        unit=unit, reference=f"EB-{submitted.year % 100:02d}-{201 + number:04d}", stage=stage, stage_since=days[stage],
        basis=random.choices(Basis.values, [70, 8, 12, 8, 2])[0], submitted_on=submitted,
        decided_on=None if ended else granted, certificate_on=None if ended else last, ended_on=granted if ended else None,
        end_reason=random.choice(EndReason.values) if ended else "", caretaker=by, synthetic=True,
    )  # fmt: skip
    country, given, family = random.choices(PEOPLE, WEIGHTS)[0]
    Applicant.objects.create(
        application=row, unit=unit, given_name=random.choice(given), family_name=random.choice(family), citizenships=[country],
        municipality=place,
    )  # fmt: skip
    StageEntry.objects.bulk_create(
        StageEntry(application=row, unit=unit, stage=each, entered_on=day, recorded_by=by) for each, day in days.items()
    )


def _bookings(unit: Unit, by: User, random: Random, today: date) -> None:
    """Past ones were kept or missed; ahead, whoever gathers documents or has just applied has a day."""
    early = (Stage.ADVICE, Stage.DOCUMENTS, Stage.SUBMITTED)
    running = list(Application.objects.filter(unit=unit, stage__in=early).order_by("pk"))
    days = [day for number in range(-20, 60) if workdays.is_workday(day := today + timedelta(days=number))]
    for number, row in enumerate(running):
        day = days[number * 3 % len(days)]
        state = BookingState.BOOKED if day >= today else _came(random)
        if has_room(unit, day):
            Booking.objects.create(
                application=row,
                unit=unit,
                on=day,
                state=state,
                booked_on=min(day, today) - timedelta(days=30),
                booked_by=by,
            )


def _came(random: Random) -> BookingState:
    return BookingState.MISSED if random.random() < 0.15 else BookingState.KEPT


def _ceremony(unit: Unit, by: User, today: date) -> None:
    """One is over, with certificates handed over at it; one is ahead with half of those who wait for theirs."""
    over, ahead = (
        Ceremony.objects.create(
            unit=unit, on=today + timedelta(days=days), at=time(15), place=HALL, seats=60, planned_by=by
        )
        for days in (-60, 24)
    )
    around = (over.on - timedelta(days=45), over.on + timedelta(days=45))
    done = Application.objects.filter(unit=unit, stage=Stage.CERTIFICATE, certificate_on__range=around)
    for row in done.filter(decided_on__lte=over.on).order_by("pk"):
        Application.objects.filter(pk=row.pk).update(certificate_on=over.on, stage_since=over.on)
        row.entries.filter(stage=Stage.CERTIFICATE).update(entered_on=over.on)
        _place(over, row)
    for row in list(Application.objects.filter(unit=unit, stage=Stage.DECISION).order_by("pk"))[::2]:
        _place(ahead, row)


def _place(ceremony: Ceremony, row: Application) -> None:
    CeremonyPlace.objects.create(ceremony=ceremony, application=row, unit_id=row.unit_id, people=row.applicants.count())
