"""Whether an observation says so much about where and when that few people can be meant."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.db import connection

HOLD_BACK = "hold_back"
# The most telling first: what stands further up is kept as long as enough people fit.
WORTH = ("municipality", "offer", "sphere_to", "sphere_from", "reason", "process_step", "language", "month")


@dataclass(frozen=True, slots=True)
class Traits:
    """What an observation tells beside its text, as keys; None or empty is not told. `quarter` reads the month as its quarter."""

    month: date
    life_area: int | None = None
    municipality: int | None = None
    sphere_from: int | None = None
    sphere_to: int | None = None
    offer: int | None = None
    reason: str = ""
    process_step: str = ""
    language: str = ""
    quarter: bool = False


def too_rare(traits: Traits, enough: Callable[[Traits], bool]) -> list[str]:
    """The traits to coarsen until enough people fit, none if they do already, or `[HOLD_BACK]`. Asks at most ten times.

    `enough` says whether a combination fits enough people, never how many. A coarser one fits whoever a finer one fits, so
    everything is taken away first and given back in the order of its worth.
    """
    if enough(traits):
        return []
    told = [name for name in WORTH if name == "month" or getattr(traits, name)]
    kept = traits
    for name in told:
        kept = coarsened(kept, [name])
    if not enough(kept):
        return [HOLD_BACK]
    left_out = []
    for name in told:
        finer = (
            replace(kept, quarter=traits.quarter) if name == "month" else replace(kept, **{name: getattr(traits, name)})
        )
        if enough(finer):
            kept = finer
        else:
            left_out.append(name)
    return left_out


def coarsened(traits: Traits, names: list[str]) -> Traits:
    """The same with these traits told more coarsely: the quarter for the month, nothing for the others."""
    empty: dict[str, Any] = {
        name: "" if isinstance(getattr(traits, name), str) else None for name in names if name != "month"
    }
    return replace(traits, **empty, quarter=traits.quarter or "month" in names)


def quarter_of(month: date) -> date:
    """The first day of its quarter, which stands for the month that was coarsened."""
    return date(month.year, month.month - (month.month - 1) % 3, 1)


def enough_people(traits: Traits) -> bool:
    """Whether at least five households of the county's files fit; for whoever works in cases."""
    values = asdict(traits)
    with connection.cursor() as cursor:
        cursor.execute(
            "select kim_enough_people(%(month)s, %(quarter)s, %(municipality)s, %(life_area)s, %(sphere_from)s, %(sphere_to)s,"
            " %(offer)s, %(reason)s, %(process_step)s, %(language)s)",
            values,
        )
        return bool(cursor.fetchone()[0])
