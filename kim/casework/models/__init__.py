from kim.casework.models.answers import (
    GermanLevel,
    Given,
    InterpreterSex,
    LanguageLevel,
    Pressing,
    Reading,
    Scale,
    Script,
    Sex,
    YesNo,
)
from kim.casework.models.appointment import (
    Appointment,
    AppointmentMessage,
    CalendarFeed,
    CalledOffBy,
    InterpreterBooking,
    Meets,
    MessageKind,
    MessageState,
    Way,
)
from kim.casework.models.assessment import Assessment, AssessmentItem
from kim.casework.models.case import Assignment, Case, Closing, PhaseChange, ReferenceCounter
from kim.casework.models.conference import CaseConference, ConferenceParticipant, ConferenceStep, SharingBasis
from kim.casework.models.confirmation import Confirmation, ConfirmationState, Confirmed, ProposedClosing
from kim.casework.models.contact import (
    Contact,
    ContactKind,
    ContactPlace,
    ContactVersion,
    FollowUp,
    Interpreting,
    Repeats,
)
from kim.casework.models.document import Document, DocumentKind, DocumentVersion
from kim.casework.models.ending import ClosedGoal, GoalResult, HandoverSheet, Informed, LateEntry
from kim.casework.models.enquiry import Enquiry, EnquiryState, StatusGroup, TakenUpAgain, Triage, TriageResult, Urgency
from kim.casework.models.first_advice import FirstAdvice
from kim.casework.models.grant import AccessGrant, GrantBasis
from kim.casework.models.helper import Helper, HelperKind, Tie
from kim.casework.models.household import Household, HouseholdMember, Lives, Relation, SeenBy
from kim.casework.models.letter import Addressee, Letter
from kim.casework.models.outreach import Attempt, AttemptResult, AttemptWay, Occasion, Outreach
from kim.casework.models.person import ClientProfile, Person
from kim.casework.models.plan import ClientText, Goal, GoalAgreement, GoalState, Measure, MeasureState, Who
from kim.casework.models.planned import PlannedHandover, PlannedState, Refusal
from kim.casework.models.protection import ProtectionKind, ProtectionNeed
from kim.casework.models.reach import Accommodation, ContactWay, HomeAddress, WayKind
from kim.casework.models.referral import Basis, DeclineReason, Referral
from kim.casework.models.residence import ResidenceDocument, ResidenceGroup
from kim.casework.models.review import GoalCourse, Review, ReviewedGoal, ReviewState
from kim.casework.models.signature import AgreementSignature, Signatory, SignedOn
from kim.casework.models.sphere import SphereChange

__all__ = [
    "AccessGrant",
    "Accommodation",
    "Addressee",
    "AgreementSignature",
    "Appointment",
    "AppointmentMessage",
    "Assessment",
    "AssessmentItem",
    "Assignment",
    "Attempt",
    "AttemptResult",
    "AttemptWay",
    "Basis",
    "CalendarFeed",
    "CalledOffBy",
    "Case",
    "CaseConference",
    "ClientProfile",
    "ClientText",
    "ClosedGoal",
    "Closing",
    "ConferenceParticipant",
    "ConferenceStep",
    "Confirmation",
    "ConfirmationState",
    "Confirmed",
    "Contact",
    "ContactKind",
    "ContactPlace",
    "ContactVersion",
    "ContactWay",
    "DeclineReason",
    "Document",
    "DocumentKind",
    "DocumentVersion",
    "Enquiry",
    "EnquiryState",
    "FirstAdvice",
    "FollowUp",
    "GermanLevel",
    "Given",
    "Goal",
    "GoalAgreement",
    "GoalCourse",
    "GoalResult",
    "GoalState",
    "GrantBasis",
    "HandoverSheet",
    "Helper",
    "HelperKind",
    "HomeAddress",
    "Household",
    "HouseholdMember",
    "Informed",
    "InterpreterBooking",
    "InterpreterSex",
    "Interpreting",
    "LanguageLevel",
    "LateEntry",
    "Letter",
    "Lives",
    "Measure",
    "MeasureState",
    "Meets",
    "MessageKind",
    "MessageState",
    "Occasion",
    "Outreach",
    "Person",
    "PhaseChange",
    "PlannedHandover",
    "PlannedState",
    "Pressing",
    "ProposedClosing",
    "ProtectionKind",
    "ProtectionNeed",
    "Reading",
    "ReferenceCounter",
    "Referral",
    "Refusal",
    "Relation",
    "Repeats",
    "ResidenceDocument",
    "ResidenceGroup",
    "Review",
    "ReviewState",
    "ReviewedGoal",
    "Scale",
    "Script",
    "SeenBy",
    "Sex",
    "SharingBasis",
    "Signatory",
    "SignedOn",
    "SphereChange",
    "StatusGroup",
    "TakenUpAgain",
    "Tie",
    "Triage",
    "TriageResult",
    "Urgency",
    "Way",
    "WayKind",
    "Who",
    "YesNo",
]
