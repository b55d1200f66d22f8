"""Assessments, goals and agreements as actions: what they refuse and what they leave behind."""

from datetime import timedelta

import pytest

from kim.casework.actions import assessments, plans, referrals
from kim.casework.exceptions import (
    AnAssessmentIsOpen,
    AssessmentIsCompleted,
    AssessmentIsEmpty,
    CaseIsClosed,
    ChangedMeanwhile,
    DayInTheFuture,
    DeclineReasonMissing,
    NothingToAgree,
    ReferralAnswerDoesNotFit,
)
from kim.casework.models import Case
from kim.casework.snapshots import agreement_data
from kim.privacy.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world):
    return factories.case(world.anna)


def close(case):
    Case.objects.filter(pk=case.pk).update(phase="closed", closed_on=factories.today())


def test_an_assessment_begins_with_every_life_area_of_that_day(world, scope_as, case):
    factories.life_area("housing")
    ended = factories.life_area("work")
    ended.valid_to = factories.today() - timedelta(days=1)
    ended.save()

    with scope_as(world.anna) as anna:
        begun = assessments.start(case=case, by=anna, held_on=factories.today())

        assert [item.life_area.key for item in begun.items.all()] == ["housing"]
        with pytest.raises(AnAssessmentIsOpen):
            assessments.start(case=case, by=anna, held_on=factories.today())


def test_an_assessment_is_not_held_tomorrow(world, scope_as, case):
    with scope_as(world.anna) as anna, pytest.raises(DayInTheFuture):
        assessments.start(case=case, by=anna, held_on=factories.today() + timedelta(days=1))


def test_saving_twice_from_the_same_version_is_refused(world, scope_as, case):
    draft = factories.assessment(case, completed=False)

    with scope_as(world.anna) as anna:
        saved = assessments.save(assessment=draft, by=anna, version=1, items={}, resources="Stark")
        assert saved.version == 2
        with pytest.raises(ChangedMeanwhile):
            assessments.save(assessment=draft, by=anna, version=1, items={}, resources="Anders")


def test_a_completed_assessment_stays_as_it_is(world, scope_as, case):
    draft = factories.assessment(case, completed=False)

    with scope_as(world.anna) as anna:
        done = assessments.complete(assessment=draft, by=anna)
        with pytest.raises(AssessmentIsCompleted):
            assessments.save(assessment=done, by=anna, version=done.version, items={})
        with pytest.raises(AssessmentIsCompleted):
            assessments.complete(assessment=done, by=anna)

    kinds = set(AuditEvent.objects.filter(case_id=case.pk).values_list("kind", flat=True))
    assert "assessment.completed" in kinds


def test_an_assessment_without_a_figure_is_not_complete(world, scope_as, case):
    empty = factories.assessment(case, {"housing": ("not_asked", "refused")}, completed=False)

    with scope_as(world.anna) as anna, pytest.raises(AssessmentIsEmpty):
        assessments.complete(assessment=empty, by=anna)


def test_nothing_goes_on_in_a_closed_case(world, scope_as, case):
    draft, goal = factories.assessment(case, completed=False), factories.goal(case)
    step, referral = factories.measure(goal), factories.referral(case)
    close(case)

    with scope_as(world.anna) as anna:
        acts = (
            lambda: assessments.start(case=case, by=anna, held_on=factories.today()),
            lambda: assessments.save(assessment=draft, by=anna, version=1, items={}),
            lambda: assessments.complete(assessment=draft, by=anna),
            lambda: plans.add_goal(case=case, by=anna, own_words="Neu"),
            lambda: plans.edit_goal(goal=goal, by=anna, version=1, own_words="Anders"),
            lambda: plans.end_goal(goal=goal, by=anna, state="reached"),
            lambda: plans.add_measure(goal=goal, by=anna, text="Neu", who="client"),
            lambda: plans.end_measure(measure=step, by=anna),
            lambda: plans.conclude_agreement(case=case, by=anna, agreed_on=factories.today()),
            lambda: referrals.send(case=case, by=anna, offer=factories.offer(), basis="by_themselves"),
            lambda: referrals.change_state(referral=referral, by=anna, version=1, state="accepted"),
        )
        for act in acts:
            with pytest.raises(CaseIsClosed):
                act()


def test_an_agreement_freezes_open_goals_that_have_a_step(world, scope_as, case):
    goal = factories.goal(case, life_area=factories.life_area())
    factories.measure(goal, text="Anmeldung")
    factories.measure(goal, text="Entfallen", state="dropped", ended_on=factories.today())
    factories.goal(case, own_words="Ohne Schritt")
    review = factories.today() + timedelta(days=60)

    with scope_as(world.anna) as anna:
        agreement = plans.conclude_agreement(case=case, by=anna, agreed_on=factories.today(), review_on=review)

    paper = agreement_data(agreement.snapshot)
    assert [g.own_words for g in paper.goals] == ["Ich will B1 schaffen."]
    assert [m.text for m in paper.goals[0].measures] == ["Anmeldung"]
    assert paper.language == "de"
    assert Case.objects.get(pk=case.pk).review_on == review


def test_agreeing_on_the_same_again_makes_no_new_version(world, scope_as, case):
    goal = factories.goal(case)
    factories.measure(goal)

    with scope_as(world.anna) as anna:
        first = plans.conclude_agreement(case=case, by=anna, agreed_on=factories.today())
        again = plans.conclude_agreement(case=case, by=anna, agreed_on=factories.today())
        plans.edit_goal(goal=goal, by=anna, version=1, own_words="Ich will B2 schaffen.")
        changed = plans.conclude_agreement(case=case, by=anna, agreed_on=factories.today())

    assert again.pk == first.pk
    assert changed.version == 2


def test_dropped_steps_alone_are_nothing_to_agree_on(world, scope_as, case):
    factories.measure(factories.goal(case), state="dropped", ended_on=factories.today())

    with scope_as(world.anna) as anna, pytest.raises(NothingToAgree):
        plans.conclude_agreement(case=case, by=anna, agreed_on=factories.today())


def test_a_referral_sets_the_day_something_is_due(world, scope_as, case):
    with scope_as(world.anna) as anna:
        sent = referrals.send(case=case, by=anna, offer=factories.offer(), basis="by_themselves")
        assert Case.objects.get(pk=case.pk).next_due_on == sent.answer_due_on

        referrals.change_state(referral=sent, by=anna, version=1, state="accepted")

    assert Case.objects.get(pk=case.pk).next_due_on is None


def test_a_refusal_needs_a_reason_and_an_end_stays_an_end(world, scope_as, case):
    referral = factories.referral(case)

    with scope_as(world.anna) as anna:
        with pytest.raises(DeclineReasonMissing):
            referrals.change_state(referral=referral, by=anna, version=1, state="declined")
        declined = referrals.change_state(referral=referral, by=anna, version=1, state="declined", reason="no_place")
        with pytest.raises(ReferralAnswerDoesNotFit):
            referrals.change_state(referral=declined, by=anna, version=declined.version, state="accepted")
