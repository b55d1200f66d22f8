"""Notices: who is told of what, whose they are, and the job that is queued with them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kim.casework import notices as casework_notices
from kim.casework.actions import cases, enquiries, referrals
from kim.organisation.actions import absences, accounts
from kim.organisation.models import Absence, Membership
from kim.privacy.scope import NOBODY, Scope, open_scope
from kim.workbench import staff_days
from kim.workbench.actions import notices
from kim.workbench.models import Notice, NoticePreference
from tests import factories
from tests.factories import today
from tests.workbench.post import kinds_of, prefer, tell

# Who is told of what ---------------------------------------------------------------------------------


def test_a_handed_over_case_is_told_to_both_but_not_to_who_did_it(world, scope_as):
    case = factories.case(world.anna)

    with scope_as(world.lea) as lea:
        cases.hand_over(case=case, by=lea, to=world.ben, reason="Urlaub")

    assert kinds_of(world.ben) == ["case_received"]
    assert kinds_of(world.anna) == ["case_given_away"]
    assert kinds_of(world.lea) == []
    assert Notice.objects.get(recipient=world.ben).target_id == case.pk


def test_a_case_opened_for_somebody_else_is_told_to_them(world, scope_as):
    with scope_as(world.anna) as anna:
        cases.open_case(
            by=anna, assigned_to=world.cem,
            person={"given_name": "A", "family_name": "B", "municipality": factories.municipality()},
        )  # fmt: skip

    assert kinds_of(world.cem) == ["case_received"]
    assert kinds_of(world.anna) == []


def test_an_enquiry_is_told_to_whom_it_is_proposed(world, scope_as):
    with scope_as(world.ben) as ben:
        enquiries.record(
            by=ben, unit=world.team_a, received_on=today(), channel=factories.channel(),
            municipality=factories.municipality(), description="x",
        )  # fmt: skip

    assert kinds_of(world.anna) == ["enquiry_proposed"]


def test_an_answer_recorded_by_the_deputy_is_told_to_who_is_responsible(world, scope_as):
    referral = factories.referral(factories.case(world.anna))
    Absence.objects.create(
        user=world.anna, deputy=world.ben, first_day=today(), last_day=today(), recorded_by=world.lea
    )

    with scope_as(world.ben) as ben:
        referrals.change_state(referral=referral, by=ben, version=1, state="accepted")

    assert kinds_of(world.anna) == ["referral_answered"]
    assert kinds_of(world.ben) == [], "nobody is told of what they did themselves"


def test_what_is_due_is_told_once(world):
    case = factories.case(world.anna, review_on=today())
    late = factories.referral(case, sent_on=today() - timedelta(days=12))
    case.follow_ups.create(due_on=today(), text="Anrufen", recorded_by=world.anna)

    casework_notices.tell_due(today())
    casework_notices.tell_due(today())

    assert kinds_of(world.anna) == ["follow_up_due", "referral_overdue", "review_due"]
    assert Notice.objects.get(kind="referral_overdue").target_id == late.pk
    assert kinds_of(world.ben) == []


def test_what_was_overdue_long_ago_is_no_news(world):
    factories.referral(factories.case(world.anna), sent_on=today() - timedelta(days=60))

    casework_notices.tell_due(today())

    assert kinds_of(world.anna) == []


def test_an_absence_recorded_by_somebody_else_is_told_and_the_deputy_hears_before_it_begins(world, scope_as):
    with scope_as(world.lea) as lea:
        absences.plan(
            user=world.anna, deputy=world.ben, first_day=today() + timedelta(days=3), last_day=today() + timedelta(days=5),
            by=lea,
        )  # fmt: skip
    assert kinds_of(world.anna) == ["absence_recorded"]
    assert kinds_of(world.ben) == []

    with open_scope(Scope(name="notices")):
        staff_days.tell_due(today() + timedelta(days=2))
        staff_days.tell_due(today() + timedelta(days=2))
        staff_days.tell_due(today() + timedelta(days=4))
    assert kinds_of(world.ben) == ["deputy_begins", "deputy_ends"]


def test_an_absence_that_begins_today_is_told_to_the_deputy_at_once(world, scope_as):
    with scope_as(world.anna) as anna:
        absences.plan(user=anna, deputy=world.ben, first_day=today(), last_day=today(), by=anna)

    assert kinds_of(world.ben) == ["deputy_begins"]
    assert kinds_of(world.anna) == [], "she recorded it herself"


def test_a_role_given_taken_or_ending_is_told(world, scope_as):
    with scope_as(world.admin) as admin:
        given = accounts.give_role(
            user=world.ben, unit=world.team_a, role="lead", first_day=today(), last_day=today() + timedelta(days=10),
            by=admin,
        )  # fmt: skip
        accounts.end_role(membership=Membership.objects.get(user=world.cem), by=admin)
    with open_scope(Scope(name="notices")):
        staff_days.tell_due(today())
        staff_days.tell_due(today() + timedelta(days=1))

    assert kinds_of(world.ben) == ["role_changed", "role_ends"]
    assert Notice.objects.get(kind="role_ends").target_id == given.pk
    assert kinds_of(world.cem) == ["role_changed"]


def test_during_an_absence_the_deputy_is_told_as_well(world, scope_as):
    Absence.objects.create(
        user=world.anna, deputy=world.ben, first_day=today(), last_day=today(), recorded_by=world.lea
    )

    tell(world.anna)
    tell(world.anna, "role_changed")

    assert kinds_of(world.anna) == ["case_received", "role_changed"]
    assert kinds_of(world.ben) == ["case_received"]
    assert Notice.objects.get(recipient=world.ben).stands_in_for == world.anna


# Whose they are -------------------------------------------------------------------------------------


def test_notices_and_preferences_belong_to_their_person(world, scope_as):
    tell(world.anna)
    prefer(world.anna)

    with scope_as(world.anna):
        assert Notice.objects.count() == 1
        assert NoticePreference.objects.count() == 1
    with scope_as(world.admin):
        assert not Notice.objects.exists()
        assert not NoticePreference.objects.exists()
    with open_scope(NOBODY):
        assert not Notice.objects.exists()


def test_nobody_writes_into_an_inbox_directly_nor_rewrites_what_was_told(world, scope_as):
    tell(world.anna)

    with scope_as(world.ben), pytest.raises(DatabaseError), transaction.atomic():
        Notice.objects.create(recipient=world.anna, kind="case_received", created_at=timezone.now())
    with scope_as(world.anna), pytest.raises(DatabaseError), transaction.atomic():
        Notice.objects.update(kind="role_changed")


def test_without_a_scope_nobody_is_told(world):
    with open_scope(NOBODY), pytest.raises(DatabaseError), transaction.atomic():
        notices.tell(recipient=world.anna, kind="case_received")


def test_only_the_mail_job_learns_for_whom_something_waits(world, scope_as):
    with scope_as(world.admin), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select * from kim_notices_to_mail()")


def test_a_notice_holds_ids_only(world, scope_as):
    case = factories.case(world.anna)
    with scope_as(world.lea) as lea:
        cases.hand_over(case=case, by=lea, to=world.ben, reason="Sehr krank")

    with connection.cursor() as cursor:
        cursor.execute("select row_to_json(n)::text from workbench_notice n")
        stored = " ".join(row[0] for row in cursor.fetchall())

    for secret in (case.person.family_name, case.person.given_name, case.reference, "krank"):
        assert secret not in stored


def test_old_notices_are_forgotten(world):
    for days, read in ((400, False), (100, True), (100, False), (10, True)):
        tell(world.anna, at=timezone.now() - timedelta(days=days))
        row = Notice.objects.latest("pk")
        Notice.objects.filter(pk=row.pk).update(read_at=timezone.now() if read else None)

    with open_scope(Scope(name="notices")):
        assert notices.forget() == 2
    assert Notice.objects.count() == 2


# The queue ------------------------------------------------------------------------------------------


def jobs():
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name like '%%send_mail'")
        return cursor.fetchone()[0]


def test_the_mail_job_is_queued_with_the_act_and_once_for_many(world, scope_as):
    three = [factories.case(world.anna) for _number in range(3)]
    with scope_as(world.lea) as lea:
        for case in three:
            cases.hand_over(case=case, by=lea, to=world.ben, reason="x")
        inside = jobs()

    assert inside == jobs() == 1


def test_an_act_that_fails_leaves_neither_notice_nor_job(world, scope_as):
    case = factories.case(world.anna)
    with scope_as(world.anna) as anna, pytest.raises(PermissionDenied), transaction.atomic():
        cases.hand_over(case=case, by=anna, to=world.ben, reason="x")
        raise PermissionDenied

    assert not Notice.objects.exists()
    assert jobs() == 0
