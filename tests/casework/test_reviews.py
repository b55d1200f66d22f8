"""Reviews: planned, moved, held with a result for each goal; the gate out of monitoring asks for one."""

from datetime import timedelta

import pytest
from django.db import connection

from kim.casework import facts
from kim.casework.actions import cases, reviews
from kim.casework.exceptions import ChangedMeanwhile, DayBeforeOpening, DayInTheFuture, GateNotPassed
from kim.casework.models import Case, Goal, Review, ReviewedGoal
from kim.organisation.models import County
from kim.privacy.models import AuditEvent
from tests import factories
from tests.factories import today


def soon(days=7):
    return today() + timedelta(days=days)


def test_a_planned_review_stands_on_the_head_and_is_moved_not_doubled(world, scope_as):
    case = factories.case(world.anna, phase="service_steering")

    with scope_as(world.anna) as anna:
        reviews.plan(case=case, by=anna, on=soon(), focus="Kurs und Betreuung", seen=None)
        reviews.plan(case=case, by=anna, on=soon(14), seen=soon())

    case.refresh_from_db()
    planned = Review.objects.get(case=case)
    assert (case.review_on, case.next_due_on) == (soon(14), soon(14))
    assert (planned.planned_on, planned.focus, planned.state) == (soon(14), "Kurs und Betreuung", "planned")


def test_taking_the_day_away_calls_the_review_off(world, scope_as):
    case = factories.case(world.anna)

    with scope_as(world.anna) as anna:
        reviews.plan(case=case, by=anna, on=soon())
        reviews.plan(case=case, by=anna, on=None)

    case.refresh_from_db()
    assert case.review_on is None
    assert Review.objects.get(case=case).state == "called_off"


def test_somebody_elses_day_is_not_overwritten(world, scope_as):
    case = factories.case(world.anna, review_on=soon(3))

    with scope_as(world.anna) as anna, pytest.raises(ChangedMeanwhile):
        reviews.plan(case=case, by=anna, on=soon(), seen=None)


def test_holding_one_says_how_each_goal_stands_ends_what_is_reached_and_plans_the_next(world, scope_as):
    case = factories.case(world.anna, phase="monitoring")
    reached, stuck = factories.goal(case, own_words="Wohnung"), factories.goal(case, own_words="Kita")

    with scope_as(world.anna) as anna:
        reviews.plan(case=case, by=anna, on=today())
        reviews.hold(
            case=case, by=anna, held_on=today(), summary="Gut", next_on=soon(90), next_focus="Kita",
            looked=[reviews.Looked(reached, "reached"), reviews.Looked(stuck, "stuck", "Warteliste")],
        )  # fmt: skip

    case.refresh_from_db()
    held = Review.objects.get(case=case, state="held")
    assert [(g.goal_id, g.course, g.words) for g in held.goals.all()] == [
        (reached.pk, "reached", ""), (stuck.pk, "stuck", "Warteliste")
    ]  # fmt: skip
    assert [Goal.objects.get(pk=g.pk).state for g in (reached, stuck)] == ["reached", "open"]
    assert case.review_on == soon(90)
    assert Review.objects.get(case=case, state="planned").focus == "Kita"
    assert "review.held" in AuditEvent.objects.values_list("kind", flat=True)


def test_an_unplanned_review_can_be_held_and_nothing_has_to_follow(world, scope_as):
    case = factories.case(world.anna, phase="monitoring")

    with scope_as(world.anna) as anna:
        held = reviews.hold(case=case, by=anna, held_on=today(), with_person=False)

    case.refresh_from_db()
    assert (held.planned_on, case.review_on) == (None, None)


@pytest.mark.parametrize("day, error", [(1, DayInTheFuture), (-31, DayBeforeOpening)])
def test_a_review_was_held_while_the_case_ran(world, scope_as, day, error):
    case = factories.case(world.anna)

    with scope_as(world.anna) as anna, pytest.raises(error):
        reviews.hold(case=case, by=anna, held_on=soon(day))
    assert not Review.objects.exists()


def test_the_gate_out_of_monitoring_asks_for_a_review_since_it_began(world, scope_as):
    case = factories.case(world.anna, phase="monitoring")
    factories.contact(case)

    with scope_as(world.anna) as anna:
        with pytest.raises(GateNotPassed) as refused:
            cases.step(case=case, by=anna, to="re_assessment")
        assert [c.key for c in refused.value.conditions] == ["review_held"]
        reviews.hold(case=case, by=anna, held_on=today())
        cases.step(case=case, by=anna, to="re_assessment")
    case.refresh_from_db()
    assert case.phase == "re_assessment"


def test_the_county_proposes_the_next_day_where_it_has_an_interval(world):
    assert reviews.proposed_day(today()) is None
    County.objects.update(review_weeks=12)
    assert reviews.proposed_day(today()) == today() + timedelta(weeks=12)


def test_reviews_belong_to_their_case(world, scope_as):
    annas, cems = factories.case(world.anna), factories.case(world.cem, in_unit=world.team_b)
    goal = factories.goal(annas)
    with scope_as(world.anna) as anna:
        held = reviews.hold(case=annas, by=anna, held_on=today(), looked=[reviews.Looked(goal, "stuck")])

    for who in (world.ben, world.cem, world.lea):
        with scope_as(who):
            assert not Review.objects.exists() and not ReviewedGoal.objects.exists()
    with scope_as(world.anna):
        assert Review.objects.update(summary="anders") == 0  # what was held stays
    with pytest.raises(Exception, match="row-level security"), scope_as(world.anna) as anna:
        Review.objects.create(case=cems, planned_on=today(), recorded_by=anna)
    assert held.pk and facts.facts_of(Case.objects.get(pk=annas.pk)).reviews_since_phase == 1


def test_without_a_scope_nothing_is_visible(world, scope_as):
    case = factories.case(world.anna)
    with scope_as(world.anna) as anna:
        reviews.hold(case=case, by=anna, held_on=today())
    with connection.cursor() as cursor:
        cursor.execute("set local role kim_app")
        for table in (
            "review",
            "reviewedgoal",
            "closedgoal",
            "lateentry",
            "handoversheet",
            "proposedclosing",
            "confirmation",
        ):
            cursor.execute(f"select count(*) from casework_{table}")
            assert cursor.fetchone()[0] == 0, table
        cursor.execute("reset role")
