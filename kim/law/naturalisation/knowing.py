"""Conditions of language, civics and convictions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kim.law.kleene import MET, NOT_MET, UNKNOWN, Kleene, not_
from kim.law.naturalisation import constants
from kim.law.naturalisation.leaf import Case, Leaf, yes_no
from kim.law.naturalisation.stay import younger_than

Params = Mapping[str, Any]
SCHOOL = ("school", "schul", "abitur", "degree", "diploma", "vocational", "apprentice", "ausbildung", "studium")
CERTIFICATES = ("dtz", "telc", "goethe", "testdaf", "ösd", "dsh", "b1", "b2", "c1", "c2")
HEALTH = re.compile(r"\b(ill|illness|disab\w*|old age|age|alters?|krank\w*|erkrank\w*|\w*behinder\w*|demen\w*)\b")
SLIGHT_EXCESS, LIMIT = 111, 90


def _silent(case: Case, key: str) -> bool:
    return case.facts.others_met and not case.facts.said(key)


def _evidence(text: str | None, *words: str) -> bool:
    return any(word in (text or "").lower() for word in words)


def language(case: Case, params: Params) -> Leaf:
    """German at a level, by certificate or a German school; of a child below 16 the level for its age."""
    if _silent(case, "language"):
        return Leaf(MET, "others_met")
    found = case.facts.table("language")
    level, shown = found.get("level"), {"level": params["level"], "have": found.get("level")}
    child = bool(params.get("child")) and younger_than(case, 16) is MET
    if level is not None:
        reached = constants.LEVELS.index(level) >= constants.LEVELS.index(params["level"])
        return Leaf(MET if reached else NOT_MET, "language.met" if reached else "language.not_met", shown)
    if child:
        return Leaf(NOT_MET, "language.child", shown)
    proof = found.get("evidence") or found.get("certificate")
    if params["level"] in ("A2", "B1") and _evidence(proof, *SCHOOL, *CERTIFICATES):
        return Leaf(MET, "language.evidence", {"proof": proof})
    if params["level"] in ("A2", "B1") and case.facts.get("integration_course") == "passed":
        return Leaf(MET, "language.course")
    return Leaf(UNKNOWN, "language.unknown", shown, asks=("language.level",))


def child_language(case: Case, params: Params) -> Leaf:
    """Below 16 a development of language that fits the age is enough."""
    below = younger_than(case, 16)
    if below is not MET:
        return Leaf(None if below is NOT_MET else UNKNOWN)
    if _silent(case, "language"):
        return Leaf(MET, "others_met")
    return yes_no(case.facts.table("language").get("age_appropriate"), "child", "language.age_appropriate")


def oral(case: Case, params: Params) -> Leaf:
    """Gets along orally in everyday life."""
    return yes_no(case.facts.table("language").get("oral_everyday"), "oral", "language.oral_everyday")


def efforts(case: Case, params: Params) -> Leaf:
    """Serious and lasting efforts for B1, documented; the office may then accept oral German."""
    facts = case.facts
    answer = facts.table("language").get("serious_efforts_documented")
    if answer is None and facts.others_met:
        answer = False
    return yes_no(answer, "efforts", "language.serious_efforts_documented")


def cause(case: Case, params: Params) -> Leaf:
    """Illness, disability or age keeps the person from it; illiteracy alone is none of these."""
    facts, key = case.facts, params["of"]
    text = facts.table(key).get("cause")
    if text is None:
        answer = False if facts.others_met and "cause" not in facts.table(key) else None
        if "cause" in facts.table(key) and facts.others_met:
            answer = False
        return yes_no(answer, "cause", f"{key}.cause")
    if text.strip().lower() == "none":
        return yes_no(False, "cause")
    if _evidence(text, "illiter", "analphabet"):
        return Leaf(NOT_MET, "cause.illiteracy")
    if HEALTH.search(text.lower()):
        return Leaf(MET, "cause.met")
    return Leaf(UNKNOWN, "cause.unknown", asks=(f"{key}.cause",))


def civics(case: Case, params: Params) -> Leaf:  # noqa: PLR0911 one line a ground
    """Knowledge of the legal and social order: the test with 17 of 33, or a German school certificate."""
    if younger_than(case, 16) is MET and params.get("child"):
        return Leaf(None, "civics.minor", rests_on=(("STAG10.1.MINOR", "met"),))
    if _silent(case, "civics"):
        return Leaf(MET, "others_met")
    found, shown = case.facts.table("civics"), {"need": params["score"]}
    score = found.get("test_score")
    if score is not None:
        value = MET if score >= params["score"] else NOT_MET
        return Leaf(value, f"civics.{value}", {**shown, "score": int(score)})
    if found.get("passed") is not None:
        value = MET if found["passed"] else NOT_MET
        return Leaf(value, f"civics.passed_{value}", shown)
    if _evidence(found.get("evidence"), *SCHOOL, "leben in deutschland", "einbürgerungstest", "naturalisation test"):
        return Leaf(MET, "civics.evidence", {"proof": found["evidence"]})
    if case.facts.get("integration_course") == "passed":
        return Leaf(MET, "civics.course")
    return Leaf(UNKNOWN, "civics.unknown", shown, asks=("civics.test_score",))


def course(case: Case, params: Params) -> Leaf:
    """The integration course was passed."""
    said = case.facts.get("integration_course")
    answer = case.facts.exception(None if said is None else said == "passed", "integration_course")
    return yes_no(answer, "course", "integration_course")


def achievement(case: Case, params: Params) -> Leaf:
    """Special achievements of integration; formerly also German above B1."""
    facts = case.facts
    level = facts.table("language").get("level")
    if params.get("above") and level and constants.LEVELS.index(level) > constants.LEVELS.index(params["above"]):
        return Leaf(MET, "achievement.language")
    said = facts.get("achievement")
    return yes_no(facts.exception(None if said is None else bool(said), "achievement"), "achievement", "achievement")


def convictions(case: Case, params: Params) -> Leaf:
    """No conviction, or only what § 12a StAG disregards."""
    facts = case.facts
    if _silent(case, "convictions"):
        return Leaf(MET, "others_met")
    entries = facts.get("convictions")
    if entries is None:
        return Leaf(UNKNOWN, "convictions.unknown", asks=("convictions",))
    if not entries:
        return Leaf(MET, "convictions.none")
    if any(entry.get("hate_motive_found_in_judgment") for entry in entries):
        return Leaf(NOT_MET, "convictions.hate", rests_on=(("STAG12a.1.HATE", "not_met"),))
    singles = [_single(case, entry) for entry in entries]
    for value in (NOT_MET, UNKNOWN):
        for leaf in singles:
            if leaf.value is value:
                return leaf
    return _summed(facts.get("aggregate_sentence_day_units"), entries, singles)


def _single(case: Case, entry: Any) -> Leaf:
    asks, kind = ("convictions",), entry.get("type")
    if kind == "youth_measure":
        return Leaf(MET, "convictions.disregarded", rests_on=(("STAG12a.1.1", "met"),))
    if kind == "fine":
        if entry.get("day_units") is None:
            return Leaf(UNKNOWN, "convictions.unknown", rests_on=(("STAG12a.1.2", "unknown"),), asks=asks)
        if entry["day_units"] > SLIGHT_EXCESS:
            shown = {"sum": int(entry["day_units"])}
            return Leaf(NOT_MET, "convictions.too_high", shown, rests_on=(("STAG12a.1.2", "not_met"),))
        return Leaf(MET, "convictions.disregarded", rests_on=(("STAG12a.1.2", "met"),))
    if kind != "imprisonment" or entry.get("months") is None:
        return Leaf(UNKNOWN, "convictions.unknown", asks=asks)
    return _prison(case, entry)


def _prison(case: Case, entry: Any) -> Leaf:
    """Up to three months, suspended and remitted after the probation."""
    rule, remitted, ends = "STAG12a.1.3", entry.get("remitted"), entry.get("probation_ends")
    if entry["months"] > 3 or entry.get("suspended") is False:
        return Leaf(NOT_MET, "convictions.prison", rests_on=((rule, "not_met"),))
    if remitted and entry.get("suspended"):
        return Leaf(MET, "convictions.disregarded", rests_on=((rule, "met"),))
    if ends is not None and case.day < ends.first:
        return Leaf(NOT_MET, "convictions.probation", {"over": ends.last}, ends.last, ((rule, "not_met"),))
    if remitted is False and ends is None:
        return Leaf(NOT_MET, "convictions.not_remitted", rests_on=((rule, "not_met"),))
    return Leaf(UNKNOWN, "convictions.remission", rests_on=((rule, "unknown"),), asks=("convictions.remitted",))


def _summed(aggregate: float | None, entries: Any, singles: list[Leaf]) -> Leaf:
    """One day unit is one day; a lower aggregate sentence counts instead of the sum."""
    rests = tuple(rule for leaf in singles for rule in leaf.rests_on)
    counted = [entry for entry in entries if entry.get("type") != "youth_measure"]
    total = sum(entry.get("day_units") or (entry.get("months") or 0) * 30 for entry in counted)
    if aggregate is not None and len(counted) > 1:
        total = min(total, aggregate)
    value: Kleene = MET if total <= LIMIT else NOT_MET
    if len(counted) > 1:
        rests += (("STAG12a.1.SUM", "met" if value is MET else "not_met"),)
    if value is NOT_MET and total <= SLIGHT_EXCESS:
        rests += (("STAG12a.1.SLIGHT", "discretionary"),)
        return Leaf(UNKNOWN, "convictions.slight", {"sum": int(total)}, rests_on=rests, may=True)
    why = "convictions.disregarded" if value is MET else "convictions.too_high"
    return Leaf(value, why, {"sum": int(total)}, rests_on=rests)


def below_16(case: Case, params: Params) -> Leaf:
    """Below 16; or with `not`, 16 and older."""
    value = younger_than(case, 16)
    return Leaf(not_(value) if params.get("not") else value, asks=("born",) if value is UNKNOWN else ())
