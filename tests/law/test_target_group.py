"""The target group, criterion by criterion; here the first stage as Rhein-Kreis Neuss describes it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kim.law.age import AgeRange
from kim.law.kleene import MET, NOT_MET, UNKNOWN, Kleene
from kim.law.target_group import MESSAGE_KEYS, Criterion, Facts, Stage, TargetGroupRule, check, evaluate

ON = date(2026, 11, 22)
CHILD = Criterion("child", "child_of_member", "Kind", "Child")
ADULT = Criterion("age", "age_between", "18 bis 35", "18 to 35", params={"min": 18, "max": 35})
ARRIVED = Criterion("arrived", "refugee_or_newcomer", "geflüchtet oder neu", "refugee or newcomer")
HINT = Criterion("free", "no_other_case_management", "ohne Fallmanagement", "without", counts=False)
FIRST = Stage(
    "stage-1",
    "Stufe 1",
    "Stage 1",
    criteria=(
        Criterion("who", "any_of", "wer", "who", parts=(ARRIVED, CHILD)),
        Criterion("age-or-child", "any_of", "Alter", "age", parts=(ADULT, CHILD)),
        HINT,
    ),
)
LATER = Stage("stage-2", "Stufe 2", "Stage 2", planned=True)
RULE = TargetGroupRule((FIRST, LATER))


def verdict(facts: Facts) -> Kleene:
    return evaluate(RULE, facts, on=ON).value


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (AgeRange(17, 17), NOT_MET),
        (AgeRange(17, 18), UNKNOWN),
        (AgeRange(18, 18), MET),
        (AgeRange(35, 35), MET),
        (AgeRange(35, 36), UNKNOWN),
        (AgeRange(36, 36), NOT_MET),
        (AgeRange(10, 60), UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_a_refugee_belongs_from_18_to_35(age: AgeRange | None, expected: Kleene) -> None:
    assert verdict(Facts(age=age, refugee_or_newcomer=True, child_of_member=False)) is expected


def test_a_child_belongs_through_its_parent_whatever_its_own_status() -> None:
    assert verdict(Facts(age=AgeRange(4, 4), refugee_or_newcomer=False, child_of_member=True)) is MET


def test_a_minor_whose_parents_are_not_known_stays_open() -> None:
    assert verdict(Facts(age=AgeRange(15, 15), refugee_or_newcomer=True)) is UNKNOWN


def test_nothing_known_is_unknown_and_tells_what_to_ask_each_thing_once() -> None:
    finding = evaluate(RULE, Facts(), on=ON)

    assert finding.value is UNKNOWN
    kinds = [missing.criterion.kind for missing in finding.missing]
    assert kinds == [
        "refugee_or_newcomer",
        "child_of_member",
        "age_between",
        "no_other_case_management",
    ]


def test_another_case_manager_is_a_hint_and_changes_nothing() -> None:
    facts = Facts(age=AgeRange(20, 20), refugee_or_newcomer=True, has_other_case_management=True)

    first = evaluate(RULE, facts, on=ON).stages[0]

    assert first.value is MET
    assert first.findings[2].message_key == "no_other_case_management.not_met"


def test_a_planned_stage_does_not_count_and_says_so() -> None:
    later = evaluate(RULE, Facts(), on=ON).stages[1]

    assert (later.in_force, later.findings) == (False, ())


def test_a_stage_counts_from_its_first_to_its_last_day() -> None:
    stage = replace(FIRST, valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31))

    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]

    assert [stage.in_force(day) for day in days] == [False, True, True, False]


def test_without_a_stage_in_force_nobody_is_turned_away() -> None:
    assert evaluate(TargetGroupRule((LATER,)), Facts(), on=ON).value is UNKNOWN


def test_the_second_stage_can_take_in_whom_the_first_does_not() -> None:
    second = Stage("stage-2", "Stufe 2", "Stage 2", criteria=(ARRIVED,))

    finding = evaluate(
        TargetGroupRule((FIRST, second)),
        Facts(age=AgeRange(50, 50), refugee_or_newcomer=True, child_of_member=False),
        on=ON,
    )

    assert [stage.value for stage in finding.stages] == [NOT_MET, MET]
    assert finding.value is MET


def test_the_reason_names_the_limits_and_the_possible_ages() -> None:
    finding = check(ADULT, Facts(age=AgeRange(17, 18)))

    assert finding.message_key == "age_between.across_limit"
    assert finding.params == {"min": 18, "max": 35, "youngest": 17, "oldest": 18}


@pytest.mark.parametrize(
    ("kind", "params", "met", "not_met"),
    [
        ("years_in_germany_at_most", {"max": 3}, Facts(years_in_germany=3), Facts(years_in_germany=4)),
        ("years_in_county_at_most", {"max": 3}, Facts(years_in_county=0), Facts(years_in_county=9)),
        ("lives_in_county", {}, Facts(lives_in_county=True), Facts(lives_in_county=False)),
        (
            "lives_in_municipality",
            {"municipalities": ("05162024",)},
            Facts(municipality_ags="05162024"),
            Facts(municipality_ags="05162008"),
        ),
        (
            "status_group_in",
            {"groups": ("eu_citizen", "refugee")},
            Facts(status_group="refugee"),
            Facts(status_group="other"),
        ),
    ],
)
def test_every_kind_has_three_answers(kind, params, met: Facts, not_met: Facts) -> None:
    criterion = Criterion("c", kind, "de", "en", params=params)

    findings = [check(criterion, facts) for facts in (met, not_met, Facts())]

    assert [finding.value for finding in findings] == [MET, NOT_MET, UNKNOWN]
    assert {finding.message_key for finding in findings} <= MESSAGE_KEYS


answers = st.none() | st.booleans()
numbers = st.integers(0, 99)
ages = st.none() | st.builds(lambda a, b: AgeRange(min(a, b), max(a, b)), numbers, numbers)


@settings(deadline=None)
@given(st.builds(Facts, age=ages, refugee_or_newcomer=answers, child_of_member=answers))
def test_learning_more_never_turns_a_clear_answer_round(facts: Facts) -> None:
    before = verdict(facts)
    if before is UNKNOWN:
        return

    for child in [True, False] if facts.child_of_member is None else [facts.child_of_member]:
        for arrived in [True, False] if facts.refugee_or_newcomer is None else [facts.refugee_or_newcomer]:
            assert verdict(replace(facts, child_of_member=child, refugee_or_newcomer=arrived)) is before
