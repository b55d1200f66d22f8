"""The way through the legal spheres, read from its changes: where somebody was, is and is to be, and the days between."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kim.casework.models import SphereChange
from kim.organisation.public import LegalSphere

NEAR = timedelta(days=14)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Spell:
    """A time in one sphere; an open end is left out. `expected` has not begun."""

    sphere: LegalSphere
    start: date | None
    end: date | None
    expected: bool = False


@dataclass(frozen=True)
class Gap:
    """Days without either sphere; `growing` while nobody knows its end."""

    start: date
    end: date
    growing: bool

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True)
class Way:
    """All of it, in order."""

    spells: list[Spell]
    gaps: list[Gap]

    def current(self, on: date) -> list[LegalSphere]:
        """The spheres of this day."""
        return [
            spell.sphere
            for spell in self.spells
            if not spell.expected
            and (spell.start is None or spell.start <= on)
            and (spell.end is None or spell.end >= on)
        ]


def way_of(changes: Sequence[SphereChange], on: date) -> Way:
    """The way these changes tell, as it stands on this day."""
    starts: dict[int, list[tuple[LegalSphere, date | None, bool]]] = {}
    ends: dict[int, list[date]] = {}
    for change in changes:
        if change.to_sphere:
            begun = change.happened_on or change.planned_on
            starts.setdefault(change.to_sphere.pk, []).append((change.to_sphere, begun, not change.is_settled))
        if change.from_sphere:
            ends.setdefault(change.from_sphere.pk, []).extend(_last_day(change))
            known = starts.setdefault(change.from_sphere.pk, [])
            if not known:
                known.append((change.from_sphere, None, False))
    spells = [spell for sphere, begun in starts.items() for spell in _spells(begun, sorted(ends.get(sphere, [])))]
    gaps = [gap for change in changes if (gap := gap_of(change, on))]
    return Way(sorted(spells, key=lambda spell: spell.start or date.min), gaps)


def _last_day(change: SphereChange) -> list[date]:
    """The last day in the sphere that is left; one that is only planned ends nothing yet."""
    if change.ended_on:
        return [change.ended_on]
    return [change.happened_on - A_DAY] if change.happened_on else []


def _spells(begun: list[tuple[LegalSphere, date | None, bool]], ends: list[date]) -> list[Spell]:
    """Each beginning with the first end after it and before the next."""
    spells = []
    ordered = sorted(begun, key=lambda entry: entry[1] or date.min)
    for place, (sphere, start, expected) in enumerate(ordered):
        following = ordered[place + 1][1] if place + 1 < len(ordered) else None
        fitting = [end for end in ends if (start is None or end >= start) and (following is None or end < following)]
        spells.append(Spell(sphere, start, None if expected or not fitting else fitting[0], expected))
    return spells


def gap_of(change: SphereChange, on: date) -> Gap | None:
    """The days without either, if there are any so far."""
    days = change.gap_days(on)
    first = change.ended_on + A_DAY if change.ended_on else change.planned_on
    if not days or first is None:
        return None
    return Gap(first, first + timedelta(days=days - 1), growing=change.happened_on is None)


def presses(change: SphereChange, on: date) -> bool:
    """Whether a change is near, or late and its gap grows."""
    expected = change.expected_on
    return bool(expected and (expected - on <= NEAR)) or (not change.is_settled and change.gap_days(on) > 0)
