"""Households: one thing for all cases of it; a protected person is read by nobody through it."""

import pytest
from django.db import DatabaseError, connection, transaction

from kim.casework.actions import households, protection
from kim.casework.exceptions import ChangedMeanwhile, HasACaseAlready, IsTheClient, NotBothYours
from kim.casework.models import AccessGrant, Case, ClientProfile, Household, HouseholdMember, Person
from kim.organisation.models import Absence
from kim.privacy.models import AuditEvent
from tests import factories
from tests.factories import today


def born(name, year=2019, **values):
    head = {"given_name": name, "family_name": "Haddad", "birth_given": "given", "birth_year": year}
    return head | {"birth_month": None, "birth_day": None} | values


def kin(case) -> dict[str, str]:
    """Who belongs to the household of a case, and how, read as the owner."""
    return {member.person.given_name: member.relation for member in HouseholdMember.objects.filter(case=case)}


@pytest.fixture
def family(world, scope_as):
    """Samar with husband, two children and his mother; the husband has a case of his own."""
    case = factories.case(world.anna)
    with scope_as(world.anna) as anna:
        nabil = households.add_to_household(
            case=case, by=anna, relation="spouse", person=born("Nabil", 1990, sex="m"), note="arbeitet"
        )
        households.add_to_household(case=case, by=anna, relation="child", person=born("Yazan"), note="zweite Klasse")
        own = households.open_case_for(member=nabil, by=anna)
    with scope_as(world.anna) as anna:
        households.add_to_household(case=case, by=anna, relation="child", person=born("Lina", 2022))
        households.add_to_household(case=own, by=anna, relation="parent", person=born("Huda", 1965))
    return case, own


def test_a_family_of_five_is_one_household_with_two_clients(family):
    samar, nabil = family

    assert Household.objects.count() == 1
    assert set(ClientProfile.objects.values_list("home", flat=True)) == {Household.objects.get().pk}
    assert kin(samar) == {"Nabil": "spouse", "Yazan": "child", "Lina": "child", "Huda": "other"}
    assert kin(nabil) == {"Samar": "spouse", "Yazan": "child", "Lina": "child", "Huda": "parent"}
    assert Person.objects.filter(family_name="Haddad").count() == 4  # one row a person, Samar bears her own


def test_what_is_changed_in_one_case_stands_in_the_other_but_the_relation_is_its_own(world, scope_as, family):
    samar, nabil = family
    with scope_as(world.anna) as anna:
        huda = samar.household.get(person__given_name="Huda")
        households.edit_member(
            member=huda, by=anna, version=huda.version, person=born("Hoda", 1965), lives="elsewhere",
            relation="not_known", note="zieht aus",
        )  # fmt: skip

    there = HouseholdMember.objects.get(case=nabil, person__given_name="Hoda")
    assert (there.relation, there.lives, there.note) == ("parent", "elsewhere", "zieht aus")
    assert AuditEvent.objects.filter(kind="household.shared", case_id=nabil.pk).exists()


def test_who_is_taken_out_of_one_is_out_of_the_other(world, scope_as, family):
    samar, nabil = family
    with scope_as(world.anna) as anna:
        households.remove_from_household(member=samar.household.get(person__given_name="Huda"), by=anna)

    assert "Huda" not in kin(samar) | kin(nabil)


def test_who_leaves_with_a_case_takes_it_along(world, scope_as, family):
    samar, nabil = family
    with scope_as(world.anna) as anna:
        households.remove_from_household(member=samar.household.get(person__given_name="Nabil"), by=anna)

    assert kin(samar) == {"Yazan": "child", "Lina": "child", "Huda": "other"}
    assert kin(nabil) == {"Yazan": "child", "Lina": "child", "Huda": "parent"}
    assert len(set(ClientProfile.objects.values_list("home", flat=True))) == 2

    with scope_as(world.anna) as anna:
        households.add_to_household(case=samar, by=anna, relation="child", person=born("Omar", 2026))
    assert "Omar" not in kin(nabil)


def test_two_clients_who_have_cases_already_are_joined_by_whoever_works_in_both(world, scope_as):
    first, second = factories.case(world.anna), factories.case(world.anna)
    factories.member(first, person=factories.person(given_name="Yazan"))
    with scope_as(world.anna) as anna:
        households.link_client(case=first, other=second, by=anna, relation="spouse")

    assert kin(second)["Yazan"] == "child"
    assert HouseholdMember.objects.filter(case=second, person=first.person, relation="spouse").exists()


