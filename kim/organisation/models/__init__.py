from kim.organisation.models.actors import Agency, Body, BodyLevel, Unit
from kim.organisation.models.changes import CountyChange
from kim.organisation.models.county import (
    AccessChannel,
    ClosingReason,
    County,
    LeadTime,
    LegalSphere,
    LifeArea,
    Municipality,
    MunicipalityFact,
    PhaseWeight,
    PopulationFigure,
    RetentionClass,
    TargetGroupRule,
    Term,
)
from kim.organisation.models.intake import IntakeAnswer, IntakeField, IntakeOmission, IntakeQuestion
from kim.organisation.models.loaded import LoadedProfile
from kim.organisation.models.logo import CountyLogo
from kim.organisation.models.posts import (
    OfficeHours,
    Post,
    PostCatchment,
    PostEmployer,
    PostHolder,
    PostSupervision,
    PostWorkplace,
)
from kim.organisation.models.staff import Absence, Membership, User
from kim.organisation.models.told import Block, CountyGoal, FigureKind, LegalBasis, Milestone

__all__ = [
    "Absence",
    "AccessChannel",
    "Agency",
    "Block",
    "Body",
    "BodyLevel",
    "ClosingReason",
    "County",
    "CountyChange",
    "CountyGoal",
    "CountyLogo",
    "FigureKind",
    "IntakeAnswer",
    "IntakeField",
    "IntakeOmission",
    "IntakeQuestion",
    "LeadTime",
    "LegalBasis",
    "LegalSphere",
    "LifeArea",
    "LoadedProfile",
    "Membership",
    "Milestone",
    "Municipality",
    "MunicipalityFact",
    "OfficeHours",
    "PhaseWeight",
    "PopulationFigure",
    "Post",
    "PostCatchment",
    "PostEmployer",
    "PostHolder",
    "PostSupervision",
    "PostWorkplace",
    "RetentionClass",
    "TargetGroupRule",
    "Term",
    "Unit",
    "User",
]
