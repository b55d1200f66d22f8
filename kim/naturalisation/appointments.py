"""What an office knows of its appointments and its backlog, read for its pages; everything of the own office only."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from kim.naturalisation.capacity import WeekOfPlaces, first_free, places_on, weeks_of_places
from kim.naturalisation.durations import Duration, Stay, Week, duration, monday_of, weeks
from kim.naturalisation.forecast import Forecast, Silence, forecast
from kim.naturalisation.models import Application, Booking, BookingState, OfficeCapacity, StageEntry
from kim.naturalisation.states import BEFORE_SUBMITTING, FINAL, Stage
from kim.naturalisation.statistics import OfficeYear, of_all_offices
from kim.organisation.public import Unit, workdays

SEEN = 78  # whole weeks a forecast looks back at
SHOWN = 12
TAKES_A_PLACE = (BookingState.BOOKED, BookingState.KEPT, BookingState.MISSED)


@dataclass(frozen=True)
class Plan:
    """An office's appointments seen from a day."""

    held: OfficeCapacity | None
    weeks: tuple[WeekOfPlaces, ...]
    free: date | None
    until: date | None


@dataclass(frozen=True)
class Outlook:
    """How long whoever applies today waits for a decision, and how the backlog went."""

    wait: Forecast | Silence
    backlog: tuple[Week, ...]
    open: int


def plan_of(unit: Unit, on: date) -> Plan:
    """What is offered and taken in the weeks to come, and the first free day."""
    rows = list(OfficeCapacity.objects.filter(unit=unit))
    patterns = [row.pattern for row in rows]
    held = max((row for row in rows if row.start <= on), key=lambda row: row.start, default=None)
    booked = Booking.objects.filter(unit=unit, state__in=TAKES_A_PLACE, on__gte=monday_of(on) - timedelta(weeks=4))
    found = list(booked.values_list("on", "state"))
    until = on + timedelta(weeks=held.weeks_ahead) if held else None
    taken = Counter(day for day, _state in found)
    free = first_free(taken, patterns, workdays.is_workday, after=on, until=until) if until else None
    shown = weeks_of_places(
        ((day, state == BookingState.MISSED) for day, state in found), patterns, workdays.is_workday,
        first=on - timedelta(weeks=4), count=SHOWN + 4,
    )  # fmt: skip
    return Plan(held, shown, free, until)


def has_room(unit: Unit, day: date) -> bool:
    """Whether a place is free on a day."""
    patterns = [row.pattern for row in OfficeCapacity.objects.filter(unit=unit)]
    taken = Booking.objects.filter(unit=unit, on=day, state__in=TAKES_A_PLACE).count()
    return taken < places_on(day, patterns, workdays.is_workday)


def outlook_of(unit: Unit, on: date) -> Outlook:
    """From the day of submission to the end, whichever it is: that is what the queue moves by."""
    rows = Application.objects.filter(unit=unit).values_list("submitted_on", "decided_on", "certificate_on", "ended_on")
    stays = [Stay(start, min(filter(None, ends), default=None)) for start, *ends in rows if start]
    open_now = sum(stay.end is None for stay in stays)
    first = min((stay.start for stay in stays), default=on)
    seen = min(SEEN, (monday_of(on) - monday_of(first)).days // 7)
    course = weeks(stays, on=on, count=max(seen, 1))
    return Outlook(forecast([week.ended for week in course], open_now), course[-52:], open_now)


def durations_of(unit: Unit, on: date) -> list[tuple[Stage, Duration]]:
    """How long applications stay in each stage; those still in it count as not over yet."""
    entries: dict[int, list[tuple[str, date]]] = {}
    for application, stage, day in StageEntry.objects.filter(unit=unit).values_list(
        "application", "stage", "entered_on"
    ):
        entries.setdefault(application, []).append((stage, day))
    stays: dict[str, list[Stay]] = {}
    for course in entries.values():
        for number, (stage, day) in enumerate(course):
            following = course[number + 1][1] if number + 1 < len(course) else None
            stays.setdefault(stage, []).append(Stay(day, following))
    return [(stage, duration(stays.get(stage, []), on=on)) for stage in Stage if stage not in FINAL]


def until_the_end(unit: Unit, on: date) -> Duration:
    """From the day of submission to the certificate; other endings and open ones count as not over yet."""
    rows = Application.objects.filter(unit=unit, submitted_on__isnull=False).exclude(stage__in=BEFORE_SUBMITTING)
    found = rows.filter(ended_on=None).values_list("submitted_on", "certificate_on")
    return duration((Stay(start, end) for start, end in found if start), on=on)


def for_the_steering_group() -> list[OfficeYear]:
    """Counts by office and year with small ones hidden; nobody but the coordinating office gets any."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select * from kim_naturalisation_figures()")
            return of_all_offices(cursor.fetchall())
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == "42501":
            raise PermissionDenied from error
        raise
