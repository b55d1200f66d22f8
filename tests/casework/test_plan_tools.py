"""First advice, helpers and signatures under the policies: read by section, written by who works in the case."""

import pytest
from django.db import DatabaseError, transaction

from kim.casework.actions import first_advice, helpers, signatures
from kim.casework.exceptions import AgreementNotConfirmed
from kim.casework.models import AgreementSignature, FirstAdvice, Helper
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world):
    case = factories.case(world.anna)
    factories.helper(case)
    factories.measure(factories.goal(case))
    factories.signature(factories.agreement(case))
    FirstAdvice.objects.create(case=case, held_on=factories.today(), question="Wohnung", recorded_by=world.anna)
    return case


@pytest.mark.parametrize("model", [FirstAdvice, Helper, AgreementSignature])
def test_only_who_works_in_the_case_sees_any_of_it(world, scope_as, case, model):
    seen = {}
    for who in (world.anna, world.ben, world.lea, world.admin):
        with scope_as(who):
            seen[who] = model.objects.filter(case=case).count()

    assert seen == {world.anna: 1, world.ben: 0, world.lea: 0, world.admin: 0}


def test_who_does_not_work_in_the_case_writes_nothing_into_it(world, scope_as, case):
    with scope_as(world.ben), pytest.raises(DatabaseError), transaction.atomic():
        Helper.objects.create(case=case, name="x", recorded_on=factories.today(), recorded_by=world.ben)


def test_a_signature_is_never_rewritten_nor_taken_away(world, scope_as, case):
    with scope_as(world.anna):
        assert AgreementSignature.objects.filter(case=case).update(name="Andere") == 0
        assert AgreementSignature.objects.get(case=case).name == "Samar Haddad"


def test_a_signature_stands_under_an_agreement_of_its_own_case(world, scope_as, case):
    other = factories.case(world.anna)
    agreement = case.agreements.get()

    with scope_as(world.anna), pytest.raises(DatabaseError), transaction.atomic():
        AgreementSignature.objects.create(
            agreement=agreement, case=other, signatory="interpreter", name="x", form="paper",
            signed_on=factories.today(), recorded_by=world.anna,
        )  # fmt: skip
        from django.db import connection

        connection.cursor().execute("set constraints all immediate")


def test_the_acts_work_in_the_scope_of_who_is_responsible(world, scope_as, case):
    with scope_as(world.anna):
        helper = helpers.add(case=case, by=world.anna, name="Frauentreff", kind="group")
        helpers.edit(helper=helper, by=world.anna, version=1, tie="weak")
        helpers.end(helper=helper, by=world.anna)
        told = first_advice.record(
            case=case, by=world.anna, held_on=factories.today(), version=1, question="Wohnung und Kita"
        )
        drawn = signatures.on_device(
            agreement=case.agreements.get(), by=world.anna, signatory="case_manager", name="Anna",
            signed_on=factories.today(), strokes=[[(1, 2), (30, 40), (50, 60), (70, 5)]],
        )  # fmt: skip
        assert (told.version, drawn.form, Helper.objects.get(pk=helper.pk).ended_on) == (2, "device", factories.today())


def test_no_case_moves_its_helpers_to_another(world, scope_as, case):
    other = factories.case(world.anna)

    with scope_as(world.anna), pytest.raises(DatabaseError), transaction.atomic():
        Helper.objects.filter(case=case).update(case=other)


def test_what_waits_for_the_second_person_is_not_signed_yet(world, scope_as, case):
    agreement = case.agreements.get()
    factories.confirmation(case, asked=world.ben, about=agreement.pk)

    with scope_as(world.anna), pytest.raises(AgreementNotConfirmed):
        signatures.on_device(
            agreement=agreement, by=world.anna, signatory="case_manager", name="Anna", signed_on=factories.today(),
            strokes=[[(1, 2), (30, 40), (50, 60), (70, 5)]],
        )  # fmt: skip
    assert [row.signatory for row in agreement.signatures.all()] == ["client"]
