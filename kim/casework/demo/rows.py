"""The rows of the invented county, named and ordered like the columns they become.

Foreign keys hold what the profile calls `ref`: database ids when loading, readable keys elsewhere.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

Ref: TypeAlias = "int | str | None"


class Person(NamedTuple):
    id: int
    given_name: str
    family_name: str
    name_original: str
    name_original_language: str
    sex: str
    birth_given: str
    birth_year: int | None
    birth_month: int | None
    birth_day: int | None
    municipality: Ref
    is_protected: bool
    sort_key: str
    search_text: str
    search_keys: list[str]
    registered_at: datetime
    version: int = 1


class Enquiry(NamedTuple):
    id: int
    unit: Ref
    received_on: date
    channel: Ref
    referrer: Ref
    referrer_note: str
    given_name: str
    family_name: str
    description: str
    municipality: Ref
    language: str
    interpreter: str
    matter: str
    urgency: str
    birth_given: str
    birth_year: int | None
    birth_month: int | None
    birth_day: int | None
    state: str
    proposed_for: Ref
    recorded_by: Ref
    recorded_at: datetime
    life_area: Ref = None
    anonymous: bool = False
    number_of: int = 1
    answer: str = ""
    minutes: int | None = None
    passed_to: Ref = None
    answered_on: date | None = None
    answered_by: Ref = None
    version: int = 1


class Triage(NamedTuple):
    enquiry: int
    rule_version: int | None
    rule_result: str
    findings: Any
    refugee_or_newcomer: str
    child_of_target_group: str
    other_case_management: str
    other_sphere: Ref
    other_since: date | None
    result: str
    reason: str
    referred_to: Ref
    decided_by: Ref
    decided_on: date


class Case(NamedTuple):
    id: int
    reference: str
    person: int
    enquiry: int | None
    unit: Ref
    assigned_to: Ref
    municipality: Ref
    phase: str
    phase_since: date
    opened_on: date
    advice_agreed_on: date | None
    last_contact_on: date | None
    next_due_on: date | None
    review_on: date | None
    closed_on: date | None
    reopened_count: int
    version: int = 1


class Household(NamedTuple):
    id: int


class ClientProfile(NamedTuple):
    case: int
    home: int | None
    languages: list[str]
    language_levels: list[str]
    languages_given: str
    reading: str
    scripts: list[str]
    german_level: str
    interpreter: str
    nationalities: list[str]
    nationalities_given: str
    entered_on: date | None
    entered_given: str
    safe_contact: str
    version: int = 1


class ContactWay(NamedTuple):
    case: int
    kind: str
    value: str
    safe: str
    at: str
    is_preferred: bool


class HomeAddress(NamedTuple):
    case: int
    street: str
    postcode: str
    municipality: Ref
    place: str
    accommodation: str
    from_on: date | None
    to_on: date | None
    is_current: bool


class ResidenceDocument(NamedTuple):
    case: int
    group: str
    valid_until: date | None
    title: str = ""
    title_reason: str = ""
    title_agreed_on: date | None = None
    is_current: bool = True
    valid_from: date | None = None


class SphereChange(NamedTuple):
    case: int
    from_sphere: Ref
    to_sphere: Ref
    planned_on: date | None
    ended_on: date | None = None
    happened_on: date | None = None
    note: str = ""


class HouseholdMember(NamedTuple):
    case: int
    person: int
    relation: str
    note: str
    lives: str = "here"


class Assignment(NamedTuple):
    case: int
    user: Ref
    unit: Ref
    from_on: date
    to_on: date | None
    reason: str
    decided_by: Ref


class PhaseChange(NamedTuple):
    case: int
    from_phase: str
    to_phase: str
    changed_on: date
    skipped: Any
    reason: str
    changed_by: Ref
    recorded_at: datetime


class Contact(NamedTuple):
    case: int
    kind: str
    held_on: date
    minutes: int | None
    text: str
    is_first_advice: bool
    confidential: bool
    recorded_by: Ref
    recorded_at: datetime


class FollowUp(NamedTuple):
    case: int
    due_on: date
    text: str
    done_at: datetime | None
    done_by: Ref
    recorded_by: Ref


class Assessment(NamedTuple):
    id: int
    case: int
    number: int
    held_on: date
    language: str
    interpreted: bool
    resources: str
    completed_on: date | None
    completed_at: datetime | None
    recorded_by: Ref
    version: int = 1


class AssessmentItem(NamedTuple):
    assessment: int
    case: int
    life_area: Ref
    situation: str
    need: str
    own_view: str
    resources: str = ""
    pressing: str = "not_asked"


class Goal(NamedTuple):
    id: int
    case: int
    own_words: str
    own_words_language: str
    life_area: Ref
    agreed_on: date
    target_on: date | None
    state: str
    ended_on: date | None
    recorded_by: Ref
    indicator: str = ""
    result: str = ""
    version: int = 1


class Measure(NamedTuple):
    goal: int
    case: int
    text: str
    who: str
    agency: Ref
    due_on: date | None
    state: str
    ended_on: date | None


class GoalAgreement(NamedTuple):
    id: int
    case: int
    version: int
    agreed_on: date
    language: str
    interpreted: bool
    review_on: date | None
    snapshot: Any
    recorded_by: Ref
    recorded_at: datetime


class FirstAdvice(NamedTuple):
    case: int
    held_on: date
    question: str
    advice: str
    papers: str
    next_steps: str
    sheet_given: str
    sheet_language: str
    agreed: str
    recorded_by: Ref
    version: int = 1


class Helper(NamedTuple):
    case: int
    name: str
    kind: str
    life_areas: list[str]
    tie: str
    since: str
    contact_allowed: str
    note: str
    recorded_on: date
    recorded_by: Ref
    version: int = 1


class AgreementSignature(NamedTuple):
    agreement: int
    case: int
    signatory: str
    name: str
    form: str
    signed_on: date
    place: str
    strokes: Any
    recorded_by: Ref


class Consent(NamedTuple):
    id: int
    case: int
    agency: Ref
    recipient_name: str
    purpose: str
    direction: str
    data_categories: list[str]
    special_categories: list[str]
    data_detail: str
    releases_secrecy: bool
    text_key: str
    text_version: int
    language: str
    interpreted: bool
    explained_by: Ref
    representative: str
    given_on: date
    valid_until: date
    form: str
    kept_at: str
    witness: str
    recorded_by: Ref
    withdrawn_on: date | None = None
    withdrawal_form: str = ""
    withdrawal_note: str = ""
    withdrawal_noted_by: Ref = None
    withdrawal_noted_at: datetime | None = None


class Referral(NamedTuple):
    id: int
    case: int
    offer: Ref
    goal: int | None
    state: str
    state_since: date
    sent_on: date
    answer_due_on: date
    answered_on: date | None
    wait_until: date | None
    reason: str
    basis: str
    consent: int | None
    legal_basis: str
    data_categories: list[str]
    data_detail: str
    consent_withdrawn_on: date | None
    decline_reason: str
    note: str
    recorded_by: Ref
    version: int = 1


class ReferralStep(NamedTuple):
    referral: int
    case: int
    from_state: str
    to_state: str
    happened_on: date
    reason: str
    wait_until: date | None
    note: str
    recorded_by: Ref


class Review(NamedTuple):
    id: int
    case: int
    state: str
    planned_on: date
    focus: str
    held_on: date | None
    with_person: bool
    summary: str
    recorded_by: Ref
    recorded_at: datetime


class ReviewedGoal(NamedTuple):
    review: int
    case: int
    goal: int
    course: str
    words: str


class Closing(NamedTuple):
    id: int
    case: int
    closed_on: date
    reason: Ref
    result: str
    handover: str
    closed_by: Ref
    reopened_on: date | None
    reopened_by: Ref
    reopening_reason: str
    informed: str
    informed_on: date | None
    keep_until: date | None


class ClosedGoal(NamedTuple):
    closing: int
    case: int
    goal: int
    result: str


class Appointment(NamedTuple):
    case: int
    owner: Ref
    starts_at: datetime
    ends_at: datetime
    about: str
    meets: str
    place_kind: str
    place: str
    interpreter: str
    interpreter_language: str
    state: str
    called_off_by: str
    uid: UUID
    recorded_by: Ref
    recorded_at: datetime
    note: str = ""
    sequence: int = 0


class ReferenceCounter(NamedTuple):
    code: str
    year: int
    last: int


IN_ORDER: tuple[type[Any], ...] = (
    Person, Enquiry, Triage, Household, Case, ClientProfile, ContactWay, HomeAddress,
    ResidenceDocument, SphereChange, HouseholdMember, Assignment, PhaseChange, Contact, FollowUp,
    FirstAdvice, Assessment, AssessmentItem, Helper, Goal, Measure, GoalAgreement, AgreementSignature, Consent,
    Referral, ReferralStep, Review, ReviewedGoal, Closing, ClosedGoal, Appointment, ReferenceCounter,
)  # fmt: skip
