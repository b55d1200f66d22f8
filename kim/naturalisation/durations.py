"""How long things take while some of them still go on, and how many are open week by week.

Open ones are not left out: leaving them out would count the quick ones only. They are censored observations, and the
Kaplan–Meier estimate says after how many days half, or nine in ten, have come to an end. Where the data do not reach that
far there is no figure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

FEWEST_ENDED = 5


@dataclass(frozen=True, slots=True)
class Stay:
    """A time from its first day to its last; None while it goes on."""

    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """Median and 90th percentile in days; None where too few have ended or the data do not reach."""

    median: int | None
    ninetieth: int | None
    ended: int
    open: int


def duration(stays: Iterable[Stay], *, on: date) -> Duration:
    """How long these take, seen from a day."""
    ended: Counter[int] = Counter()
    censored: Counter[int] = Counter()
    for stay in stays:
        if stay.start > on:
            continue
        over = stay.end is not None and stay.end <= on
        until = stay.end if over and stay.end else on
        (ended if over else censored)[max(0, (until - stay.start).days)] += 1
    curve = list(_survival(ended, censored)) if ended.total() >= FEWEST_ENDED else []
    return Duration(_reached(curve, 0.5), _reached(curve, 0.1), ended.total(), censored.total())


def _survival(ended: Counter[int], censored: Counter[int]) -> Iterator[tuple[int, float]]:
    """Day and share that still goes on after it; who is censored on a day was still there on that day."""
    at_risk, share = ended.total() + censored.total(), 1.0
    for day in sorted({*ended, *censored}):
        if ended[day]:
            share *= 1 - ended[day] / at_risk
            yield day, share
        at_risk -= ended[day] + censored[day]


def _reached(curve: Sequence[tuple[int, float]], share: float) -> int | None:
    return next((day for day, left in curve if left <= share + 1e-9), None)


@dataclass(frozen=True, slots=True)
class Week:
    """A week by its Monday: what came, what ended, what was open on its Sunday evening."""

    monday: date
    came: int
    ended: int
    open: int


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks(stays: Iterable[Stay], *, on: date, count: int) -> tuple[Week, ...]:
    """The last whole weeks before a day, oldest first."""
    kept = [stay for stay in stays if stay.start <= on]
    starts = sorted(stay.start for stay in kept)
    ends = sorted(stay.end for stay in kept if stay.end is not None)
    last = monday_of(on)
    mondays = [last - timedelta(weeks=number) for number in range(count, 0, -1)]
    return tuple(_week(monday, starts, ends) for monday in mondays)


def _week(monday: date, starts: list[date], ends: list[date]) -> Week:
    sunday = monday + timedelta(days=6)
    begun, over = bisect_right(starts, sunday), bisect_right(ends, sunday)
    return Week(monday, begun - bisect_left(starts, monday), over - bisect_left(ends, monday), begun - over)
