"""What a single condition finds: a value, why, from when, and the rules it rested on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from kim.law.kleene import MET, NOT_MET, UNKNOWN, Kleene
from kim.law.naturalisation.facts import Facts


class Leaf(NamedTuple):
    """A finding; value None means that the condition does not apply and is neutral."""

    value: Kleene | None
    why: str = ""
    params: Mapping[str, Any] = {}
    when: date | None = None
    rests_on: tuple[tuple[str, str], ...] = ()
    may: bool = False  # open because the office decides by discretion
    asks: tuple[str, ...] = ()


class Case(NamedTuple):
    """A person's facts, the day they are known for, and the day that is looked at."""

    facts: Facts
    on: date
    day: date


NEUTRAL = Leaf(None)


def yes_no(answer: bool | None, why: str, *asks: str) -> Leaf:
    """A plain answer as a finding; an open one says what to ask."""
    if answer is None:
        return Leaf(UNKNOWN, f"{why}.unknown", asks=asks)
    return Leaf(MET, f"{why}.met") if answer else Leaf(NOT_MET, f"{why}.not_met")
