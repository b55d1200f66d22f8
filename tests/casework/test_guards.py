"""Acts that must not be possible, whoever builds a page for them."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kim.casework.actions import cases, contacts, enquiries, people, plans
from kim.casework.exceptions import CaseIsClosed, DeputyTakesOver, FormUsedElsewhere, NotACaseManager
from kim.casework.models import AccessGrant, Case, Contact, FollowUp, HouseholdMember
from kim.casework.states import Phase
from kim.organisation.models import Absence
from tests import factories
from tests.factories import today


def test_in_a_closed_case_person_household_and_follow_ups_stay_as_they_are(world, scope_as):
    case = factories.case(world.anna, phase=Phase.CLOSED)
    member = HouseholdMember.objects.create(case=case, person=factories.person(), relation="child")
    follow_up = FollowUp.objects.create(case=case, due_on=today(), text="Anrufen", recorded_by=world.anna)

    with scope_as(world.anna) as anna:
        with pytest.raises(CaseIsClosed):
            people.edit_client(
                case=case, by=anna, person={"given_name": "Anders"}, person_version=1, profile={}, profile_version=1
            )
        with pytest.raises(CaseIsClosed):
            people.remove_from_household(member=member, by=anna)
        with pytest.raises(CaseIsClosed):
            contacts.follow_up_done(follow_up=follow_up, by=anna)


def test_a_case_closed_meanwhile_cannot_be_handed_over(world, scope_as):
    case = factories.case(world.anna)
    as_read = Case.objects.get(pk=case.pk)
    Case.objects.filter(pk=case.pk).update(phase=Phase.CLOSED, closed_on=today())

    with scope_as(world.anna) as anna, pytest.raises(CaseIsClosed):
        cases.hand_over(case=as_read, by=anna, to=world.ben, reason="Urlaub")


def test_the_lead_moves_a_closed_case_on_when_its_case_manager_has_left(world, scope_as):
    case = factories.case(world.anna, phase=Phase.CLOSED)

    with scope_as(world.lea) as lea:
        cases.hand_over(case=Case.objects.get(pk=case.pk), by=lea, to=world.ben, reason="Frau Anna ist gegangen")

    with scope_as(world.ben) as ben:
        reopened = cases.reopen(case=Case.objects.get(pk=case.pk), by=ben, reason="Sie ist wieder da")
    assert (reopened.assigned_to_id, reopened.phase) == (world.ben.pk, Phase.SERVICE_STEERING)


def test_a_case_handed_over_meanwhile_is_refused_and_is_no_fault(world, scope_as):
    case = factories.case(world.anna)
    as_read = Case.objects.get(pk=case.pk)
    Case.objects.filter(pk=case.pk).update(assigned_to=world.cem)

    with scope_as(world.anna) as anna, pytest.raises(PermissionDenied):
        cases.hand_over(case=as_read, by=anna, to=world.ben, reason="Urlaub")


def test_no_case_is_opened_for_somebody_whose_account_is_closed(world, scope_as):
    world.ben.is_active = False
    world.ben.save()

    with scope_as(world.anna) as anna, pytest.raises(NotACaseManager):
        cases.open_case(by=anna, assigned_to=world.ben, person={"family_name": "Neu"})


def test_who_stands_in_gives_the_case_on_but_does_not_take_it(world, scope_as):
    case = factories.case(world.anna)
    Absence.objects.create(
        user=world.anna, deputy=world.ben, first_day=today(), last_day=today(), recorded_by=world.lea
    )

    with scope_as(world.ben) as ben, pytest.raises(DeputyTakesOver):
        cases.hand_over(case=case, by=ben, to=ben, reason="Ich übernehme")


def test_a_forms_id_works_once_and_in_one_case_only(world, scope_as):
    case, other, foreign = factories.case(world.anna), factories.case(world.anna), factories.case(world.cem)
    ours, theirs = uuid.uuid4(), uuid.uuid4()
    factories.contact(foreign, submission=theirs)

    with scope_as(world.anna) as anna:
        note = {"by": anna, "kind": "talk", "text": "Notiz"}
        first = contacts.record(case=case, submission=ours, **note)
        assert contacts.record(case=case, submission=ours, **note) == first
        for elsewhere, used in ((other, ours), (case, theirs)):
            with pytest.raises(FormUsedElsewhere):
                contacts.record(case=elsewhere, submission=used, **note)
        assert Contact.objects.filter(case__in=[case, other]).count() == 1


def test_an_enquirys_form_of_somebody_else_gives_nothing_away(world, scope_as):
    used = uuid.uuid4()
    factories.enquiry(world.ben, submission=used)

    with scope_as(world.anna) as anna, pytest.raises(FormUsedElsewhere):
        enquiries.record(
            by=anna, unit=world.team_a, received_on=today(), submission=used, channel=factories.channel(),
            description="Jemand anders",
        )  # fmt: skip


def test_a_grant_to_read_the_plan_changes_nothing_in_it(world, scope_as):
    case = factories.case(world.anna)
    goal = factories.goal(case)
    AccessGrant.objects.create(
        case=case, grantee=world.cem, sections=["plan"], basis="supervision", reason="Fallberatung",
        valid_from=today(), valid_to=today(), given_by=world.anna,
    )  # fmt: skip

    with scope_as(world.cem) as cem:
        with pytest.raises(PermissionDenied):
            plans.end_goal(goal=goal, by=cem, state="reached")
        with pytest.raises(PermissionDenied):
            cases.close(case=case, by=cem, reason=factories.closing_reason(), result="Schluss")


def test_the_last_contact_stays_when_the_deputy_does_not_see_it(world, scope_as):
    case = factories.case(world.anna)
    Absence.objects.create(
        user=world.anna, deputy=world.ben, first_day=today(), last_day=today(), recorded_by=world.lea
    )
    with scope_as(world.anna) as anna:
        contacts.record(case=case, by=anna, kind="talk", text="vertraulich", confidential=True)
    with scope_as(world.ben) as ben:
        contacts.record(case=case, by=ben, kind="phone", text="älter", held_on=today() - timedelta(days=5))

    case.refresh_from_db()
    assert case.last_contact_on == today()
