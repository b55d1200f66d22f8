"""Whom a county's KIM is for: its stages and criteria, held against what is known of a person.

The result says met, not met or unknown, criterion by criterion. It is never a refusal: people decide,
and they may take on anyone with a reason. Texts come from the county's data; what is said here are
message keys with their values, which the pages translate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from kim.law.age import AgeRange
from kim.law.kleene import MET, NOT_MET, UNKNOWN, Kleene, all_of, any_of, known, not_

StatusGroup = Literal["refugee", "newcomer", "eu_citizen", "labour_migrant", "long_resident", "other"]
CriterionKind = Literal[
    "age_between",
    "refugee_or_newcomer",
    "status_group_in",
    "child_of_member",
    "years_in_germany_at_most",
    "years_in_county_at_most",
    "lives_in_county",
    "lives_in_municipality",
    "no_other_case_management",
    "any_of",
    "all_of",
]
Param: TypeAlias = "int | str | tuple[str, ...]"
Params: TypeAlias = "Mapping[str, Param]"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person on the day; None means not asked, not known or refused."""

    age: AgeRange | None = None
    refugee_or_newcomer: bool | None = None
    status_group: StatusGroup | None = None
    child_of_member: bool | None = None
    years_in_germany: int | None = None
    years_in_county: int | None = None
    lives_in_county: bool | None = None
    municipality_ags: str | None = None
    has_other_case_management: bool | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition of a stage; any_of and all_of carry parts. What does not count is a hint for the talk."""

    key: str
    kind: CriterionKind
    label_de: str
    label_en: str
    source: str = ""
    params: Params = field(default_factory=dict)
    parts: tuple[Criterion, ...] = ()
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the build-up, all of whose criteria must be met; a planned one has not begun."""

    key: str
    label_de: str
    label_en: str
    criteria: tuple[Criterion, ...] = ()
    planned: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""

    def in_force(self, on: date) -> bool:
        """Whether the stage applies on this day; both its days are inclusive."""
        started = self.valid_from is None or self.valid_from <= on
        return not self.planned and started and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class TargetGroupRule:
    """The stages of a county, in their order."""

    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class CriterionFinding:
    """How one criterion stands, with the reason as message key and values."""

    criterion: Criterion
    value: Kleene
    message_key: str
    params: Params
    parts: tuple[CriterionFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class StageFinding:
    """How a stage stands; one that is not in force has no findings and does not count."""

    stage: Stage
    in_force: bool
    value: Kleene
    findings: tuple[CriterionFinding, ...]


@dataclass(frozen=True, slots=True)
class TargetGroupFinding:
    """The whole result on a day: met if one stage in force is; unknown if none is in force."""

    on: date
    value: Kleene
    stages: tuple[StageFinding, ...]

    @property
    def missing(self) -> tuple[CriterionFinding, ...]:
        """The single criteria that are still unknown, each once: what to ask next."""
        open_ones = [f for stage in self.stages for f in stage.findings if f.value is UNKNOWN]
        leaves = [leaf for finding in open_ones for leaf in _leaves(finding) if leaf.value is UNKNOWN]
        found: dict[object, CriterionFinding] = {}
        for leaf in leaves:
            found.setdefault(_question(leaf), leaf)
        return tuple(found.values())


def evaluate(rule: TargetGroupRule, facts: Facts, *, on: date) -> TargetGroupFinding:
    """Hold the facts against every stage of the rule on this day."""
    stages = tuple(_stage(stage, facts, on) for stage in rule.stages)
    in_force = [stage.value for stage in stages if stage.in_force]
    return TargetGroupFinding(on=on, value=any_of(in_force) if in_force else UNKNOWN, stages=stages)


def _stage(stage: Stage, facts: Facts, on: date) -> StageFinding:
    if not stage.in_force(on):
        return StageFinding(stage, in_force=False, value=UNKNOWN, findings=())
    findings = tuple(check(criterion, facts) for criterion in stage.criteria)
    counting = [finding.value for finding in findings if finding.criterion.counts]
    return StageFinding(stage, True, all_of(counting) if counting else UNKNOWN, findings)


def check(criterion: Criterion, facts: Facts) -> CriterionFinding:
    """Hold the facts against one criterion, parts first."""
    if criterion.kind in ("any_of", "all_of"):
        parts = tuple(check(part, facts) for part in criterion.parts)
        join = any_of if criterion.kind == "any_of" else all_of
        value = join(part.value for part in parts)
        return CriterionFinding(criterion, value, f"{criterion.kind}.{value}", {}, parts)
    value, reason, params = _CHECKS[criterion.kind](criterion, facts)
    return CriterionFinding(criterion, value, f"{criterion.kind}.{reason}", params)


def _leaves(finding: CriterionFinding) -> tuple[CriterionFinding, ...]:
    if not finding.parts:
        return (finding,)
    return tuple(leaf for part in finding.parts for leaf in _leaves(part))


def _question(finding: CriterionFinding) -> tuple[str, tuple[tuple[str, Param], ...]]:
    return finding.criterion.kind, tuple(sorted(finding.criterion.params.items()))


Outcome: TypeAlias = "tuple[Kleene, str, Params]"


def _age_between(criterion: Criterion, facts: Facts) -> Outcome:
    """A range of possible ages that lies across a limit cannot decide."""
    low, high = _number(criterion, "min"), _number(criterion, "max")
    params: dict[str, Param] = {"min": low, "max": high}
    if facts.age is None:
        return UNKNOWN, "unknown", params
    params |= {"youngest": facts.age.min, "oldest": facts.age.max}
    if facts.age.max < low:
        return NOT_MET, "too_young", params
    if facts.age.min > high:
        return NOT_MET, "too_old", params
    if low <= facts.age.min and facts.age.max <= high:
        return MET, "met", params
    return UNKNOWN, "across_limit", params


def _years_at_most(criterion: Criterion, years: int | None) -> Outcome:
    limit = _number(criterion, "max")
    if years is None:
        return UNKNOWN, "unknown", {"max": limit}
    value = known(years <= limit)
    return value, value.value, {"max": limit, "years": years}


def _one_of(criterion: Criterion, param: str, answer: str | None) -> Outcome:
    wanted = criterion.params.get(param, ())
    choices = wanted if isinstance(wanted, tuple) else (str(wanted),)
    value = known(None if answer is None else answer in choices)
    return value, value.value, {param: choices} | ({} if answer is None else {"found": answer})


def _yes_no(answer: bool | None) -> Outcome:
    value = known(answer)
    return value, value.value, {}


def _no_other_case_management(criterion: Criterion, facts: Facts) -> Outcome:
    value = not_(known(facts.has_other_case_management))
    return value, value.value, {}


def _number(criterion: Criterion, param: str) -> int:
    value = criterion.params[param]
    if not isinstance(value, int):
        raise TypeError(f"{criterion.key}: {param} must be a whole number, not {value!r}")
    return value


_CHECKS: Mapping[str, Callable[[Criterion, Facts], Outcome]] = {
    "age_between": _age_between,
    "refugee_or_newcomer": lambda criterion, facts: _yes_no(facts.refugee_or_newcomer),
    "status_group_in": lambda criterion, facts: _one_of(criterion, "groups", facts.status_group),
    "child_of_member": lambda criterion, facts: _yes_no(facts.child_of_member),
    "years_in_germany_at_most": lambda criterion, facts: _years_at_most(criterion, facts.years_in_germany),
    "years_in_county_at_most": lambda criterion, facts: _years_at_most(criterion, facts.years_in_county),
    "lives_in_county": lambda criterion, facts: _yes_no(facts.lives_in_county),
    "lives_in_municipality": lambda criterion, facts: _one_of(criterion, "municipalities", facts.municipality_ags),
    "no_other_case_management": _no_other_case_management,
}

_THREE = ("met", "not_met", "unknown")
MESSAGE_KEYS: frozenset[str] = frozenset(
    {f"age_between.{reason}" for reason in ("met", "too_young", "too_old", "across_limit", "unknown")}
    | {f"{kind}.{value}" for kind in {*_CHECKS, "any_of", "all_of"} - {"age_between"} for value in _THREE}
)
