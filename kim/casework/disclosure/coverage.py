"""Which tables of a case a disclosure tells, and which it leaves out for a reason; a test finds the ones nobody thought of."""

TOLD = frozenset({
    "AccessGrant", "AgreementSignature", "Appointment", "AppointmentMessage", "Assessment", "AssessmentItem", "Assignment", "Attempt",
    "CampaignCandidate",
    "CaseConference", "ClientProfile", "ClosedGoal", "Closing", "ConferenceParticipant", "Confirmation", "Consent", "Contact",
    "ContactVersion", "ContactWay", "Document", "FirstAdvice", "FollowUp", "Goal", "GoalAgreement", "HandedOverPerson", "HandoverSheet",
    "Helper", "HomeAddress", "HouseholdMember", "LateEntry", "Letter", "Measure", "NaturalisationHandover", "PhaseChange",
    "PlannedHandover",
    "ProtectionNeed", "Referral", "ReferralStep", "ResidenceDocument", "Review", "ReviewedGoal", "SphereChange", "TakenUpAgain", "Triage",
})  # fmt: skip

LEFT_OUT = {
    "ConferenceStep": "a link between a conference and a step that is told",
    "DocumentVersion": "the files themselves, of which a copy is given on request",
    "HandoverToken": "a random number by which the state of a handed-over application is asked; it says nothing of anybody",
    "ObservationReceipt": "what its author noticed about offers and offices; it tells of nobody and is read by its author alone",
    "ProposedClosing": "the closing as it was proposed; what came of it is told",
}
