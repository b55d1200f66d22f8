"""A county profile as values, once everything in it has been found right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from kim.law.target_group import TargetGroupRule
from kim.organisation.profile.county import (
    AccessChannel,
    Block,
    Body,
    ClosingReason,
    County,
    FigureKind,
    Goal,
    LeadTime,
    LegalSphere,
    LifeArea,
    Milestone,
    Municipality,
    Offer,
    PhaseWeight,
    PopulationFigure,
    RetentionClass,
    Terminology,
)
from kim.organisation.profile.fields import NotEmpty
from kim.organisation.profile.intake import IntakeOmission, IntakeQuestion
from kim.organisation.profile.people import Agency, Membership, OfficeHour, Post, StaffMember, Unit
from kim.organisation.profile.stages import StageEntry

NO_WORDS = Terminology()


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """Everything local about a county or independent city."""

    schema_version: Literal[1]
    county: County
    municipalities: Annotated[tuple[Municipality, ...], NotEmpty()]
    legal_spheres: tuple[LegalSphere, ...] = ()
    agencies: tuple[Agency, ...] = ()
    units: tuple[Unit, ...] = ()
    staff: tuple[StaffMember, ...] = ()
    posts: tuple[Post, ...] = ()
    memberships: tuple[Membership, ...] = ()
    office_hours: tuple[OfficeHour, ...] = ()
    bodies: tuple[Body, ...] = ()
    blocks: tuple[Block, ...] = ()
    goals: tuple[Goal, ...] = ()
    legal_bases: tuple[LegalSphere, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    target_group: tuple[StageEntry, ...] = ()
    life_areas: tuple[LifeArea, ...] = ()
    access_channels: tuple[AccessChannel, ...] = ()
    intake_questions: tuple[IntakeQuestion, ...] = ()
    intake_omissions: tuple[IntakeOmission, ...] = ()
    closing_reasons: tuple[ClosingReason, ...] = ()
    phase_weights: tuple[PhaseWeight, ...] = ()
    retention_classes: tuple[RetentionClass, ...] = ()
    lead_times: tuple[LeadTime, ...] = ()
    figure_kinds: tuple[FigureKind, ...] = ()
    population_figures: tuple[PopulationFigure, ...] = ()
    terminology: Terminology = NO_WORDS
    offers: tuple[Offer, ...] = ()

    def municipality(self, code: str) -> Municipality:
        """The municipality with this code."""
        return next(place for place in self.municipalities if place.code == code)

    def target_group_rule(self) -> TargetGroupRule:
        """The target group as the law evaluates it."""
        ags_of = {place.code: place.ags for place in self.municipalities}
        return TargetGroupRule(tuple(stage.as_stage(ags_of) for stage in self.target_group))
