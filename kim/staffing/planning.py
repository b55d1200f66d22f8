"""Planning: which figures the county has for all its municipalities, weights from them, and all methods side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kim.law.apportionment import METHODS, Apportionment, ApportionmentError, Order, Unit, apportion
from kim.organisation.public import FigureKind, Municipality, PopulationFigure


@dataclass(slots=True)
class FigureSet:
    """Figures of one kind, day and source by municipality."""

    key: str
    what: str
    day: date
    source: str
    label: str
    synthetic: bool = False
    values: dict[str, Decimal] = field(default_factory=dict)


def figure_sets() -> list[FigureSet]:
    """What the county has recorded by municipality, the newest day first."""
    labels = {kind.key: kind.label for kind in FigureKind.objects.all()}
    found: dict[tuple[str, date, str], FigureSet] = {}
    rows = PopulationFigure.objects.exclude(municipality=None).select_related("municipality")
    for row in rows.order_by("what", "-reference_date", "source", "pk"):
        mark = (row.what, row.reference_date, row.source)
        if mark not in found:
            same = sum(each[:2] == mark[:2] for each in found)
            key = f"{row.what}.{row.reference_date.isoformat()}" + (f".{same}" if same else "")
            found[mark] = FigureSet(key, row.what, row.reference_date, row.source, labels.get(row.what, row.what))
        found[mark].values[row.municipality.ags] = row.value  # type: ignore[union-attr]
        found[mark].synthetic |= row.synthetic
    return sorted((each for each in found.values() if len(each.values) > 1), key=lambda each: each.day, reverse=True)


def places(on: date) -> list[Municipality]:
    """The municipalities of the county on a day."""
    return list(Municipality.objects.on(on))


def mixed(parts: Sequence[tuple[Mapping[str, Decimal], Fraction]], keys: Sequence[str]) -> dict[str, Fraction]:
    """Keys added up by their parts: each is scaled to one first, so that a large figure does not outweigh a small one."""
    found = dict.fromkeys(keys, Fraction(0))
    for values, part in parts:
        total = sum((Fraction(values[key]) for key in keys if key in values), Fraction(0))
        for key in keys:
            if total and key in values:
                found[key] += part * Fraction(values[key]) / total
    return found


@dataclass(frozen=True, slots=True)
class Compared:
    """One method: its table, or why there is none."""

    method: str
    result: Apportionment | None
    refused: ApportionmentError | None = None

    @property
    def error(self) -> Fraction | None:
        """The quota error: half of all deviations together, the posts that lie with somebody else than by weight alone."""
        if self.result is None:
            return None
        return sum((abs(row.deviation) for row in self.result.shares), Fraction(0)) / 2

    @property
    def largest(self) -> Fraction | None:
        """The largest single deviation."""
        return max(abs(row.deviation) for row in self.result.shares) if self.result else None


def compare(units: Sequence[Unit], order: Order) -> list[Compared]:
    """The same order by every method."""
    found = []
    for method in METHODS:
        try:
            found.append(Compared(method, apportion(units, replace(order, method=method))))
        except ApportionmentError as refused:
            found.append(Compared(method, None, refused))
    return found
