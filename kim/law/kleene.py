"""Strong Kleene logic: what is not known stays unknown until the rest decides."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Kleene(StrEnum):
    """A condition holds, does not hold, or cannot be told from what is known."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


MET, NOT_MET, UNKNOWN = Kleene.MET, Kleene.NOT_MET, Kleene.UNKNOWN


def all_of(values: Iterable[Kleene]) -> Kleene:
    """Met if every value is; one that is not met decides, whatever is unknown."""
    seen = set(values)
    if NOT_MET in seen:
        return NOT_MET
    return UNKNOWN if UNKNOWN in seen else MET


def any_of(values: Iterable[Kleene]) -> Kleene:
    """Met if one value is; not met only if all are known not to be."""
    seen = set(values)
    if MET in seen:
        return MET
    return UNKNOWN if UNKNOWN in seen else NOT_MET


def not_(value: Kleene) -> Kleene:
    """The opposite; unknown stays unknown."""
    return {MET: NOT_MET, NOT_MET: MET, UNKNOWN: UNKNOWN}[value]


def known(answer: bool | None) -> Kleene:
    """An answer that may be missing (not asked, not known, refused) as a value."""
    if answer is None:
        return UNKNOWN
    return MET if answer else NOT_MET
