"""The days of a series: every so many weeks, or the same weekday of every so many months. Values in, values out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

MOST = 60
WEEK = 7


@dataclass(frozen=True)
class Rhythm:
    """From the first day on: every so many weeks, or, without, every so many months on the same weekday of the month."""

    first_on: date
    months: int = 3
    weeks: int | None = None


def days(rhythm: Rhythm, until: date) -> list[date]:
    """The days up to the last one; at most one more than anybody plans at once, so that too many can be told."""
    found = []
    for day in _walk(rhythm):
        if (day is not None and day > until) or len(found) > MOST:
            break
        if day is not None:
            found.append(day)
    return found


def _walk(rhythm: Rhythm) -> Iterator[date | None]:
    """Endless; None for a month that has no fifth weekday."""
    if rhythm.weeks:
        for number in count():
            yield rhythm.first_on + timedelta(weeks=rhythm.weeks * number)
    first = rhythm.first_on
    place = (first.day - 1) // WEEK
    for number in count():
        whole = first.year * 12 + first.month - 1 + rhythm.months * number
        yield _weekday_of(whole // 12, whole % 12 + 1, first.weekday(), place)


def _weekday_of(year: int, month: int, weekday: int, place: int) -> date | None:
    """The third Wednesday of a month, say; None where there is no fifth."""
    start = date(year, month, 1)
    day = start + timedelta(days=(weekday - start.weekday()) % WEEK + WEEK * place)
    return day if day.month == month else None
