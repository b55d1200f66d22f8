"""The history of a case: the order of a day, and reading it page by page."""

from datetime import datetime, time, timedelta
from random import Random

import pytest
from django.utils import timezone

from kim.casework import history
from kim.casework.actions import assessments, cases, contacts, plans, referrals
from kim.casework.models import Assignment, Closing, Contact, PhaseChange, Referral
from tests import factories


def told(case, **wanted) -> list[str]:
    """What the history says, oldest first."""
    return [entry.kind for entry in reversed(history.history_of(case, size=200, **wanted).entries)]


def placed(page) -> list[tuple[str, int]]:
    return [(entry.kind, entry.row.pk) for entry in page.entries]


def moment(day, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


def test_a_first_visit_with_many_acts_reads_in_the_order_of_the_acts(world, scope_as):
    with scope_as(world.anna) as anna:
        case = cases.open_case(
            by=anna, assigned_to=anna, person={"family_name": "Haddad", "municipality": factories.municipality()}
        )
        cases.step(case=case, by=anna, to="first_advice", reason="Notfall")
        contacts.record(case=case, by=anna, kind="talk", text="Erstes Gespräch")
        sent = referrals.send(case=case, by=anna, offer=factories.offer(), basis="by_themselves")
        contacts.record(case=case, by=anna, kind="phone", text="Rückruf der VHS")
        referrals.change_state(referral=sent, by=anna, version=1, state="accepted")
        called = contacts.plan_follow_up(case=case, by=anna, due_on=factories.today(), text="Schulamt")
        contacts.follow_up_done(follow_up=called, by=anna)
        cases.step(case=case, by=anna, to="assessment", reason="Notfall")
        held = factories.assessment(case, completed=False)
        assessments.complete(assessment=held, by=anna)
        factories.measure(plans.add_goal(case=case, by=anna, own_words="B1"))
        plans.conclude_agreement(case=case, by=anna, agreed_on=factories.today())
        contacts.record(case=case, by=anna, kind="message", text="Kopie geschickt")

        assert told(case) == [
            "phase", "phase", "contact", "referral_sent", "contact", "referral_answered", "follow_up", "phase",
            "assessment", "agreement", "contact",
        ]  # fmt: skip


def test_a_handover_after_a_reopening_reads_after_it(world, scope_as):
    case = factories.case(world.anna, phase="monitoring")
    with scope_as(world.anna) as anna:
        cases.close(case=case, by=anna, reason=factories.closing_reason(), result="Arbeit gefunden")
        cases.reopen(case=case, by=anna, reason="Arbeit verloren")
        case.refresh_from_db()
        contacts.record(case=case, by=anna, kind="talk", text="Wie es weitergeht")
        cases.hand_over(case=case, by=anna, to=world.ben, reason="Umzug")

    assert told(case)[1:] == ["closed", "reopened", "contact", "handed_over"]


def test_closing_twice_on_one_day_reads_in_its_order(world, scope_as):
    case, reason = factories.case(world.anna, phase="monitoring"), factories.closing_reason()
    with scope_as(world.anna) as anna:
        for _time in range(2):
            cases.close(case=case, by=anna, reason=reason, result="Arbeit gefunden")
            cases.reopen(case=case, by=anna, reason="Versehen")

    assert told(case)[1:] == ["closed", "reopened", "closed", "reopened"]


def test_what_is_noted_on_a_later_day_comes_after_what_was_noted_on_the_day_itself(world):
    case = factories.case(world.anna)
    day = factories.today() - timedelta(days=3)
    for text, recorded in (("nachgetragen", timezone.now()), ("am Tag", moment(day, time(16)))):
        row = factories.contact(case, held_on=day, text=text)
        Contact.objects.filter(pk=row.pk).update(recorded_at=recorded)

    entries = history.history_of(case, selection="contacts").entries

    assert [entry.row.text for entry in entries] == ["nachgetragen", "am Tag"]


def test_without_times_the_kinds_keep_their_usual_order(world):
    day = factories.today() - timedelta(days=3)
    case = factories.case(world.anna, opened_on=day)
    factories.goal(case)
    factories.agreement(case, agreed_on=day)
    factories.assessment(case, completed_on=day)
    factories.contact(case, held_on=day)
    factories.referral(case, sent_on=day)

    assert told(case) == ["phase", "referral_sent", "contact", "assessment", "agreement"]


def _fill(case, random: Random) -> None:
    """Many entries of every kind on few days, at few times, some noted later."""
    today, by, reason = factories.today(), case.assigned_to, factories.closing_reason()

    def when():
        day = today - timedelta(days=random.randrange(2))
        late = random.random() < 0.3
        return day, moment(
            day + timedelta(days=5) if late else day, random.choice([time(0), time(9, 30), time(23, 59)])
        )

    def at(row, **values):
        type(row).objects.filter(pk=row.pk).update(**values)

    for number in range(5):
        (day, noted), (other, later) = when(), when()
        at(factories.contact(case, held_on=day), recorded_at=noted)
        case.follow_ups.create(due_on=day, text="Anruf", recorded_by=by, done_by=by, done_at=noted)
        at(PhaseChange.objects.create(case=case, from_phase="access", to_phase="first_advice", changed_on=day,
                                      changed_by=by), recorded_at=noted)  # fmt: skip
        at(factories.assessment(case, completed_on=day), completed_at=random.choice([noted, None]))
        at(factories.agreement(case, agreed_on=day), recorded_at=noted)
        sent = factories.referral(case, sent_on=day, state="accepted", state_since=other, answered_on=other)
        at(sent, recorded_at=noted)
        at(sent.steps.get(), recorded_at=random.choice([later, moment(day + timedelta(days=9), time(8))]))
        at(factories.consent(case, given_on=day), recorded_at=noted)
        at(Assignment.objects.create(case=case, user=by, unit=case.unit, from_on=day, to_on=day, reason=f"{number}",
                                     decided_by=by), recorded_at=noted)  # fmt: skip
        at(Closing.objects.create(case=case, closed_on=day, reason=reason, result="x", closed_by=by, reopened_on=other,
                                  reopened_by=by, reopening_reason="x"), recorded_at=noted, reopened_at=later)  # fmt: skip
    factories.referral(case, state="requested")


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("selection", history.SELECTIONS)
def test_paging_with_any_size_gives_the_list_as_in_one_go(world, seed, selection):
    case = factories.case(world.anna)
    _fill(case, Random(seed))
    whole = history.history_of(case, selection=selection, size=500)
    assert whole.earlier == "" and len(set(placed(whole))) == len(whole.entries)
    if selection == "all":
        assert len(whole.entries) == 1 + 5 * 11 + 1

    for size in (1, 3, 20, len(whole.entries)):
        seen, mark = [], ""
        while True:
            page = history.history_of(case, selection=selection, before=mark, size=size)
            seen += placed(page)
            mark = page.earlier
            if not mark:
                break
        assert seen == placed(whole)


def test_only_kinds_on_the_page_cost_a_query(world, django_assert_num_queries):
    case = factories.case(world.anna)
    _fill(case, Random(1))
    kinds = {entry.rank for entry in history.history_of(case).entries}

    with django_assert_num_queries(1 + len(kinds)):
        history.history_of(case)


def test_the_first_page_of_another_case_holds_its_own_entries(world):
    one, other = factories.case(world.anna), factories.case(world.anna)
    factories.contact(one, text="Erster Fall")
    factories.contact(other, text="Zweiter Fall")

    told = [history.history_of(case, selection="contacts").entries[0].row.text for case in (one, other)]

    assert told == ["Erster Fall", "Zweiter Fall"]


def test_new_rows_have_their_time_from_the_database(world, scope_as):
    case = factories.case(world.anna)
    with scope_as(world.anna) as anna:
        sent = referrals.send(case=case, by=anna, offer=factories.offer(), basis="by_themselves")
        cases.hand_over(case=case, by=anna, to=world.ben, reason="Umzug")

    now = timezone.now()
    assert abs(now - Referral.objects.get(pk=sent.pk).recorded_at) < timedelta(minutes=1)
    assert abs(now - case.assignments.get(to_on=None).recorded_at) < timedelta(minutes=1)
