"""The law as data: rules, versions, documents and words from the files beside this module, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kim.law.naturalisation.conditions import TIMED, compile_condition
from kim.law.naturalisation.leaf import Case, Leaf

FOLDER = Path(__file__).parent / "rules"


@dataclass(frozen=True, slots=True)
class Rule:
    """One provision in one wording, with the days for which it holds."""

    id: str
    role: str
    bases: tuple[str, ...]
    valid_from: date
    valid_to: date
    known_from: date
    citation: str
    source: str
    certainty: str
    texts: Mapping[str, str]
    of: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    discretion_counts: bool = False
    check: Callable[[Case], Leaf] | None = None
    tests: frozenset[str] = frozenset()

    @property
    def timed(self) -> bool:
        """Whether the mere passing of days can change what it finds."""
        return bool(self.tests & TIMED)


@dataclass(frozen=True, slots=True)
class Group:
    """A requirement with what may stand in for it."""

    main: Rule
    waivers: tuple[Rule, ...]
    paths: tuple[Rule, ...]
    steady: bool  # no day changes what it finds, only another law


@dataclass(frozen=True, slots=True)
class Law:
    """All rules with their versions."""

    rules: tuple[Rule, ...]
    versions: tuple[tuple[date, str], ...]
    bases: Mapping[str, Mapping[str, Any]]
    documents: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Mapping[str, str]]
    first_day: date
    last_reviewed: date

    def version_on(self, day: date) -> str:
        """The name of the version in force on a day."""
        return next((name for start, name in reversed(self.versions) if start <= day), self.versions[0][1])

    def named(self, rule_id: str, day: date | None = None) -> tuple[Rule, ...]:
        """The wordings of a rule; with a day those in force."""
        return tuple(
            rule
            for rule in self.rules
            if rule.id == rule_id and (day is None or rule.valid_from <= day <= rule.valid_to)
        )


def _rule(raw: dict[str, Any]) -> Rule:
    check, tests = compile_condition(raw["condition"]) if "condition" in raw else (None, frozenset[str]())
    return Rule(
        id=raw["id"],
        role=raw["role"],
        bases=tuple(raw["bases"]),
        valid_from=raw["valid_from"],
        valid_to=raw.get("valid_to", date.max),
        known_from=raw["known_from"],
        citation=raw["citation"],
        source=raw["source"],
        certainty=raw["certainty"],
        texts={key: raw.get(key, "") for key in ("explanation_de", "explanation_en", "next_de", "next_en")},
        of=tuple(raw.get("of", ())),
        documents=tuple(raw.get("documents", ())),
        discretion_counts=raw.get("discretionary") == "counts",
        check=check,
        tests=tests,
    )


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def law() -> Law:
    """The law as it stands in the files."""
    frame = _load("law.toml")
    rules = [_rule(raw) for path in sorted(FOLDER.glob("*.toml")) for raw in _load(path.name).get("rule", ())]
    words: dict[str, Mapping[str, str]] = {}
    for key, value in _load("words.toml").items():
        if "de" in value:
            words[key] = value
        else:
            words |= {f"{key}.{part}": texts for part, texts in value.items()}
    return Law(
        rules=tuple(rules),
        versions=tuple((version["from"], version["name"]) for version in frame["version"]),
        bases={basis["name"]: basis for basis in frame["basis"]},
        documents=_load("documents.toml"),
        words=words,
        first_day=frame["first_day"],
        last_reviewed=frame["last_reviewed"],
    )


@cache
def changes() -> tuple[date, ...]:
    """The days on which any rule begins or has ended: between two of them the law is the same."""
    days = {rule.valid_from for rule in law().rules}
    days |= {date.fromordinal(rule.valid_to.toordinal() + 1) for rule in law().rules if rule.valid_to != date.max}
    return tuple(sorted(days | {start for start, _name in law().versions}))


def groups(basis: str, day: date) -> tuple[Group, ...]:
    """The requirements of a basis on a day; the office's order of asking."""
    return _groups(basis, max((start for start in changes() if start <= day), default=changes()[0]))


@cache
def _groups(basis: str, day: date) -> tuple[Group, ...]:
    valid = [rule for rule in law().rules if basis in rule.bases and rule.valid_from <= day <= rule.valid_to]
    mains = [rule for rule in valid if rule.role == "requirement"]
    mains.sort(key=lambda rule: _ORDER.get(rule.id, 0))
    return tuple(_group(main, valid) for main in mains)


def _group(main: Rule, valid: list[Rule]) -> Group:
    of_it = [rule for rule in valid if main.id in rule.of]
    waivers = tuple(rule for rule in of_it if rule.role == "waiver")
    paths = tuple(rule for rule in of_it if rule.role == "path")
    return Group(main, waivers, paths, not any(rule.timed for rule in (main, *waivers)))


_ORDER = {
    name: n
    for n, name in enumerate(
        [
            "STAG9.1",
            "STAG10.2",
            "STAG8.1",
            "STAG10.1.2",
            "STAG10.1.RES",
            "STAG10.1.CAP",
            "STAG10.1.ID",
            "STAG10.1.3",
            "STAG10.1.3old",
            "STAG8.1.4",
            "STAG10.1.5",
            "STAG12a.3",
            "STAG10.1.6",
            "STAG10.1.7",
            "STAG10.1.4",
            "STAG10.1.1",
            "STAG10.1.1a",
            "STAG35a",
            "STAG11.3a",
        ],
        start=1,
    )
}
