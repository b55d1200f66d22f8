"""The proof of use: its report is written, then it is submitted with the figures of that day."""

from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from uuid import NAMESPACE_OID, UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kim.organisation.public import User
from kim.privacy.public import audit
from kim.staffing import access, proof_form, proofs
from kim.staffing.actions import money
from kim.staffing.exceptions import ChangedMeanwhile, FormRowsWrong, FormTakenOver, ProofIsSubmitted
from kim.staffing.models import Booking, BookingKind, ForwardingAgreement, FundingGrant, ProofOfUse
from kim.staffing.money import total
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
    """Submitted: the figures stay as they are on this day, whatever is booked later."""
    row = _locked(grant, agreement, version, by)
    row.submitted_on, row.figures = on, proofs.count(grant, agreement, on).as_json()
    _saved(row, by)
    audit.record("grant.proof_submitted", target=grant, agreement=agreement.pk if agreement else None, day=on)
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


@transaction.atomic
def take_over(*, agreement: ForwardingAgreement, data: bytes, by: User) -> tuple[int, Decimal]:
    """A filled form becomes person-months and amounts, all of it or nothing: how many months, and what they cost."""
    if not access.manages_grants(by):
        raise PermissionDenied
    rows, faults = proof_form.back(data, agreement)
    if faults:
        raise FormRowsWrong(rows=", ".join(str(number) for number in dict.fromkeys(fault.row for fault in faults)))
    file = uuid5(NAMESPACE_OID, f"{agreement.pk}:{sha256(data).hexdigest()}")
    FundingGrant.objects.select_for_update().get(pk=agreement.grant_id)
    if Booking.objects.filter(submission=file).exists():
        raise FormTakenOver
    money.charge_all(grant=agreement.grant, agreement=agreement, months=[row.of for row in rows], by=by)
    for row in rows:
        for text, amount in ((f"Personalkosten {row.of.user}", row.staff), (f"Sachkosten {row.of.user}", row.other)):
            if amount:
                _spent(agreement, row, text, amount, file, by)
    return len(rows), total(row.staff + row.other for row in rows)


def _spent(
    agreement: ForwardingAgreement, row: proof_form.Filled, text: str, amount: Decimal, file: UUID, by: User
) -> None:
    last = min(next_month(row.of.month) - timedelta(days=1), agreement.grant.period_to)
    money.book(
        grant=agreement.grant, agreement=agreement, kind=BookingKind.SPENT, amount=amount, text=text[:200], voucher=row.voucher,
        period_from=max(row.of.month, agreement.grant.period_from), period_to=last, booked_on=timezone.localdate(),
        post=row.of.post, submission=file, by=by,
    )  # fmt: skip
