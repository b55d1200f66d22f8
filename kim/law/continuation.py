"""Papers that hold longer than their card says, because a regulation continues them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "continuation.toml"


@dataclass(frozen=True, slots=True)
class Continuation:
    """One regulation: papers of a group that were valid on a day hold until another."""

    group: str
    valid_on: date
    holds_until: date
    citation: str
    source: str
    certainty: str
    explanation_de: str
    explanation_en: str


@cache
def continuations() -> tuple[Continuation, ...]:
    """All of them, in the order of the file."""
    rows: Iterable[dict[str, str]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["continuation"]
    return tuple(Continuation(**row) for row in rows)  # type: ignore[arg-type]


def holds_until(group: str, valid_until: date | None) -> date | None:
    """The last day a paper holds: that of the card, or the later one of a regulation."""
    days = [
        each.holds_until
        for each in continuations()
        if valid_until is not None and each.group == group and each.valid_on <= valid_until < each.holds_until
    ]
    return max(days, default=valid_until)


@cache
def continued_for_sql() -> str:
    """Groups and days of all continuations as JSON, for figures that the database counts."""
    rows = [
        {"group": each.group, "valid_on": each.valid_on.isoformat(), "holds_until": each.holds_until.isoformat()}
        for each in continuations()
    ]
    return json.dumps(rows)