def test_a_case_of_somebody_else_is_not_pulled_into_ones_own_household(world, scope_as):
    mine, hers = factories.case(world.anna), factories.case(world.ben)

    with scope_as(world.anna) as anna:
        with pytest.raises(NotBothYours):
            households.link_client(case=mine, other=Case.objects.get(pk=hers.pk), by=anna, relation="spouse")
        for function, values in (("kim_join_household", [mine.pk, hers.pk]), ("kim_share_household", [hers.pk])):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"select {function}({', '.join(['%s'] * len(values))})", values)
        with pytest.raises(DatabaseError), transaction.atomic():
            ClientProfile.objects.filter(case=mine).update(home=None)
            ClientProfile.objects.filter(case=mine).update(home_id=1)
        with pytest.raises(IsTheClient):
            households.link_client(case=mine, other=mine, by=anna, relation="spouse")


def test_nobody_gets_a_second_running_case(world, scope_as, family):
    samar, _nabil = family
    with scope_as(world.anna) as anna, pytest.raises(HasACaseAlready):
        households.open_case_for(member=samar.household.get(person__given_name="Nabil"), by=anna)


def test_two_editors_of_a_member_are_noticed(world, scope_as, family):
    samar, _nabil = family
    with scope_as(world.anna) as anna:
        lina = samar.household.get(person__given_name="Lina")
        households.edit_member(member=lina, by=anna, version=lina.version, note="Kita ab August")
        with pytest.raises(ChangedMeanwhile):
            households.edit_member(member=lina, by=anna, version=lina.version, note="kein Platz")


def test_a_protected_client_disappears_from_the_household_of_the_others(world, scope_as, family):
    samar, nabil = family
    Case.objects.filter(pk=nabil.pk).update(assigned_to=world.cem, unit=world.team_b)
    with scope_as(world.anna) as anna:
        protection.protect(case=samar, by=anna, kind="family", reason="Kontakt nur über die Schwester")
        households.add_to_household(case=samar, by=anna, relation="child", person=born("Omar", 2026))

    assert "Omar" not in kin(nabil)
    with scope_as(world.cem):
        assert not HouseholdMember.objects.filter(case=nabil, person=samar.person_id).exists()
        assert not Person.objects.filter(pk=samar.person_id).exists()
        assert Person.objects.filter(given_name="Lina").exists()

    with scope_as(world.anna) as anna:
        protection.lift(case=Case.objects.get(pk=samar.pk), by=anna)
    with scope_as(world.cem):
        assert Person.objects.filter(pk=samar.person_id).exists()


def test_a_protected_member_is_read_by_whoever_works_in_the_case_not_by_readers(world, scope_as):
    case = factories.case(world.anna)
    with scope_as(world.anna) as anna:
        households.add_to_household(case=case, by=anna, relation="child", person=born("Lina", is_protected=True))
    with connection.cursor() as cursor:  # as if an earlier transaction had registered them
        cursor.execute("update casework_person set registered_in = '3'")
    AccessGrant.objects.create(
        case=case, grantee=world.ben, sections=["profile"], basis="supervision", reason="Beratung",
        valid_from=today(), valid_to=today(), given_by=world.anna,
    )  # fmt: skip
    Absence.objects.create(
        user=world.anna, deputy=world.cem, first_day=today(), last_day=today(), recorded_by=world.lea
    )

    with scope_as(world.anna):
        assert Person.objects.filter(given_name="Lina").exists()
    with scope_as(world.cem):
        assert Person.objects.filter(given_name="Lina").exists()
    with scope_as(world.ben):
        assert not Person.objects.filter(given_name="Lina").exists()


def test_the_head_of_a_client_is_not_corrected_through_the_household_of_another(world, scope_as, family):
    _samar, nabil = family
    Case.objects.filter(pk=nabil.pk).update(assigned_to=world.cem, unit=world.team_b)

    with scope_as(world.anna):
        assert Person.objects.filter(pk=nabil.person_id).update(family_name="Anders") == 0
        assert Person.objects.filter(given_name="Lina").update(family_name="Anders") == 1
