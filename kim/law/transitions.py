"""Changes of the legal sphere that pays: which ends when, which begins, the days between, who must act until when.

Advice with dates, pure and from data (`transitions.toml`); it decides nothing and knows nobody's case (ADR 58).
"""

from __future__ import annotations

import tomllib
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from kim.law.naturalisation.dates import add_months, add_years

FILE = Path(__file__).parent / "transitions.toml"
A_DAY = timedelta(days=1)
EVENTS = ("recognised", "suspended", "stays", "analogous", "rejected", "ukraine", "pension", "training")
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way from one sphere to another, with its words in both languages."""

    id: str
    event: str
    source_sphere: str
    target_sphere: str
    ends: str
    after_months: int
    enacted: bool
    citation: str
    source: str
    certainty: str
    texts: Mapping[str, Any]
    acts: tuple[Mapping[str, Any], ...]
    first_document_after: date | None
    notice_months: int


@dataclass(frozen=True, slots=True)
class Act:
    """Something somebody has to do until a day."""

    who: str
    what: Texts
    until: date


@dataclass(frozen=True, slots=True)
class Transition:
    """A change as it falls for one event: days, gap and acts; days are missing where nothing changes."""

    rule: Rule
    event_on: date
    ends_on: date | None
    begins_on: date | None
    apply_by: date | None
    gap: tuple[date, date] | None
    gap_grows: bool
    acts: tuple[Act, ...]

    @property
    def gap_days(self) -> int:
        """Days on which neither pays."""
        return (self.gap[1] - self.gap[0]).days + 1 if self.gap else 0

    @property
    def changes_sphere(self) -> bool:
        """Whether another sphere takes over, by a law in force."""
        rule = self.rule
        return rule.enacted and bool(rule.target_sphere) and rule.source_sphere != rule.target_sphere


@dataclass(frozen=True, slots=True)
class CourseAccess:
    """Access to the integration course: a right with its last day, or admission only."""

    access: str
    until: date | None
    citation: str
    certainty: str
    texts: Texts


@cache
def book() -> Mapping[str, Any]:
    """The file as it stands."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def rules() -> tuple[Rule, ...]:
    """All ways, in the order of the file."""
    return tuple(_rule(raw) for raw in book()["transition"])


def _rule(raw: Mapping[str, Any]) -> Rule:
    texts = {key: value for key, value in raw.items() if key.endswith(("_de", "_en"))}
    return Rule(
        raw["id"], raw["event"], raw["from"], raw["to"], raw["ends"], raw.get("after_months", 0), raw.get("enacted", True),
        raw["citation"], raw["source"], raw["certainty"], texts, tuple(raw["act"]), raw.get("first_document_after"),
        raw.get("notice_months", 0),
    )  # fmt: skip


def say(kind: str, key: str, lang: str) -> str:
    """The name of a sphere or of whoever has to act."""
    found = book()[kind].get(key)
    return str(found[lang]) if found else key


def application(sphere: str) -> Mapping[str, str] | None:
    """Why an application counts from the first of its month; nothing where none is needed."""
    found: Mapping[str, str] | None = book()["application"].get(sphere)
    return found


def plan(
    event: str, day: date, *, today: date, applied_on: date | None = None, with_drafts: bool = False
) -> tuple[Transition, ...]:
    """What follows from an event of a day; drafts of law only when asked for, and always marked."""
    return tuple(
        _transition(rule, day, today, applied_on)
        for rule in rules()
        if rule.event == event and (rule.enacted or (with_drafts and _touched_by_draft(rule, day)))
    )


def _touched_by_draft(rule: Rule, day: date) -> bool:
    return rule.first_document_after is None or day > rule.first_document_after


def _transition(rule: Rule, day: date, today: date, applied_on: date | None) -> Transition:
    ends, begins = _days(rule, day, today)
    apply_by = month_end(begins) if begins and rule.enacted and application(rule.target_sphere) else None
    gap, grows = _gap(ends, begins, applied_on, today) if apply_by else (None, False)
    anchors = {
        "event": day if rule.enacted else today,
        "ends": ends or day,
        "begins": begins or day,
        "latest": apply_by or day,
    }
    acts = [
        Act(act["who"], {"de": act["de"], "en": act["en"]}, anchors[act["anchor"]] + timedelta(days=act.get("days", 0)))
        for act in rule.acts
    ]
    return Transition(rule, day, ends, begins, apply_by, gap, grows, tuple(sorted(acts, key=lambda act: act.until)))


def _days(rule: Rule, day: date, today: date) -> tuple[date | None, date | None]:
    """The last day of the earlier sphere and the first of the new one."""
    if rule.ends == "never":
        return None, None
    if rule.ends == "draft":  # three months from today at most, if it came into force today
        last = add_months(today, rule.notice_months)
        return last, last + A_DAY
    if rule.ends == "pension":
        last = month_end(age_limit(day))
        return last, last + A_DAY
    turned = add_months(day, rule.after_months)
    if rule.ends == "month_end":
        last = month_end(turned)
        return last, last + A_DAY
    return turned - A_DAY, turned


def _gap(
    ends: date | None, begins: date | None, applied_on: date | None, today: date
) -> tuple[tuple[date, date] | None, bool]:
    """Days without either: an application counts from the first of its month; without one the gap grows month by month."""
    if ends is None or begins is None:
        return None, False
    counts_from = (applied_on or max(today, begins)).replace(day=1)
    start = max(begins, counts_from)
    if start - A_DAY <= ends:
        return None, False
    return (ends + A_DAY, start - A_DAY), applied_on is None


def month_end(day: date) -> date:
    """The last day of a month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def age_limit(born: date) -> date:
    """The day on which the age limit of § 7a SGB II is reached: 65 for those born before 1947, rising to 67 from 1964 on."""
    late = born.year - 1946
    months = 0 if late <= 0 else late if late <= 12 else min(12 + 2 * (late - 12), 24)
    return add_months(add_years(born, 65), months)


def course_access(named: str, granted_on: date | None) -> CourseAccess | None:
    """Access to the integration course with a title ('25(2)', '24', 'procedure'); nothing where the law names none."""
    paragraph = named.partition("(")[0]
    for raw in book()["course"]:
        if named in raw["sections"] or paragraph in raw["sections"]:
            years = raw.get("years")
            until = add_years(granted_on, years) - A_DAY if years and granted_on else None
            return CourseAccess(
                raw["access"], until, raw["citation"], raw["certainty"], {"de": raw["de"], "en": raw["en"]}
            )
    return None


def faults() -> list[str]:
    """What is wrong with the data, one sentence each; empty when nothing is."""
    found = [f"{rule.id}: event '{rule.event}' is not known" for rule in rules() if rule.event not in EVENTS]
    for rule in rules():
        wanted = {f"{part}_{lang}" for part in ("event", "day", "explanation", "papers") for lang in ("de", "en")}
        found += [f"{rule.id}: '{key}' is missing" for key in sorted(wanted - set(rule.texts))]
        found += [f"{rule.id}: nobody is called '{act['who']}'" for act in rule.acts if act["who"] not in book()["who"]]
        spheres = {rule.source_sphere, rule.target_sphere} - {""}
        found += [f"{rule.id}: there is no sphere '{sphere}'" for sphere in spheres if sphere not in book()["sphere"]]
        if not (rule.citation and rule.source) or rule.certainty not in ("high", "medium", "unverified"):
            found.append(f"{rule.id}: citation, source or certainty is missing")
    return found
