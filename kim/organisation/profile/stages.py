"""The target group as the profile writes it, and as the rule the law evaluates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from kim.law.target_group import Criterion, CriterionKind, Param, Stage, StatusGroup
from kim.organisation.profile.base import Entry, Sourced
from kim.organisation.profile.fields import Key, MunicipalityRef, OwnKey, Range, Text

PARAMS_OF: Mapping[str, tuple[str, ...]] = {
    "age_between": ("min", "max"),
    "years_in_germany_at_most": ("max",),
    "years_in_county_at_most": ("max",),
    "lives_in_municipality": ("municipalities",),
    "status_group_in": ("groups",),
}
Years = Annotated[int, Range(0, 130)]


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionParams:
    """The values a criterion compares with; which ones it takes follows from its kind."""

    min: Years | None = None
    max: Years | None = None
    municipalities: tuple[MunicipalityRef, ...] = ()
    groups: tuple[StatusGroup, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionEntry(Sourced):
    """One criterion; any_of and all_of have parts instead of values."""

    key: Key
    kind: CriterionKind
    label_de: Text
    label_en: Text
    counts: bool = True
    params: CriterionParams = CriterionParams()
    parts: tuple[CriterionEntry, ...] = ()

    def as_criterion(self, ags_of: Mapping[str, str]) -> Criterion:
        """The criterion as the law evaluates it, with official keys instead of the county's codes."""
        return Criterion(
            key=self.key,
            kind=self.kind,
            label_de=self.label_de,
            label_en=self.label_en,
            source=self.source,
            params={name: self._param(name, ags_of) for name in PARAMS_OF.get(self.kind, ())},
            parts=tuple(part.as_criterion(ags_of) for part in self.parts),
            counts=self.counts,
        )

    def _param(self, name: str, ags_of: Mapping[str, str]) -> Param:
        if name == "municipalities":
            return tuple(ags_of[code] for code in self.params.municipalities)
        value: Param = getattr(self.params, name)
        return value


@dataclass(frozen=True, kw_only=True, slots=True)
class StageEntry(Entry):
    """One stage of the target group; a planned one has not begun and needs no criteria."""

    key: OwnKey
    label_de: Text
    label_en: Text
    planned: bool = False
    criteria: tuple[CriterionEntry, ...] = field(default=())

    def as_stage(self, ags_of: Mapping[str, str]) -> Stage:
        """The stage as the law evaluates it."""
        return Stage(
            key=self.key,
            label_de=self.label_de,
            label_en=self.label_en,
            criteria=tuple(criterion.as_criterion(ags_of) for criterion in self.criteria),
            planned=self.planned,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            source=self.source,
        )
