"""Who holds how much of a post on which days, what of it stays vacant, and how many person-months that is.

Pure: days and shares in, days and shares out. Both ends of every span are included; an open end goes on.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

_DAY = timedelta(days=1)


class Span(Protocol):
    """Days with a share of a post."""

    @property
    def start(self) -> date: ...
    @property
    def end(self) -> date | None: ...
    @property
    def fte(self) -> Decimal: ...


@dataclass(frozen=True, slots=True)
class Holding:
    """A share of a post that somebody holds from a day to a day, or until further notice."""

    start: date
    end: date | None
    fte: Decimal


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A share of a post that nobody holds from a day to a day."""

    start: date
    end: date
    fte: Decimal


def held_on(holdings: Iterable[Span], day: date) -> Decimal:
    """How much of the post is held on this day, by all holders together."""
    return sum((each.fte for each in holdings if _covers(each, day)), Decimal(0))


def most_held(holdings: Iterable[Span]) -> tuple[Decimal, date | None]:
    """The largest share held at once, and the first day it is; a sum can only grow where somebody begins."""
    rows = list(holdings)
    sums = [(held_on(rows, day), day) for day in sorted({each.start for each in rows})]
    return max(sums, key=lambda found: found[0], default=(Decimal(0), None))


def vacancies(fte: Decimal, start: date, end: date, holdings: Iterable[Span]) -> list[Vacancy]:
    """What of a post of this size stays vacant from a day to a day, in spans as long as they can be."""
    rows = [each for each in holdings if each.start <= end and (each.end is None or each.end >= start)]
    found: list[Vacancy] = []
    for first, last in _pieces(rows, start, end):
        missing = fte - held_on(rows, first)
        if missing <= 0:
            continue
        goes_on = bool(found) and (found[-1].fte, found[-1].end + _DAY) == (missing, first)
        found.append(Vacancy(found.pop().start if goes_on else first, last, missing))
    return found


def person_months(spans: Iterable[Span], start: date, end: date) -> Fraction:
    """Share times months between two days; of a month that is not whole, its days divided by the days of that month."""
    return sum((Fraction(each.fte) * _months(each, start, end) for each in spans), Fraction(0))


def months(start: date, end: date) -> Fraction:
    """How many months lie between two days, both included; none if the end is before the start."""
    whole = Fraction(0)
    day = start
    while day <= end:
        days = monthrange(day.year, day.month)[1]
        last = min(end, day.replace(day=days))
        whole += Fraction((last - day).days + 1, days)
        if last == date.max:
            break
        day = last + _DAY
    return whole


def months_of(first: date, last: date) -> list[date]:
    """The firsts of all months that these days touch."""
    found, month = [], first.replace(day=1)
    while month <= last:
        found.append(month)
        month = next_month(month)
    return found


def next_month(day: date) -> date:
    """The first of the month after."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _months(each: Span, start: date, end: date) -> Fraction:
    return months(max(each.start, start), end if each.end is None else min(each.end, end))


def _covers(each: Span, day: date) -> bool:
    return each.start <= day and (each.end is None or day <= each.end)


def _pieces(rows: Sequence[Span], start: date, end: date) -> Iterator[tuple[date, date]]:
    """The days from start to end, cut wherever somebody begins or has left."""
    cuts = {start}
    for each in rows:
        cuts.add(max(each.start, start))
        if each.end is not None and each.end < end:
            cuts.add(max(each.end + _DAY, start))
    firsts = sorted(cut for cut in cuts if cut <= end)
    for number, first in enumerate(firsts):
        yield first, firsts[number + 1] - _DAY if number + 1 < len(firsts) else end


__all__ = [
    "Holding", "Span", "Vacancy", "held_on", "months", "months_of", "most_held", "next_month", "person_months", "vacancies",
]  # fmt: skip
