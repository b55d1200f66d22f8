"""Statistics by year: years that are over as they were counted, small figures hidden before anybody outside the office sees them.

The office itself works with its figures as they are; it reads each of its applications anyway. What it publishes is hidden like this:
every year is decided by itself and alike for everybody: what a page shows of it does not depend on which other years stand beside it,
nor on the day it is looked at. So whoever lays pages of several years side by side finds nothing that none of them tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kim.naturalisation.models import Application, YearFigure
from kim.organisation.public import Unit
from kim.privacy.disclosure import protect_list

What = YearFigure.What
Figures = dict[tuple[str, str, int], int]  # what is counted, its value, the year


@dataclass(frozen=True, slots=True)
class YearLine:
    """One year of an office; None is a hidden figure."""

    year: int
    applications: int | None
    naturalisations: int | None
    ended: int | None


@dataclass(frozen=True, slots=True)
class YearTable:
    """Rows by a coded value (citizenship, legal basis, reason), columns by year, with their sums; None is hidden."""

    years: tuple[int, ...]
    lines: list[tuple[str, list[int | None], int | None]]
    sums: list[int | None]

    @property
    def total(self) -> int | None:
        """All years together, where each is told."""
        return _sum(self.sums)


def counted(unit: Unit) -> Figures:
    """Everything that was counted for an office."""
    rows = YearFigure.objects.filter(unit=unit).values_list("what", "value", "year", "number")
    return {(what, value, year): number for what, value, year, number in rows}


def so_far(unit: Unit, today: date, counted_up_to: int) -> Figures:
    """The same of the years that are not counted yet, as it stands today: for the office itself only. Two queries."""
    found: Counter[tuple[str, str, int]] = Counter()
    first = date(counted_up_to + 1, 1, 1)
    recent = Q(submitted_on__gte=first) | Q(certificate_on__gte=first) | Q(ended_on__gte=first)
    for row in Application.objects.filter(recent, unit=unit).prefetch_related("applicants"):
        codes = next((each.citizenships for each in row.applicants.all() if each.citizenships), [""])
        told = (
            (row.submitted_on, {What.SUBMITTED: ""}),
            (row.certificate_on, {What.NATURALISED: "", What.CITIZENSHIP: codes[0], What.BASIS: row.basis}),
            (row.ended_on, {What.ENDED: "", What.REASON: row.end_reason}),
        )
        for day, whats in told:
            if day is not None and first <= day <= today:
                found.update((what, value, day.year) for what, value in whats.items())
    return {(What.SUBMITTED, "", today.year): 0} | dict(found)


def years_of(figures: Figures) -> list[int]:
    """The years that were counted, in order."""
    return sorted({year for _what, _value, year in figures})


def by_year(figures: Figures, years: Sequence[int], *, hide: bool = True) -> tuple[YearLine, ...]:
    """New applications, naturalisations and other endings of each year; plain only for the office itself."""
    whats = (What.SUBMITTED, What.NATURALISED, What.ENDED)
    counted = {year: [figures.get((what, "", year), 0) for what in whats] for year in years}
    return tuple(YearLine(year, *(map(_alone, told) if hide else told)) for year, told in counted.items())


def by_value(figures: Figures, what: str, years: Sequence[int], *, hide: bool = True) -> YearTable:
    """One table by a coded value; plain only for the office itself.

    A row stands there when a figure of it is told: one that is missing may be hidden or nobody.
    """
    columns = [
        _column({value: n for (held, value, of), n in figures.items() if (held, of) == (what, year)}, hide)
        for year in years
    ]
    values = sorted({value for column in columns for value, n in column.told.items() if n})
    lines = [(value, [column.told.get(value, column.others) for column in columns]) for value in values]
    return YearTable(
        tuple(years), [(value, cells, _sum(cells)) for value, cells in lines], [column.total for column in columns]
    )


@dataclass(frozen=True, slots=True)
class _Column:
    """A year: what is told of each value that occurs, of those that do not, and of all together."""

    told: dict[str, int | None]
    others: int | None
    total: int | None


def _column(numbers: dict[str, int], hide: bool) -> _Column:
    """Decided by this year's figures alone. Where nothing is told, not even that nobody is counted is told."""
    if not hide:
        return _Column(dict(numbers), 0, sum(numbers.values()))
    values = sorted(value for value, number in numbers.items() if number)
    told = protect_list([numbers[value] for value in values])
    others = 0 if not values or any(cell is not None for cell in told.cells) else None
    return _Column(dict(zip(values, told.cells, strict=True)), others, told.total)


def _sum(cells: Sequence[int | None]) -> int | None:
    """The sum of a row, where every figure of it is told."""
    shown = [cell for cell in cells if cell is not None]
    return sum(shown) if len(shown) == len(cells) else None


def _alone(figure: int) -> int | None:
    return protect_list([figure]).total


@dataclass(frozen=True)
class OfficeYear:
    """An office in one year for the coordinating office; None is hidden."""

    office: str
    year: int
    figures: list[int | None]


def of_all_offices(rows: Iterable[tuple[str, int, int, int, int, int]]) -> list[OfficeYear]:
    """Counts by office and year with small ones hidden, each year by itself.

    What is open at the end of a year follows from what came and went in it and before. So an office's open applications are told
    only while nothing of that office is hidden in this year or an earlier one; once something is, they never are again.
    """
    found: list[OfficeYear] = []
    silent: set[str] = set()
    held = sorted(rows, key=lambda row: (row[1], row[0]))
    for year in sorted({row[1] for row in held}):
        of_year = [row for row in held if row[1] == year]
        columns = [protect_list(list(numbers)).cells for numbers in zip(*(row[2:] for row in of_year), strict=True)]
        for number, row in enumerate(of_year):
            figures = [column[number] for column in columns]
            if None in figures:
                silent.add(row[0])
            found.append(OfficeYear(row[0], year, [*figures[:3], None if row[0] in silent else figures[3]]))
    return sorted(found, key=lambda each: (each.office, each.year))
