"""A list with its sum: neighbours are hidden in blocks, and the blocks grow until each figure in them could be a large one."""

from collections.abc import Sequence
from dataclasses import dataclass

THRESHOLD = 5


@dataclass(frozen=True)
class ProtectedList:
    """A list of figures with its sum; None is a hidden figure."""

    cells: list[int | None]
    total: int | None


@dataclass(frozen=True)
class Blocks:
    """The places of a list that are told one by one, and those of which only the sum of a block is known."""

    alone: list[int]
    hidden: list[list[int]]

    @property
    def groups(self) -> list[list[int]]:
        """Every block, a place that is told being one of its own, in the order of the list."""
        return sorted([*([place] for place in self.alone), *self.hidden])


def is_small(value: int, threshold: int = THRESHOLD) -> bool:
    """Whether a figure could be a person: nobody is no person."""
    return 0 < value < threshold


def is_unsafe(value: int, threshold: int = THRESHOLD) -> bool:
    """Whether a sum is too small to hide anything: the threshold itself and one more figure have to fit into it."""
    return 0 < value <= threshold


def protect_list(figures: Sequence[int], *, threshold: int = THRESHOLD) -> ProtectedList:
    """The list and its sum, so that no small figure can be worked out from what is shown."""
    if is_unsafe(sum(figures), threshold):
        return ProtectedList([None] * len(figures), None)
    alone = set(blocks_of(figures, threshold=threshold).alone)
    return ProtectedList([value if place in alone else None for place, value in enumerate(figures)], sum(figures))


def protect_share(part: int, whole: int, *, threshold: int = THRESHOLD) -> int | None:
    """How many per cent the part is of the whole, in steps of five; None where part, rest or whole are small."""
    if whole < threshold or is_small(part, threshold) or is_small(whole - part, threshold):
        return None
    return round(part * 20 / whole) * 5


def blocks_of(figures: Sequence[int], *, threshold: int = THRESHOLD) -> Blocks:
    """Which neighbours have to be hidden together. Zeros stand outside, unless hardly anything is counted but ones.

    The tree of halves depends on nothing but where the zeros are, and whether a block suffices on nothing but its sum.
    """
    counted = [place for place, value in enumerate(figures) if value]
    if counted and sum(figures) < threshold + len(counted):
        return Blocks([], [list(range(len(figures)))])
    hidden, _open = _resolved(figures, counted, threshold)
    covered = {place for block in hidden for place in block}
    return Blocks([place for place in range(len(figures)) if place not in covered], hidden)


def halves(length: int) -> int:
    """Where a row of places is cut: at the greatest power of two, so that cuts further down fall on pairs."""
    return 1 << (length - 1).bit_length() - 1


def _resolved(figures: Sequence[int], places: list[int], threshold: int) -> tuple[list[list[int]], bool]:
    """The hidden blocks among these places, and whether they have to grow beyond them."""
    if len(places) < 2:
        unsafe = any(is_unsafe(figures[place], threshold) for place in places)
        return ([places] if unsafe else []), unsafe
    cut = halves(len(places))
    left, left_open = _resolved(figures, places[:cut], threshold)
    right, right_open = _resolved(figures, places[cut:], threshold)
    if not (left_open or right_open):
        return [*left, *right], False
    return [places], sum(figures[place] for place in places) < threshold + len(places) - 1
