"""Goals, the steps towards them, and the agreement about both."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from kim.casework.actions import confirmations
from kim.casework.actions.shared import already, change, keep_days, lock, not_in_future, running
from kim.casework.exceptions import NothingToAgree
from kim.casework.models import Case, Goal, GoalAgreement, GoalState, Measure, MeasureState
from kim.casework.snapshots import agreement_snapshot
from kim.organisation.public import Agency, LifeArea, User
from kim.privacy.public import audit


@transaction.atomic
def add_goal(
    *,
    case: Case,
    by: User,
    own_words: str,
    own_words_language: str = "",
    indicator: str = "",
    life_area: LifeArea | None = None,
    target_on: date | None = None,
    submission: UUID | None = None,
) -> Goal:
    """Write down what the person wants to reach, in their words."""
    if earlier := already(Goal, submission, case=case):
        return earlier
    case = running(case)
    goal = Goal.objects.create(
        case=case, own_words=own_words, own_words_language=own_words_language, indicator=indicator,
        life_area=life_area, target_on=target_on, agreed_on=timezone.localdate(), recorded_by=by, submission=submission,
    )  # fmt: skip
    audit.record("goal.added", target=goal, case_id=case.pk)
    return goal


@transaction.atomic
def edit_goal(*, goal: Goal, by: User, version: int, **fields: Any) -> Goal:
    """Reword a goal, or move its day."""
    running(goal.case)
    goal = lock(goal, version)
    changed = change(goal, **fields)
    audit.record("goal.edited", target=goal, case_id=goal.case_id, fields=changed)
    return goal


@transaction.atomic
def end_goal(*, goal: Goal, by: User, state: str, result: str = "", version: int | None = None) -> Goal:
    """Say what became of a goal; `open` takes it up again, and what was said of its end before is gone."""
    running(goal.case)
    goal = lock(goal, version)
    is_open = state == GoalState.OPEN
    change(goal, state=state, ended_on=None if is_open else timezone.localdate(), result="" if is_open else result)
    audit.record("goal.ended", target=goal, case_id=goal.case_id, state=state)
    return goal


@transaction.atomic
def add_measure(
    *,
    goal: Goal,
    by: User,
    text: str,
    who: str,
    agency: Agency | None = None,
    due_on: date | None = None,
    submission: UUID | None = None,
) -> Measure:
    """Agree on a step towards a goal: what, who, until when."""
    if earlier := already(Measure, submission, goal=goal):
        return earlier
    running(goal.case)
    measure = Measure.objects.create(
        goal=goal, case_id=goal.case_id, text=text, who=who, agency=agency, due_on=due_on, submission=submission
    )
    audit.record("measure.added", target=measure, case_id=goal.case_id)
    return measure


@transaction.atomic
def edit_measure(*, measure: Measure, by: User, version: int, **fields: Any) -> Measure:
    """Reword a step, give it to somebody else, or move its day."""
    running(measure.case)
    measure = lock(measure, version)
    if changed := change(measure, **fields):
        audit.record("measure.edited", target=measure, case_id=measure.case_id, fields=changed)
    return measure


@transaction.atomic
def end_measure(*, measure: Measure, by: User, state: str = MeasureState.DONE, version: int | None = None) -> Measure:
    """Tick a step off, drop it, or (`open`) take it up again."""
    running(measure.case)
    measure = lock(measure, version)
    change(measure, state=state, ended_on=None if state == MeasureState.OPEN else timezone.localdate())
    audit.record("measure.ended", target=measure, case_id=measure.case_id, state=state)
    return measure


@transaction.atomic
def conclude_agreement(
    *,
    case: Case,
    by: User,
    agreed_on: date,
    language: str = "",
    interpreted: bool = False,
    review_on: date | None = None,
) -> GoalAgreement:
    """Freeze goals and steps as a new version of the goal agreement; sets the day of the next review if one is named."""
    case = running(case)
    not_in_future(agreed_on)
    open_goals = (
        case.goals.filter(state=GoalState.OPEN).select_related("life_area").prefetch_related("measures__agency")
    )
    goals = [g for g in open_goals if any(m.state != MeasureState.DROPPED for m in g.measures.all())]
    if not goals:
        raise NothingToAgree
    latest = case.agreements.last()
    version = latest.version + 1 if latest else 1
    snapshot = agreement_snapshot(case, goals, by, agreed_on, version, language, interpreted, review_on)
    if latest and latest.snapshot | {"version": version} == snapshot:
        return latest  # a second click, or nothing that would be new on paper
    agreement = GoalAgreement.objects.create(
        case=case, version=version, agreed_on=agreed_on, language=language, interpreted=interpreted,
        review_on=review_on, recorded_by=by, snapshot=snapshot,
    )  # fmt: skip
    if review_on:
        case.review_on = review_on
    keep_days(case)
    audit.record("agreement.concluded", target=agreement, case_id=case.pk, version=version)
    confirmations.ask_for_agreement(case=case, by=by, agreement=agreement.pk, shown=_for_second(agreement, goals))
    return agreement


def _for_second(agreement: GoalAgreement, goals: list[Goal]) -> str:
    """What a second person reads of an agreement: its version and day, how many goals, no words of the person."""
    words = ngettext("Version %(version)s with one goal", "Version %(version)s with %(number)s goals", len(goals))
    return words % {"version": agreement.version, "number": len(goals)}
