"""Reviews: the day of the next one, those that were held, and recording one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kim.casework.public import Case, Goal, GoalState, Review, ReviewState, access, exceptions, reviews
from kim.exceptions import KimError
from kim.web.answers import form_answer
from kim.web.casework.forms.review import HoldForm, ReviewForm
from kim.web.casework.frame import case_frame
from kim.web.drafts.typed import saved
from kim.web.drafts.versions import put_beside
from kim.workbench.public import submissions

LAST = 10


def case_review(request: HttpRequest, pk: int) -> HttpResponse:
    """The day of the next review, set, moved or taken away; below it those that were held."""
    case = access.case_to_work_in(request.user, pk, section="plan")
    if case.is_closed:
        return refuse_closed(request, case)
    planned = reviews.planned_of(case)
    form = ReviewForm(
        request.POST or None,
        initial={"review_on": case.review_on, "seen": case.review_on, "focus": planned.focus if planned else ""},
    )
    if form.is_valid() and _planned(request, case, form):
        return redirect("casework:case_detail", pk)
    context = case_frame(request, case, "case_review") | {"form": form, "held": held_reviews(case)}
    return form_answer(request, "casework/cases/review.html", context)


def _planned(request: HttpRequest, case: Case, form: ReviewForm) -> bool:
    data = form.cleaned_data
    try:
        reviews.plan(case=case, by=request.user, on=data["review_on"], focus=data["focus"], **form.seen_day)
    except exceptions.ChangedMeanwhile as error:
        day = Case.objects.get(pk=case.pk).review_on
        put_beside(form, {"review_on": day}, {"seen": day})
        form.add_error(None, str(error))
    except KimError as error:
        form.add_error("review_on", str(error))
    else:
        messages.success(
            request, _("The day of the review is set.") if data["review_on"] else _("No review is planned any more.")
        )
        return True
    return False


def held_reviews(case: Case) -> list[Review]:
    """The last ones, newest first, with how each goal stood."""
    held = case.reviews.filter(state=ReviewState.HELD).order_by("-held_on", "-pk")
    return list(held.select_related("recorded_by").prefetch_related("goals__goal")[:LAST])


def case_review_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a review: how each open goal stands, in short, and the next day."""
    case = access.case_to_work_in(request.user, pk, section="plan")
    if case.is_closed:
        return refuse_closed(request, case)
    goals = list(case.goals.filter(state=GoalState.OPEN))
    form = HoldForm(request.POST or None, goals=goals)
    if form.is_valid() and _held(request, case, form):
        return redirect("casework:case_detail", pk)
    context = case_frame(request, case, "case_review_hold") | {
        "form": form, "planned": reviews.planned_of(case), "before": _before(case, goals),
    }  # fmt: skip
    return form_answer(request, "casework/cases/review_hold.html", context)


def _held(request: HttpRequest, case: Case, form: HoldForm) -> bool:
    """Whether it stands in the file, by this click or by an earlier one of the same form."""
    sent = {"by": request.user, "purpose": f"review-{case.pk}", "submission": form.cleaned_data["submission"]}
    if submissions.claim(**sent):
        try:
            reviews.hold(case=case, by=request.user, **form.values())
        except (exceptions.DayInTheFuture, exceptions.DayBeforeOpening) as error:
            submissions.release(**sent)
            form.add_error("held_on", str(error))
            return False
        except KimError as error:
            submissions.release(**sent)
            form.add_error(None, str(error))
            return False
    saved(request, f"review-{case.pk}")
    messages.success(request, _("The review is recorded."))
    return True


def _before(case: Case, goals: list[Goal]) -> dict[int, str]:
    """How each goal stood last time it was looked at."""
    last: dict[int, str] = {}
    for review in reversed(held_reviews(case)):
        last |= {row.goal_id: row.get_course_display() for row in review.goals.all()}
    return {goal.pk: last[goal.pk] for goal in goals if goal.pk in last}


def refuse_closed(request: HttpRequest, case: Case) -> HttpResponse:
    """A closed file is read; working in it starts with reopening it."""
    messages.error(request, str(exceptions.CaseIsClosed()))
    return redirect(reverse("casework:case_detail", args=[case.pk]))
