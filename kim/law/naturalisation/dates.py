"""Days that may be known by year or month only, and the counting of years and months."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)


class Span(NamedTuple):
    """The first and the last day a date can mean; the same day twice when it is known."""

    first: date
    last: date

    @property
    def exact(self) -> bool:
        """Whether the day itself is known."""
        return self.first == self.last


def parse(text: str) -> Span:
    """'2026', '2026-05' or '2026-05-17' as the days it can mean; ValueError for a day that does not exist."""
    parts = text.split("-")
    sizes = (4, 2, 2)
    if not 1 <= len(parts) <= 3 or any(
        len(part) != size or not (part.isascii() and part.isdigit()) for part, size in zip(parts, sizes, strict=False)
    ):
        raise ValueError(text)
    numbers = [int(part) for part in parts]
    if len(numbers) == 1:
        return Span(date(numbers[0], 1, 1), date(numbers[0], 12, 31))
    year, month = numbers[0], numbers[1]
    if len(numbers) == 2:
        return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    day = date(year, month, numbers[2])
    return Span(day, day)


def iso_of(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """Parts of a date as ISO text of as much as is known."""
    return "-".join(f"{part:0{size}d}" for part, size in ((year, 4), (month, 2), (day, 2)) if part)


def add_years(day: date, years: int) -> date:
    """The same calendar day some years on; from 29 February the 1 March of a year without it (§ 188 (2) BGB)."""
    year = min(max(day.year + years, 1), 9999)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def add_months(day: date, months: int) -> date:
    """The same day of the month some months on, or the first day after a month that lacks it."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    if day.day <= monthrange(year, month + 1)[1]:
        return date(year, month + 1, day.day)
    return add_months(date(year, month + 1, 1), 1)


def months_between(start: date, end: date) -> int:
    """Whole months from one day to another; negative when the end lies before."""
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if add_months(start, months) > end else months
