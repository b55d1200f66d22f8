"""Convictions (§ 12a StAG): what is disregarded, what is added up, what the office weighs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kim.law.kleene import MET, NOT_MET, UNKNOWN
from kim.law.naturalisation.leaf import Case, Leaf

Params = Mapping[str, Any]
SLIGHT_EXCESS, LIMIT, DAYS_OF_A_MONTH = 111, 90, 30
DELETED = re.compile(r"\b(deleted|deletable|getilgt|tilgungsreif)\b")
FOREIGN = re.compile(r"\b(foreign|abroad|ausland\w*|ausländisch\w*)\b")
NOT_PUNISHABLE = re.compile(r"\b(not punishable|nicht strafbar|unfair trial|kein faires verfahren|disproportionate)\b")
ASKS = ("convictions",)


def convictions(case: Case, params: Params) -> Leaf:
    """No conviction, or only what § 12a StAG disregards."""
    facts = case.facts
    aggregate = facts.get("aggregate_sentence_day_units")
    if facts.others_met and not facts.said("convictions", "aggregate_sentence_day_units"):
        return Leaf(MET, "others_met")
    entries = facts.get("convictions")
    if entries is None:
        return Leaf(UNKNOWN, "convictions.unknown", asks=ASKS) if aggregate is None else _total(aggregate, ())
    left_out = tuple(_left_out(entries))
    counted = [entry for entry in entries if not _drops(entry)]
    if not counted and not aggregate:
        return Leaf(MET, "convictions.disregarded" if entries else "convictions.none", rests_on=left_out)
    if any(entry.get("hate_motive_found_in_judgment") for entry in counted):
        return Leaf(NOT_MET, "convictions.hate", rests_on=(*left_out, ("STAG12a.1.HATE", "not_met")))
    singles = [_single(case, entry, aggregate) for entry in counted]
    for value in (NOT_MET, UNKNOWN):
        for leaf in singles:
            if leaf.value is value:
                return leaf._replace(rests_on=(*left_out, *leaf.rests_on))
    return _summed(aggregate, counted, (*left_out, *(rule for leaf in singles for rule in leaf.rests_on)))


def _kind(entry: Any) -> str:
    return (entry.get("kind") or "").lower()


def _drops(entry: Any) -> bool:
    """Deleted from the register, or a foreign judgment for what is no offence here."""
    kind = _kind(entry)
    return bool(DELETED.search(kind) or (FOREIGN.search(kind) and NOT_PUNISHABLE.search(kind)))


def _left_out(entries: Any) -> Iterable[tuple[str, str]]:
    for entry in entries:
        if _drops(entry):
            yield ("BZR.DEL" if DELETED.search(_kind(entry)) else "STAG12a.2", "met")


def _single(case: Case, entry: Any, aggregate: float | None) -> Leaf:
    found = _by_type(case, entry, aggregate)
    if found.value is NOT_MET and FOREIGN.search(_kind(entry)) and "strafbar" not in _kind(entry):
        return Leaf(UNKNOWN, "convictions.foreign", rests_on=(("STAG12a.2", "unknown"),), asks=ASKS)
    return found


def _by_type(case: Case, entry: Any, aggregate: float | None) -> Leaf:
    kind, rule = entry.get("type"), "STAG12a.1.2"
    if kind == "youth_measure":
        return Leaf(MET, "convictions.disregarded", rests_on=(("STAG12a.1.1", "met"),))
    if kind == "fine":
        units = entry.get("day_units")
        if units is None and aggregate is None:
            return Leaf(UNKNOWN, "convictions.unknown", rests_on=((rule, "unknown"),), asks=ASKS)
        if units is not None and units > SLIGHT_EXCESS:
            return Leaf(NOT_MET, "convictions.too_high", {"sum": int(units)}, rests_on=((rule, "not_met"),))
        return Leaf(MET, "convictions.disregarded", rests_on=((rule, "met"),))
    if kind != "imprisonment" or entry.get("months") is None:
        return Leaf(UNKNOWN, "convictions.unknown", asks=ASKS)
    return _prison(case, entry)


def _prison(case: Case, entry: Any) -> Leaf:
    """Up to three months (a slight excess is weighed with the sum), suspended and remitted after the probation."""
    rule, remitted, ends = "STAG12a.1.3", entry.get("remitted"), entry.get("probation_ends")
    if entry["months"] * DAYS_OF_A_MONTH > SLIGHT_EXCESS or entry.get("suspended") is False:
        return Leaf(NOT_MET, "convictions.prison", rests_on=((rule, "not_met"),))
    if remitted and entry.get("suspended"):
        return Leaf(MET, "convictions.disregarded", rests_on=((rule, "met"),))
    if ends is not None and case.day < ends.first:
        return Leaf(NOT_MET, "convictions.probation", {"over": ends.last}, ends.last, ((rule, "not_met"),))
    if remitted is False and (ends is None or ends.last < case.on):
        return Leaf(NOT_MET, "convictions.not_remitted", rests_on=((rule, "not_met"),))
    return Leaf(UNKNOWN, "convictions.remission", rests_on=((rule, "unknown"),), asks=("convictions.remitted",))


def _summed(aggregate: float | None, entries: Any, rests: tuple[tuple[str, str], ...]) -> Leaf:
    """One day unit is one day; a lower aggregate sentence counts instead of the sum."""
    counted = [entry for entry in entries if entry.get("type") != "youth_measure"]
    days = [entry.get("day_units") or (entry.get("months") or 0) * DAYS_OF_A_MONTH for entry in counted]
    total = sum(days)
    if aggregate is not None and (len(counted) > 1 or 0 in days or not counted):
        total = aggregate if 0 in days or not counted else min(total, aggregate)
    found = _total(total, rests, several=len(counted) > 1)
    abroad = sum(part for part, entry in zip(days, counted, strict=True) if FOREIGN.search(_kind(entry)))
    if found.value is NOT_MET and abroad and total - abroad <= LIMIT:
        return Leaf(UNKNOWN, "convictions.foreign", rests_on=(*rests, ("STAG12a.2", "unknown")), asks=ASKS)
    return found


def _total(total: float, rests: tuple[tuple[str, str], ...], *, several: bool = False) -> Leaf:
    """The sum against ninety days: below it disregarded, a slight excess weighed, else it counts."""
    value = MET if total <= LIMIT else NOT_MET
    if several:
        rests += (("STAG12a.1.SUM", "met" if value is MET else "not_met"),)
    if value is NOT_MET and total <= SLIGHT_EXCESS:
        rests += (("STAG12a.1.SLIGHT", "discretionary"),)
        return Leaf(UNKNOWN, "convictions.slight", {"sum": int(total)}, rests_on=rests, may=True)
    why = "convictions.disregarded" if value is MET else "convictions.too_high"
    return Leaf(value, why, {"sum": int(total)}, rests_on=rests)


def public_order(case: Case, params: Params) -> Leaf:
    """No reason of public order against a settlement permit: an offence is weighed against the ties, none is none."""
    facts = case.facts
    if facts.get("convictions") or facts.get("pending_investigation") or facts.get("aggregate_sentence_day_units"):
        return Leaf(UNKNOWN, "order.weighed", may=True)
    if facts.get("convictions") is not None or (facts.others_met and not facts.said("convictions")):
        return Leaf(MET, "order.met")
    return Leaf(UNKNOWN, "order.unknown", asks=ASKS)
