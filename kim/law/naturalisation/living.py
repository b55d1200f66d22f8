"""Conditions of livelihood, convictions, exclusions and the other bases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kim.law.kleene import MET, NOT_MET, UNKNOWN, all_of, known
from kim.law.naturalisation import constants
from kim.law.naturalisation.dates import add_months, add_years, months_between
from kim.law.naturalisation.leaf import NEUTRAL, Case, Leaf, yes_no
from kim.law.naturalisation.residence import timelines

Params = Mapping[str, Any]


def drawing(case: Case) -> bool | None:
    """Whether benefits of SGB II or XII are received now."""
    benefits = case.facts.get("benefits")
    if benefits is None:
        return None
    if constants.HARMFUL & set(benefits):
        return True
    return False if set(benefits) <= constants.HARMLESS else None


def supports(case: Case, params: Params) -> Leaf:  # noqa: PLR0911 one line a ground
    """Own and family's support without SGB II or XII; a forecast, so drawing nothing today is not enough."""
    facts = case.facts
    draws, enough = drawing(case), facts.table("livelihood").get("self_and_relatives")
    if draws:
        return Leaf(NOT_MET, "livelihood.draws")
    covers, work = facts.get("income_covers_need_with_housing_allowance"), facts.table("employment")
    if enough is False or (covers is False and enough is None):
        return Leaf(NOT_MET, "livelihood.not_enough")
    if (draws is None and not (enough or facts.others_met)) or (draws is None and facts.get("benefits")):
        return Leaf(UNKNOWN, "livelihood.unknown", asks=("benefits",))
    if (facts.others_met and not facts.said("benefits")) or enough or covers:
        return Leaf(MET, "livelihood.met")
    if work.get("full_time_now") or (work.get("weekly_hours") or 0) >= 15 or facts.others_met:
        return Leaf(MET, "livelihood.forecast")
    if params.get("forecast"):
        return Leaf(UNKNOWN, "livelihood.forecast_unknown", asks=("livelihood.self_and_relatives",))
    return Leaf(MET, "livelihood.met")


def not_responsible(case: Case, params: Params) -> Leaf:
    """Draws benefits but does not have to answer for it."""
    if drawing(case) is False and params.get("only_if_drawn"):
        return NEUTRAL
    answer = case.facts.get("responsible_for_benefits")
    return yes_no(None if answer is None else not answer, "responsible", "responsible_for_benefits")


def strict_support(case: Case, params: Params) -> Leaf:
    """§ 8: feeds oneself and all relatives, also those abroad."""
    if drawing(case):
        return Leaf(NOT_MET, "livelihood.draws")
    enough = case.facts.table("livelihood").get("self_and_relatives")
    if enough is None and case.facts.others_met and not case.facts.said("livelihood"):
        return Leaf(MET, "others_met")
    return yes_no(enough, "strict", "livelihood.self_and_relatives")


def applied_by(case: Case, params: Params) -> Leaf:
    """A transition rule for applications filed up to a day."""
    applied, limit = case.facts.get("application_date"), params["day"]
    cite = params.get("cite", "")
    if applied is None:
        answer = case.facts.exception(None, "application_date")
        return yes_no(answer, "applied", "application_date")
    if applied.last <= limit:
        return Leaf(MET, "applied.met", {"day": limit}, rests_on=((cite, "met"),))
    if applied.first > limit:
        return Leaf(NOT_MET, "applied.not_met", {"day": limit}, rests_on=((cite, "not_met"),))
    return Leaf(UNKNOWN, "applied.unknown", asks=("application_date",))


def guest_worker(case: Case, params: Params) -> Leaf:
    """Came as a guest worker or contract worker in time; entry after 13 June 1990 excludes it."""
    facts = case.facts
    entry, answer = facts.get("entry"), facts.exception(facts.get("guest_worker"), "guest_worker")
    born, nations = facts.get("born"), set(facts.get("nationality") or ())
    if (entry and entry.first > date(1990, 6, 13)) or (born and born.first > date(1990, 6, 13)):
        return Leaf(NOT_MET, "guest.entry")
    if answer and entry and entry.first > date(1974, 6, 30) and nations and nations <= constants.RECRUITMENT:
        return Leaf(UNKNOWN, "guest.late", asks=("entry",))
    return yes_no(answer, "guest", "guest_worker")


