"""Ages on a day, with unknown parts and around 29 February."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kim.law.age import AgeRange, age_on, age_range, age_range_of_years


@pytest.mark.parametrize(
    ("on", "age"),
    [
        (date(2022, 2, 28), 17),
        (date(2022, 3, 1), 18),
        (date(2024, 2, 28), 19),
        (date(2024, 2, 29), 20),
    ],
)
def test_whoever_was_born_on_29_february_is_older_on_1_march_of_other_years(on: date, age: int) -> None:
    assert age_range(2004, 2, 29, on) == AgeRange(age, age)


def test_a_person_is_a_year_older_on_the_birthday_itself() -> None:
    assert age_on(date(2000, 5, 10), date(2018, 5, 9)) == 17
    assert age_on(date(2000, 5, 10), date(2018, 5, 10)) == 18


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((2008, None, None), AgeRange(17, 18)),
        ((2008, 11, None), AgeRange(17, 18)),
        ((2008, 10, None), AgeRange(18, 18)),
        ((2008, 12, None), AgeRange(17, 17)),
        ((2008, None, 22), AgeRange(17, 18)),
        ((None, 5, 3), None),
    ],
)
def test_unknown_parts_give_a_range(parts: tuple[int | None, ...], expected: AgeRange | None) -> None:
    year, month, day = parts

    assert age_range(year, month, day, date(2026, 11, 22)) == expected


def test_february_without_a_day_reaches_to_its_last_one() -> None:
    assert age_range(2008, 2, None, date(2026, 2, 28)) == AgeRange(17, 18)
    assert age_range(2008, 2, None, date(2026, 3, 1)) == AgeRange(18, 18)


def test_a_child_born_this_year_is_nought_and_one_not_born_yet_has_no_age() -> None:
    assert age_range(2026, None, None, date(2026, 11, 22)) == AgeRange(0, 0)
    assert age_range(2026, 12, 1, date(2026, 11, 22)) is None


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="day is out of range"):
        age_range(2023, 2, 29, date(2026, 1, 1))


def test_a_span_of_years_gives_a_range_and_a_turned_one_is_refused() -> None:
    assert age_range_of_years(1990, 1994, date(2026, 6, 1)) == AgeRange(31, 36)
    with pytest.raises(ValueError, match="starts after its end"):
        age_range_of_years(1994, 1990, date(2026, 6, 1))


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.dates(date(2026, 1, 1), date(2100, 1, 1)))
def test_the_true_age_always_lies_in_the_range(born: date, on: date) -> None:
    true = age_on(born, on)

    for month, day in [(None, None), (born.month, None), (born.month, born.day), (None, born.day)]:
        ages = age_range(born.year, month, day, on)
        assert ages is not None and ages.min <= true <= ages.max
