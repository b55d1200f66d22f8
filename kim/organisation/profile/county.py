"""The county: its name, municipalities, legal spheres, bodies, lists and figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from kim.organisation.profile.base import Entry, Relation, Sourced
from kim.organisation.profile.colours import best_on
from kim.organisation.profile.fields import (
    AgencyRef,
    BodyRef,
    Code,
    Colour,
    CountyAgs,
    FigureRef,
    FileName,
    Form,
    LanguageCode,
    Length,
    LifeAreaRef,
    LongText,
    MunicipalityAgs,
    MunicipalityRef,
    OfferKey,
    OwnKey,
    Range,
    ShortText,
    SphereRef,
    Text,
    Word,
)

Phase = Literal[
    "access",
    "first_advice",
    "assessment",
    "goal_agreement",
    "service_steering",
    "monitoring",
    "re_assessment",
]
Days = Annotated[int, Range(0, 1000)]
Position = Annotated[int, Range(1, 99)]
REFERENCE = Form(
    r"(?=.*\{n\})([A-Za-zÄÖÜäöü0-9/ ._-]|\{(n|code|yy|yyyy)\})+", "{code}-{yy}-{n} ({code} {yy} {yyyy} {n})"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class County(Sourced):
    """The county or independent city itself."""

    name: Text
    short_name: ShortText
    ags: CountyAgs
    kind: Literal["county", "independent_city"]
    state: Text
    brand_colour: Colour | None = None
    on_brand_colour: Colour | None = None
    logo: FileName | None = None
    reference_pattern: Annotated[str, REFERENCE, Length(3, 60)] = "{code}-{yy}-{n}"
    public_contact_finder: bool = False
    public_precheck: bool = False
    agreement_needs_second: bool = False
    closing_needs_second: bool = False
    review_weeks: Annotated[int, Range(1, 104)] | None = None
    remind_days: Annotated[int, Range(0, 90)] | None = None
    escalate_days: Annotated[int, Range(0, 365)] | None = None

    @property
    def text_on_brand(self) -> str | None:
        """The colour of text on the brand colour: the county's own, else what reads best."""
        return self.on_brand_colour or (best_on(self.brand_colour) if self.brand_colour else None)


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnOffice(Relation):
    """Whether a municipality has an office of its own; no entry means: not known."""

    exists: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Municipality(Entry):
    """A municipality with its official key, and the offices it has of its own."""

    ags: MunicipalityAgs
    name: Text
    code: Code
    own_abh: tuple[OwnOffice, ...] = ()
    own_ebh: tuple[OwnOffice, ...] = ()
    own_jugendamt: tuple[OwnOffice, ...] = ()
    own_integration_council: tuple[OwnOffice, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Label(Entry):
    """An entry of a list, with its words in German and English."""

    key: OwnKey
    de: Text
    en: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Goal(Label):
    """What KIM is to reach; without a position the order in the file counts."""

    position: Position | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LegalSphere(Label):
    """A field of law with its own responsibility."""

    law: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LifeArea(Label):
    """A part of life the assessment looks at."""

    position: Position


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessChannel(Label):
    """A way people come to KIM; without a position the order in the file counts."""

    position: Position | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosingReason(Label):
    """Why a case ends, and whether that counts as a success."""

    successful: bool
    position: Position | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RetentionClass(Sourced):
    """How long records of this kind are kept after the closing."""

    key: OwnKey
    de: Text
    en: Text
    years: Annotated[int, Range(0, 100)]


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadTime(Entry):
    """How many weeks before a residence document ends an authority wants the application to extend it."""

    agency: AgencyRef
    weeks: Annotated[int, Range(1, 104)]


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureKind(Label):
    """What a figure counts; without a position the order in the file counts."""

    unit: Literal["persons", "percent"]
    position: Position | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Block(Sourced):
    """One of the three blocks of KIM."""

    number: Literal[1, 2, 3]
    de: Text
    en: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Milestone(Sourced):
    """Something that happened on a day on the way to KIM."""

    on: date
    de: LongText
    en: LongText


@dataclass(frozen=True, kw_only=True, slots=True)
class Body(Entry):
    """A body of the steering structure; what it does in the county's words."""

    key: OwnKey
    name: Text
    level: Literal["steering", "structure", "case", "exchange"]
    parent: BodyRef | None = None
    tasks: tuple[LongText, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseWeight(Entry):
    """How much a case in this phase counts for somebody's load."""

    phase: Phase
    weight: Annotated[Decimal, Range(Decimal(0), Decimal(10), places=2)]


@dataclass(frozen=True, kw_only=True, slots=True)
class PopulationFigure(Sourced):
    """A sourced number on a day, or on the last one of a period; without a municipality the county's."""

    what: FigureRef
    value: Annotated[Decimal, Range(Decimal(0), Decimal(100_000_000), places=2)]
    reference_date: date
    precision: Literal["day", "quarter", "year"] = "day"
    municipality: MunicipalityRef | None = None


OfferGroup = Literal["women", "families", "young", "seniors", "newcomers", "literacy"]
Seats = Annotated[int, Range(0, 10_000)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer(Entry):
    """Something a person can be referred to; no municipality listed means all of them, no target group means everybody."""

    key: OfferKey
    agency: AgencyRef
    title: Text
    description: Annotated[str, Length(0, 4000)] = ""
    spheres: tuple[SphereRef, ...] = ()
    life_areas: tuple[LifeAreaRef, ...] = ()
    municipalities: tuple[MunicipalityRef, ...] = ()
    languages: tuple[LanguageCode, ...] = ()
    answer_days: Days | None = None
    usual_wait_days: Annotated[int, Range(0, 2000)] | None = None
    target_groups: tuple[OfferGroup, ...] = ()
    is_free: bool | None = None
    cost: Annotated[str, Length(0, 120)] = ""
    seats: Seats | None = None
    seats_free: Seats | None = None
    seats_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """The county's own words; what is missing keeps the word of KIM."""

    steering_group: Word | None = None
    working_group: Word | None = None
    integration_centre: Word | None = None
    coordination_unit: Word | None = None
    coordinator: Word | None = None
    case_management: Word | None = None
    case_management_lead: Word | None = None
    case_manager: Word | None = None
    case_managers: Word | None = None
    professional_supervision: Word | None = None
    line_supervision: Word | None = None
    foreigners_office: Word | None = None
    naturalisation_office: Word | None = None
    youth_welfare_office: Word | None = None
    integration_council: Word | None = None
    case: Word | None = None
    cases: Word | None = None
    enquiry: Word | None = None
    enquiries: Word | None = None
    first_advice: Word | None = None
    assessment: Word | None = None
    goal_agreement: Word | None = None
    goals: Word | None = None
    service_steering: Word | None = None
    monitoring: Word | None = None
    re_assessment: Word | None = None
    referral: Word | None = None
    referrals: Word | None = None
    follow_up: Word | None = None
    follow_ups: Word | None = None
    household: Word | None = None
    life_area: Word | None = None
    life_areas: Word | None = None
    legal_spheres: Word | None = None
    offer: Word | None = None
    offers: Word | None = None
    agency: Word | None = None
    agencies: Word | None = None
    municipality: Word | None = None
    municipalities: Word | None = None
    post: Word | None = None
    posts: Word | None = None
    body: Word | None = None
    bodies: Word | None = None
    target_group: Word | None = None
    concept: Word | None = None
    block: Word | None = None
    topic: Word | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Terminology:
    """The county's own words by language."""

    de: Words = Words()
    en: Words = Words()
