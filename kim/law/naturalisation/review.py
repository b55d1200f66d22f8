"""Reviewing the data of the law: every rule cited and explained in both languages, no gap and no overlap in time."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from kim.law.naturalisation.rules import Law, Rule, law

CERTAINTIES = {"high", "medium", "unverified"}
ROLES = {"requirement", "waiver", "path", "finding"}


def faults() -> list[str]:
    """What is wrong with the data, one sentence each; empty when nothing is."""
    book = law()
    found = [fault for rule in book.rules for fault in _of_rule(rule, book)]
    wordings: dict[tuple[str, str, tuple[str, ...]], list[Rule]] = defaultdict(list)
    for rule in book.rules:
        wordings[rule.id, rule.role, rule.of].append(rule)
    for rules in wordings.values():
        found += _in_time(sorted(rules, key=lambda rule: rule.valid_from))
    found += [f"{key}: no text in both languages" for key, text in book.words.items() if set(text) != {"de", "en"}]
    starts = [start for start, _name in book.versions]
    if starts != sorted(starts) or starts[0] != book.first_day:
        found.append("law.toml: the versions do not follow each other from the first day")
    return found


def _of_rule(rule: Rule, book: Law) -> Iterable[str]:
    here = f"{rule.id} from {rule.valid_from}"
    if not rule.citation.strip() or not rule.source.strip():
        yield f"{here}: citation and source are needed"
    if rule.certainty not in CERTAINTIES:
        yield f"{here}: certainty '{rule.certainty}' is none of {', '.join(sorted(CERTAINTIES))}"
    if rule.role not in ROLES or (rule.role != "finding" and rule.check is None):
        yield f"{here}: role '{rule.role}' or its condition is missing"
    if not rule.texts["explanation_de"] or not rule.texts["explanation_en"]:
        yield f"{here}: the explanation is needed in both languages"
    if bool(rule.texts["next_de"]) != bool(rule.texts["next_en"]):
        yield f"{here}: the next step is needed in both languages"
    if rule.valid_to < rule.valid_from:
        yield f"{here}: ends before it begins"
    for name in (*rule.bases, *rule.documents):
        if name not in book.bases and name not in book.documents:
            yield f"{here}: '{name}' is neither a basis nor a document"
    known = {other.id for other in book.rules}
    for name in rule.of:
        if name not in known:
            yield f"{here}: stands in for '{name}', which does not exist"


def _in_time(rules: list[Rule]) -> Iterable[str]:
    for one, other in itertools.pairwise(rules):
        if other.valid_from <= one.valid_to:
            yield f"{one.id}: two wordings hold on {other.valid_from}"
        elif one.valid_to != date.max and other.valid_from != one.valid_to + timedelta(days=1):
            yield f"{one.id}: no wording holds on {one.valid_to + timedelta(days=1)}"
