from kim.casework.models.answers import GermanLevel, Given, Scale, Sex, YesNo
from kim.casework.models.assessment import Assessment, AssessmentItem
from kim.casework.models.case import Assignment, Case, Closing, PhaseChange, ReferenceCounter
from kim.casework.models.contact import Contact, ContactKind, FollowUp
from kim.casework.models.enquiry import Enquiry, EnquiryState, Triage, TriageResult, Urgency
from kim.casework.models.grant import AccessGrant, GrantBasis
from kim.casework.models.letter import Addressee, Letter
from kim.casework.models.person import ClientProfile, HouseholdMember, Person, Relation
from kim.casework.models.plan import ClientText, Goal, GoalAgreement, GoalState, Measure, MeasureState, Who
from kim.casework.models.planned import PlannedHandover, PlannedState, Refusal
from kim.casework.models.referral import Basis, DeclineReason, Referral

__all__ = [
    "AccessGrant",
    "Addressee",
    "Assessment",
    "AssessmentItem",
    "Assignment",
    "Basis",
    "Case",
    "ClientProfile",
    "ClientText",
    "Closing",
    "Contact",
    "ContactKind",
    "DeclineReason",
    "Enquiry",
    "EnquiryState",
    "FollowUp",
    "GermanLevel",
    "Given",
    "Goal",
    "GoalAgreement",
    "GoalState",
    "GrantBasis",
    "HouseholdMember",
    "Letter",
    "Measure",
    "MeasureState",
    "Person",
    "PhaseChange",
    "PlannedHandover",
    "PlannedState",
    "ReferenceCounter",
    "Referral",
    "Refusal",
    "Relation",
    "Scale",
    "Sex",
    "Triage",
    "TriageResult",
    "Urgency",
    "Who",
    "YesNo",
]
