"""The acts of a case's way, in the scope of whoever does them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kim.casework import history
from kim.casework.actions import cases, contacts, people
from kim.casework.actions.settling import Settlement, open_points
from kim.casework.exceptions import (
    CaseIsClosed,
    DayBeforeOpening,
    DayInTheFuture,
    GateNotPassed,
    NoSuchStep,
    NotACaseManager,
    ReasonMissing,
    SameCaseManager,
    StillToSettle,
)
from kim.casework.models import Assignment, Case
from kim.privacy.models import AuditEvent
from tests import factories


def events() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("kind", flat=True))


def test_opening_for_a_colleague_of_another_team_gives_it_to_them(world, scope_as):
    with scope_as(world.anna) as anna:
        case = cases.open_case(
            by=anna, assigned_to=world.cem, person={"family_name": "Haddad", "municipality": factories.municipality()}
        )
        assert not Case.objects.filter(pk=case.pk).exists()

    case = Case.objects.get(pk=case.pk)
    assert (case.assigned_to, case.unit) == (world.cem, world.team_b)
    assert case.reference.startswith("GV-")
    assert [a.user for a in Assignment.objects.filter(case=case)] == [world.anna, world.cem]


def test_references_count_on_within_a_municipality(world, scope_as):
    with scope_as(world.anna) as anna:
        opened = [
            cases.open_case(
                by=anna, assigned_to=anna, person={"family_name": "A", "municipality": factories.municipality()}
            )
            for _number in range(2)
        ]

    numbers = [int(case.reference.rsplit("-", 1)[1]) for case in opened]
    assert numbers[1] == numbers[0] + 1


def test_a_gate_names_every_condition_that_is_missing(world, scope_as):
    case = factories.case(world.anna, phase="goal_agreement")

    with scope_as(world.anna) as anna, pytest.raises(GateNotPassed) as refused:
        cases.step(case=case, by=anna, to="service_steering")

    assert [condition.key for condition in refused.value.conditions] == ["goal_with_measure", "agreed"]


def test_a_step_with_a_reason_records_what_was_skipped(world, scope_as):
    case = factories.case(world.anna)

    with scope_as(world.anna) as anna:
        cases.step(case=case, by=anna, to="first_advice", reason="Notfall")

    change = case.phase_changes.last()
    assert (change.skipped, change.reason) == (["advice_agreed"], "Notfall")
    assert events() == ["case.phase_changed"]


def test_a_step_back_without_reason_is_refused(world, scope_as):
    case = factories.case(world.anna, phase="monitoring")

    with scope_as(world.anna) as anna, pytest.raises(ReasonMissing):
        cases.step(case=case, by=anna, to="service_steering")


@pytest.mark.parametrize("to", ["monitoring", "closed", "access"])
def test_only_steps_of_the_table_exist(world, scope_as, to):
    case = factories.case(world.anna)

    with scope_as(world.anna) as anna, pytest.raises(NoSuchStep):
        cases.step(case=case, by=anna, to=to, reason="weil")


def test_the_next_due_day_follows_what_is_open(world, scope_as):
    case, today = factories.case(world.anna), factories.today()

    with scope_as(world.anna) as anna:
        later = contacts.plan_follow_up(case=case, by=anna, due_on=today + timedelta(days=9), text="später")
        soon = contacts.plan_follow_up(case=case, by=anna, due_on=today, text="bald")
        contacts.follow_up_done(follow_up=soon, by=anna)

    case.refresh_from_db()
    assert case.next_due_on == later.due_on


def test_an_attempt_is_no_contact(world, scope_as):
    case = factories.case(world.anna)

    with scope_as(world.anna) as anna:
        contacts.record(case=case, by=anna, kind="attempt", text="Niemand da")

    case.refresh_from_db()
    assert case.last_contact_on is None


def test_closing_takes_the_case_out_of_the_lists_and_reopening_brings_it_back(world, scope_as):
    case, reason = factories.case(world.anna, phase="monitoring"), factories.closing_reason()

    with scope_as(world.anna) as anna:
        contacts.plan_follow_up(case=case, by=anna, due_on=factories.today(), text="Rückruf")
        with pytest.raises(StillToSettle):  # a follow-up of a closed case would stand in nobody's list
            cases.close(case=case, by=anna, reason=reason, result="Arbeit gefunden")
        dropped = [Settlement(point.key, "dropped") for point in open_points(case, anna)]
        cases.close(case=case, by=anna, reason=reason, result="Arbeit gefunden", settled=dropped)
        case.refresh_from_db()
        assert (case.phase, case.next_due_on) == ("closed", None)
        with pytest.raises(CaseIsClosed):
            contacts.record(case=case, by=anna, kind="talk", text="zu spät")
        cases.reopen(case=case, by=anna, reason="Wieder ohne Arbeit", to="assessment")

    case.refresh_from_db()
    assert (case.phase, case.next_due_on, case.closed_on, case.reopened_count) == (
        "assessment",
        None,
        None,
        1,
    )
    assert case.closings.get().reopening_reason == "Wieder ohne Arbeit"


@pytest.mark.parametrize("days, refusal", [(1, DayInTheFuture), (-31, DayBeforeOpening)])
def test_a_case_is_closed_between_its_opening_and_today(world, scope_as, days, refusal):
    case = factories.case(world.anna)

    with scope_as(world.anna) as anna, pytest.raises(refusal):
        cases.close(
            case=case,
            by=anna,
            reason=factories.closing_reason(),
            result="x",
            on=factories.today() + timedelta(days=days),
        )


@pytest.mark.parametrize(
    "to, refusal", [("admin", NotACaseManager), ("lea", NotACaseManager), ("anna", SameCaseManager)]
)
def test_a_case_goes_to_another_case_manager_only(world, scope_as, to, refusal):
    case = factories.case(world.anna)

    with scope_as(world.lea) as lea, pytest.raises(refusal):
        cases.hand_over(case=case, by=lea, to=getattr(world, to), reason="weil")


def test_the_database_refuses_a_handover_by_somebody_who_may_not(world, scope_as):
    case = factories.case(world.anna)

    with scope_as(world.ben) as ben, pytest.raises(PermissionDenied):
        cases.hand_over(case=case, by=ben, to=world.cem, reason="weil")


def test_the_same_member_of_a_household_is_entered_once(world, scope_as):
    case = factories.case(world.anna)

    with scope_as(world.anna) as anna:
        for given_name in ("Lina", "Lina", "Yazan"):
            person = {"given_name": given_name, "family_name": "Haddad", "birth_given": "given", "birth_year": 2019}
            people.add_to_household(case=case, by=anna, relation="child", person=person)

    assert sorted(member.person.given_name for member in case.household.all()) == ["Lina", "Yazan"]


def test_the_history_lists_the_newest_first_and_the_weightier_first_within_a_day(world):
    case = factories.case(world.anna)
    factories.contact(case)
    factories.assessment(case)
    factories.contact(case, held_on=factories.today() - timedelta(days=1))

    kinds = [entry.kind for entry in history.history_of(case).entries]

    assert kinds == ["assessment", "contact", "contact", "phase"]
