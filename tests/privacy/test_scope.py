"""Who reads what, asked of PostgreSQL itself."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from kim.casework.actions import grants
from kim.casework.exceptions import NotYoursToShare, SectionsUnknown
from kim.casework.models import AccessGrant, Case, Contact, Goal, GrantBasis, Person
from kim.organisation.models import Absence
from kim.privacy.models import AuditEvent
from kim.privacy.scope import NOBODY, open_scope
from tests import factories
from tests.factories import today


def tables_about_people() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relkind = 'r' and relrowsecurity order by 1")
        return [row[0] for row in cursor.fetchall()]


def test_without_a_scope_the_application_sees_no_row_about_people(world):
    case = factories.case(world.anna)
    factories.contact(case)
    factories.enquiry(world.anna)
    tables = tables_about_people()
    assert len(tables) >= 19

    with open_scope(NOBODY), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone()[0] == 0, table


def test_every_table_of_casework_that_hangs_on_a_case_is_under_policies(world):
    from django.apps import apps

    guarded = set(tables_about_people())
    for model in apps.get_app_config("casework").get_models():
        if model.__name__ not in {"ReferenceCounter", "ClientText"}:
            assert model._meta.db_table in guarded, model


def test_a_colleague_of_the_unit_reads_the_head_but_not_the_content(world, scope_as):
    case = factories.case(world.anna)
    factories.contact(case)

    with scope_as(world.ben):
        assert Case.objects.get(pk=case.pk).person.family_name.startswith("Haddad")
        assert not Contact.objects.exists()
    with scope_as(world.anna):
        assert Contact.objects.filter(case=case).exists()


def test_a_case_manager_of_another_unit_does_not_know_the_case(world, scope_as):
    factories.case(world.anna)

    with scope_as(world.cem):
        assert not Case.objects.exists()
        assert not Person.objects.exists()


def test_the_lead_reads_heads_only(world, scope_as):
    case = factories.case(world.anna)
    factories.contact(case)
    Goal.objects.create(case=case, own_words="B1 schaffen", agreed_on=today(), recorded_by=world.anna)

    with scope_as(world.lea):
        assert Case.objects.count() == 1
        assert not Contact.objects.exists()
        assert not Goal.objects.exists()


def test_the_administrator_sees_no_case(world, scope_as):
    factories.case(world.anna)

    with scope_as(world.admin):
        assert not Case.objects.exists()


def test_a_deputy_works_in_the_cases_on_the_days_of_absence_but_does_not_read_confidential_notes(world, scope_as):
    case = factories.case(world.anna)
    factories.contact(case, text="offen")
    factories.contact(case, text="vertraulich", confidential=True)
    Absence.objects.create(
        user=world.anna,
        deputy=world.ben,
        first_day=today(),
        last_day=today() + timedelta(days=3),
        recorded_by=world.lea,
    )

    with scope_as(world.ben):
        assert [c.text for c in Contact.objects.all()] == ["offen"]
    Absence.objects.update(first_day=today() - timedelta(days=9), last_day=today() - timedelta(days=1))
    with scope_as(world.ben):
        assert not Contact.objects.exists()


def test_a_grant_opens_the_named_sections_of_one_case_and_ends_by_itself(world, scope_as):
    case, other = factories.case(world.anna), factories.case(world.anna)
    factories.contact(case)
    factories.contact(other)
    grant = AccessGrant.objects.create(
        case=case, grantee=world.cem, sections=["contacts"], basis="supervision", reason="Fallberatung",
        valid_from=today(), valid_to=today(), given_by=world.anna,
    )  # fmt: skip

    with scope_as(world.cem):
        assert list(Case.objects.all()) == [case]
        assert [c.case_id for c in Contact.objects.all()] == [case.pk]
    grant.valid_from = grant.valid_to = today() - timedelta(days=1)
    grant.save()
    with scope_as(world.cem):
        assert not Case.objects.exists()


def _opened(case, to, by, **values):
    days = {"valid_from": today(), "valid_to": today()} | values
    return grants.give(
        case=case, to=to, sections={"contacts"}, basis=GrantBasis.SUPERVISION, legal_basis="Dienstanweisung Fallberatung",
        reason="Gemeinsame Beratung", by=by, **days,
    )  # fmt: skip


def test_a_grant_to_a_unit_or_a_post_reaches_who_belongs_there_today(world, scope_as):
    case, other = factories.case(world.anna), factories.case(world.anna)
    factories.contact(case)
    factories.contact(other)
    post = factories.post_for(world.cem, case.municipality)
    with scope_as(world.anna):
        _opened(case, to=world.cem.memberships.get().unit, by=world.anna)
        _opened(other, to=post, by=world.anna)

    with scope_as(world.cem):
        assert set(Case.objects.all()) == {case, other}
        assert {contact.case for contact in Contact.objects.all()} == {case, other}
        assert AccessGrant.objects.count() == 2
    post.holders.update(valid_to=today() - timedelta(days=1))
    world.cem.memberships.update(valid_to=today() - timedelta(days=1))
    with scope_as(world.cem):
        assert not Case.objects.exists()
        assert not AccessGrant.objects.exists()


def test_only_who_is_responsible_opens_a_case_and_closes_it_again(world, scope_as):
    case = factories.case(world.anna)
    with scope_as(world.ben), pytest.raises(NotYoursToShare):
        _opened(case, to=world.ben, by=world.ben)
    with scope_as(world.ben), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select kim_give_access(%s, %s, null, null, '{contacts}', 'supervision', '', null, null, 'x', current_date, current_date)",
            [case.pk, world.ben.pk],
        )
    with scope_as(world.anna):
        _opened(case, to=world.cem, by=world.anna, valid_from=today() - timedelta(days=3), valid_to=today())
        assert grants.end(grant=AccessGrant.objects.get(), by=world.anna)
        assert not grants.end(grant=AccessGrant.objects.get(), by=world.anna)
    with scope_as(world.cem):
        assert not Case.objects.exists()
    kinds = list(AuditEvent.objects.filter(case_id=case.pk).order_by("id").values_list("kind", flat=True))
    assert kinds == ["access.given", "access.ended"]


@pytest.mark.parametrize("sections", [set(), {"head"}, {"contacts", "diagnosis"}])
def test_a_grant_opens_only_sections_of_the_file(world, scope_as, sections):
    case = factories.case(world.anna)
    with scope_as(world.anna), pytest.raises(SectionsUnknown):
        grants.give(
            case=case, to=world.cem, sections=sections, basis=GrantBasis.SUPERVISION, legal_basis="", reason="x",
            valid_from=today(), valid_to=today(), by=world.anna,
        )  # fmt: skip


def test_the_application_cannot_give_a_case_away_by_a_plain_update(world, scope_as):
    case = factories.case(world.anna)

    with scope_as(world.anna), pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(assigned_to=world.cem)


def test_the_list_condition_in_the_code_says_the_same_as_the_policy(world, scope_as):
    for holder in (world.anna, world.ben, world.cem):
        factories.case(holder)

    for somebody in (world.anna, world.ben, world.cem, world.lea, world.admin, world.stranger):
        with scope_as(somebody) as me:
            by_policy = set(Case.objects.values_list("pk", flat=True))
            assert set(Case.objects.visible_to(me).values_list("pk", flat=True)) == by_policy


def test_the_doctor_counts_the_cases_somebody_reads_by_grants_and_warns_of_too_many(world, scope_as, monkeypatch):
    from kim.cli import doctor

    cases = [factories.case(world.anna) for _ in range(3)]
    with scope_as(world.anna):
        for case in cases:
            _opened(case, to=world.cem.memberships.get().unit, by=world.anna)
        _opened(cases[0], to=world.cem, by=world.anna)

    assert (doctor._grants().state, doctor._grants().text) == ("ok", "at most 3 single cases per person")
    monkeypatch.setattr(doctor, "MOST_GRANTS", 2)
    assert doctor._grants().state == "note"
