"""Conditions of language and civics."""

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
_ILL = (
    r"ill|illness\w*|sick\w*|diseas\w*|disorder|disab\w*|impair\w*|dement\w*|demenz|trauma\w*|ptsd|ptbs|depress\w*|psych\w*|stroke"
    r"|blind\w*|deaf\w*|taub\w*|gehörlos\w*|cognitive|kognitiv\w*|schlaganfall|\w*krank\w*|\w*behinder\w*"
)
HEALTH = re.compile(rf"\b({_ILL})\b")
AGE = re.compile(r"\b(age|aged|alter|alters|altersbedingt\w*)\b")
DENIED = re.compile(rf"\b(no|not|without|kein\w*|nicht|ohne)\s+(\w+\s+){{0,2}}({_ILL}|age|alter\w*)\b")
OLD = 60  # no age is fixed by the law; below this one 'age' alone says nothing


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
        other = facts.table("civics" if key == "language" else "language").get("cause")
        if other and _hinders(case, other) is MET:
            return Leaf(UNKNOWN, "cause.unknown", asks=(f"{key}.cause",))
        return yes_no(False if facts.others_met else None, "cause", f"{key}.cause")
    if text.strip().lower() == "none":
        return yes_no(False, "cause")
    if _evidence(text, "illiter", "analphabet") and not HEALTH.search(text.lower()):
        return Leaf(NOT_MET, "cause.illiteracy")
    found = _hinders(case, text)
    return Leaf(MET, "cause.met") if found is MET else Leaf(UNKNOWN, "cause.unknown", asks=(f"{key}.cause",))


def _hinders(case: Case, text: str) -> Kleene:
    """Whether free text names illness, disability or old age; a denial and the age of somebody young leave it open."""
    words = text.lower()
    if DENIED.search(words):
        return UNKNOWN
    if HEALTH.search(words) or (AGE.search(words) and younger_than(case, OLD) is not MET):
        return MET
    return UNKNOWN


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


def below_16(case: Case, params: Params) -> Leaf:
    """Below 16; or with `not`, 16 and older."""
    value = younger_than(case, 16)
    return Leaf(not_(value) if params.get("not") else value, asks=("born",) if value is UNKNOWN else ())
