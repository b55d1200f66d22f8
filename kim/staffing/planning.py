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
    projected: bool = False
    rests_on: tuple[FigureSet, ...] = ()

    @property
    def origins(self) -> list[list[str]]:
        """Kind, day and source of the figures it counts, or that it was carried on from."""
        if self.rests_on:
            return [origin for each in self.rests_on for origin in each.origins]
        return [[self.what, self.day.isoformat(), self.source]]


def figure_sets() -> list[FigureSet]:
    """What the county has recorded by municipality: what is known of most of them first, then the newest day."""
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
    told = [each for each in found.values() if len(each.values) > 1]
    return sorted(told, key=lambda each: (len(each.values), each.day), reverse=True)


def projected(sets: Sequence[FigureSet], on: date) -> list[FigureSet]:
    """Figures carried on to a day to come: as they changed between their two newest days, so they go on changing, down to 0.

    Only kinds with two days for the same municipalities; what is carried on says so in its label and its source.
    """
    found = []
    for what in dict.fromkeys(each.what for each in sets):
        same = sorted((each for each in sets if each.what == what), key=lambda each: each.day)
        days = list({each.day: each for each in same}.values())[-2:]
        if len(days) < 2 or days[1].day >= on or days[0].values.keys() != days[1].values.keys():
            continue
        older, newer = days
        part = Decimal((on - newer.day).days) / Decimal((newer.day - older.day).days)
        values = {
            key: max(Decimal(0), (now + (now - older.values[key]) * part).quantize(Decimal(1)))
            for key, now in newer.values.items()
        }
        source = f"{older.day:%d.%m.%Y}, {newer.day:%d.%m.%Y}: {newer.source}"
        found.append(
            FigureSet(
                f"{what}.projected",
                what,
                on,
                source,
                newer.label,
                newer.synthetic,
                values,
                projected=True,
                rests_on=(older, newer),
            )
        )
    return found


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
