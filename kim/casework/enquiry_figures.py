"""How many contacts came in, by month, way, life area, place and language; for the team as they are, for others protected."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from kim.casework.models import EnquiryState
from kim.organisation.public import AccessChannel, LifeArea, Municipality
from kim.privacy.public import disclosure

BY = ("month", "channel", "area", "place", "language")
STATES = tuple(EnquiryState.values)


@dataclass(frozen=True)
class Line:
    """One month, way, area, place or language: contacts by what became of them. None is hidden."""

    name: Any  # a date, a row of the county's lists, a language code, or None for 'not known'
    cells: Sequence[int | None]
    total: int | None


@dataclass(frozen=True)
class Counted:
    """All lines of one question with their sums."""

    by: str
    lines: Sequence[Line]
    totals: Sequence[int | None]
    total: int | None


@dataclass(frozen=True)
class Whole:
    """The figures of a time over all lines."""

    contacts: int
    unnamed: int
    outreach: int
    minutes: int
    states: Mapping[str, int]


Rows = Sequence[Mapping[str, Any]]


def rows_between(first: date, last: date) -> Rows:
    """The figures of the units in scope, counted in the database."""
    with connection.cursor() as cursor:
        cursor.execute("select kim_enquiry_figures(%s, %s)", [first, last])
        found = cursor.fetchone()[0]
    rows: Rows = json.loads(found) if isinstance(found, str) else found
    return rows


def whole(rows: Rows) -> Whole:
    """Everything of the time in one line."""
    of_months = [row for row in rows if row["by"] == "month"]
    sums = {name: sum(row[name] for row in of_months) for name in ("n", "unnamed", "outreach", "minutes")}
    states: dict[str, int] = defaultdict(int)
    for row in of_months:
        states[row["state"]] += row["n"]
    return Whole(sums["n"], sums["unnamed"], sums["outreach"], sums["minutes"], states)


def counted(rows: Rows, by: str) -> Counted:
    """One question answered as it is, for the team itself."""
    names, figures = _figures(rows, by)
    lines = [Line(name, cells, sum(cells)) for name, cells in zip(names, figures, strict=True)]
    totals = [sum(column) for column in zip(*figures, strict=True)] if figures else [0] * len(STATES)
    return Counted(by, lines, totals, sum(totals))


def protected(rows: Rows, by: str) -> Counted:
    """One question answered for others, small figures hidden. Only sums are told, not what became of them: several crossed
    tables over the same contacts would give away by their shared sums what each of them hides."""
    names, figures = _figures(rows, by)
    told = disclosure.protect_list([sum(line) for line in figures])
    lines = [Line(name, (), n) for name, n in zip(names, told.cells, strict=True)]
    return Counted(by, lines, (), told.total)


def protected_states(rows: Rows) -> list[tuple[str, int | None]]:
    """What became of the contacts, told to others."""
    states = whole(rows).states
    told = disclosure.protect_list([states.get(state, 0) for state in STATES])
    return list(zip(STATES, told.cells, strict=True))


def _figures(rows: Rows, by: str) -> tuple[list[Any], list[list[int]]]:
    """The names in their order, and for each the contacts by state."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        if row["by"] == by:
            found[row["key"]][row["state"]] += row["n"]
    named = _named(by, [key for key in found if key])
    order = [*named, *([""] if "" in found else [])]
    return [named.get(key) for key in order], [[found[key][state] for state in STATES] for key in order]


def _named(by: str, keys: list[str]) -> dict[str, Any]:
    if by == "month":
        return {key: date.fromisoformat(key) for key in sorted(keys)}
    if by == "language":
        return {key: key for key in sorted(keys)}
    lists: Any = {"channel": AccessChannel, "area": LifeArea, "place": Municipality}[by]
    return {str(row.pk): row for row in lists.objects.filter(pk__in=keys)}
