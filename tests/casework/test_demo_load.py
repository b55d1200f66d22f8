"""The invented county in the database: every gate and constraint holds, and the people at work see what they should."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import F, Max, Min

from kim.casework.demo.load import AlreadyInhabited, load
from kim.casework.documents import render_goal_agreement
from kim.casework.facts import facts_of
from kim.casework.models import (
    Assessment,
    Assignment,
    Case,
    ClientProfile,
    Closing,
    Contact,
    Enquiry,
    FollowUp,
    GoalAgreement,
    Person,
    ReferenceCounter,
    Referral,
    Triage,
)
from kim.casework.snapshots import agreement_data
from kim.casework.states import CHAIN, Phase, transition
from kim.network.public import plan_county
from kim.organisation.models import User
from kim.organisation.profile import read
from kim.organisation.public import loading
from kim.privacy.models import AuditEvent, Installation

NEUSS = Path(__file__).parents[2] / "counties" / "rhein-kreis-neuss.toml"
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def _neuss_with_120_people(django_db_setup, django_db_blocker):
    """Loaded once for this module, taken away at its end."""
    with django_db_blocker.unblock():
        from django.db import transaction

        outer = transaction.atomic()
        outer.__enter__()
        _load_profile()
        Installation.objects.update_or_create(id=1, defaults={"demo": True})
        before = _schema()
        load(people=120, seed=3, today=TODAY)
        yield before
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


def _schema():
    """All constraints and indexes of casework, as the database writes them."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated from pg_constraint
               where conrelid::regclass::text like 'casework%'
               union all select tablename, indexname, indexdef, true from pg_indexes where tablename like 'casework%'"""
        )
        return sorted(cursor.fetchall())


def _load_profile():
    content = NEUSS.read_bytes()
    loading.apply(plan_county(read(content), hashlib.sha256(content).hexdigest(), name=NEUSS.name), by_name="Test")


@pytest.fixture
def county(_neuss_with_120_people, db):
    """The loaded county; what a test changes is taken back."""


def test_there_are_as_many_people_as_asked_for_and_each_case_is_complete(county):
    assert Person.objects.count() == 120
    assert Case.objects.count() > 40
    assert ClientProfile.objects.count() == Case.objects.count()
    assert not Case.objects.filter(enquiry=None).exists()
    checked = Enquiry.objects.exclude(state="open").filter(answered_on=None)
    assert Triage.objects.exclude(reason="").filter(enquiry__in=checked).count() == checked.count()
    assert Assignment.objects.filter(to_on=None).count() == Case.objects.count()
    assert not Assignment.objects.filter(to_on=None).exclude(user=F("case__assigned_to")).exists()


def test_every_constraint_of_the_database_holds(county):
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


def test_what_was_set_aside_for_loading_is_back(county, _neuss_with_120_people):
    assert _schema() == _neuss_with_120_people
    assert all(validated for *_, validated in _schema())


def test_every_case_stands_where_its_gates_let_it(county):
    """What led into the present phase is still on file, read with the same facts the stepper reads."""
    for case in Case.objects.exclude(phase=Phase.ACCESS):
        change = case.phase_changes.order_by("changed_on", "id").last()
        way = transition(change.from_phase, change.to_phase)
        case.phase_since = case.phase_changes.order_by("-changed_on", "-id")[1].changed_on  # as it was before the step
        missing = {condition.key for condition in way.missing(facts_of(case))}
        assert change.to_phase == case.phase
        assert missing == set(), (case.reference, change.from_phase, change.to_phase)


def test_every_step_is_one_the_table_of_phases_knows(county):
    for case in Case.objects.all():
        phases = [change.to_phase for change in case.phase_changes.order_by("changed_on", "id")]
        assert phases[0] == Phase.ACCESS
        assert all(transition(*pair) for pair in pairwise(phases))


def test_the_days_on_the_head_are_what_the_actions_would_keep(county):
    for case in Case.objects.all():
        due = [
            FollowUp.objects.filter(case=case, done_at=None).aggregate(day=Min("due_on"))["day"],
            Referral.objects.filter(case=case, state="requested").aggregate(day=Min("answer_due_on"))["day"],
            case.review_on,
        ]
        spoken = Contact.objects.filter(case=case).exclude(kind="attempt").aggregate(day=Max("held_on"))["day"]
        expected = None if case.is_closed else min((day for day in due if day), default=None)
        assert (case.next_due_on, case.last_contact_on) == (expected, spoken)


def test_closings_and_reopenings_match_the_heads(county):
    for case in Case.objects.all():
        closings = Closing.objects.filter(case=case)
        assert closings.filter(reopened_on=None).count() == int(case.is_closed)
        assert closings.exclude(reopened_on=None).count() == case.reopened_count


def test_all_stations_are_taken(county):
    assert set(Case.objects.values_list("phase", flat=True)) >= set(map(str, CHAIN[:6]))


def test_triage_explains_itself_by_the_rule_of_the_county(county):
    triages = Triage.objects.exclude(rule_version=None)

    assert triages.count() == Triage.objects.count()
    assert {"met", "not_met", "unknown"} & set(triages.values_list("rule_result", flat=True))
    assert all(triage.findings[0]["criteria"] for triage in triages)


def test_agreements_can_be_printed(county):
    agreements = list(GoalAgreement.objects.order_by("id"))

    assert agreements
    assert all(agreement_data(agreement.snapshot).goals for agreement in agreements)
    arabic = next(agreement for agreement in agreements if agreement.language == "ar")
    assert render_goal_agreement(agreement_data(arabic.snapshot), language="ar").startswith(b"%PDF")


def test_the_next_person_and_file_get_the_next_number(county, scope_as):
    last = Person.objects.aggregate(last=Max("pk"))["last"]
    case = Case.objects.select_related("municipality").order_by("-id").first()
    counter = ReferenceCounter.objects.get(code=case.municipality.code, year=case.opened_on.year)

    fresh = Person.objects.create(given_name="Neu", family_name="Angekommen")
    with scope_as(User.objects.get(username="brandes")), connection.cursor() as cursor:
        cursor.execute("select kim_next_reference(%s, %s)", [counter.code, counter.year])
        number = cursor.fetchone()[0]

    assert fresh.pk == last + 1
    assert number == counter.last + 1
    assert not Case.objects.filter(reference=f"{counter.code}-{counter.year % 100}-{number}").exists()


def test_the_search_finds_samar_in_either_script(county):
    samar = Person.objects.get(given_name="Samar", family_name="Haddad")

    assert Person.objects.filter(search_keys__overlap=["hd"]).filter(pk=samar.pk).exists()
    assert samar.name_original == "سمر حداد"
    assert samar.cases.get().assigned_to.username == "brandes"


def test_the_case_manager_sees_her_cases_and_a_full_day(county, scope_as):
    brandes = User.objects.get(username="brandes")
    hers = Case.objects.filter(assigned_to=brandes).count()

    with scope_as(brandes):
        seen = Contact.objects.values("case").distinct().count()
        due = list(
            FollowUp.objects.filter(done_at=None, due_on__lte=TODAY + timedelta(days=6)).values_list(
                "due_on", flat=True
            )
        )
        open_enquiries = Enquiry.objects.filter(state="open").count()

    assert 0 < seen <= hers
    assert TODAY in due
    assert any(day < TODAY for day in due)
    assert open_enquiries >= 3
    assert Assessment.objects.count() > 20


def test_the_load_is_on_record(county):
    event = AuditEvent.objects.get(kind="demo.loaded")

    assert event.payload["people"] == 120
    assert event.payload["seed"] == 3


def test_a_second_load_is_refused(county):
    with pytest.raises(AlreadyInhabited):
        load(people=5, seed=1, today=TODAY)
