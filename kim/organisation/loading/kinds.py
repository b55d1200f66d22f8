"""The kinds of entries a profile is loaded into: which table, which fields, known by what, and what happens when they are gone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db import models

from kim.organisation import models as org
from kim.organisation.loading import rows
from kim.organisation.loading.rows import Rows, Values
from kim.organisation.profile import Profile

# What becomes of an entry that was loaded before and is missing in the new file.
Gone = Literal["ends", "removed", "deactivated", "stays"]
SOURCED = ("source", "note", "synthetic")
DATED = ("valid_from", "valid_to", *SOURCED)


@dataclass(frozen=True)
class Kind:
    """A table the profile fills. References hold the key of the kind they name."""

    name: str
    model: type[models.Model]
    read: Callable[[Profile], Rows]
    fields: tuple[str, ...]
    known_by: tuple[str, ...]
    references: Mapping[str, str] = field(default_factory=dict)
    gone: Gone = "ends"
    relation: bool = False
    # What is reported from day to day: a file that says nothing about it leaves it as it stands.
    reported: frozenset[str] = frozenset()

    def key_of(self, values: Values) -> str:
        """The natural key; a relation's also has the day it began."""
        parts = [*self.known_by, *(("valid_from",) if self.relation else ())]
        return "/".join("" if values[part] is None else str(values[part]) for part in parts)

    def pair_of(self, values: Values) -> str:
        """What a relation connects, whenever it began."""
        return "/".join(str(values[part]) for part in self.known_by)

    def column(self, name: str) -> Any:
        """The field of the table."""
        return self.model._meta.get_field(name)


def _of_post(name: str, model: type[models.Model], *more: str, known_by: tuple[str, ...], **references: str) -> Kind:
    return Kind(
        name, model, getattr(rows, name), ("post", *more, *DATED), ("post", *known_by),
        {"post": "post", **references}, relation=True,
    )  # fmt: skip


LABEL = ("key", "name_de", "name_en")
KEY = ("key",)

KINDS: tuple[Kind, ...] = (
    Kind("county", org.County, rows.county, (
        "ags", "name", "short_name", "kind", "state", "logo", "brand_colour", "on_brand_colour", "reference_pattern",
        "public_finder", "public_precheck", "agreement_needs_second", "closing_needs_second", "review_weeks",
        "remind_days", "escalate_days", *SOURCED,
    ), (), gone="stays"),
    Kind("municipality", org.Municipality, rows.municipality, ("ags", "name", "code", "sort_key", *DATED), ("ags",)),
    Kind("own_office", org.MunicipalityFact, rows.own_office, ("municipality", "kind", "exists", *DATED),
         ("municipality", "kind"), {"municipality": "municipality"}, relation=True),
    Kind("legal_sphere", org.LegalSphere, rows.legal_sphere, (*LABEL, "law", *DATED), KEY),
    Kind("agency", org.Agency, rows.agency, ("key", "name", "kind", "municipality", "spheres", "in_own_house", *DATED), KEY,
         {"municipality": "municipality"}),
    Kind("unit", org.Unit, rows.unit, ("key", "name", "kind", "employer", "parent", "tasks", *DATED), KEY,
         {"employer": "agency", "parent": "unit"}),
    Kind("staff", org.User, rows.staff, (
        "username", "first_name", "last_name", "title", "email", "is_active", *DATED,
    ), ("username",), gone="deactivated"),
    Kind("membership", org.Membership, rows.membership, ("user", "unit", "role", *DATED), ("user", "unit", "role"),
         {"user": "staff", "unit": "unit"}, relation=True),
    Kind("post", org.Post, rows.post, ("key", "title", "block", "role", "fte", *DATED), KEY),
    _of_post("holder", org.PostHolder, "user", "fte", known_by=("user",), user="staff"),
    _of_post("employer", org.PostEmployer, "agency", known_by=("agency",), agency="agency"),
    _of_post("supervision", org.PostSupervision, "unit", "professional", known_by=("unit", "professional"), unit="unit"),
    _of_post("workplace", org.PostWorkplace, "agency", "municipality", known_by=("agency", "municipality"),
             agency="agency", municipality="municipality"),
    _of_post("catchment", org.PostCatchment, "municipality", known_by=("municipality",), municipality="municipality"),
    _of_post("office_hours", org.OfficeHours, "municipality", "weekday", "starts_at", "ends_at", "place",
             known_by=("municipality", "weekday", "starts_at"), municipality="municipality"),
    Kind("body", org.Body, rows.body, ("key", "name", "level", "parent", "tasks", *DATED), KEY, {"parent": "body"}),
    Kind("target_group", org.TargetGroupRule, rows.target_group, ("stages", "remarks"), (), gone="stays"),
    Kind("goal", org.CountyGoal, rows.goal, (*LABEL, "position", *DATED), KEY),
    Kind("legal_basis", org.LegalBasis, rows.legal_basis, (*LABEL, "law", *DATED), KEY),
    Kind("milestone", org.Milestone, rows.milestone, ("happened_on", "name_de", "name_en", *SOURCED),
         ("happened_on", "name_de"), gone="removed"),
    Kind("block", org.Block, rows.block, ("number", "name_de", "name_en", *SOURCED), ("number",), gone="removed"),
    Kind("life_area", org.LifeArea, rows.life_area, (*LABEL, "position", *DATED), KEY),
    Kind("access_channel", org.AccessChannel, rows.access_channel, (*LABEL, "position", *DATED), KEY),
    Kind("intake_question", org.IntakeQuestion, rows.intake_question,
         (*LABEL, "answer", "choices", "channels", "position", *DATED), KEY),
    Kind("intake_omission", org.IntakeOmission, rows.intake_omission, ("question", "channels", *DATED), ("question",),
         relation=True),
    Kind("closing_reason", org.ClosingReason, rows.closing_reason, (*LABEL, "successful", "position", *DATED), KEY),
    Kind("phase_weight", org.PhaseWeight, rows.phase_weight, ("phase", "weight", *DATED), ("phase",),
         relation=True),
    Kind("retention_class", org.RetentionClass, rows.retention_class, (*LABEL, "years", *SOURCED), KEY, gone="stays"),
    Kind("lead_time", org.LeadTime, rows.lead_time, ("agency", "weeks", *DATED), ("agency",), {"agency": "agency"},
         relation=True),
    Kind("figure_kind", org.FigureKind, rows.figure_kind, (*LABEL, "unit", "position", *DATED), KEY),
    Kind("figure", org.PopulationFigure, rows.figure, ("municipality", "what", "value", "reference_date", "precision", *SOURCED),
         ("what", "municipality", "reference_date"), {"municipality": "municipality"}, gone="removed"),
    Kind("term", org.Term, rows.term, ("key", "name_de", "name_en"), KEY, gone="removed"),
)  # fmt: skip
