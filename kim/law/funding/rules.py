"""The provisions from the files beside this module, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "rules"
CERTAINTIES = ("verified", "verified, source read in part", "derived", "inferred", "unknown")
PER = ("county", "municipality", "approval", "authority")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What every provision carries."""

    valid_from: date
    valid_to: date
    source: str
    certainty: str

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day <= self.valid_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis(Dated):
    """On what the money of some blocks rests."""

    id: str
    blocks: tuple[int, ...]
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRule(Dated):
    """How many posts of one kind may be funded."""

    id: str
    block: int
    roles: tuple[str, ...]
    per: str
    fte: Decimal | None
    count: int
    needs: tuple[str, ...]
    citation: str
    de: str
    en: str
    unknown_de: str
    unknown_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Dated):
    """Euro for one full post and year; None is not known."""

    block: int
    what: str
    eur: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision(Dated):
    """A further provision about the money, in words."""

    id: str
    blocks: tuple[int, ...]
    citation: str
    de: str
    en: str


@dataclass(frozen=True, slots=True)
class Funding:
    """All provisions."""

    bases: tuple[Basis, ...]
    posts: tuple[PostRule, ...]
    amounts: tuple[Amount, ...]
    provisions: tuple[Provision, ...]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def _dated(raw: dict[str, Any]) -> dict[str, Any]:
    return {
        "valid_from": raw["valid_from"],
        "valid_to": raw.get("valid_to", date.max),
        "source": raw["source"],
        "certainty": raw["certainty"],
    }


def _post_rule(raw: dict[str, Any]) -> PostRule:
    return PostRule(
        id=raw["id"],
        block=raw["block"],
        roles=tuple(raw["role"].split()),
        per=raw["per"],
        fte=Decimal(raw["fte"]) if "fte" in raw else None,
        count=raw.get("count", 1),
        needs=tuple(raw.get("needs", ())),
        citation=raw["citation"],
        de=raw["de"],
        en=raw["en"],
        unknown_de=raw.get("unknown_de", ""),
        unknown_en=raw.get("unknown_en", ""),
        **_dated(raw),
    )


def _amount(raw: dict[str, Any]) -> Amount:
    eur = Decimal(raw["eur"]) if "eur" in raw else None
    return Amount(block=raw["block"], what=raw["what"], eur=eur, **_dated(raw))


@cache
def funding() -> Funding:
    """The provisions as they stand in the files."""
    bases = tuple(
        Basis(id=raw["id"], blocks=tuple(raw["blocks"]), citation=raw["citation"], **_dated(raw))
        for raw in _load("programme.toml")["basis"]
    )
    provisions = tuple(
        Provision(
            id=raw["id"],
            blocks=tuple(raw["blocks"]),
            citation=raw["citation"],
            de=raw["de"],
            en=raw["en"],
            **_dated(raw),
        )
        for raw in _load("provisions.toml")["provision"]
    )
    posts = tuple(_post_rule(raw) for raw in _load("posts.toml")["rule"])
    amounts = tuple(_amount(raw) for raw in _load("amounts.toml")["amount"])
    return Funding(bases, posts, amounts, provisions)


def amount_on(block: int, day: date, what: str = "post") -> Amount | None:
    """The amount for a full post of this block on a day; None before the programme."""
    found = (row for row in funding().amounts if (row.block, row.what) == (block, what) and row.holds_on(day))
    return next(found, None)


def faults() -> list[str]:
    """What is wrong in the files: a certainty nobody knows, days that overlap or leave a gap between two wordings."""
    rules = funding()
    every: list[Basis | PostRule | Amount | Provision] = [*rules.bases, *rules.posts, *rules.amounts, *rules.provisions]
    found = [f"{row}: certainty '{row.certainty}'" for row in every if row.certainty not in CERTAINTIES]
    found += [f"{row}: no source" for row in every if not row.source]
    found += [f"{row.id}: per '{row.per}'" for row in rules.posts if row.per not in PER]
    found += _days("posts", ((row.id, row) for row in rules.posts))
    found += _days("amounts", ((f"B{row.block} {row.what}", row) for row in rules.amounts))
    found += _days("bases", ((f"B{block}", row) for row in rules.bases for block in row.blocks))
    return found


def _days(what: str, named: Iterable[tuple[str, Dated]]) -> Iterator[str]:
    ordered = sorted(named, key=lambda pair: (pair[0], pair[1].valid_from))
    for name, rows in groupby(ordered, key=lambda pair: pair[0]):
        for (_, before), (_, after) in pairwise(rows):
            if before.valid_to + timedelta(days=1) != after.valid_from:
                yield f"{what} {name}: {before.valid_to} and {after.valid_from} do not meet"
