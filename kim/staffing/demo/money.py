"""Money of the demo county: 2021 is settled, 2022 has posts at Dormagen and Neuss whose proofs of use can be printed. All invented."""

from datetime import date, timedelta
from decimal import Decimal as D

from kim.staffing.models import Booking, BookingKind, ChargedMonth, ForwardingAgreement, FundingGrant
from kim.staffing.money import cents
from kim.staffing.monthly import MonthHeld, held, posts_of
from kim.staffing.vacancy import next_month

A_MONTH = D("4612.50")  # what a full post costs: a little more than the lump sum of 55,000 Euro a year pays
KINDS = BookingKind


def money() -> None:
    """Both years, as owner; a second call changes nothing."""
    if Booking.objects.exists():
        return
    settled = FundingGrant.objects.filter(synthetic=True, year=2021, block=2).first()
    if settled:
        _spend(settled, None)
        for day, amount in ((date(2021, 6, 22), D("190000.00")), (date(2021, 11, 22), D("170000.00"))):
            _book(settled, None, KINDS.CALLED, amount, f"Mittelabruf {day:%m/%Y}", day)
    forwarded = FundingGrant.objects.filter(synthetic=True, year=2022, block=1).first()
    if forwarded:
        _spend(forwarded, None)
        for day in (date(2022, 6, 27), date(2022, 11, 21)):
            _book(forwarded, None, KINDS.CALLED, D("165000.00"), f"Mittelabruf {day:%m/%Y}", day)
        for agreement in forwarded.agreements.exclude(post=None).select_related("recipient", "post"):
            _spend(forwarded, agreement)
            _book(forwarded, agreement, KINDS.FORWARDED, D("55000.00"), "Weiterleitung 2022", date(2022, 7, 15))


def _spend(grant: FundingGrant, agreement: ForwardingAgreement | None) -> None:
    """Whoever held a post is paid month by month."""
    months = list(held(posts_of(grant, agreement), grant.period_from, grant.period_to))
    ChargedMonth.objects.bulk_create(
        ChargedMonth(
            grant=grant, agreement=agreement, post=each.post, user=each.user, month=each.month, share=each.share
        )
        for each in months
    )
    Booking.objects.bulk_create(_cost(grant, agreement, each) for each in months)


def _cost(grant: FundingGrant, agreement: ForwardingAgreement | None, each: MonthHeld) -> Booking:
    last = next_month(each.month) - timedelta(days=1)
    return Booking(
        grant=grant, agreement=agreement, post=each.post, kind=KINDS.SPENT, amount=cents(A_MONTH * each.share),
        period_from=each.month, period_to=last, booked_on=last, text=f"Personalkosten {each.user}",
    )  # fmt: skip


def _book(
    grant: FundingGrant, agreement: ForwardingAgreement | None, kind: str, amount: D, text: str, on: date
) -> None:
    Booking.objects.create(
        grant=grant, agreement=agreement, kind=kind, amount=amount, text=text, booked_on=on,
        period_from=grant.period_from, period_to=grant.period_to,
    )  # fmt: skip