def full_time(case: Case, params: Params) -> Leaf:  # noqa: PLR0911 one line a ground
    """Works full time now and did so for at least 20 of the last 24 months."""
    who, need = params["of"], params["months"]
    facts, work = case.facts, case.facts.table(params["of"])
    now = facts.exception(work.get("full_time_now"), f"{who}.") if not facts.table(who) else work.get("full_time_now")
    if now is None:
        return Leaf(UNKNOWN, "work.unknown", asks=(f"{who}.full_time_now",))
    if not now:
        return Leaf(NOT_MET, "work.not_now")
    since, stated = work.get("full_time_since"), work.get("full_time_months_last_24")
    if stated is None and since is None:
        return Leaf(UNKNOWN, "work.months_unknown", {"need": need}, asks=(f"{who}.full_time_months_last_24",))
    if stated is not None and stated > 24:
        return Leaf(UNKNOWN, "work.months_unknown", {"need": need}, asks=(f"{who}.full_time_months_last_24",))
    reached = _months_full(case, since, stated, need)
    if reached <= case.day:
        return Leaf(MET, "work.met", {"need": need}, reached)
    if since is not None and not since.exact and add_months(since.first, need) <= case.day:
        return Leaf(UNKNOWN, "work.months_unknown", {"need": need}, reached, asks=(f"{who}.full_time_since",))
    done = months_between(since.last, case.day) if since is not None else 0
    have = int(stated) if stated is not None else max(0, done)
    return Leaf(NOT_MET, "work.not_met", {"need": need, "have": have}, reached)


def _months_full(case: Case, since: Any, stated: float | None, need: int) -> date:
    """The day on which the needed months are reached if the work goes on."""
    by_start = add_months(since.last, need) if since is not None else None
    if stated is None and since is not None and by_start is not None:
        return by_start
    if stated is not None and since is not None and by_start is not None and (by_start <= case.on) == (stated >= need):
        unbroken = stated <= months_between(since.first, case.on) + 1
        return by_start if unbroken else add_months(case.on, need - int(stated))
    return add_months(case.on, need - int(stated or 0))


def family_of_worker(case: Case, params: Params) -> Leaf:
    """Married to somebody who works full time, with a minor child in the household."""
    facts = case.facts
    if facts.get("single_parent") is True:
        return Leaf(NOT_MET, "family.alone")
    couple = facts.table("spouse")
    married = couple.get("married", True if couple else None)
    if not couple and facts.table("partner").get("married") is False:
        return Leaf(NOT_MET, "family.unmarried")
    if not couple and facts.table("partner").get("married"):
        married, who = True, "partner"
    else:
        who = "spouse"
    married = facts.exception(married, "spouse")
    child = facts.exception(facts.get("minor_child_in_household"), "minor_child_in_household")
    work = full_time(case, {"of": who, "months": params["months"]})
    value = all_of([known(married), known(child), work.value or UNKNOWN])
    if value is MET:
        return Leaf(MET, "family.met", when=work.when)
    if value is NOT_MET:
        timed = work.value is NOT_MET and married and child
        return Leaf(NOT_MET, "family.work" if timed else "family.not_met", when=work.when if timed else None)
    asks = [] if married is not None else ["spouse"]
    asks += [] if child is not None else ["minor_child_in_household"]
    return Leaf(UNKNOWN, "family.unknown", asks=(*asks, *work.asks))


def pending(case: Case, params: Params) -> Leaf:
    """A running investigation suspends the decision."""
    facts = case.facts
    running = facts.get("pending_investigation")
    if running:
        return Leaf(UNKNOWN, "pending.unknown", asks=("pending_investigation",))
    if running is None and facts.said("pending_investigation"):
        return Leaf(UNKNOWN, "pending.open", asks=("pending_investigation",))
    return NEUTRAL


def several_spouses(case: Case, params: Params) -> Leaf:
    """Married to several people at once; not asked unless something speaks for it."""
    answer = case.facts.get("married_to_several_spouses")
    if answer is None:
        return NEUTRAL
    return Leaf(NOT_MET, "spouses.not_met") if answer else Leaf(MET, "spouses.met")


def deception(case: Case, params: Params) -> Leaf:
    """A final finding of deception bars for ten years."""
    found = case.facts.table("deception_finding")
    if not found:
        return NEUTRAL
    day, final = found.get("date"), found.get("final_or_immediately_enforceable")
    if final is False:
        return Leaf(UNKNOWN, "deception.not_final", asks=("deception_finding",))
    if day is None or final is None:
        return Leaf(UNKNOWN, "deception.unknown", asks=("deception_finding",))
    over = add_years(day.last, params["years"])
    if case.day >= over:
        return Leaf(MET, "deception.over", when=over)
    return Leaf(NOT_MET if day.exact else _bar(case, day, params["years"]), "deception.not_met", {"over": over}, over)


def _bar(case: Case, day: Any, years: int) -> Any:
    return NOT_MET if case.day < add_years(day.first, years) else UNKNOWN


