"""What somebody can do who speaks to PostgreSQL as kim_app within a scope: nothing the pages would not let them do."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from kim.casework.models import (
    Assignment,
    Case,
    Contact,
    Enquiry,
    Goal,
    GoalAgreement,
    HouseholdMember,
    Measure,
    Person,
    PhaseChange,
    Triage,
)
from kim.casework.search import find_cases, possible_cases
from kim.organisation.models import Absence
from kim.privacy.scope import NOBODY, open_scope
from tests import factories
from tests.factories import today


def refused():
    return pytest.raises(DatabaseError)


def stand_in(world, deputy, *, of):
    Absence.objects.create(user=of, deputy=deputy, first_day=today(), last_day=today(), recorded_by=world.lea)


@pytest.mark.parametrize("whose", ["ben", "cem"])
def test_nothing_can_be_written_into_a_case_of_somebody_else(world, scope_as, whose):
    case = factories.case(getattr(world, whose))

    with scope_as(world.anna):
        for write in (
            lambda: factories.contact(case, by=world.anna),
            lambda: factories.goal(case, recorded_by=world.anna),
            lambda: Assignment.objects.create(
                case=case, user=world.anna, unit=world.team_a, from_on=today(), decided_by=world.anna
            ),
            lambda: PhaseChange.objects.create(case=case, to_phase="closed", changed_on=today(), changed_by=world.anna),
        ):
            with refused(), transaction.atomic():
                write()
        assert Case.objects.filter(pk=case.pk).update(phase_since=today()) == 0


def test_content_cannot_be_moved_to_another_case_not_even_to_ones_own(world, scope_as):
    case, other = factories.case(world.anna), factories.case(world.anna)
    contact = factories.contact(case)

    with scope_as(world.anna), refused(), transaction.atomic():
        Contact.objects.filter(pk=contact.pk).update(case=other)


@pytest.mark.parametrize("column", ["person", "unit", "reference"])
def test_a_case_keeps_its_person_its_unit_and_its_number(world, scope_as, column):
    case, other = factories.case(world.anna), factories.case(world.cem)
    change = {"person": {"person_id": other.person_id}, "unit": {"unit": world.team_b}, "reference": {"reference": "X"}}

    with scope_as(world.anna), refused(), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**change[column])


def test_a_stranger_cannot_be_pulled_into_ones_own_household_or_case(world, scope_as):
    case, foreign = factories.case(world.anna), factories.case(world.cem)

    with scope_as(world.anna):
        with refused(), transaction.atomic():
            HouseholdMember.objects.create(case=case, person_id=foreign.person_id, relation="other")
        with refused(), transaction.atomic():
            Case.objects.create(
                reference="T-stolen", person_id=foreign.person_id, unit=world.team_a, assigned_to=world.anna,
                phase_since=today(), opened_on=today(),
            )  # fmt: skip
        assert not Person.objects.filter(pk=foreign.person_id).exists()


def test_somebody_just_registered_and_the_client_of_ones_own_case_can_join_a_household(world, scope_as):
    case, other = factories.case(world.anna), factories.case(world.anna)

    with scope_as(world.anna):
        fresh = Person.objects.create(given_name="Lina", family_name="Haddad")
        HouseholdMember.objects.create(case=case, person=fresh, relation="child")
        HouseholdMember.objects.create(case=case, person_id=other.person_id, relation="spouse")
        assert case.household.count() == 2


def test_a_step_cannot_hang_on_a_goal_of_another_case(world, scope_as):
    case, foreign = factories.case(world.anna), factories.case(world.cem)
    goal = factories.goal(foreign)

    with scope_as(world.anna), refused(), transaction.atomic():
        Measure.objects.create(goal_id=goal.pk, case=case, text="Schritt")
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


def test_what_was_decided_is_added_to_and_never_rewritten(world, scope_as):
    case = factories.case(world.anna)
    factories.measure(factories.goal(case))
    factories.agreement(case)
    factories.contact(case)

    with scope_as(world.anna):
        assert PhaseChange.objects.filter(case=case).update(reason="anders") == 0
        assert Assignment.objects.filter(case=case).update(reason="anders") == 0
        assert GoalAgreement.objects.filter(case=case).update(interpreted=True) == 0
        for model in (PhaseChange, Assignment, GoalAgreement, Contact, Goal, Case):
            assert model.objects.all()._raw_delete("default") == 0, model


def test_a_grant_opens_to_read_and_not_to_write(world, scope_as):
    from kim.casework.models import AccessGrant

    case = factories.case(world.anna)
    contact = factories.contact(case)
    AccessGrant.objects.create(
        case=case, grantee=world.cem, sections=["contacts"], basis="supervision", reason="Fallberatung",
        valid_from=today(), valid_to=today(), given_by=world.anna,
    )  # fmt: skip

    with scope_as(world.cem):
        assert Contact.objects.get() == contact
        assert Contact.objects.update(text="anders") == 0
        with refused(), transaction.atomic():
            factories.contact(case, by=world.cem)
        with refused(), transaction.atomic():
            AccessGrant.objects.update(sections=["contacts", "plan", "notes"])


def test_an_enquiry_is_the_teams_until_it_became_a_case(world, scope_as):
    enquiry = factories.enquiry(world.ben, state="admitted", matter="Gewalt in der Ehe")
    Triage.objects.create(
        enquiry=enquiry, rule_result="met", result="admitted", decided_by=world.ben, decided_on=today()
    )
    with scope_as(world.lea):
        assert Enquiry.objects.filter(pk=enquiry.pk).exists()
    case = factories.case(world.anna, enquiry=enquiry)

    for colleague in (world.ben, world.lea, world.cem):
        with scope_as(colleague):
            assert not Enquiry.objects.filter(pk=enquiry.pk).exists()
            assert not Triage.objects.exists()
    with scope_as(world.anna):
        assert Enquiry.objects.get().case == case
        assert Triage.objects.exists()
        assert Enquiry.objects.update(matter="anders") == 0


def test_who_stands_in_cannot_take_a_case_over_for_good(world, scope_as):
    case = factories.case(world.anna)
    stand_in(world, world.ben, of=world.anna)

    with scope_as(world.ben), refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select kim_assign_case(%s, %s, %s, 'x', %s)", [case.pk, world.ben.pk, world.team_a.pk, today()])


@pytest.mark.parametrize("days", [-400, 400])
def test_a_case_changes_hands_today_and_on_no_other_day(world, scope_as, days):
    case = factories.case(world.anna)

    with scope_as(world.anna), refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select kim_assign_case(%s, %s, %s, 'x', %s)",
            [case.pk, world.ben.pk, world.team_a.pk, today() + timedelta(days=days)],
        )


def test_numbers_are_given_to_those_who_open_cases_only(world, scope_as):
    for scope in (open_scope(NOBODY), scope_as(world.admin), scope_as(world.stranger)):
        with scope, refused(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select kim_next_reference('GV', 2026)")
    with scope_as(world.anna), refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("insert into casework_referencecounter (code, year, last) values ('GV', 2026, 900)")


def test_a_protected_person_is_not_hinted_at_and_not_found_by_name(world, scope_as):
    client = factories.person(given_name="Samira", family_name="Verborgen", is_protected=True)
    case = factories.case(world.anna, person=client)

    with scope_as(world.ben) as ben:
        assert possible_cases("Samira Verborgen", None) == []
        assert find_cases(ben, "Samira Verborgen") == []
        assert find_cases(ben, case.reference) == [case]
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from kim_search_cases('samira verborgen', '{}', '', 30)")
            assert cursor.fetchone()[0] == 0
    with scope_as(world.anna) as anna:
        assert find_cases(anna, "Samira Verborgen") == [case]


def test_the_search_gives_nobody_a_case_whose_head_they_may_not_see(world, scope_as):
    client = factories.person(given_name="Samira", family_name="Verborgen", is_protected=True)
    hidden, open_case = factories.case(world.anna, person=client), factories.case(world.anna)
    asked = [
        ("sam", hidden.reference[:2]),
        ("sami verb", hidden.reference[:-1]),
        (open_case.person.search_text[:3], ""),
    ]

    def answers():
        with connection.cursor() as cursor:
            for text, reference in asked:
                cursor.execute("select case_id from kim_search_cases(%s, '{smr vrbgn}', %s, 30)", [text, reference])
                yield from (row[0] for row in cursor.fetchall())

    for scope in (open_scope(NOBODY), scope_as(world.admin), scope_as(world.stranger), scope_as(world.cem)):
        with scope:
            assert list(answers()) == []
    with scope_as(world.ben):
        assert set(answers()) == {open_case.pk}
    with scope_as(world.anna):
        assert set(answers()) == {hidden.pk, open_case.pk}


def test_every_function_that_runs_as_owner_has_a_fixed_search_path(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and prosecdef"
            " and p.proowner = (select oid from pg_roles where rolname = current_user)"
            " and not coalesce('search_path=public, pg_temp' = any(proconfig), false)"
        )
        assert cursor.fetchall() == []


def test_the_application_may_create_nothing_in_the_schema(db):
    with connection.cursor() as cursor:
        cursor.execute("select has_schema_privilege('kim_app', 'public', 'create')")
        assert cursor.fetchone()[0] is False
