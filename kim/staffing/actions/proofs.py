"""The proof of use: its report is written, it is submitted with the figures of that day, and it may come back."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple
from uuid import NAMESPACE_OID, UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kim.organisation.public import User
from kim.privacy.public import audit
from kim.staffing import access, proof_form, proofs
from kim.staffing.actions import forwarding, grants, money
from kim.staffing.exceptions import (
    AgreementIsCancelled,
    ChangedMeanwhile,
    DayBeforeLast,
    FormRowsWrong,
    FormTakenOver,
    FormWithoutAmounts,
    PaperNeedsReason,
    ProofBeforePeriod,
    ProofIsChecked,
    ProofIsSubmitted,
)
from kim.staffing.grants import counts
from kim.staffing.grants_states import AgreementState, GrantState
from kim.staffing.models import (
    Booking,
    BookingKind,
    ChargedMonth,
    ForwardingAgreement,
    FundingGrant,
    ProofOfUse,
    ReturnedProof,
)
from kim.staffing.money import total
from kim.staffing.spending_booked import list_of_file
from kim.staffing.vacancy import next_month


def proof_of(grant: FundingGrant, agreement: ForwardingAgreement | None) -> ProofOfUse:
    """The proof of a grant or of an agreement; not saved yet where nobody began it."""
    found = ProofOfUse.objects.filter(grant=grant, agreement=agreement).first()
    return found or ProofOfUse(grant=grant, agreement=agreement, version=0)


@transaction.atomic
def write(
    *, grant: FundingGrant, agreement: ForwardingAgreement | None, report: str, version: int, by: User
) -> ProofOfUse:
    """The narrative report, as long as the proof was not submitted."""
    row = _locked(grant, agreement, version, by)
    row.report = report
    _saved(row, by)
    audit.record("grant.proof_written", target=grant, agreement=agreement.pk if agreement else None)
    return row


@transaction.atomic
def submit(
    *, grant: FundingGrant, agreement: ForwardingAgreement | None, on: date, version: int, by: User
) -> ProofOfUse:
    """Submitted: the figures stay as they are on this day, whatever is booked later; the file or the agreement goes on with it."""
    row = _locked(grant, agreement, version, by)
    begins = grant.period_from if agreement is None else agreement.period_from
    if on < begins:
        raise ProofBeforePeriod(day=f"{begins:%d.%m.%Y}")
    row.submitted_on, row.figures = on, proofs.count(grant, agreement, on).as_json()
    _saved(row, by)
    if agreement is None and grant.state == GrantState.APPROVED:
        grants.move(grant=grant, state=GrantState.PROVED, on=on, by=by, version=None)
    elif agreement is not None and agreement.state == AgreementState.SIGNED:
        forwarding.move(agreement=agreement, state=AgreementState.PROOF_RECEIVED, on=on, by=by, version=None)
    audit.record("grant.proof_submitted", target=grant, agreement=agreement.pk if agreement else None, day=on)
    return row


def may_come_back(proof: ProofOfUse) -> bool:
    """Whether a proof that went out, in KIM or on paper, may still come back: nobody has accepted it yet."""
    if proof.agreement is None:
        return proof.grant.state == GrantState.PROVED or (
            proof.submitted_on is not None and proof.grant.state != GrantState.CLOSED
        )
    states = (AgreementState.PROOF_CHECKED, AgreementState.CANCELLED)
    return proof.agreement.state == AgreementState.PROOF_RECEIVED or (
        proof.submitted_on is not None and proof.agreement.state not in states
    )


@transaction.atomic
def come_back(
    *, grant: FundingGrant, agreement: ForwardingAgreement | None, on: date, reason: str, by: User
) -> ProofOfUse:
    """The proof comes back: what was submitted stays to be read, and it is open again to be put right and submitted anew."""
    if not access.manages_grants(by):
        raise PermissionDenied
    grant = grants.locked(grant, None)
    agreement = grants.locked(agreement, None) if agreement else None
    row = proof_of(grant, agreement)
    row.grant, row.agreement = grant, agreement
    if not may_come_back(row):
        raise ProofIsChecked
    if not reason:
        raise PaperNeedsReason
    if row.submitted_on is not None:
        if on < row.submitted_on:
            raise DayBeforeLast(day=f"{row.submitted_on:%d.%m.%Y}")
        ReturnedProof.objects.create(
            proof=row, submitted_on=row.submitted_on, figures=row.figures, report=row.report, returned_on=on, reason=reason,
            recorded_by=by,
        )  # fmt: skip
        row.submitted_on = row.figures = None
        _saved(row, by)
    if agreement is None and grant.state == GrantState.PROVED:
        grants.move(grant=grant, state=GrantState.APPROVED, by=by, version=None)
    elif agreement is not None and agreement.state == AgreementState.PROOF_RECEIVED:
        forwarding.move(agreement=agreement, state=AgreementState.SIGNED, on=on, by=by, version=None)
    audit.record("grant.proof_came_back", target=grant, agreement=agreement.pk if agreement else None, day=on)
    return row


def _locked(grant: FundingGrant, agreement: ForwardingAgreement | None, version: int, by: User) -> ProofOfUse:
    if not access.manages_grants(by):
        raise PermissionDenied
    FundingGrant.objects.select_for_update().get(pk=grant.pk)
    row = proof_of(grant, agreement)
    if row.submitted_on is not None:
        raise ProofIsSubmitted(day=f"{row.submitted_on:%d.%m.%Y}")
    if row.version != version:
        raise ChangedMeanwhile
    return row


def _saved(row: ProofOfUse, by: User) -> None:
    row.version, row.changed_by, row.changed_at = row.version + 1, by, timezone.now()
    row.save()


class Taken(NamedTuple):
    """What a form brought: months, what they cost, and how many amounts of an earlier form it took the place of."""

    months: int
    amount: Decimal
    replaced: int


@transaction.atomic
def take_over(*, agreement: ForwardingAgreement, data: bytes, by: User) -> Taken:
    """A filled form becomes person-months and amounts, all of it or nothing. What an earlier form said of the same person and
    month is taken back, so that a corrected form counts once."""
    if not access.manages_grants(by):
        raise PermissionDenied
    if not counts(agreement):
        raise AgreementIsCancelled
    rows, faults = proof_form.back(data, agreement)
    if faults:
        raise FormRowsWrong(rows=", ".join(str(number) for number in dict.fromkeys(fault.row for fault in faults)))
    file = uuid5(NAMESPACE_OID, f"{agreement.pk}:{sha256(data).hexdigest()}")
    FundingGrant.objects.select_for_update().get(pk=agreement.grant_id)
    of_this = Booking.objects.filter(submission=file)
    if of_this.exists() and not of_this.filter(taken_back_by__isnull=False).exists():
        raise FormTakenOver
    proof = proof_of(agreement.grant, agreement)
    if proof.submitted_on is not None:
        raise ProofIsSubmitted(day=f"{proof.submitted_on:%d.%m.%Y}")
    if not any(row.staff or row.other for row in rows):
        raise FormWithoutAmounts
    _from_own_posts(agreement, rows, by)
    money.charge_all(grant=agreement.grant, agreement=agreement, months=[row.of for row in rows], by=by)
    earlier = _of_earlier_forms(agreement)
    replaced = 0
    for row in rows:
        for text, amount in (
            (f"Personalkosten {row.of.user}"[:200], row.staff),
            (f"Sachkosten {row.of.user}"[:200], row.other),
        ):
            before = earlier.pop((row.of.post.pk, row.of.month, text), [])
            if [(each.amount, each.voucher) for each in before] == [(amount, row.voucher)]:
                continue
            for each in before:
                money.take_back(row=each, by=by)
            replaced += len(before)
            if amount:
                _spent(agreement, row, text, amount, file, by)
    return Taken(len(rows), total(row.staff + row.other for row in rows), replaced)


def _from_own_posts(agreement: ForwardingAgreement, rows: Iterable[proof_form.Filled], by: User) -> None:
    """Months of the post that stand with the county's own posts go over to the recipient who proves them."""
    told = {(row.of.post.pk, row.of.user.pk, row.of.month) for row in rows}
    for month in ChargedMonth.objects.filter(grant=agreement.grant, agreement=None, post=agreement.post):
        if (month.post_id, month.user_id, month.month) in told:
            money.release(row=month, by=by)


def _of_earlier_forms(agreement: ForwardingAgreement) -> dict[tuple[int | None, date, str], list[Booking]]:
    """Amounts that came with a form before and still stand, by post, month and words; those of lists of spending are no such."""
    stand = Booking.objects.filter(
        agreement=agreement, kind=BookingKind.SPENT, submission__isnull=False, against=None, taken_back_by=None
    )
    rows = stand.exclude(submission__in=list(list_of_file(agreement.grant)))
    found: dict[tuple[int | None, date, str], list[Booking]] = {}
    for row in rows.select_related("grant"):
        found.setdefault((row.post_id, row.period_from.replace(day=1), row.text), []).append(row)
    return found


def _spent(
    agreement: ForwardingAgreement, row: proof_form.Filled, text: str, amount: Decimal, file: UUID, by: User
) -> None:
    last = min(next_month(row.of.month) - timedelta(days=1), agreement.grant.period_to)
    money.book(
        grant=agreement.grant, agreement=agreement, kind=BookingKind.SPENT, amount=amount, text=text, voucher=row.voucher,
        period_from=max(row.of.month, agreement.grant.period_from), period_to=last, booked_on=timezone.localdate(),
        post=row.of.post, submission=file, by=by,
    )  # fmt: skip
