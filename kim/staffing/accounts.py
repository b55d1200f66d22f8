"""The money of a grant in sums that open to their rows: own posts and every agreement, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from kim.law.funding.rules import amount_on
from kim.staffing.grants import Spans, counts, most_of
from kim.staffing.models import Booking, BookingKind, ChargedMonth, ForwardingAgreement, FundingGrant
from kim.staffing.money import MONTHS, NOTHING, Cap, Forecast, Settlement, cents, forecast, spread, total
from kim.staffing.vacancy import months as months_between
from kim.staffing.vacancy import months_of, next_month


@dataclass(frozen=True)
class Line:
    """One who spends: the county itself (no agreement) or a recipient. `cap` is the most its person-months give."""

    grant: FundingGrant
    agreement: ForwardingAgreement | None
    bookings: tuple[Booking, ...]
    person_months: Fraction
    cap: Decimal | None
    approved: Decimal | None
    passed_on: Decimal

    def sum_of(self, kind: str) -> Decimal:
        """What the rows of a kind come to."""
        return total(row.amount for row in self.bookings if row.kind == kind)

    @cached_property
    def sums(self) -> dict[str, Decimal]:
        """Every kind with its sum."""
        return {kind.value: self.sum_of(kind) for kind in BookingKind}

    @property
    def received(self) -> Decimal:
        """What came in and stayed: drawn from the authority or handed on by the giver, less what was paid back or passed on."""
        came = BookingKind.CALLED if self.agreement is None else BookingKind.FORWARDED
        return self.sum_of(came) - self.sum_of(BookingKind.RETURNED) - self.passed_on

    @cached_property
    def settlement(self) -> Settlement:
        """What is eligible, own and to be paid back; while nothing is approved, the person-months alone are the limit."""
        spent = self.sum_of(BookingKind.SPENT)
        limit = self.cap if self.approved is None else self.approved
        return Settlement(spent if limit is None else limit, self.cap, spent, self.received)

    def forecast(self, today: date) -> Forecast:
        """What the year comes to: spent until the last whole month, planned from then on."""
        over = today.replace(day=1) - timedelta(days=1)
        spent, planned = by_month(self.rows_of(BookingKind.SPENT)), by_month(self.rows_of(BookingKind.PLANNED))
        return forecast(spent, planned, first=self.grant.period_from, last=self.grant.period_to, over_until=over)

    def rows_of(self, kind: str) -> list[Booking]:
        """The rows behind a sum."""
        return [row for row in self.bookings if row.kind == kind]


@dataclass(frozen=True)
class Account:
    """A grant with its lines; the first one is the county's own."""

    grant: FundingGrant
    lines: tuple[Line, ...]

    @cached_property
    def approved(self) -> Decimal | None:
        """What the papers of the grant approve."""
        return self.grant.approved_on()

    def sum_of(self, kind: str) -> Decimal:
        """The sum of all lines."""
        return total(line.sum_of(kind) for line in self.lines)

    @cached_property
    def sums(self) -> dict[str, Decimal]:
        """Every kind over all lines."""
        return {kind.value: self.sum_of(kind) for kind in BookingKind}

    @cached_property
    def eligible(self) -> Decimal:
        """What the grant pays: what is eligible of every line, never above the approval."""
        wanted = total(line.settlement.eligible for line in self.lines)
        return wanted if self.approved is None else min(wanted, self.approved)

    @cached_property
    def settlement(self) -> Settlement:
        """The grant against its authority: drawn is what came from it and was not paid back to it."""
        own = self.lines[0]
        approved = self.eligible if self.approved is None else self.approved
        return Settlement(approved, self.eligible, self.sum_of(BookingKind.SPENT), own.received + own.passed_on)

    @cached_property
    def person_months(self) -> Fraction:
        """All person-months this grant pays."""
        return sum((line.person_months for line in self.lines), Fraction(0))


def account(grant: FundingGrant) -> Account:
    """A grant's money: four queries beside the grant itself, however many rows."""
    bookings = list(grant.bookings.select_related("post", "recorded_by", "taken_back_by", "against"))
    charged = list(grant.charged.all())
    agreements = list(grant.agreements.select_related("giver", "recipient", "post").prefetch_related("amendments"))
    above = {each.pk: each.parent_id for each in agreements}
    passed: dict[int | None, Decimal] = {}
    for row in bookings:
        if row.kind == BookingKind.FORWARDED and row.agreement_id is not None:
            giver = above[row.agreement_id]
            passed[giver] = passed.get(giver, NOTHING) + row.amount
    rows, months = _of(None, bookings, charged)
    lines = [Line(grant, None, rows, months, Cap(months, lump_sum_of(grant)).amount, None, passed.get(None, NOTHING))]
    kept = [each for each in agreements if counts(each) or _has_rows(each, bookings, charged)]
    lines += [_handed_on(grant, each, bookings, charged, passed) for each in kept]
    return Account(grant, tuple(lines))


def _has_rows(agreement: ForwardingAgreement, bookings: list[Booking], charged: list[ChargedMonth]) -> bool:
    """Whether money or months stand with it: then it stays in the account, cancelled or not."""
    told = {row.agreement_id for row in bookings} | {row.agreement_id for row in charged}
    return agreement.pk in told


def _handed_on(
    grant: FundingGrant,
    agreement: ForwardingAgreement,
    bookings: list[Booking],
    charged: list[ChargedMonth],
    passed: dict[int | None, Decimal],
) -> Line:
    on, spans = passed.get(agreement.pk, NOTHING), agreement.spans()
    rows, months = _of(agreement.pk, bookings, charged)
    own = (row for row in charged if row.agreement_id == agreement.pk)
    return Line(grant, agreement, rows, months, _cap_of(spans, own), most_of(spans), on)


def _cap_of(spans: Spans, charged: Iterable[ChargedMonth]) -> Decimal | None:
    """The most these person-months give: each at what holds on the first day of its month."""
    first = spans[0][0]
    wanted = Fraction(0)
    for row in charged:
        day = max(row.month, first)
        per_year = next(
            (terms.cap_per_fte for begin, last, terms in spans if begin <= day <= last), spans[-1][2].cap_per_fte
        )
        if per_year is None:
            return None
        wanted += Fraction(per_year) * Fraction(row.share)
    return None if spans[-1][2].cap_per_fte is None else cents(wanted / MONTHS)


def _of(
    agreement: int | None, bookings: list[Booking], charged: list[ChargedMonth]
) -> tuple[tuple[Booking, ...], Fraction]:
    months = (Fraction(row.share) for row in charged if row.agreement_id == agreement)
    return tuple(row for row in bookings if row.agreement_id == agreement), sum(months, Fraction(0))


def lump_sum_of(grant: FundingGrant) -> Decimal | None:
    """Euro for a full post and year: what the newest paper of the grant says, else what the rules know; None if nobody does."""
    said = [row.per_fte for row in grant.amount_rows if row.per_fte is not None]
    if said:
        return said[-1]
    known = amount_on(grant.block, grant.period_from)
    return known.eur if known else None


def by_month(rows: Iterable[Booking]) -> dict[date, Decimal]:
    """Amounts by month: one for several months goes over them by their days, in cents that add up to it."""
    found: dict[date, Decimal] = {}
    for row in rows:
        months = months_of(row.period_from, row.period_to)
        parts = [
            months_between(max(month, row.period_from), min(next_month(month) - timedelta(days=1), row.period_to))
            for month in months
        ]
        for month, amount in zip(months, spread(row.amount, parts), strict=True):
            found[month] = found.get(month, NOTHING) + amount
    return found
