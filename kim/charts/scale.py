"""From values to places: round steps for numbers, and years, months, weeks or days for time."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, timedelta


class Scale:
    """Values between two ends laid out between two places."""

    __slots__ = ("_at_zero", "_slope", "end", "high", "low", "start")

    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self.low, self.high, self.start, self.end = float(low), float(high), start, end
        span = self.high - self.low
        slope = (end - start) / span if span else 0.0
        self._slope = slope if math.isfinite(slope) else 0.0  # ends that no drawing tells apart
        self._at_zero = start - self.low * self._slope

    def __call__(self, value: float) -> float:
        return self._at_zero + float(value) * self._slope


def round_step(span: float, parts: int) -> float:
    """A step of 1, 2, 2.5 or 5 times a power of ten that divides this span into about so many parts."""
    rough = span / max(1, parts)
    power = 10.0 ** math.floor(math.log10(rough))
    return power * next(factor for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)


def ticks(low: float, high: float, parts: int = 4) -> list[float]:
    """Round values from at or below the low end to at or above the high one."""
    low, high = float(low), float(high)
    if not math.isfinite(high - low) or high <= low:
        return [low, low + 1]
    step = round_step(high - low, parts)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


def reach(values: Iterable[float]) -> tuple[float, float]:
    """The smallest and largest value, with zero between them."""
    known = [float(value) for value in values if math.isfinite(value)]
    return min(0.0, *known, 0.0), max(0.0, *known, 0.0)


def time_ticks(first: date, last: date, parts: int) -> tuple[list[date], str]:
    """Days at which a line is drawn, and whether they are years, months or days."""
    span = (last - first).days
    years = max(1, math.ceil(span / 365.25 / parts))
    if span > 365.25 * 2:
        start = first.year + (first > date(first.year, 1, 1))
        return [date(year, 1, 1) for year in range(start, last.year + 1) if (year - start) % years == 0], "year"
    months = next((size for size in (1, 2, 3, 6) if span / 30.4 / size <= parts), 12)
    if span > 60:
        return _months(first, last, months), "month"
    step = max(1, math.ceil(span / parts))
    step = math.ceil(step / 7) * 7 if step > 2 else step
    return [first + timedelta(days=days) for days in range(0, span + 1, step)], "day"


def _months(first: date, last: date, size: int) -> list[date]:
    number = first.year * 12 + first.month - 1 + (first.day > 1)
    end = last.year * 12 + last.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(number, end + 1) if month % size == 0]
