"""The planner of legal spheres as a page shows it: what the file proposes, and a plan with its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kim.casework.public import Case, Person, ResidenceDocument, spheres
from kim.charts import HALF, Gantt, Lane, Span
from kim.law import transitions as law
from kim.law.naturalisation.sections import section
from kim.web.drawings import Shown, shown
from kim.web.naturalisation.results import certainty_words
from kim.web.templatetags.kim import day

PENSION_AHEAD_YEARS = 3
BY_SECTION = {"25(1)": "recognised", "25(2)": "recognised", "25(3)": "recognised", "25(5)": "suspended"}
BY_PARAGRAPH = {"25a": "stays", "25b": "stays", "104c": "stays"}


@dataclass(frozen=True)
class Proposal:
    """An event the file knows of, with its day if it is known, and where it stands."""

    event: str
    day: date | None
    why: str


@dataclass(frozen=True)
class Step:
    """Something to do: who, what, until when; its number in the plan."""

    number: int
    who: str
    what: str
    until: date
    late: bool
    own: bool


@dataclass(frozen=True)
class Plan:
    """One change in words."""

    found: law.Transition
    title: str
    explanation: str
    certainty: str
    steps: tuple[Step, ...]
    papers: tuple[str, ...]
    chart: Shown | None
    application: str

    @property
    def rule(self) -> law.Rule:
        """The provision it follows."""
        return self.found.rule


def lang() -> str:
    """The language of the data: German, or English where the screen is."""
    return "en" if (get_language() or "de").startswith("en") else "de"


def born_of(person: Person) -> date | None:
    """The full date of birth, if the file has it."""
    parts = (person.birth_year, person.birth_month, person.birth_day)
    return date(*parts) if all(parts) else None  # type: ignore[arg-type]


def proposals(case: Case, today: date) -> list[Proposal]:
    """What the file knows that moves somebody from one sphere to another."""
    papers = list(case.documents_of_residence.all())
    changes = list(case.sphere_changes.select_related("from_sphere", "to_sphere"))
    now = {sphere.key for sphere in spheres.way_of(changes, today).current(today)}
    found = [*_by_paper(papers), *_by_stay(case, now), *_by_age(case, now, today)]
    return [each for n, each in enumerate(found) if each.event not in {before.event for before in found[:n]}]


def _by_paper(papers: list[ResidenceDocument]) -> Iterable[Proposal]:
    current = next((paper for paper in papers if paper.is_current), None)
    if current is None:
        return
    if current.group == "protection":
        first = min(
            (paper.valid_from for paper in papers if paper.group == "protection" and paper.valid_from), default=None
        )
        yield Proposal("ukraine", first, _("residence document: temporary protection"))
    elif current.group == "procedure":
        yield Proposal("recognised", None, _("residence document: procedure is running"))
    named = section(current.title) if current.title else None
    event = named and (BY_SECTION.get(named.short) or BY_PARAGRAPH.get(named.para))
    if event:
        days = [paper.valid_from for paper in papers if paper.valid_from and section(paper.title) == named]
        granted = min(days, default=None) if event != "suspended" else None
        yield Proposal(event, granted, _("exact title in the file: %(title)s") % {"title": current.title})


def _by_stay(case: Case, now: set[str]) -> Iterable[Proposal]:
    entered = getattr(case.profile, "entered_on", None)
    if "asylblg" in now and entered:
        yield Proposal("analogous", entered, _("in the AsylbLG, arrived on %(day)s") % {"day": day(entered)})


def _by_age(case: Case, now: set[str], today: date) -> Iterable[Proposal]:
    born = born_of(case.person)
    if born and "sgb-ii" in now and law.age_limit(born).year - today.year <= PENSION_AHEAD_YEARS:
        yield Proposal("pension", born, _("in SGB II, age limit is near"))


def plans(event: str, on: date, *, today: date, applied: date | None, drafts: bool) -> list[Plan]:
    """What follows, with the words of the reader."""
    found = law.plan(event, on, today=today, applied_on=applied, with_drafts=drafts)
    return [_plan(each, today) for each in found]


def _plan(found: law.Transition, today: date) -> Plan:
    rule, words = found.rule, lang()
    steps = tuple(
        Step(
            n,
            law.say("who", act.who, words),
            act.what[words],
            act.until,
            act.until < today,
            act.who in ("advice", "person"),
        )
        for n, act in enumerate(found.acts)
    )
    applied = law.application(rule.target_sphere) if found.apply_by else None
    return Plan(
        found=found,
        title=_title(found, words),
        explanation=rule.texts[f"explanation_{words}"],
        certainty=certainty_words(rule.certainty),
        steps=steps,
        papers=tuple(rule.texts[f"papers_{words}"]),
        chart=_drawn(found, today, words),
        application=f"{applied['citation']}, {certainty_words(applied['certainty'])}" if applied else "",
    )


def _title(found: law.Transition, words: str) -> str:
    rule = found.rule
    if not rule.target_sphere or rule.source_sphere == rule.target_sphere:
        return str(rule.texts[f"event_{words}"])
    way = {
        "before": law.say("sphere", rule.source_sphere, words),
        "after": law.say("sphere", rule.target_sphere, words),
    }
    if not rule.enacted:
        return _("Draft, not in force: %(before)s to %(after)s") % way
    return _("From %(before)s to %(after)s on %(day)s") % {**way, "day": day(found.begins_on)}


def _drawn(found: law.Transition, today: date, words: str) -> Shown | None:
    """One lane for each sphere, and one for the days without any."""
    if not found.changes_sphere or not found.ends_on or not found.begins_on:
        return None
    rule = found.rule
    start = found.gap[1] + law.A_DAY if found.gap else None
    begun = start or found.begins_on
    after = Span(label="", start=begun, end=None, kind="expected" if begun > today or found.gap_grows else "here")
    before = Span(label="", start=min(found.event_on, found.ends_on), end=found.ends_on, kind="done")
    lanes = [
        Lane(
            name=law.say("sphere", rule.source_sphere, words),
            spans=(before,),
        ),
        Lane(name=law.say("sphere", rule.target_sphere, words), spans=(after,)),
    ]
    if found.gap:
        text = _("%(number)s days") % {"number": found.gap_days}
        lanes.append(
            Lane(
                name=_("Without benefits"),
                spans=(Span(label=text, start=found.gap[0], end=found.gap[1], kind="against"),),
            )
        )
    return shown(
        Gantt(
            id=f"change-{rule.id.replace('.', '-').lower()}", title=_("From one legal sphere to the other"),
            nothing=_("No days are known."), description=_("Until when the earlier one pays, from when the new one, and the days between."),
            lanes=tuple(lanes), heads=(_("Legal sphere"), _("what"), _("from"), _("until")), today=today, today_label=_("today"),
        ),
        width=HALF,
    )  # fmt: skip


def course_of(papers: list[ResidenceDocument]) -> law.CourseAccess | None:
    """Access to the integration course with the paper of today, as far as the file tells its title."""
    current = next((paper for paper in papers if paper.is_current), None)
    if current is None:
        return None
    named = {"protection": "24", "procedure": "procedure"}.get(current.group, "")
    found = section(current.title) if current.title else None
    same = [
        paper for paper in papers if paper.valid_from and section(paper.title) == found and paper.group == current.group
    ]
    first = min((paper.valid_from for paper in same if paper.valid_from), default=None)
    return law.course_access(found.short if found else named, first) if found or named else None


def spoken(texts: Any) -> str:
    """A text of the law in the language of the reader."""
    return str(texts[lang()])
