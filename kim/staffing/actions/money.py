"""What is recorded about money: amounts, rows against them, the person-months a grant pays."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from kim.organisation.public import Post, User
from kim.privacy.public import audit
from kim.staffing import access
from kim.staffing.amounts import in_words
from kim.staffing.exceptions import (
    CalledAboveApproval,
    MonthsRefused,
    NotWorked,
    OutsideTheGrant,
    PaidTwice,
    TakenBackAlready,
)
from kim.staffing.models import Booking, BookingKind, ChargedMonth, ForwardingAgreement, FundingGrant
from kim.staffing.money import total
from kim.staffing.monthly import MonthHeld, held_in


@transaction.atomic
def book(
    *,
    grant: FundingGrant,
    agreement: ForwardingAgreement | None,
    kind: str,
    amount: Decimal,
    period_from: date,
    period_to: date,
    booked_on: date,
    text: str,
    by: User,
    voucher: str = "",
    post: Post | None = None,
    submission: UUID | None = None,
) -> Booking:
    """One amount of a grant, or of an agreement of it, for a time within the grant's period."""
    if not access.manages_grants(by):
        raise PermissionDenied
    if period_from < grant.period_from or period_to > grant.period_to:
        raise OutsideTheGrant(first=f"{grant.period_from:%d.%m.%Y}", last=f"{grant.period_to:%d.%m.%Y}")
    if kind == BookingKind.CALLED:
        _within_the_approval(grant, amount)
    row = Booking.objects.create(
        grant=grant, agreement=agreement, kind=kind, amount=amount, period_from=period_from, period_to=period_to,
        booked_on=booked_on, text=text, voucher=voucher, post=post, submission=submission, recorded_by=by,
    )  # fmt: skip
    audit.record("grant.booked", target=grant, kind_of_amount=kind, amount=str(amount))
    return row


def _within_the_approval(grant: FundingGrant, amount: Decimal) -> None:
    """No more is called than is approved, less what was paid back to the authority; while nothing is approved, nothing is known."""
    grant = FundingGrant.objects.select_for_update().get(pk=grant.pk)
    approved = grant.approved_on()
    if approved is None:
        return
    own = Booking.objects.filter(grant=grant, agreement=None)
    called = total(own.filter(kind=BookingKind.CALLED).values_list("amount", flat=True)) + amount
    paid_back = total(own.filter(kind=BookingKind.RETURNED).values_list("amount", flat=True))
    if called - paid_back > approved:
        raise CalledAboveApproval(called=in_words(called - paid_back), approved=in_words(approved))


@transaction.atomic
def take_back(*, row: Booking, by: User) -> Booking:
    """A row against one that was wrong: both stay, together they are nothing."""
    if not access.manages_grants(by):
        raise PermissionDenied
    if row.against_id is not None:
        raise TakenBackAlready
    against = against_row(row, by)
    try:
        with transaction.atomic():
            against.save()
    except IntegrityError as error:
        raise TakenBackAlready from error
    audit.record("grant.booking_taken_back", target=row.grant, amount=str(row.amount))
    return against


def against_row(row: Booking, by: User) -> Booking:
    """The row that takes this one back, not saved yet."""
    return Booking(
        grant_id=row.grant_id, agreement_id=row.agreement_id, kind=row.kind, amount=-row.amount, period_from=row.period_from,
        period_to=row.period_to, booked_on=timezone.localdate(), text=row.text, voucher=row.voucher, post_id=row.post_id, against=row,
        recorded_by=by,
    )  # fmt: skip


@transaction.atomic
def charge(
    *,
    grant: FundingGrant,
    agreement: ForwardingAgreement | None,
    post: Post,
    user: User,
    month: date,
    share: Decimal,
    by: User,
) -> ChargedMonth:
    """A grant pays this much of a person's month on a post; refused where nobody worked that much, or another pays it."""
    if not access.manages_grants(by):
        raise PermissionDenied
    fields = {"grant": grant, "agreement": agreement, "post": post, "user": user, "month": month, "share": share}
    try:
        with transaction.atomic():
            row = ChargedMonth.objects.create(recorded_by=by, **fields)
    except IntegrityError as error:
        raise _refused(grant, post, user, month, share) from error
    audit.record("grant.month_charged", target=grant, post=post.pk, month=month, share=str(share))
    return row


def _refused(grant: FundingGrant, post: Post, user: User, month: date, share: Decimal) -> PaidTwice | NotWorked:
    said = {"who": str(user), "month": f"{month:%m/%Y}"}
    paid = ChargedMonth.objects.filter(post=post, user=user, month=month).select_related("grant").first()
    if paid is not None:
        return PaidTwice(**said, share=_figure(paid.share), other=str(paid.grant), grant=str(grant))
    held = held_in(post, user, month)
    return NotWorked(**said, held=_figure(held), share=_figure(share))


def _figure(share: Decimal) -> str:
    return f"{share.normalize():f}".replace(".", ",")


@transaction.atomic
def charge_all(
    *, grant: FundingGrant, agreement: ForwardingAgreement | None, months: Iterable[MonthHeld], by: User
) -> int:
    """Every person-month of a list that this grant does not pay yet; how many were added. One refusal refuses all, and all are named."""
    known = set(ChargedMonth.objects.filter(grant=grant).values_list("post_id", "user_id", "month"))
    added = 0
    refused: list[PaidTwice | NotWorked] = []
    for each in months:
        if (each.post.pk, each.user.pk, each.month) not in known:
            try:
                charge(
                    grant=grant, agreement=agreement, post=each.post, user=each.user, month=each.month, share=each.share, by=by
                )  # fmt: skip
            except (PaidTwice, NotWorked) as error:
                refused.append(error)
            added += 1
    if len(refused) > 1:
        raise MonthsRefused(all=" ".join(str(error) for error in refused))
    if refused:
        raise refused[0]
    return added


@transaction.atomic
def release(*, row: ChargedMonth, by: User) -> None:
    """A person-month is no longer paid by this grant."""
    if not access.manages_grants(by):
        raise PermissionDenied
    audit.record("grant.month_released", target=row.grant, post=row.post_id, month=row.month, share=str(row.share))
    row.delete()
