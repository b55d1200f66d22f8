"""Reviews: planning the day, holding it, and the day of the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from kim.casework.actions import plans
from kim.casework.actions.shared import ANYTHING, Seen, keep_days, not_in_future, running, unchanged
from kim.casework.exceptions import DayBeforeOpening
from kim.casework.models import Case, Goal, GoalCourse, GoalState, Review, ReviewedGoal, ReviewState
from kim.organisation.public import County, User
from kim.privacy.public import audit

# What a review finds out ends a goal as well.
ENDS = {
    GoalCourse.REACHED: GoalState.REACHED,
    GoalCourse.PARTLY: GoalState.PARTLY,
    GoalCourse.DROPPED: GoalState.DROPPED,
}


@dataclass(frozen=True)
class Looked:
    """How one goal stood when it was looked at."""

    goal: Goal
    course: str
    words: str = ""


@transaction.atomic
def plan(*, case: Case, by: User, on: date | None, focus: str | None = None, seen: Seen = ANYTHING) -> Case:
    """Set, move or take away the day of the next review; refused when another day than the one seen is stored."""
    case = running(case)
    unchanged(case.review_on, seen, on)
    _set_day(case, by, on, focus)
    keep_days(case)
    audit.record("case.review_planned", target=case, case_id=case.pk, on=on)
    return case


def _set_day(case: Case, by: User, on: date | None, focus: str | None) -> None:
    """One review is planned at a time; its day stands on the head too."""
    planned = planned_of(case)
    case.review_on = on
    if on is None:
        if planned:
            planned.state = ReviewState.CALLED_OFF
            planned.save(update_fields=["state"])
    elif planned is None:
        Review.objects.create(case=case, planned_on=on, focus=focus or "", recorded_by=by)
    else:
        planned.planned_on = on
        planned.focus = planned.focus if focus is None else focus
        planned.save(update_fields=["planned_on", "focus"])


def planned_of(case: Case) -> Review | None:
    """The review that is planned, with what is to be looked at."""
    return case.reviews.filter(state=ReviewState.PLANNED).first()


@transaction.atomic
def hold(
    *,
    case: Case,
    by: User,
    held_on: date,
    looked: Sequence[Looked] = (),
    summary: str = "",
    with_person: bool = True,
    next_on: date | None = None,
    next_focus: str = "",
) -> Review:
    """Record a review, planned or not: how each open goal stands, and when the next one is. What is reached ends its goal."""
    case = running(case)
    not_in_future(held_on)
    if held_on < case.opened_on:
        raise DayBeforeOpening
    review = planned_of(case) or Review(case=case)
    review.state, review.planned_on, review.held_on = ReviewState.HELD, case.review_on, held_on
    review.summary, review.with_person = summary.strip(), with_person
    review.recorded_by, review.recorded_at = by, timezone.now()
    review.save()
    for each in looked:
        ReviewedGoal.objects.create(
            review=review, case=case, goal=each.goal, course=each.course, words=each.words.strip()[:300]
        )
        if each.course in ENDS:
            plans.end_goal(goal=each.goal, by=by, state=ENDS[GoalCourse(each.course)])
    _set_day(case, by, next_on, next_focus)
    keep_days(case)
    audit.record("review.held", target=review, case_id=case.pk, goals=len(looked), next_on=next_on)
    return review


def proposed_day(after: date) -> date | None:
    """The day the county's interval proposes for the next review; none where it has not set one."""
    county = County.objects.first()
    weeks = getattr(county, "review_weeks", None)
    return after + timedelta(weeks=weeks) if weeks else None
