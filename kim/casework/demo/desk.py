"""What every telling needs at hand: the county, the calendar, running numbers, how far back it reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, count
from random import Random
from typing import TypeVar

from kim.casework.demo.calendar import Calendar
from kim.casework.demo.profile import DemoProfile, Manager, Place
from kim.casework.demo.rows import Ref, ReferenceCounter

T = TypeVar("T")

# Steps of an even two-dimensional sequence (after the plastic number): neighbours fall far apart,
# so that places and phases keep their shares even in a small county.
STEP_PLACE, STEP_PHASE, STEP_MANAGER = 0.7548776662466927, 0.5698402909980532, 0.6180339887498949


@dataclass(frozen=True, slots=True)
class Scale:
    """A small county is young and mostly busy; a large one has years of closed cases behind it."""

    open_share: float
    years: float
    days_between_contacts: float

    @classmethod
    def of(cls, people: int) -> Scale:
        """How a county with this many people looks."""
        size = min(max((people - 1_000) / 49_000, 0.0), 1.0)
        return cls(open_share=0.86 - 0.71 * size, years=2.0 + 8.0 * size, days_between_contacts=16.0 - 7.5 * size)


class Numbers:
    """Running ids of the tables others point to, from the first free one on."""

    def __init__(self, first: Mapping[str, int]) -> None:
        self.person = count(first.get("person", 1))
        self.enquiry = count(first.get("enquiry", 1))
        self.case = count(first.get("case", 1))
        self.assessment = count(first.get("assessment", 1))
        self.goal = count(first.get("goal", 1))
        self.agreement = count(first.get("agreement", 1))
        self.household = count(first.get("household", 1))
        self.consent = count(first.get("consent", 1))
        self.referral = count(first.get("referral", 1))
        self.review = count(first.get("review", 1))
        self.closing = count(first.get("closing", 1))


@dataclass(slots=True)
class Desk:
    """One pass through the county; telling it again from a new desk gives the same rows."""

    profile: DemoProfile
    calendar: Calendar
    numbers: Numbers
    scale: Scale
    shift: float
    references: dict[tuple[str, int], int] = field(default_factory=dict)
    taken: dict[tuple[Ref, int], int] = field(default_factory=dict)  # appointments of a person on a day
    _bounds: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        """The places' shares, added up."""
        total = sum(place.weight for place in self.profile.places)
        self._bounds = list(accumulate(place.weight / total for place in self.profile.places))

    def place(self, index: int) -> Place:
        """Where the household of this number lives."""
        at = (self.shift + index * STEP_PLACE) % 1.0
        return next(
            (p for p, bound in zip(self.profile.places, self._bounds, strict=True) if at < bound),
            self.profile.places[-1],
        )

    def manager(self, place: Place, index: int) -> Manager:
        """Who is responsible there; several share by turns."""
        managers = self.profile.by_place[place.ags]
        return managers[int((self.shift + index * STEP_MANAGER) % 1.0 * len(managers))]

    def phase_at(self, index: int, turn: int) -> float:
        """Where in their story the turn-th case of this household stands, from 0 to 1."""
        return (self.shift + index * STEP_PHASE + turn * 0.41) % 1.0

    def reference(self, place: Place, year: int) -> str:
        """The next file number of this place and year."""
        number = self.references.get((place.code, year), 0) + 1
        self.references[place.code, year] = number
        return self.profile.reference_pattern.format(
            code=place.code, yy=f"{year % 100:02d}", yyyy=year, year=year, n=number
        )

    def counters(self) -> list[ReferenceCounter]:
        """How far the file numbers have come."""
        return [ReferenceCounter(code, year, last) for (code, year), last in sorted(self.references.items())]


def pick(rng: Random, options: Sequence[T]) -> T:
    """One of the options, each as likely; quicker than `Random.choice` and the same everywhere."""
    return options[int(rng.random() * len(options))]


def between(rng: Random, low: int, high: int) -> int:
    """A whole number from low to high, both included."""
    return low + int(rng.random() * (high - low + 1))


def weighted(rng: Random, options: Sequence[tuple[float, T]]) -> T:
    """One of the options by their shares, which add up to one."""
    at = rng.random()
    for share, option in options:
        at -= share
        if at < 0:
            return option
    return options[-1][1]
