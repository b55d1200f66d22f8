"""The money of all grants over the years: what each block applied for, got, called, spent, handed on and paid back."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum

from kim.staffing.grants_states import AgreementState
from kim.staffing.models import Booking, BookingKind, FundingGrant

COLUMNS = ("applied", "approved", *(kind.value for kind in BookingKind))


@dataclass(frozen=True)
class YearLine:
    """One grant, or the sum of several; what nobody knows is None and counts as nothing in a sum."""

    grants: tuple[FundingGrant, ...]
    sums: dict[str, Decimal | None]


def over_years() -> list[YearLine]:
    """Every grant, the newest year first: four queries, however many there are.

    Planned and spent are those of the county and of all it hands on to; called and paid back are what went between county and
    authority; handed on is what the county gave, not what its recipients gave on. Cancelled agreements do not count.
    """
    between = Q(agreement=None) | Q(kind__in=(BookingKind.PLANNED, BookingKind.SPENT))
    handed_on = Q(kind=BookingKind.FORWARDED, agreement__parent=None)
    rows = Booking.objects.filter(between | handed_on).exclude(agreement__state=AgreementState.CANCELLED)
    booked = {
        (grant, kind): amount for grant, kind, amount in rows.values_list("grant", "kind").annotate(Sum("amount"))
    }
    return [
        YearLine(
            (grant,),
            {"applied": grant.applied, "approved": grant.approved_on()}
            | {kind.value: booked.get((grant.pk, kind.value)) for kind in BookingKind},
        )
        for grant in FundingGrant.objects.for_list()
    ]


def together(lines: Iterable[YearLine]) -> YearLine:
    """Several as one: every sum is that of its rows."""
    of = list(lines)
    sums: dict[str, Decimal | None] = {}
    for name in COLUMNS:
        known = [amount for line in of if (amount := line.sums[name]) is not None]
        sums[name] = sum(known, Decimal(0)) if known else None
    return YearLine(tuple(grant for line in of for grant in line.grants), sums)


__all__ = ["COLUMNS", "YearLine", "over_years", "together"]
