"""Fractions as decimals, and names in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from kim.law.apportionment.model import Unit

_SHOWN = 500


def places(value: Fraction, digits: int) -> str:
    """A fraction with so many places, rounded half to even, never '-0'."""
    scaled = round(value * 10**digits)
    return f"{Decimal(scaled).scaleb(-digits):.{digits}f}"


def decimal(value: Fraction) -> str:
    """A fraction with the places it needs, four at most."""
    text = places(value, 4)
    return text.rstrip("0").rstrip(".")


def names(units: Sequence[Unit]) -> str:
    """Names with keys; of very many the first, and how many more there are."""
    shown = ", ".join(f"{unit.name} ({unit.key})" if unit.name != unit.key else unit.key for unit in units[:_SHOWN])
    more = len(units) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def exact(value: Fraction) -> str:
    """A fraction with all its places where it ends, else with four."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return places(value, 4)
    digits = 0
    while value * 10**digits % 1:
        digits += 1
    return places(value, digits)
