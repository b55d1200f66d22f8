"""Two assessments beside each other: what has changed, and what follows from it. Plain values in and out."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

HIGH_NEED = 3


@dataclass(frozen=True)
class Rating:
    """Need and own view of one life area, 0 to 4; None where there is no value."""

    area: int
    need: int | None = None
    own: int | None = None


@dataclass(frozen=True)
class AreaChange:
    """One life area now, and what it was before."""

    area: int
    need: int | None
    own: int | None
    need_before: int | None = None
    own_before: int | None = None

    @property
    def change(self) -> int | None:
        """How much the need rose (below 0: sank); None where one of the two is not known."""
        return None if self.need is None or self.need_before is None else self.need - self.need_before

    @property
    def own_is_higher(self) -> bool:
        """The person sees more need than the professional does."""
        return self.need is not None and self.own is not None and self.own > self.need

    @property
    def highest(self) -> int:
        """The higher of need and own view, 0 where neither is known."""
        return max(self.need or 0, self.own or 0)


@dataclass(frozen=True)
class Comparison:
    """All life areas of the later assessment, with their sums."""

    areas: tuple[AreaChange, ...]

    @property
    def need_sum(self) -> int | None:
        """The needs that are known, summed up; None where no need is known."""
        return _sum(area.need for area in self.areas)

    @property
    def own_sum(self) -> int | None:
        return _sum(area.own for area in self.areas)

    @property
    def change_sum(self) -> int | None:
        """Only areas known both times count, so that a new question looks like no new need."""
        return _sum(area.change for area in self.areas)

    @property
    def needs_known(self) -> int:
        """In how many areas the need is known."""
        return sum(area.need is not None for area in self.areas)

    @property
    def own_known(self) -> int:
        return sum(area.own is not None for area in self.areas)

    @property
    def comparable(self) -> int:
        """In how many areas the need is known both times."""
        return sum(area.change is not None for area in self.areas)


def compare(now: Iterable[Rating], before: Iterable[Rating] = ()) -> Comparison:
    """The later assessment with what the earlier one said about the same life areas."""
    earlier = {rating.area: rating for rating in before}
    return Comparison(tuple(_change(rating, earlier.get(rating.area)) for rating in now))


class Reason(StrEnum):
    """Why a life area asks for a talk."""

    WITHOUT_GOAL = "without_goal"
    NEED_RISEN = "need_risen"
    OWN_HIGHER = "own_higher"


@dataclass(frozen=True)
class Finding:
    """A life area that asks for something, with its reasons, the weightiest first."""

    area: AreaChange
    reasons: tuple[Reason, ...]


def findings(comparison: Comparison, *, areas_with_goal: Collection[int]) -> list[Finding]:
    """What follows from an assessment, the highest need first; areas without a reason are left out."""
    found = [Finding(area, tuple(_reasons(area, areas_with_goal))) for area in comparison.areas]
    return sorted((f for f in found if f.reasons), key=_weight)


def _weight(finding: Finding) -> tuple[bool, int]:
    return Reason.WITHOUT_GOAL not in finding.reasons, -finding.area.highest


def _reasons(area: AreaChange, areas_with_goal: Collection[int]) -> Iterable[Reason]:
    if (area.need or 0) >= HIGH_NEED and area.area not in areas_with_goal:
        yield Reason.WITHOUT_GOAL
    if (area.change or 0) > 0:
        yield Reason.NEED_RISEN
    if area.own_is_higher:
        yield Reason.OWN_HIGHER


def _change(now: Rating, before: Rating | None) -> AreaChange:
    if before is None:
        return AreaChange(now.area, now.need, now.own)
    return AreaChange(now.area, now.need, now.own, before.need, before.own)


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
