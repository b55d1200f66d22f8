"""Money of posts: lump sums by person-months, caps, own share, what a year comes to and what has to be paid back.

Pure: exact fractions in, whole cents out. There is one rounding, half a cent upwards, and it is done once per figure that somebody
reads; a sum is added up from such figures and never rounded again, so every total equals its rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kim.staffing.vacancy import months_of

MONTHS = 12
NOTHING = Decimal("0.00")


def cents(amount: Fraction | Decimal | int) -> Decimal:
    """An amount in whole cents; half a cent goes up, away from zero."""
    exact = Fraction(amount) * 100
    whole, rest = divmod(abs(exact), 1)
    number = int(whole) + (rest * 2 >= 1)
    return Decimal(number if exact >= 0 else -number).scaleb(-2)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of amounts in cents."""
    return sum(amounts, NOTHING)


def lump_sum(per_year: Decimal, person_months: Fraction) -> Decimal:
    """What a lump sum for a full post and year gives for these person-months."""
    return cents(Fraction(per_year) * person_months / MONTHS)


def spread(amount: Decimal, parts: Sequence[Fraction]) -> list[Decimal]:
    """An amount over parts in their proportion, in cents that add up to it; cents left over go to the largest remainders,
    among equals to the first. Nothing anywhere where no part has a weight."""
    whole = sum(parts, Fraction(0))
    if not whole:
        return [NOTHING for _part in parts]
    exact = [Fraction(amount) * 100 * part / whole for part in parts]
    floors = [each.numerator // each.denominator for each in exact]
    left = int(Fraction(amount) * 100) - sum(floors)
    order = sorted(range(len(parts)), key=lambda place: (floors[place] - exact[place], place))
    more = set(order[:left])
    return [Decimal(floor + (place in more)).scaleb(-2) for place, floor in enumerate(floors)]


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that is funded of one post: the lump sum of its person-months, or nothing stated."""

    person_months: Fraction
    per_year: Decimal | None

    @property
    def amount(self) -> Decimal | None:
        """Euro, None where no amount is known."""
        return None if self.per_year is None else lump_sum(self.per_year, self.person_months)


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was approved, drawn and spent, and what follows; every figure in cents.

    `eligible` is the smallest of what was spent, what the person-months give and what was approved. `own` is what the recipient
    bears, `pay_back` what was drawn above the eligible sum, `still_due` what may still be drawn.
    """

    approved: Decimal
    cap: Decimal | None
    spent: Decimal
    called: Decimal

    @property
    def eligible(self) -> Decimal:
        """min(actual, cap), never above the approval."""
        limits = [self.spent, self.approved, *([] if self.cap is None else [self.cap])]
        return max(NOTHING, min(limits))

    @property
    def own(self) -> Decimal:
        """What the recipient pays from own money."""
        return max(NOTHING, self.spent - self.eligible)

    @property
    def pay_back(self) -> Decimal:
        """What was drawn and is not due."""
        return max(NOTHING, self.called - self.eligible)

    @property
    def still_due(self) -> Decimal:
        """What is due and was not drawn."""
        return max(NOTHING, self.eligible - self.called)

    @property
    def exceeds(self) -> Decimal:
        """By how much the spending is above the approval."""
        return max(NOTHING, self.spent - self.approved)


def own_grant(per_year: Decimal, person_months: Fraction, uncovered: Decimal) -> Decimal:
    """A voluntary grant of the county for a full post and year: pro rata, and never more than is uncovered."""
    return max(NOTHING, min(lump_sum(per_year, person_months), uncovered))


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a year comes to: spent in months that are over, planned for those to come."""

    spent: Decimal
    expected: Decimal
    months_expected: int

    @property
    def amount(self) -> Decimal:
        """Both together."""
        return self.spent + self.expected


def forecast(
    spent: Mapping[date, Decimal], planned: Mapping[date, Decimal], *, first: date, last: date, over_until: date
) -> Forecast:
    """What a period comes to; both mappings by the first of the month.

    Months up to and including that of `over_until` count as spent, also where nothing was; later ones as spent where something is
    booked already, else as planned.
    """
    months = months_of(first, last)
    behind = [month for month in months if month <= over_until]
    ahead = [month for month in months if month > over_until]
    known = total(spent.get(month, NOTHING) for month in behind) + total(spent[m] for m in ahead if m in spent)
    open_months = [month for month in ahead if month not in spent]
    return Forecast(known, total(planned.get(month, NOTHING) for month in open_months), len(open_months))
