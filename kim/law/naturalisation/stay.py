"""Conditions of residence, title, age, identity and the former nationality."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kim.law.age import age_on
from kim.law.kleene import MET, NOT_MET, UNKNOWN, Kleene
from kim.law.naturalisation import constants
from kim.law.naturalisation.dates import FIRST, add_months, add_years
from kim.law.naturalisation.facts import Facts
from kim.law.naturalisation.leaf import NEUTRAL, Case, Leaf, yes_no
from kim.law.naturalisation.residence import Timeline, timelines
from kim.law.naturalisation.sections import section

Params = Mapping[str, Any]


def residence(case: Case, params: Params) -> Leaf:
    """So many years of lawful habitual residence; credit of earlier time is the office's discretion."""
    years = params["years"]
    if case.facts.get("lawful_residence_years") is not None:
        return _by_number(case, years)
    lines = timelines(case.facts, case.on)
    readings = [_reading(case, line, params) for line in lines]
    worst, best = readings[0], readings[-1]
    if len(readings) == 1 or worst.value is best.value:
        return worst if len(readings) == 1 or worst.value is not NOT_MET else best
    return Leaf(UNKNOWN, "residence.vague", {"years": years}, best.when, best.rests_on, asks=("statuses",))


def _by_number(case: Case, years: int) -> Leaf:
    stated = case.facts.get("lawful_residence_years")
    missing = round((years - stated) * 12)
    reached = add_months(case.on, missing)
    value = MET if case.day >= reached else NOT_MET
    return Leaf(
        value, f"residence.{value}", {"years": years, "start": add_years(reached, -years), "plain": reached}, reached
    )


def _reading(case: Case, line: Timeline, params: Params) -> Leaf:
    years = params["years"]
    marks = tuple(line.marks.items())
    start = line.start_on(case.day)
    if start is None:
        why = "residence.unknown" if not line.known else "residence.none"
        return Leaf(NOT_MET, why, {"years": years}, rests_on=marks, asks=("statuses",))
    reached = add_years(start, years)
    if reached > case.day:
        return _credit(case, line, params, reached, marks)
    months_abroad = case.facts.get("absences_total_months_last_5_years")
    since = max(start, add_years(case.day, -years))
    half = years * 12 / 2
    too_long = months_abroad > half if months_abroad is not None else line.absent_days(since, case.day) > half * 30.4375
    if params.get("half") and too_long:
        return Leaf(NOT_MET, "residence.half", {"years": years}, rests_on=(*marks, ("STAG12b.1.HALF", "not_met")))
    single = case.facts.get("single_absence_max_months")
    if single is not None and single > 6 and not case.facts.said("absences", "new_stay_from"):
        rests = (*marks, ("STAG12b.1.6M", "not_met"))
        return Leaf(UNKNOWN, "residence.single", {"years": years}, rests_on=rests, asks=("absences",))
    shown = {"years": years, "start": start} if start > FIRST else {"years": years}
    return Leaf(MET, "residence.met" if start > FIRST else "residence.stated", shown, reached, marks)


def _credit(case: Case, line: Timeline, params: Params, reached: date, marks: Any) -> Leaf:
    """Not long enough; earlier time may be credited (§ 12b (2) StAG)."""
    years, most = params["years"], params.get("credit", 0)
    shown = {"years": years, "start": add_years(reached, -years), "plain": reached}
    earlier = line.credited_start(case.day, most) if most else None
    if earlier is None or earlier >= shown["start"]:
        return Leaf(NOT_MET, "residence.not_met", shown, reached, marks)
    with_credit = add_years(earlier, years)
    shown["credited"] = with_credit
    rests = (*marks, ("STAG12b.2.CREDIT", "discretionary"))
    value = UNKNOWN if with_credit <= case.day else NOT_MET
    return Leaf(value, "residence.credit", shown, with_credit, rests, may=value is UNKNOWN)


