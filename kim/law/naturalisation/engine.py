"""Holding facts against the law of a day: every requirement with what stands in for it, joined by strong Kleene logic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kim.law.kleene import MET, NOT_MET, UNKNOWN, Kleene, all_of, any_of
from kim.law.naturalisation.dates import FIRST, Span, add_years
from kim.law.naturalisation.facts import Facts
from kim.law.naturalisation.leaf import NEUTRAL, Case, Leaf
from kim.law.naturalisation.residence import timelines
from kim.law.naturalisation.rules import Group, Rule, changes, groups, law

HORIZON = 12  # years after the day that are searched for an earliest date


@dataclass(frozen=True, slots=True)
class Standing:
    """How one requirement stands, with the leaf of each rule that had a say."""

    group: Group
    value: Kleene | None
    leaf: Leaf
    waivers: tuple[tuple[Rule, Leaf], ...]
    may: bool

    @property
    def covered_by(self) -> str:
        """The rule that stands in for a requirement that is not met itself."""
        if self.leaf.value is MET or self.value is not MET:
            return ""
        return next(rule.id for rule, leaf in self.waivers if leaf.value is MET)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole on a day."""

    basis: str
    day: date
    value: Kleene
    standings: tuple[Standing, ...]
    may: bool


def evaluate(facts: Facts, *, on: date, day: date | None = None) -> Verdict:
    """Hold facts known on one day against the law of that day, or of another one if things go on like this."""
    case = Case(facts, on, day or on)
    standings = tuple(_standing(group, case) for group in groups(facts.basis, case.day))
    values = [standing.value for standing in standings if standing.value is not None]
    value = all_of(values) if values else UNKNOWN
    may = any(standing.may for standing in standings)
    if value is MET and law().bases[facts.basis].get("discretionary"):
        value, may = UNKNOWN, True
    return Verdict(facts.basis, case.day, value, standings, may)


def _standing(group: Group, case: Case) -> Standing:
    leaf = group.main.check(case) if group.main.check else NEUTRAL
    if leaf.value is None:
        return Standing(group, None, leaf, (), False)
    if leaf.value is MET:
        return Standing(group, MET, leaf, (), leaf.may)
    waivers = tuple((rule, rule.check(case)) for rule in group.waivers if rule.check is not None)
    value = any_of([leaf.value, *(found.value for _rule, found in waivers if found.value is not None)])
    deciding = [(rule, found) for rule, found in waivers if found.value is value]
    if value is MET:
        may = all(rule.discretion_counts or found.may for rule, found in deciding)
    else:
        may = value is UNKNOWN and (leaf.may or any(found.may for _rule, found in deciding))
    return Standing(group, value, leaf, waivers, may)


def earliest(facts: Facts, *, on: date, today: Verdict) -> date | None:
    """The first day on which all could be met; None when waiting does not help."""
    sure = today.value is MET
    if facts.basis == "StAG4(3)":
        return None
    days = _candidates(facts, on)
    if today.value is not NOT_MET:
        return _backwards(facts, on, [day for day in days if law().first_day <= day < on], sure=sure)
    if _blocked(today):
        return None
    later = [day for day in days if day > on]
    before = on
    for day in later:
        if _possible(facts, on, day):
            return _bisect(facts, on, before, day)
        before = day
    return None


def _could(facts: Facts, on: date, day: date, *, sure: bool) -> bool:
    if not sure:
        return _possible(facts, on, day)
    return evaluate(facts, on=on, day=day).value is MET


def _possible(facts: Facts, on: date, day: date) -> bool:
    """Whether nothing fails on a day; the first requirement that does decides, whatever the others say."""
    case = Case(facts, on, day)
    return not any(_fails(group, case) for group in groups(facts.basis, day))


def _fails(group: Group, case: Case) -> bool:
    """Whether a requirement fails; what no day changes is found once for a person and a law."""
    if not group.steady:
        return _standing(group, case).value is NOT_MET
    kept, key = case.facts.timelines, ("fails", id(group))
    if key not in kept:
        kept[key] = _standing(group, case).value is NOT_MET
    return bool(kept[key])


def _backwards(facts: Facts, on: date, days: list[date], *, sure: bool) -> date | None:
    """The beginning of the time that lasts until the day; None when it lies before the data."""
    good = on
    for day in reversed(days):
        if not _could(facts, on, day, sure=sure):
            break
        good = day
    return None if good == law().first_day else good


def _bisect(facts: Facts, on: date, bad: date, good: date) -> date:
    """The first good day between two; only absences that leave the window of years make one in between."""
    if not facts.get("absences"):
        return good
    while (good - bad).days > 1:
        middle = bad + timedelta(days=(good - bad).days // 2)
        if _possible(facts, on, middle):
            good = middle
        else:
            bad = middle
    return good


def _blocked(today: Verdict) -> bool:
    """Whether something fails that neither days nor a known change of law will mend."""
    last = changes()[-1]
    if today.day < last:
        return False
    return any(
        standing.value is NOT_MET
        and not standing.group.main.timed
        and not any(rule.timed for rule, leaf in standing.waivers if leaf.when)
        for standing in today.standings
    )


def _candidates(facts: Facts, on: date) -> list[date]:
    """The days on which anything can change: anniversaries, changes of law, ends of bars, birthdays, months reached."""
    limit = add_years(on, HORIZON)
    found: set[date] = set(changes())
    for line in timelines(facts, on):
        starts = {run.start for run in line.runs if run.start > FIRST}
        starts |= {
            credited
            for run in line.runs
            for years in (3, 5)
            if (credited := line.credited_start(run.start, years)) is not None
        }
        found |= starts | {add_years(start, years) for start in starts for years in (3, 5, 6, 7, 8)}
        for absence in line.absences:
            found |= {add_years(day, years) for day in absence if day.year < 2900 for years in (0, 3, 5)}
    for item in facts.get("statuses") or ():
        found |= {item["from"].first} if item.get("from") else set()
        found |= {item["to"].last + timedelta(days=1)} if item.get("to") else set()
    for day, years in _anniversaries(facts):
        found |= {add_years(day.first, years), add_years(day.last, years)}
    if facts.get("age") is not None:
        found |= {add_years(on, years) for years in range(1, 17)}
    for standing in evaluate(facts, on=on).standings:
        found |= {leaf.when for leaf in (standing.leaf, *(leaf for _r, leaf in standing.waivers)) if leaf.when}
    return sorted(day for day in found if law().first_day <= day <= limit)


def _anniversaries(facts: Facts) -> list[tuple[Span, int]]:
    """Days of the facts with the years after which they matter."""
    found: list[tuple[Span | None, int]] = [
        (facts.get("born"), 16),
        (facts.table("protection").get("decided"), 0),
        (facts.table("spouse_german").get("marriage_date"), 2),
        (facts.table("deception_finding").get("date"), 10),
    ]
    found += [(entry.get("probation_ends"), 0) for entry in facts.get("convictions") or ()]
    return [(day, years) for day, years in found if day is not None]
