"""Conditions of the settlement permit that naturalisation does not know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from kim.law.kleene import MET, NOT_MET, UNKNOWN
from kim.law.naturalisation import constants
from kim.law.naturalisation.dates import add_years
from kim.law.naturalisation.facts import Facts
from kim.law.naturalisation.leaf import Case, Leaf, yes_no
from kim.law.naturalisation.living import drawing
from kim.law.naturalisation.residence import STUDY, Timeline, timelines
from kim.law.naturalisation.sections import section
from kim.law.naturalisation.stay import younger_than

Params = Mapping[str, Any]
COUNTED = constants.PERMITS | {"visum", "fiktion"}
TRAINING = STUDY | {"16g"}
PENSION_AGE = 67


def permit_years(case: Case, params: Params) -> Leaf:
    """So many years with a residence permit (a national visa before it counts too); study and training count half."""
    facts, years = case.facts, params["years"]
    if not facts.get("statuses"):
        stated = facts.others_met and not facts.said("statuses")
        return Leaf(MET, "residence.stated", {"years": years}) if stated else _unknown(years)
    readings = [_reading(case, line, years) for line in timelines(_permits_only(facts), case.on)]
    if len({leaf.value for leaf in readings}) > 1:
        return Leaf(UNKNOWN, "residence.vague", {"years": years}, readings[-1].when, asks=("statuses",))
    return readings[-1] if readings[0].value is NOT_MET else readings[0]


def _unknown(years: int) -> Leaf:
    return Leaf(UNKNOWN, "residence.unknown", {"years": years}, asks=("statuses",))


def _permits_only(facts: Facts) -> Facts:
    """The same facts with the time of residence permits alone; procedure, toleration and free movement are none."""
    if "permits" not in facts.timelines:
        kept = [
            item if item.get("kind") in COUNTED or item.get("kind") is None else item | {"kind": "none"}
            for item in facts.get("statuses")
        ]
        facts.timelines["permits"] = Facts(facts.data | {"statuses": kept}, [])
    found: Facts = facts.timelines["permits"]
    return found


def _reading(case: Case, line: Timeline, years: int) -> Leaf:
    marks = tuple(line.marks.items())
    start = line.start_on(case.day)
    if start is None:
        return Leaf(NOT_MET, "residence.none", {"years": years}, rests_on=marks, asks=("statuses",))
    half = _study_days(case, start) // 2
    reached = add_years(start, years) + timedelta(days=half)
    marks += (("NE9.CREDIT", "met"),) if half else ()
    shown = {"years": years, "start": start, "plain": reached}
    value = MET if reached <= case.day else NOT_MET
    return Leaf(value, f"residence.{value}", shown, reached, marks)


def _study_days(case: Case, start: date) -> int:
    """Days of study or training since the counted start."""
    days = 0
    for item in case.facts.get("statuses"):
        named = section(item.get("section"))
        if named is None or named.para not in TRAINING or item.get("kind") not in COUNTED:
            continue
        first = max(item["from"].first if item.get("from") else start, start)
        last = min(item["to"].last if item.get("to") else case.day, case.day)
        days += max(0, (last - first).days + 1)
    return days


def mostly_supports(case: Case, params: Params) -> Leaf:
    """The greater part of the livelihood is earned; who draws in addition may still reach it, whoever earns nothing not."""
    enough, work = case.facts.table("livelihood").get("self_and_relatives"), case.facts.table("employment")
    draws = drawing(case)
    if enough is True and not draws:
        return Leaf(MET, "mostly.met")
    earns_nothing = work.get("full_time_now") is False and work.get("weekly_hours") == 0
    if draws and earns_nothing:
        return Leaf(NOT_MET, "mostly.not_met")
    if draws is not True and enough is None and case.facts.others_met and not case.facts.said("livelihood"):
        return Leaf(MET, "others_met")
    return Leaf(UNKNOWN, "mostly.unknown", asks=("livelihood.self_and_relatives",))


def pension_age(case: Case, params: Params) -> Leaf:
    """The age of the pension is reached, or illness or disability keeps the person from earning."""
    below = younger_than(case, PENSION_AGE)
    if below is NOT_MET:
        old = case.facts.said("age", "born")
        return (
            Leaf(MET, "pension_age.met") if old else yes_no(None if not case.facts.others_met else False, "pension_age")
        )
    return yes_no(None if below is UNKNOWN else False, "pension_age", "born")


def stated(case: Case, params: Params) -> Leaf:
    """A plain fact of its own: as stated, as met with 'others met', else open."""
    key, good = params["key"], params.get("good", True)
    answer = case.facts.get(key)
    if answer is None and case.facts.others_met and not case.facts.said(key):
        return Leaf(MET, "others_met")
    return yes_no(None if answer is None else answer is good, "stated", key)
