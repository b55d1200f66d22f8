"""The county as a whole: household after household, until everybody is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from kim.casework.demo import set_pieces
from kim.casework.demo.calendar import Calendar
from kim.casework.demo.cases import household_cases
from kim.casework.demo.desk import Desk, Numbers, Scale
from kim.casework.demo.enquiries import WITHOUT_CASE, stray
from kim.casework.demo.households import household
from kim.casework.demo.profile import DemoProfile, sample_profile

# Keeps the random streams of neighbouring seeds and households apart.
STRIDE = 1_000_003


@dataclass(frozen=True)
class DemoCounty:
    """So many invented people on one day. Iterating tells the same rows every time."""

    people: int
    seed: int
    today: date
    profile: DemoProfile
    first_ids: Mapping[str, int] = field(default_factory=dict)

    def rows(self) -> Iterator[Any]:
        """All rows; each stands after those it points to, except that file numbers come last."""
        desk = self._desk()
        left = self.people
        for rows, people in set_pieces.tell(desk, Random(self.seed), room=left):
            left -= people
            yield from rows
        index = 0
        while left > 0:
            rng = Random(self.seed * STRIDE + index)
            home = household(desk, rng, index, left)
            left -= len(home.members)
            yield from (member.person for member in home.members)
            yield from household_cases(desk, home)
            if rng.random() < WITHOUT_CASE:
                yield from stray(desk, rng, index)
            index += 1
        yield from desk.counters()

    def batches(self, size: int = 20_000) -> Iterator[dict[type[Any], list[Any]]]:
        """The rows in portions of about this size, sorted by kind."""
        portion: dict[type[Any], list[Any]] = defaultdict(list)
        for number, row in enumerate(self.rows(), start=1):
            portion[type(row)].append(row)
            if number % size == 0:
                yield portion
                portion = defaultdict(list)
        if portion:
            yield portion

    def _desk(self) -> Desk:
        shift = Random(self.seed).random()
        return Desk(self.profile, Calendar(self.today), Numbers(self.first_ids), Scale.of(self.people), shift)


def build(
    people: int = 400,
    seed: int = 1,
    *,
    today: date,
    profile: DemoProfile | None = None,
    first_ids: Mapping[str, int] | None = None,
) -> DemoCounty:
    """A county with this many invented people, the same for the same seed, day and profile."""
    if people < 0:
        raise ValueError("people: a county cannot have fewer than no people")
    return DemoCounty(people, seed, today, profile or sample_profile(), first_ids or {})
