"""How many appointments an office offers on which day, what of it is taken, and which day is the first with room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kim.naturalisation.durations import monday_of

WEEKDAYS = 5


@dataclass(frozen=True, slots=True)
class Pattern:
    """Appointments from Monday to Friday, from a day on until the next pattern begins."""

    start: date
    places: tuple[int, int, int, int, int]

    @property
    def a_week(self) -> int:
        """Appointments in a week without holidays."""
        return sum(self.places)


@dataclass(frozen=True, slots=True)
class WeekOfPlaces:
    """A week by its Monday: places after holidays and closed days, those taken, and people who did not come."""

    monday: date
    places: int
    taken: int
    missed: int

    @property
    def free(self) -> int:
        """Places nobody has taken; none where more are booked than there are."""
        return max(0, self.places - self.taken)


def places_on(day: date, patterns: Sequence[Pattern], works: Callable[[date], bool]) -> int:
    """The places of a day; none at weekends, on holidays and before the first pattern."""
    if day.weekday() >= WEEKDAYS or not works(day):
        return 0
    held = [pattern for pattern in patterns if pattern.start <= day]
    return max(held, key=lambda pattern: pattern.start).places[day.weekday()] if held else 0


def first_free(
    taken: Mapping[date, int],
    patterns: Sequence[Pattern],
    works: Callable[[date], bool],
    *,
    after: date,
    until: date,
) -> date | None:
    """The first day after a day on which a place is free; None where nothing is free until the last day that is open."""
    days = ((after + timedelta(days=number)) for number in range(1, (until - after).days + 1))
    return next((day for day in days if taken.get(day, 0) < places_on(day, patterns, works)), None)


def weeks_of_places(
    booked: Iterable[tuple[date, bool]],
    patterns: Sequence[Pattern],
    works: Callable[[date], bool],
    *,
    first: date,
    count: int,
) -> tuple[WeekOfPlaces, ...]:
    """Week by week from the week of a day: what was offered and what was taken; `booked` holds day and whether missed."""
    start = monday_of(first)
    taken, missed = [0] * count, [0] * count
    for day, failed in booked:
        place = (day - start).days // 7
        if 0 <= place < count:
            taken[place] += 1
            missed[place] += failed
    return tuple(
        WeekOfPlaces(monday, _places_in(monday, patterns, works), taken[number], missed[number])
        for number, monday in ((number, start + timedelta(weeks=number)) for number in range(count))
    )


def _places_in(monday: date, patterns: Sequence[Pattern], works: Callable[[date], bool]) -> int:
    return sum(places_on(monday + timedelta(days=number), patterns, works) for number in range(WEEKDAYS))
