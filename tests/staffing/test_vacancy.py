"""Vacancy to the day: what is held and what is vacant together are the post, on every day and in person-months."""

from datetime import date, timedelta
from decimal import Decimal as D
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kim.staffing.vacancy import Holding, Vacancy, held_on, months, most_held, person_months, vacancies

FIRST, LAST = date(2023, 11, 1), date(2024, 4, 30)
DAYS = st.dates(FIRST - timedelta(days=40), LAST + timedelta(days=40))
SHARES = st.sampled_from([D("0.25"), D("0.5"), D("0.75"), D("1")])


@st.composite
def holdings(draw):
    """Holders of one post of 1.0 who never hold more than it together, as the database guarantees."""
    found = []
    for _ in range(draw(st.integers(0, 5))):
        start = draw(DAYS)
        end = draw(st.none() | st.integers(0, 120).map(lambda days, first=start: first + timedelta(days=days)))
        new = Holding(start, end, draw(SHARES))
        if most_held([*found, new])[0] <= 1:
            found.append(new)
    return found


@given(holdings())
def test_held_and_vacant_together_are_the_post_on_every_day(rows):
    free = vacancies(D(1), FIRST, LAST, rows)

    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        assert held_on(rows, day) + held_on(free, day) == 1
    assert person_months(rows, FIRST, LAST) + person_months(free, FIRST, LAST) == months(FIRST, LAST) == 6
    touching = [(a, b) for a, b in pairwise(free) if a.end + timedelta(days=1) == b.start]
    assert all(a.fte != b.fte for a, b in touching)


def test_a_part_of_a_month_counts_by_its_days_also_in_a_leap_year():
    assert months(date(2024, 2, 1), date(2024, 2, 29)) == 1
    assert months(date(2024, 2, 15), date(2024, 2, 29)) == Fraction(15, 29)
    assert months(date(2023, 2, 15), date(2023, 2, 28)) == Fraction(14, 28)
    assert months(date(2024, 1, 16), date(2024, 3, 15)) == Fraction(16, 31) + 1 + Fraction(15, 31)
    assert months(date(2024, 1, 15), date(2024, 1, 14)) == 0


def test_who_leaves_in_the_middle_leaves_the_rest_of_the_month_vacant():
    rows = [Holding(date(2021, 7, 15), date(2021, 9, 14), D("0.5")), Holding(date(2021, 9, 1), None, D("0.5"))]

    free = vacancies(D(1), date(2021, 7, 1), date(2021, 12, 31), rows)

    assert free == [
        Vacancy(date(2021, 7, 1), date(2021, 7, 14), D(1)),
        Vacancy(date(2021, 7, 15), date(2021, 8, 31), D("0.5")),
        Vacancy(date(2021, 9, 15), date(2021, 12, 31), D("0.5")),
    ]
    assert person_months(free, date(2021, 9, 1), date(2021, 9, 30)) == Fraction(16, 30) / 2


def test_a_post_never_shows_less_than_nothing_vacant():
    assert vacancies(D("0.5"), FIRST, LAST, [Holding(FIRST, None, D(1))]) == []
    assert most_held([Holding(FIRST, None, D(1)), Holding(LAST, None, D("0.5"))]) == (D("1.5"), LAST)
    assert vacancies(D(1), LAST, FIRST, []) == []
