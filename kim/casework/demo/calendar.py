"""Days as ordinals, counted fast: working days of North Rhine-Westphalia around one given today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

T = TypeVar("T")

YEARS_BACK, YEARS_AHEAD = 20, 3
DECEMBER_OFF = (24, 25, 26, 31)


class Calendar:
    """Tables by ordinal for twenty years back and three ahead.

    `day` gives the date, `moment` half past eleven on it (UTC), `work` the day itself or the last working day
    before it, `next_work` the day itself or the first working day after it.
    """

    def __init__(self, today: date) -> None:
        self.today = today.toordinal()
        first = date(today.year - YEARS_BACK, 1, 1).toordinal()
        last = date(today.year + YEARS_AHEAD, 12, 31).toordinal()
        self._first, self._last = first, last
        self._days = [date.fromordinal(number) for number in range(first, last + 1)]
        moments = [datetime(day.year, day.month, day.day, 11, 30, tzinfo=UTC) for day in self._days]
        before, after = self._working_days()
        self.day: Callable[[int], date] = _Table(first, self._days).__getitem__
        self.moment: Callable[[int], datetime] = _Table(first, moments).__getitem__
        self.work: Callable[[int], int] = _Table(first, before).__getitem__
        self.next_work: Callable[[int], int] = _Table(first, after).__getitem__

    def _working_days(self) -> tuple[list[int], list[int]]:
        """For each day the same or last working day before, and the same or first one after."""
        off = {day for year in {day.year for day in self._days} for day in holidays(year)}
        free = [day.weekday() >= 5 or day in off for day in self._days]
        before, after = list(range(len(free))), list(range(len(free)))
        for index in range(1, len(free)):
            if free[index]:
                before[index] = before[index - 1]
        for index in range(len(free) - 2, -1, -1):
            if free[index]:
                after[index] = after[index + 1]
        return [self._first + index for index in before], [self._first + index for index in after]


class _Table(dict[int, T]):
    """A list by ordinal; days outside it become its edge."""

    def __init__(self, first: int, values: list[T]) -> None:
        super().__init__(enumerate(values, start=first))
        self._edges = first, first + len(values) - 1

    def __missing__(self, ordinal: int) -> T:
        low, high = self._edges
        return self[min(max(ordinal, low), high)]


def holidays(year: int) -> list[date]:
    """Public holidays in North Rhine-Westphalia, and the days between the years on which offices are shut."""
    easter = _easter(year)
    moving = [easter + timedelta(days=days) for days in (-2, 1, 39, 50, 60)]
    fixed = [date(year, 1, 1), date(year, 5, 1), date(year, 10, 3), date(year, 11, 1)]
    return moving + fixed + [date(year, 12, day) for day in DECEMBER_OFF]


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar."""
    century, golden = year // 100, year % 19
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    distance = moon - weekday
    month = 3 + (distance + 40) // 44
    return date(year, month, distance + 28 - 31 * (month // 4))
