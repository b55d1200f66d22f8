"""Who works where: agencies, units, staff, posts with their dated relations, memberships, office hours."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from typing import Annotated, Literal

from kim.organisation.profile.base import Entry, Relation
from kim.organisation.profile.fields import (
    AgencyRef,
    Email,
    Fte,
    Length,
    LongText,
    MunicipalityRef,
    NotEmpty,
    OwnKey,
    PostRef,
    ShortText,
    SignInName,
    SphereRef,
    StaffRef,
    Text,
    UnitRef,
)

AgencyKind = Literal[
    "authority",
    "jobcenter",
    "youth_office",
    "welfare",
    "school",
    "course_provider",
    "health",
    "counselling",
    "other",
]
UnitKind = Literal[
    "ki",
    "coordination",
    "case_management",
    "foreigners_office",
    "naturalisation_office",
    "administration",
    "other",
]
Role = Literal[
    "case_manager",
    "lead",
    "coordinator",
    "assistant",
    "ki_head",
    "administrator",
    "list_exporter",
    "body_member",
    "naturalisation_officer",
    "data_protection_officer",
]
PostRole = Literal["coordinator", "assistant", "case_manager", "foreigners_office", "naturalisation_office"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Agency(Entry):
    """An authority, provider or carrier, with the legal spheres it acts in."""

    key: OwnKey
    name: Text
    kind: AgencyKind
    municipality: MunicipalityRef | None = None
    spheres: tuple[SphereRef, ...] = ()
    in_own_house: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit(Entry):
    """A team or office inside an agency; its tasks in the county's words."""

    key: OwnKey
    name: Text
    kind: UnitKind
    employer: AgencyRef
    parent: UnitRef | None = None
    tasks: tuple[LongText, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffMember(Entry):
    """A person who works in KIM; the key is also the sign-in name."""

    key: SignInName
    given_name: Annotated[str, Length(1, 150)] = ""
    family_name: Annotated[str, Length(1, 150)]
    title: ShortText | None = None
    email: Email | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Holder(Relation):
    """Who holds a post, with which share."""

    staff: StaffRef
    fte: Fte


@dataclass(frozen=True, kw_only=True, slots=True)
class Employer(Relation):
    """The agency that employs whoever holds the post."""

    agency: AgencyRef


@dataclass(frozen=True, kw_only=True, slots=True)
class Supervisor(Relation):
    """The unit that supervises the post: professionally, or else as its line."""

    unit: UnitRef
    professional: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Workplace(Relation):
    """Where the work is done: in a municipality, at an agency, or both."""

    municipality: MunicipalityRef | None = None
    agency: AgencyRef | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Catchment(Relation):
    """The municipalities the post is responsible for."""

    municipalities: Annotated[tuple[MunicipalityRef, ...], NotEmpty()]


@dataclass(frozen=True, kw_only=True, slots=True)
class Post(Entry):
    """A post of one of the three blocks: not its holder, not its employer, not its supervision."""

    key: OwnKey
    title: Text
    block: Literal[1, 2, 3]
    role: PostRole
    fte: Fte
    holders: tuple[Holder, ...] = ()
    employers: tuple[Employer, ...] = ()
    supervisors: tuple[Supervisor, ...] = ()
    workplaces: tuple[Workplace, ...] = ()
    catchments: tuple[Catchment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Membership(Relation):
    """A role of a person within a unit."""

    staff: StaffRef
    unit: UnitRef
    role: Role


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeHour(Entry):
    """When and where the holder of a post can be met."""

    post: PostRef
    municipality: MunicipalityRef
    weekday: Weekday
    starts_at: time = field(metadata={"key": "from"})
    ends_at: time = field(metadata={"key": "to"})
    place: Text
