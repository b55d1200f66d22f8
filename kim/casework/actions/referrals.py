"""Linking people to offers, and what came of it."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kim.casework import notices
from kim.casework.actions.shared import already, change, keep_days, lock, not_in_future, running
from kim.casework.exceptions import (
    DeclineReasonMissing,
    LegalBasisMissing,
    NoConsentForThis,
    NothingIsPassedOn,
    ReferralAnswerDoesNotFit,
)
from kim.casework.models import Basis, Case, Consent, Goal, Referral, ReferralStep
from kim.casework.states import REFERRAL_FAILURES, REFERRAL_TRANSITIONS, ReferralState
from kim.network.public import Offer
from kim.organisation.public import User
from kim.privacy.public import audit


@transaction.atomic
def send(
    *,
    case: Case,
    by: User,
    offer: Offer,
    basis: str,
    consent: Consent | None = None,
    legal_basis: str = "",
    data: list[str] | None = None,
    data_detail: str = "",
    goal: Goal | None = None,
    reason: str = "",
    sent_on: date | None = None,
    submission: UUID | None = None,
) -> Referral:
    """Link the person to an offer. Nothing about them leaves without a consent that names this recipient and these data, or
    another basis that is cited; the database refuses it too."""
    if earlier := already(Referral, submission, case=case):
        return earlier
    case = running(case)
    sent_on, data = sent_on or timezone.localdate(), list(data or [])
    not_in_future(sent_on)
    _check_ground(basis, consent, legal_basis, data, data_detail, offer, sent_on)
    referral = Referral.objects.create(
        case=case, offer=offer, goal=goal, state_since=sent_on, sent_on=sent_on, basis=basis, consent=consent,
        legal_basis=legal_basis, data_categories=data, data_detail=data_detail, reason=reason, recorded_by=by,
        answer_due_on=sent_on + timedelta(days=offer.answer_days), submission=submission,
    )  # fmt: skip
    keep_days(case)
    audit.record(
        "referral.sent", target=referral, case_id=case.pk, offer=offer.key, basis=basis, data=data,
        consent=consent.pk if consent else None,
    )  # fmt: skip
    return referral


def _check_ground(
    basis: str, consent: Consent | None, legal_basis: str, data: list[str], detail: str, offer: Offer, on: date
) -> None:
    """On which ground which data leave: a consent to this agency, a law that is named, or none leave at all."""
    if basis == Basis.BY_THEMSELVES:
        if data or detail or consent or legal_basis:
            raise NothingIsPassedOn
    elif basis == Basis.LAW:
        if not legal_basis or not data or consent:
            raise LegalBasisMissing
    elif consent is None or not data or not consent.allows(data, agency_id=offer.agency_id, on=on):
        raise NoConsentForThis


@transaction.atomic
def change_state(
    *,
    referral: Referral,
    by: User,
    state: str,
    version: int | None = None,
    on: date | None = None,
    reason: str = "",
    note: str = "",
    wait_until: date | None = None,
) -> Referral:
    """Record an answer or what happened next, as a step of its own; what fails names a reason that can be counted."""
    referral = lock(referral, version)
    case = running(referral.case)
    before = ReferralState(referral.state)
    if state not in REFERRAL_TRANSITIONS[before]:
        raise ReferralAnswerDoesNotFit
    reasons = REFERRAL_FAILURES.get(ReferralState(state), ())
    if reasons and reason not in reasons:
        raise DeclineReasonMissing
    on, reason = on or timezone.localdate(), reason if reasons else ""
    not_in_future(on)
    waits = wait_until if state == ReferralState.WAITLISTED else None
    answered = referral.answered_on or (None if state == ReferralState.WITHDRAWN else on)
    change(
        referral, state=state, state_since=on, answered_on=answered, note=note, decline_reason=reason,
        wait_until=waits or referral.wait_until,
    )  # fmt: skip
    ReferralStep.objects.create(
        referral=referral, case=case, from_state=before, to_state=state, happened_on=on, reason=reason, note=note,
        wait_until=waits, recorded_by=by,
    )  # fmt: skip
    keep_days(case)
    audit.record("referral.changed", target=referral, case_id=case.pk, before=before, after=state, reason=reason)
    if before == ReferralState.REQUESTED:
        notices.tell_answered(referral, by=by)
    return referral
