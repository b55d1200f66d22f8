"""Money of posts, against what counties published (domain facts, section 10.7) and over random figures."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim.staffing import money

AMOUNTS = st.decimals(min_value=0, max_value=10_000_000, places=2)
PARTS = st.lists(st.fractions(min_value=0, max_value=12), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("per_year", "months", "amount"),
    [
        ("57000", 18 * 12, "1026000.00"),  # Kreis Unna 2023
        ("57000", 12 * 12, "684000.00"),  # Städteregion Aachen 2023
        ("680000", 4, "226666.67"),  # Köln 2021, handed on from September
        ("320450", 8, "213633.33"),  # Köln 2021, own staff from May
        ("50000", 6, "25000.00"),  # a half post in 2020
    ],
)
def test_published_sums_come_out_to_the_cent(per_year, months, amount):
    assert money.lump_sum(Decimal(per_year), Fraction(months)) == Decimal(amount)


def test_koeln_2021_adds_up_with_its_own_share():
    spent = money.total([Decimal("213633.33"), Decimal("226666.67"), Decimal("78100.00")])
    year = money.Settlement(approved=Decimal("463500.00"), cap=None, spent=spent, called=Decimal("463500.00"))
    assert spent == Decimal("518400.00")
    assert (year.own, year.pay_back, year.still_due) == (Decimal("54900.00"), Decimal(0), Decimal(0))


def test_half_a_cent_goes_up_on_both_sides_of_nothing():
    assert money.cents(Fraction(1, 200)) == Decimal("0.01")
    assert money.cents(Fraction(-1, 200)) == Decimal("-0.01")
    assert str(money.cents(5)) == "5.00"


def test_heinsberg_gives_the_actual_cost_up_to_the_cap_and_its_own_grant_beside_it():
    months = Fraction(12)
    dear = money.Settlement(
        approved=Decimal("55000"), cap=money.Cap(months, Decimal("55000")).amount, spent=Decimal("61200.50"), called=Decimal("55000")
    )  # fmt: skip
    assert (dear.eligible, dear.own) == (Decimal("55000.00"), Decimal("6200.50"))
    assert money.own_grant(Decimal("5000"), months, dear.own) == Decimal("5000.00")
    cheap = money.Settlement(
        approved=Decimal("55000"), cap=Decimal("55000"), spent=Decimal("51000"), called=Decimal("55000")
    )
    assert (cheap.eligible, cheap.pay_back, cheap.own) == (Decimal("51000"), Decimal("4000"), Decimal(0))
    assert money.own_grant(Decimal("5000"), months, cheap.own) == Decimal(0)


def test_a_month_without_anybody_lowers_what_may_be_kept():
    cap = money.Cap(Fraction(10), Decimal("55000")).amount
    year = money.Settlement(
        approved=Decimal("55000.00"), cap=cap, spent=Decimal("48000.00"), called=Decimal("55000.00")
    )
    assert (cap, year.eligible, year.pay_back) == (Decimal("45833.33"), Decimal("45833.33"), Decimal("9166.67"))


def test_spending_above_the_approval_is_named_and_not_funded():
    year = money.Settlement(approved=Decimal("100.00"), cap=None, spent=Decimal("130.00"), called=Decimal("100.00"))
    assert (year.exceeds, year.eligible, year.own) == (Decimal("30.00"), Decimal("100.00"), Decimal("30.00"))


@given(AMOUNTS, PARTS)
def test_parts_of_an_amount_add_up_to_it(amount, parts):
    shares = money.spread(amount, parts)
    assert sum(shares) == (amount if any(parts) else 0)
    exact = [Fraction(amount) * part / sum(parts) for part in parts] if any(parts) else []
    assert all(abs(Fraction(share) - due) < Fraction(1, 100) for share, due in zip(shares, exact, strict=False))


@given(AMOUNTS, AMOUNTS, AMOUNTS, st.none() | AMOUNTS)
def test_every_cent_that_was_drawn_or_spent_is_accounted_for(approved, spent, called, cap):
    year = money.Settlement(approved=approved, cap=cap, spent=spent, called=called)
    assert year.eligible + year.own == spent
    assert called - year.pay_back + year.still_due == year.eligible
    assert not (year.pay_back and year.still_due)


def test_a_forecast_takes_what_was_spent_and_plans_the_rest():
    spent = {date(2022, 1, 1): Decimal("4500"), date(2022, 2, 1): Decimal("4600"), date(2022, 12, 1): Decimal("9000")}
    planned = {date(2022, month, 1): Decimal("4583.33") for month in range(1, 13)}
    year = money.forecast(spent, planned, first=date(2022, 1, 1), last=date(2022, 12, 31), over_until=date(2022, 3, 15))
    assert year.months_expected == 8, "April to November; December is booked already, March is over without a booking"
    assert year.spent == Decimal("18100")
    assert year.amount == Decimal("18100") + 8 * Decimal("4583.33")
