"""The end of a case: results, retention, late entries, reopening; and the second person where the county wants one."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from kim.casework import facts, history
from kim.casework.actions import cases, closings, confirmations, contacts, late_entries, plans
from kim.casework.exceptions import CaseIsClosed, CaseIsNotClosed, ReasonMissing
from kim.casework.models import (
    Case,
    ClosedGoal,
    Closing,
    Confirmation,
    Contact,
    Goal,
    LateEntry,
    ProposedClosing,
)
from kim.organisation.models import County, RetentionClass
from kim.privacy.models import AuditEvent
from kim.workbench.models import Notice
from tests import factories
from tests.factories import today


def ending(**values):
    return closings.Ending(**({"reason": factories.closing_reason(), "result": "Arbeit gefunden"} | values))


@pytest.fixture
def second(world):
    """The county wants a second person for both."""
    County.objects.update(closing_needs_second=True, agreement_needs_second=True)
    return world


def proposed(world, scope_as, case, asked, **values):
    with scope_as(world.anna) as anna:
        return closings.propose(case=case, by=anna, ending=ending(**values), asked=asked, shown="Ziele erreicht")


def test_a_closing_keeps_a_result_for_each_goal_and_ends_those_that_are_settled(world, scope_as):
    case = factories.case(world.anna, phase="monitoring")
    goals = {name: factories.goal(case, own_words=name) for name in ("reached", "partly", "not", "dropped")}

    with scope_as(world.anna) as anna:
        closed = closings.close(
            case=case, by=anna, reason=factories.closing_reason(), result="Gut", handover_agency=factories.agency(),
            informed="spoken", informed_on=today(), goals=[closings.GoalEnd(g.pk, name, "so") for name, g in goals.items()],
        )  # fmt: skip

    assert {row.goal.own_words: row.result for row in closed.goals.all()} == {name: name for name in goals}
    assert {g.own_words: g.state for g in Goal.objects.filter(case=case)} == {
        "reached": "reached", "partly": "partly", "not": "open", "dropped": "dropped"
    }  # fmt: skip


def test_a_goal_of_another_case_is_left_alone(world, scope_as):
    case, other = factories.case(world.anna), factories.goal(factories.case(world.anna))

    with scope_as(world.anna) as anna:
        closings.close(
            case=case,
            by=anna,
            reason=factories.closing_reason(),
            result="Gut",
            goals=[closings.GoalEnd(other.pk, "reached")],
        )

    other.refresh_from_db()
    assert other.state == "open" and not ClosedGoal.objects.exists()


@pytest.mark.parametrize(
    "closed, kept", [(date(2026, 11, 22), date(2029, 11, 22)), (date(2024, 2, 29), date(2027, 2, 28))]
)
def test_the_file_is_kept_for_the_years_of_the_profile(db, closed, kept):
    assert closings.keep_until(closed) is None
    RetentionClass.objects.create(key="case", name_de="Fallakten", name_en="Case files", years=3)
    assert closings.keep_until(closed) == kept


def test_a_late_entry_goes_into_the_closed_file_with_its_reason_and_is_marked(world, scope_as):
    case = factories.case(world.anna, phase="closed")

    with scope_as(world.anna) as anna:
        note = late_entries.add(
            case=case, by=anna, reason="Brief kam erst jetzt",
            act=lambda now: contacts.record(case=now, by=anna, kind="letter", text="Bescheid ist da"),
        )  # fmt: skip
        told = history.history_of(case).entries

    assert [(e.kind, e.late) for e in told if e.row.pk == note.pk and e.kind == "contact"] == [
        ("contact", "Brief kam erst jetzt")
    ]
    assert LateEntry.objects.get().recorded_by == world.anna
    case.refresh_from_db()
    assert (case.is_closed, case.next_due_on) == (True, None)


def test_a_late_entry_without_reason_or_in_a_running_case_or_by_somebody_else_is_refused(world, scope_as):
    def note(now):
        return contacts.record(case=now, by=now.assigned_to, kind="letter", text="Bescheid")

    closed, running = factories.case(world.anna, phase="closed"), factories.case(world.anna)
    with scope_as(world.anna) as anna:
        with pytest.raises(ReasonMissing):
            late_entries.add(case=closed, by=anna, reason="  ", act=note)
        with pytest.raises(CaseIsNotClosed):
            late_entries.add(case=running, by=anna, reason="spät", act=note)
        with pytest.raises(CaseIsClosed):
            contacts.record(case=closed, by=anna, kind="letter", text="ohne Grund")
    with scope_as(world.ben) as ben, pytest.raises(PermissionDenied):
        late_entries.add(case=closed, by=ben, reason="spät", act=note)
    assert not Contact.objects.exists() and not LateEntry.objects.exists()


def test_after_a_late_entry_the_file_is_closed_to_everything_else_again(world, scope_as):
    case = factories.case(world.anna, phase="closed")
    with scope_as(world.anna) as anna:
        late_entries.add(
            case=case,
            by=anna,
            reason="spät",
            act=lambda now: contacts.record(case=now, by=anna, kind="letter", text="da"),
        )
        with pytest.raises(CaseIsClosed):
            contacts.record(case=case, by=anna, kind="letter", text="noch einer")


def test_without_a_setting_nobody_else_is_needed(world, scope_as):
    case = factories.case(world.anna)
    with scope_as(world.anna) as anna:
        cases.close(case=case, by=anna, reason=factories.closing_reason(), result="Gut")
    assert Closing.objects.filter(case=case).exists() and not Confirmation.objects.exists()


def test_a_closing_waits_for_the_second_person_and_takes_effect_when_they_confirm(second, scope_as):
    case = factories.case(second.anna, phase="monitoring")
    goal = factories.goal(case)

    waiting = proposed(second, scope_as, case, second.ben, goals=(closings.GoalEnd(goal.pk, "reached"),))
    case.refresh_from_db()
    assert case.phase == "monitoring"
    assert Notice.objects.get(recipient=second.ben).kind == "confirmation_asked"
    with scope_as(second.ben) as ben:
        confirmations.confirm(confirmation=Confirmation.objects.get(), by=ben)

    case.refresh_from_db()
    closing = Closing.objects.get(case=case)
    assert (case.phase, closing.closed_by, closing.result) == ("closed", second.anna, "Arbeit gefunden")
    assert closing.goals.get().goal == goal
    waiting.refresh_from_db()
    assert (waiting.state, waiting.decided_by) == ("confirmed", second.ben)
    by = dict(AuditEvent.objects.values_list("kind", "actor_id"))
    assert (by["confirmation.confirmed"], by["case.closed"]) == (second.ben.pk, second.anna.pk)
    assert Notice.objects.filter(recipient=second.anna, kind="confirmation_given").exists()


def test_history_and_report_name_the_second_person(second, scope_as):
    from kim.casework import final_report

    case = factories.case(second.anna)
    proposed(second, scope_as, case, second.ben)
    with scope_as(second.ben) as ben:
        confirmations.confirm(confirmation=Confirmation.objects.get(), by=ben)
    with scope_as(second.anna) as anna:
        told = Case.objects.get(pk=case.pk)
        assert "second" in [entry.kind for entry in history.history_of(told).entries]
        sections = final_report.final_report(told, told.closings.get(), by=anna, on=today()).parts
    assert any(row == ("Bestätigt von", str(second.ben)) for part in sections for row in getattr(part, "rows", ()))


def test_the_lead_confirms_without_reading_the_content(second, scope_as):
    case = factories.case(second.anna)
    factories.contact(case)
    proposed(second, scope_as, case, second.lea)

    with scope_as(second.lea) as lea:
        seen = Confirmation.objects.get()
        assert seen.shown == "Ziele erreicht"
        assert not ProposedClosing.objects.exists() and not Contact.objects.exists()
        confirmations.confirm(confirmation=seen, by=lea)
        assert not Closing.objects.exists()
    assert Case.objects.get(pk=case.pk).is_closed


def test_the_same_person_never_confirms(second, scope_as):
    case = factories.case(second.anna)
    with scope_as(second.anna) as anna, pytest.raises(confirmations.NotTheSecondPerson):
        closings.propose(case=case, by=anna, ending=ending(), asked=anna, shown="Gut")
    waiting = proposed(second, scope_as, case, second.ben)

    with scope_as(second.anna) as anna, pytest.raises(PermissionDenied):
        confirmations.confirm(confirmation=waiting, by=anna)
    with pytest.raises(IntegrityError), transaction.atomic():  # nor by the database's owner
        Confirmation.objects.update(state="confirmed", decided_by=second.anna, decided_at="2026-01-01T00:00Z")
    assert not Closing.objects.exists()


@pytest.mark.parametrize("who", ["cem", "admin", "stranger"])
def test_only_lead_and_case_managers_of_the_unit_can_be_asked(second, scope_as, who):
    case = factories.case(second.anna)
    with scope_as(second.anna) as anna, pytest.raises(confirmations.NotTheSecondPerson):
        closings.propose(case=case, by=anna, ending=ending(), asked=getattr(second, who), shown="Gut")
    with scope_as(second.anna) as anna, pytest.raises(DatabaseError, match="row-level security"):
        Confirmation.objects.create(
            case=case, what="closing", shown="Gut", proposed_by=anna, asked=getattr(second, who)
        )


def test_somebody_who_was_not_asked_sees_and_decides_nothing(second, scope_as):
    waiting = proposed(second, scope_as, factories.case(second.anna), second.ben)
    for who in (second.lea, second.cem):
        with scope_as(who) as other:
            assert not Confirmation.objects.exists()
            with pytest.raises(PermissionDenied):
                confirmations.confirm(confirmation=waiting, by=other)
            with pytest.raises(PermissionDenied):
                confirmations.withdraw(confirmation=waiting, by=other)


def test_it_comes_back_with_words_and_the_proposer_begins_again_with_what_was_typed(second, scope_as):
    case = factories.case(second.anna)
    proposed(second, scope_as, case, second.ben, handover="Jobcenter")
    with scope_as(second.ben) as ben:
        with pytest.raises(ReasonMissing):
            confirmations.send_back(confirmation=Confirmation.objects.get(), by=ben, words=" ")
        confirmations.send_back(confirmation=Confirmation.objects.get(), by=ben, words="Wer begleitet den Antrag?")

    with scope_as(second.anna):
        back, typed = closings.sent_back(Case.objects.get(pk=case.pk))
        assert (back.words, typed.handover) == ("Wer begleitet den Antrag?", "Jobcenter")
    assert not Closing.objects.exists()


def test_a_second_click_decides_nothing_twice(second, scope_as):
    case = factories.case(second.anna)
    proposed(second, scope_as, case, second.ben)
    with scope_as(second.ben) as ben:
        waiting = Confirmation.objects.get()
        confirmations.confirm(confirmation=waiting, by=ben)
        with pytest.raises(confirmations.DecidedAlready):
            confirmations.confirm(confirmation=waiting, by=ben)
    assert Closing.objects.filter(case=case).count() == 1


def test_one_closing_waits_at_a_time(second, scope_as):
    case = factories.case(second.anna)
    waiting = proposed(second, scope_as, case, second.ben)
    with pytest.raises(confirmations.WaitsAlready):
        proposed(second, scope_as, case, second.lea)
    with scope_as(second.anna) as anna:
        confirmations.withdraw(confirmation=waiting, by=anna)
    proposed(second, scope_as, case, second.lea)


def test_who_handed_the_case_over_meanwhile_closes_nothing_any_more(second, scope_as):
    case = factories.case(second.anna)
    proposed(second, scope_as, case, second.lea)
    with scope_as(second.anna) as anna:
        cases.hand_over(case=case, by=anna, to=second.ben, reason="Umzug")

    with scope_as(second.lea) as lea, pytest.raises(confirmations.NoLongerTheirs):
        confirmations.confirm(confirmation=Confirmation.objects.get(), by=lea)
    assert Confirmation.objects.get().state == "waiting" and not Case.objects.get(pk=case.pk).is_closed


def test_past_the_action_the_database_closes_nothing_without_a_second_person(second, scope_as):
    case = factories.case(second.anna)
    with scope_as(second.anna) as anna, pytest.raises(confirmations.SecondPersonNeeded):
        closings.close(case=case, by=anna, reason=factories.closing_reason(), result="Gut")
    with scope_as(second.anna) as anna, pytest.raises(DatabaseError, match="second person"):
        Closing.objects.create(
            case=case, closed_on=today(), reason=factories.closing_reason(), result="Gut", closed_by=anna
        )


def test_an_agreement_opens_the_gate_only_when_somebody_has_confirmed_it(second, scope_as):
    case = factories.case(second.anna, phase="goal_agreement")
    factories.measure(factories.goal(case))
    with scope_as(second.anna) as anna:
        plans.conclude_agreement(case=case, by=anna, agreed_on=today())
        assert facts.facts_of(case).agreements == 0

    with scope_as(second.lea) as lea:
        confirmations.confirm(confirmation=Confirmation.objects.get(what="agreement"), by=lea)
    with scope_as(second.anna):
        assert facts.facts_of(Case.objects.get(pk=case.pk)).agreements == 1


def test_the_days_of_a_closing_lie_in_the_case(world, scope_as):
    from kim.casework.exceptions import DayBeforeOpening, DayInTheFuture

    case = factories.case(world.anna)
    for day, error in (
        (today() + timedelta(days=1), DayInTheFuture),
        (case.opened_on - timedelta(days=1), DayBeforeOpening),
    ):
        with scope_as(world.anna) as anna, pytest.raises(error):
            closings.close(case=case, by=anna, reason=factories.closing_reason(), result="Gut", informed_on=day)


def test_decisions_outside_a_scope_are_refused(world):
    waiting = factories.confirmation(factories.case(world.anna), asked=world.ben)
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="not yours"), transaction.atomic():
        cursor.execute("set local role kim_app")
        cursor.execute("select kim_decide_confirmation(%s, 'confirmed', '')", [waiting.pk])