def title(case: Case, params: Params) -> Leaf:
    """A qualifying right of residence on the day, as a snapshot."""
    facts = case.facts
    free = any(nation in constants.FREE_MOVEMENT for nation in facts.get("nationality") or ())
    statuses = facts.get("statuses")
    if free:
        return Leaf(MET, "title.eu")
    if not statuses:
        if facts.get("fiction_certificate"):
            return Leaf(UNKNOWN, "title.fiction", asks=("valid residence title",))
        if facts.others_met and not facts.said("statuses", "fiction_certificate"):
            return Leaf(MET, "others_met")
        return Leaf(UNKNOWN, "title.unknown", asks=("statuses",))
    current = [item for item in statuses if _current(item, case, statuses)]
    found = [_qualifies(item, params, facts) for item in current]
    for value in (MET, UNKNOWN, NOT_MET):
        for leaf in found:
            if leaf.value is value:
                return leaf
    return Leaf(UNKNOWN, "title.ended", asks=("valid residence title",))


def _current(item: Any, case: Case, statuses: Any) -> bool:
    start, end = item.get("from"), item.get("to")
    if start is not None and start.first > case.day:
        return False
    if end is None or end.last >= case.day:
        return True
    last = max(other["to"].last if other.get("to") else date.max for other in statuses)
    return bool(case.on <= end.last == last)


def _qualifies(item: Any, params: Params, facts: Facts) -> Leaf:  # noqa: PLR0911 one line a ground
    kind, named = item.get("kind"), section(item.get("section"))
    shown = {"section": item.get("section") or kind or "?"}
    excluded: frozenset[str] = params["excluded"]
    only = params.get("only")
    if kind is None:
        return Leaf(UNKNOWN, "title.unknown", asks=("statuses",))
    if only:
        return _one_of(kind, named, params, facts, shown)
    if kind in constants.UNLIMITED or kind in ("freizuegigkeit_eu", "blaue_karte", "aufenthaltserlaubnis_FZA"):
        return Leaf(MET, "title.met", shown)
    if kind == "fiktion":
        earlier = [other for other in facts.get("statuses") if other.get("kind") in constants.PERMITS]
        before = section(earlier[-1].get("section")) if earlier else None
        if before and before.within(excluded):
            return Leaf(NOT_MET, "title.excluded", {"section": before.short})
        return Leaf(UNKNOWN, "title.fiction", asks=("valid residence title",))
    if kind == "visum" and not params.get("visa"):
        return Leaf(NOT_MET, "title.none", shown)
    if kind in ("aufenthaltserlaubnis", "visum"):
        if named is None or (within := named.within(excluded)) is None:
            return Leaf(UNKNOWN, "title.section", asks=("statuses",))
        return Leaf(NOT_MET, "title.excluded", {"section": named.short}) if within else Leaf(MET, "title.met", shown)
    if kind in ("erlaubt_nach_25(1)S3", "aufenthaltsbefugnis"):
        return Leaf(UNKNOWN, "title.pending", asks=("valid residence title",))
    return Leaf(NOT_MET, "title.none", shown)


def _one_of(kind: str, named: Any, params: Params, facts: Facts, shown: Params) -> Leaf:
    """Titles a settlement permit builds on; of § 25 (2) only the first alternative where the list names it."""
    only: frozenset[str] = params["only"]
    if kind not in constants.PERMITS:
        return Leaf(NOT_MET, "title.none", shown)
    if "*" in only:
        barred = named.within(params["excluded"]) if named else None
        return Leaf(NOT_MET, "title.other", shown) if barred else Leaf(MET, "title.met", shown)
    if named is None or named.within(only) is None:
        return Leaf(UNKNOWN, "title.section", asks=("statuses",))
    if named.short == "25(2)" and "25(2)" in only:
        alternative = named.alternative or _by_protection(facts)
        if not alternative:
            return Leaf(UNKNOWN, "title.section", asks=("statuses", "protection"))
        return Leaf(MET, "title.met", shown) if alternative == "1" else Leaf(NOT_MET, "title.other", shown)
    return Leaf(MET, "title.met", shown) if named.within(only) else Leaf(NOT_MET, "title.other", shown)


def _by_protection(facts: Facts) -> str:
    """The alternative of § 25 (2) AufenthG that the kind of protection tells."""
    return {"refugee": "1", "asylum": "1", "subsidiary": "2"}.get(facts.table("protection").get("type") or "", "")


