"""Changes of the legal sphere: last day, first day, the gap, and who has to act; drafts only when asked for."""

from datetime import date

import pytest

from kim.law import transitions
from kim.law.transitions import age_limit, course_access, plan

TODAY = date(2026, 11, 23)


def one(event: str, day: date, **more):
    [found] = plan(event, day, **({"today": TODAY} | more))
    return found


@pytest.mark.parametrize(
    ("event", "day", "ends", "begins"),
    [
        ("recognised", date(2026, 11, 12), date(2026, 11, 30), date(2026, 12, 1)),
        ("recognised", date(2024, 2, 29), date(2024, 2, 29), date(2024, 3, 1)),
        ("suspended", date(2025, 6, 30), date(2026, 12, 31), date(2027, 1, 1)),
        ("stays", date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)),
        ("analogous", date(2024, 1, 15), date(2027, 1, 14), date(2027, 1, 15)),
        ("pension", date(1960, 3, 10), date(2026, 7, 31), date(2026, 8, 1)),
    ],
)
def test_the_earlier_sphere_ends_and_the_new_one_begins_the_day_after(event, day, ends, begins):
    found = one(event, day)

    assert (found.ends_on, found.begins_on) == (ends, begins)


def test_an_application_counts_from_the_first_of_its_month_and_later_ones_leave_a_gap():
    told = date(2026, 8, 20)
    in_time = one("recognised", told, applied_on=date(2026, 9, 30))
    late = one("recognised", told, applied_on=date(2026, 10, 1))
    open_still = one("recognised", told)

    assert (in_time.gap, in_time.apply_by) == (None, date(2026, 9, 30))
    assert (late.gap, late.gap_days, late.gap_grows) == ((date(2026, 9, 1), date(2026, 9, 30)), 30, False)
    assert (open_still.gap_days, open_still.gap_grows) == (61, True)
    assert one("recognised", date(2026, 11, 12)).gap is None, "it has not begun"


def test_everybody_who_must_act_is_named_with_a_day_and_the_first_comes_first():
    found = one("recognised", date(2026, 11, 12))

    assert [act.until for act in found.acts] == sorted(act.until for act in found.acts)
    assert {act.who for act in found.acts} == {"person", "asylblg", "advice"}
    assert found.changes_sphere
    assert not one("analogous", date(2024, 1, 15)).changes_sphere
    assert one("rejected", date(2026, 1, 15)).begins_on is None


def test_a_draft_of_law_is_told_only_when_asked_for_and_only_whom_it_would_touch():
    now = [found.rule.id for found in plan("ukraine", date(2025, 6, 1), today=TODAY)]
    drafted = plan("ukraine", date(2025, 6, 1), today=TODAY, with_drafts=True)
    early = [found.rule.id for found in plan("ukraine", date(2025, 3, 31), today=TODAY, with_drafts=True)]

    assert (now, early) == (["UKR.NOW"], ["UKR.NOW"])
    assert [found.rule.enacted for found in drafted] == [True, False]
    assert not drafted[1].changes_sphere


@pytest.mark.parametrize(
    ("born", "reached"),
    [
        (date(1946, 12, 31), date(2011, 12, 31)),
        (date(1947, 1, 1), date(2012, 2, 1)),
        (date(1958, 5, 5), date(2024, 5, 5)),
        (date(1963, 5, 5), date(2030, 3, 5)),
        (date(1964, 2, 29), date(2031, 3, 1)),
        (date(1990, 1, 1), date(2057, 1, 1)),
    ],
)
def test_the_age_limit_rises_with_the_year_of_birth(born, reached):
    assert age_limit(born) == reached


def test_the_course_is_a_right_for_a_year_or_admission_only():
    right = course_access("25(2)", date(2026, 3, 1))
    assert (right.access, right.until) == ("right", date(2027, 2, 28))
    assert course_access("24", date(2026, 3, 1)).access == "admission"
    assert course_access("25(5)", None).until is None
    assert course_access("16b", None) is None


def test_the_data_is_whole_and_the_draft_is_not_in_force():
    assert transitions.faults() == []
    assert [rule.id for rule in transitions.rules() if not rule.enacted] == ["UKR.SUBSIST"]