def marriage(case: Case, params: Params) -> Leaf:
    """Married to a German for so many years, and still."""
    facts, found = case.facts, case.facts.table("spouse_german")
    day, lasts = found.get("marriage_date"), found.get("existing")
    if lasts is False:
        child = facts.get("minor_child_in_household")
        open_way = Leaf(UNKNOWN, "marriage.child", asks=("spouse_german",), rests_on=(("STAG9.2", "unknown"),))
        return open_way if child else Leaf(NOT_MET, "marriage.ended")
    if not found and facts.others_met and not facts.said("spouse_german"):
        return Leaf(MET, "others_met")
    if day is None or (lasts is None and not facts.others_met):
        return Leaf(UNKNOWN, "marriage.unknown", asks=("spouse_german",))
    reached = add_years(day.last, params["years"])
    if case.day >= reached:
        return Leaf(MET, "marriage.met", {"years": params["years"]}, reached)
    if case.day >= add_years(day.first, params["years"]):
        return Leaf(UNKNOWN, "marriage.unknown", asks=("spouse_german.marriage_date",))
    return Leaf(NOT_MET, "marriage.not_met", {"years": params["years"]}, reached)


def together(case: Case, params: Params) -> Leaf:
    """Naturalised together with the spouse or parent who meets § 10 (1)."""
    facts = case.facts
    answer = facts.get("parent_naturalised_at_same_time")
    if answer is None and facts.others_met and not facts.said("parent_naturalised_at_same_time"):
        return Leaf(MET, "together.met", may=True)
    found = yes_no(answer, "together", "parent_naturalised_at_same_time")
    return found._replace(may=found.value is MET)


def parent_at_birth(case: Case, params: Params) -> Leaf:
    """§ 4 (3): one parent's years and unlimited right at the birth."""
    facts, parent = case.facts, case.facts.table("parent")
    born = facts.get("child_born")
    if born is None or not parent:
        missing = "child_born" if born is None else "parent"
        return Leaf(UNKNOWN, "birth.unknown", asks=(missing,))
    if born.first < date(2000, 1, 1):
        return Leaf(UNKNOWN, "birth.before", asks=("child_born",))
    years = params["years"] if born.last < params["changed"] else params["years_later"]
    vague = born.first < params["changed"] <= born.last
    long_enough = None if vague else _parent_years(case, parent, born, years)
    right = _unlimited(parent, born)
    value = all_of([known(long_enough), known(right)])
    asks: tuple[str, ...] = ("parent.lawful_residence_from",) if long_enough is None else ()
    asks += ("parent.unlimited_right",) if right is None else ()
    if value is MET and born.first > case.on:
        return Leaf(UNKNOWN, "birth.ahead", asks=("child_born",))
    why = {MET: "birth.met", UNKNOWN: "birth.unknown"}.get(value, "birth.right" if right is False else "birth.years")
    return Leaf(value, why, {"years": years}, asks=asks)


def _parent_years(case: Case, parent: Params, born: Any, years: int) -> bool | None:
    since, stated = parent.get("lawful_residence_from"), parent.get("lawful_residence_years")
    if since is not None:
        if add_years(since.last, years) <= born.first:
            return True
        return None if add_years(since.first, years) <= born.last else False
    if stated is not None:
        return bool(stated >= years)
    if not parent.get("statuses"):
        return None
    starts = [line.start_on(born.first) for line in timelines(case.facts, born.first, "parent")]
    answers = {start is not None and add_years(start, years) <= born.first for start in starts}
    return answers.pop() if len(answers) == 1 else None


def _unlimited(parent: Params, born: Any) -> bool | None:
    """An unlimited right, free movement, or the Swiss permit, at the birth."""
    title = (parent.get("title") or "").lower()
    if title.startswith("aufenthaltserlaubnis_fza"):
        return True
    if parent.get("unlimited_right") is not None:
        return bool(parent["unlimited_right"])
    if any(nation in constants.FREE_MOVEMENT for nation in parent.get("nationality") or ()):
        return True
    kinds = {
        item.get("kind")
        for item in parent.get("statuses") or ()
        if (not item.get("from") or item["from"].last <= born.first)
        and (not item.get("to") or item["to"].first >= born.last)
    }
    good = constants.UNLIMITED | {"freizuegigkeit_eu", "aufenthaltserlaubnis_FZA"}
    if kinds & good or any(title.startswith(kind.lower()) for kind in good):
        return True
    return False if (kinds - {None}) or title else None


def pension(case: Case, params: Params) -> Leaf:
    """Months of pension contributions for the settlement permit."""
    of, need = params.get("of", ""), params["months"]
    source = case.facts.table(of) if of else case.facts.data
    months = source.get("pension_contribution_months")
    if of and not months:
        return yes_no(False if case.facts.others_met else months, "pension_of", f"{of}.pension_contribution_months")
    if months is None:
        said = case.facts.said("pension_contribution_months")
        if case.facts.others_met and not said:
            return Leaf(MET, "others_met")
        return Leaf(UNKNOWN, "pension.unknown", {"need": need}, asks=("pension_contribution_months",))
    if months >= need:
        return Leaf(MET, "pension.met", {"need": need})
    return Leaf(NOT_MET, "pension.not_met", {"need": need, "have": int(months)})
