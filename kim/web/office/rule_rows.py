"""The rows of the rule's editor: stages with criteria, criteria with parts, each known by its place (s0, s0_c1, s0_c1_c0)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MOST_ROWS = 200
MOST_DEPTH = 4
_PLACE = re.compile(r"s\d{1,4}(_c\d{1,4}){0,4}")


@dataclass
class Row:
    """A stage or a criterion with what stands below it."""

    place: str
    below: list[Row] = field(default_factory=list)

    @property
    def is_stage(self) -> bool:
        """Whether this is a stage and no criterion."""
        return "_" not in self.place

    @property
    def is_part(self) -> bool:
        """Whether it belongs to a criterion and not to the stage itself."""
        return self.place.count("_") > 1

    @property
    def may_grow(self) -> bool:
        """Whether parts fit below it; the law nests without end, people do not."""
        return self.place.count("_") < MOST_DEPTH

    def walk(self) -> Iterator[Row]:
        """The row, then everything below it in order."""
        yield self
        for row in self.below:
            yield from row.walk()


class Rows:
    """All stages in their order."""

    def __init__(self, stages: Iterable[Row] = ()) -> None:
        self.stages = list(stages)

    @classmethod
    def of(cls, written: str) -> Rows:
        """Rows as the form sends them; what has no place among them is left out."""
        rows, known = cls(), dict[str, Row]()
        for place in written.split(",")[:MOST_ROWS]:
            if not _PLACE.fullmatch(place) or place in known:
                continue
            above = place.rpartition("_")[0]
            if above and above not in known:
                continue
            known[place] = Row(place)
            (known[above].below if above else rows.stages).append(known[place])
        return rows

    def __str__(self) -> str:
        return ",".join(row.place for row in self.walk())

    def walk(self) -> Iterator[Row]:
        """Every row in the order it is written."""
        for stage in self.stages:
            yield from stage.walk()

    def find(self, place: str) -> Row | None:
        """The row of this place."""
        return next((row for row in self.walk() if row.place == place), None)

    def add(self, above: str) -> Row | None:
        """A new row at the end: a stage, or below another one; None where nothing more fits."""
        parent = self.find(above) if above else None
        if len(list(self.walk())) >= MOST_ROWS or (above and (parent is None or not parent.may_grow)):
            return None
        siblings = parent.below if parent else self.stages
        mark = f"{above}_c" if above else "s"
        taken = [int(row.place.removeprefix(mark)) for row in siblings]
        row = Row(f"{mark}{max(taken, default=-1) + 1}")
        siblings.append(row)
        return row

    def remove(self, place: str) -> None:
        """Without this row and everything below it."""
        siblings = self._siblings(place)
        siblings[:] = [row for row in siblings if row.place != place]

    def move(self, place: str, steps: int) -> None:
        """One place up or down among its siblings."""
        siblings = self._siblings(place)
        here = next((number for number, row in enumerate(siblings) if row.place == place), None)
        if here is not None and 0 <= here + steps < len(siblings):
            siblings.insert(here + steps, siblings.pop(here))

    def _siblings(self, place: str) -> list[Row]:
        parent = self.find(place.rpartition("_")[0])
        return parent.below if parent else self.stages