def younger_than(case: Case, limit: int) -> Kleene:
    """Whether the person is below an age on the day that is looked at."""
    facts = case.facts
    born = facts.get("born")
    if born is not None:
        if born.first > case.day:
            return MET
        youngest, oldest = age_on(min(born.last, case.day), case.day), age_on(born.first, case.day)
    elif facts.get("age") is not None:
        youngest = oldest = int(facts.get("age")) + (age_on(case.on, case.day) if case.day >= case.on else 0)
    else:
        return NOT_MET if facts.others_met or not facts.said("age", "born") else UNKNOWN
    if oldest < limit:
        return MET
    return NOT_MET if youngest >= limit else UNKNOWN


def capacity(case: Case, params: Params) -> Leaf:
    """Able to act from 16, or legally represented; nobody said to be younger needs to show it."""
    below = younger_than(case, 16)
    if below is NOT_MET:
        return Leaf(MET, "capacity.met") if case.facts.said("age", "born") else NEUTRAL
    facts = case.facts
    if facts.get("legal_representative") or facts.get("applicant_alone") is False:
        return Leaf(MET, "capacity.represented")
    if facts.others_met and not facts.said("applicant_alone", "legal_representative"):
        return Leaf(MET, "capacity.represented")
    return Leaf(UNKNOWN, "capacity.unknown", asks=("legal_representative",))


def identity(case: Case, params: Params) -> Leaf:  # noqa: PLR0911 one line a stage
    """Identity and nationality clarified; the passport comes first, a note of own statements proves nothing."""
    facts, found = case.facts, case.facts.table("identity")
    asks = ("identity",)
    if found.get("clarified") is False:
        return Leaf(NOT_MET, "identity.not_met")
    if "unclear" in (facts.get("nationality") or ()):
        return Leaf(UNKNOWN, "identity.nationality", asks=("nationality",))
    if found.get("own_statements_only") is True:
        return Leaf(UNKNOWN, "identity.statements", asks=asks)
    if found.get("clarified") is True or found.get("passport") is True:
        return Leaf(MET, "identity.met")
    if found.get("passport") is False and found.get("passport_obtainable") is True:
        return Leaf(NOT_MET, "identity.passport_first")
    if found.get("id_card") is True and found.get("passport_obtainable") is False:
        return Leaf(MET, "identity.card")
    if facts.others_met and not facts.said("identity"):
        return Leaf(MET, "others_met")
    return Leaf(UNKNOWN, "identity.unknown", asks=asks)


def renunciation(case: Case, params: Params) -> Leaf:  # noqa: PLR0911 one line a ground
    """The former nationality is given up, or an exception of § 12 of the old law applies."""
    facts = case.facts
    nations = set(facts.get("nationality") or ())
    keep = constants.EU | {"CH"}
    if nations and nations <= keep:
        return Leaf(MET, "renunciation.eu", rests_on=(("STAG12.2", "met"),))
    if nations == {"stateless"}:
        return Leaf(MET, "renunciation.stateless")
    if facts.get("refugee_travel_document"):
        return Leaf(MET, "renunciation.refugee", rests_on=(("STAG12.1.6", "met"),))
    said = facts.get("renunciation")
    if said in ("done", "willing"):
        return Leaf(MET, "renunciation.met")
    if said == "exception applies":
        return Leaf(MET, "renunciation.exception")
    if said == "home law requires majority":
        return Leaf(MET, "renunciation.later", rests_on=(("STAG10.3a", "met"),))
    if said is None and not (facts.others_met and not facts.said("renunciation")):
        return Leaf(UNKNOWN, "renunciation.unknown", asks=("renunciation",))
    return Leaf(MET, "others_met") if said is None else Leaf(NOT_MET, "renunciation.not_met")


def declaration(case: Case, params: Params) -> Leaf:
    """A declaration of loyalty; not asked of children below 16."""
    if younger_than(case, 16) is MET:
        return Leaf(None, "declaration.minor", rests_on=(("STAG10.1.MINOR", "met"),))
    facts, name = case.facts, params["name"]
    found = facts.table("declarations")
    if facts.others_met and name not in found and (facts.get("declarations") or not facts.said("declarations")):
        return Leaf(MET, "others_met")
    return yes_no(found.get(name), "declaration", f"declarations.{name}")
