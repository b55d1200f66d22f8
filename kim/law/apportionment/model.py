"""What goes into an apportionment and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

METHODS = ("exact", "largest-remainder", "sainte-lague", "dhondt", "adams", "hill")
# Methods that give everybody a first step before anybody gets a second one.
FIRST_TO_ALL = ("adams", "hill")
TIE_RULE = "larger weight first, then smaller key"


@dataclass(frozen=True, slots=True)
class Unit:
    """A municipality, or a group that is served together, with its weight."""

    key: str
    name: str
    weight: Fraction
    members: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[Fraction, str]:
        """Sorting by it puts first whoever wins a tie."""
        return (-self.weight, self.key)


@dataclass(frozen=True, slots=True)
class Group:
    """Municipalities that share posts and are counted as one."""

    key: str
    members: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How posts are to be shared; fixed shares go first, the rule holds for the rest."""

    posts: Fraction
    method: str
    step: Fraction = Fraction(1, 2)
    minimum: Fraction = Fraction(0)
    threshold: Fraction = Fraction(0)
    groups: tuple[Group, ...] = ()
    fixed: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tie:
    """Equals among whom the rule for ties decided: all of them, those who won, and what was at stake."""

    keys: tuple[str, ...]
    won: tuple[str, ...]
    about: str


@dataclass(frozen=True, slots=True)
class Warned:
    """What somebody must know about a result that was computed all the same."""

    code: str
    sentence: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit gets, beside its quota: its exact part of all posts by weight alone."""

    unit: Unit
    quota: Fraction
    share: Fraction
    how: str = "computed"

    @property
    def deviation(self) -> Fraction:
        return self.share - self.quota


@dataclass(frozen=True, slots=True)
class Apportionment:
    """The result; the shares stand in the order of the weights given and always add up to the posts."""

    order: Order
    weights_total: Fraction
    shares: tuple[Share, ...]
    ties: tuple[Tie, ...] = ()
    warnings: tuple[Warned, ...] = ()
    unserved: tuple[str, ...] = ()
