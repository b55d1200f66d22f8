"""How old a person is on a day, when parts of the birth date may be unknown (§§ 187, 188 BGB)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple


class AgeRange(NamedTuple):
    """The youngest and the oldest a person can be, in completed years."""

    min: int
    max: int


def age_on(born: date, on: date) -> int:
    """Completed years of life; born on 29 February means a year older on 1 March of other years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def birth_span(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    """The first and the last day of birth possible; ValueError for a day that does not exist."""
    if month is None:
        return date(year, 1, day or 1), date(year, 12, day or 31)
    return date(year, month, day or 1), date(year, month, day or monthrange(year, month)[1])


def age_range(year: int | None, month: int | None, day: int | None, on: date) -> AgeRange | None:
    """The ages possible on this day; None without a year, or when the birth lies after the day."""
    if year is None:
        return None
    first, last = birth_span(year, month, day)
    return _ages(first, last, on)


def age_range_of_years(first_year: int, last_year: int, on: date) -> AgeRange | None:
    """The ages possible when only a span of birth years is known."""
    return _ages(date(first_year, 1, 1), date(last_year, 12, 31), on)


def _ages(first: date, last: date, on: date) -> AgeRange | None:
    if first > last:
        raise ValueError(f"The span of birth days starts after its end: {first} > {last}")
    if first > on:
        return None
    return AgeRange(min=age_on(min(last, on), on), max=age_on(first, on))
