"""Linking people to offers, and what came of it."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kim.casework import notices
from kim.casework.actions.shared import already, change, keep_days, lock, not_in_future, running
from kim.casework.exceptions import DeclineReasonMissing, ReferralAnswerDoesNotFit
from kim.casework.models import Case, Goal, Referral
from kim.casework.states import REFERRAL_TRANSITIONS, ReferralState
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
    consent_on: date | None = None,
    data_passed: str = "",
    goal: Goal | None = None,
    reason: str = "",
    sent_on: date | None = None,
    submission: UUID | None = None,
) -> Referral:
    """Link the person to an offer. Nothing about them leaves without a consent that names this recipient and the data."""
    if earlier := already(Referral, submission, case=case):
        return earlier
    case = running(case)
    sent_on = sent_on or timezone.localdate()
    not_in_future(sent_on)
    not_in_future(consent_on)
    referral = Referral.objects.create(
        case=case, offer=offer, goal=goal, state_since=sent_on, sent_on=sent_on, basis=basis,
        answer_due_on=sent_on + timedelta(days=offer.answer_days), consent_on=consent_on, data_passed=data_passed,
        reason=reason, recorded_by=by, submission=submission,
    )  # fmt: skip
    keep_days(case)
    audit.record("referral.sent", target=referral, case_id=case.pk, offer=offer.key, basis=basis)
    return referral


@transaction.atomic
def change_state(
    *,
    referral: Referral,
    by: User,
    version: int,
    state: str,
    on: date | None = None,
    decline_reason: str = "",
    note: str = "",
) -> Referral:
    """Record an answer or what happened next; what fails names a reason that can be counted."""
    referral = lock(referral, version)
    case = running(referral.case)
    if state not in REFERRAL_TRANSITIONS[ReferralState(referral.state)]:
        raise ReferralAnswerDoesNotFit
    failed = state in (ReferralState.DECLINED, ReferralState.BROKEN_OFF)
    if failed and not decline_reason:
        raise DeclineReasonMissing
    on = on or timezone.localdate()
    not_in_future(on)
    before = referral.state
    answered = referral.answered_on or (None if state == ReferralState.WITHDRAWN else on)
    change(
        referral, state=state, state_since=on, answered_on=answered, note=note,
        state_recorded_at=timezone.now(),
        decline_reason=decline_reason if failed else "",
    )  # fmt: skip
    keep_days(case)
    audit.record("referral.changed", target=referral, case_id=case.pk, before=before, after=state)
    if before == ReferralState.REQUESTED:
        notices.tell_answered(referral, by=by)
    return referral
