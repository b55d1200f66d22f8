"""Goals in the person's own words, and the steps towards them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kim.casework.public import Case, Goal, GoalState, Measure, MeasureState, Who, access, facts, plans
from kim.casework.public import exceptions as casework_errors
from kim.exceptions import KimError
from kim.organisation.public import LifeArea
from kim.privacy.public import reading
from kim.web.answers import form_answer
from kim.web.casework.forms.goal import (
    GOAL_FIELDS,
    MEASURE_FIELDS,
    GoalEndForm,
    GoalForm,
    GoalOpenForm,
    MeasureEndForm,
    MeasureForm,
    goal_values,
    measure_values,
)
from kim.web.casework.views.assessment_words import areas_in_need
from kim.web.casework.views.plan_shared import attempt, frame, refused_when_closed, to_part
from kim.web.casework.views.signature_words import signed_words, standing_words
from kim.web.drafts.typed import saved
from kim.web.drafts.versions import put_beside
from kim.web.forms import language_name

TAB = "goal_list"
LIST = "casework:goal_list"


@reading
def goal_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What the person wants to reach, what is done for it, and what has been agreed."""
    case = _case(request, pk)
    goals = [_goal_row(goal) for goal in _goals(case)]
    sees_assessment = access.may_work_in(request.user, case, section="assessment")
    context = frame(
        request, case, TAB,
        open_goals=[row for row in goals if row["goal"].state == GoalState.OPEN],
        ended_goals=[row for row in goals if row["goal"].state != GoalState.OPEN],
        agreements=_agreements(case), may_scan=access.may_change(request.user, case),
        in_need=areas_in_need(case) if sees_assessment else [],
    )  # fmt: skip
    return render(request, "casework/plan/goal_list.html", context)


def _agreements(case: Case) -> list[dict[str, Any]]:
    """The versions with who signed them, and what is said of one that does not hold."""
    rows = case.agreements.order_by("-version").select_related("recorded_by").defer("snapshot")
    asked = facts.standing_of_agreements(case)
    return [
        {
            "agreement": each, "beside": language_name(each.language), "signed": signed_words(each),
            "standing": standing_words(each, asked),
        }
        for each in rows.prefetch_related("signatures", "scans")
    ]  # fmt: skip


def goal_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a goal; its first step is asked for next."""
    case = _case(request, pk)
    if (answer := refused_when_closed(request, case, LIST)) is not None:
        return answer
    area = LifeArea.objects.filter(key=request.GET.get("area", "")[:60]).first()
    form = GoalForm(request.POST or None, initial={"life_area": area.pk if area else None})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in (*GOAL_FIELDS, "submission")}
        goal = attempt(
            request, lambda: plans.add_goal(case=case, by=request.user, **values), _("The goal is written down.")
        )
        if goal:
            saved(request, f"goal-{case.pk}-new")
        return redirect("casework:measure_new", case.pk, goal.pk) if goal else redirect(LIST, case.pk)
    return form_answer(request, "casework/plan/goal_form.html", frame(request, case, TAB, _("New goal"), form=form))


def goal_edit(request: HttpRequest, pk: int, goal_pk: int) -> HttpResponse:
    """Reword a goal or move its day; two people who edit it at once see each other's words."""
    case = _case(request, pk)
    goal = _goal(case, goal_pk)
    if (answer := refused_when_closed(request, case, LIST)) is not None:
        return answer
    form = GoalForm(
        request.POST or None, initial=goal_values(goal) | {"version": goal.version}, agreed_on=goal.agreed_on
    )
    if request.method == "POST" and form.is_valid() and _goal_saved(request, goal, form):
        return to_part(TAB, case, f"goal-{goal.pk}")
    context = frame(request, case, TAB, _("Edit goal"), form=form, goal=goal)
    return form_answer(request, "casework/plan/goal_form.html", context)


def goal_end(request: HttpRequest, pk: int, goal_pk: int) -> HttpResponse:
    """Say what became of a goal, with a sentence about it; or take it up again."""
    case = _case(request, pk)
    goal = _goal(case, goal_pk)
    if (answer := refused_when_closed(request, case, LIST)) is not None:
        return answer
    if request.POST.get("state") == GoalState.OPEN:
        return _taken_up(request, case, goal)
    form = GoalEndForm(request.POST or None, initial={"result": goal.result, "version": goal.version})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        told = {"state": values["state"], "result": values["result"], "version": values["version"]}
        _end(request, lambda: plans.end_goal(goal=goal, by=request.user, **told), _said_of_goal(values["state"]))
        saved(request, f"goal_end-{case.pk}-{goal.pk}")
        return to_part(TAB, case, f"goal-{goal.pk}")
    context = frame(request, case, TAB, _("End goal"), form=form, goal=goal)
    return form_answer(request, "casework/plan/goal_end.html", context)


def _taken_up(request: HttpRequest, case: Case, goal: Goal) -> HttpResponse:
    form = GoalOpenForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    again = {"state": GoalState.OPEN, "version": version}
    _end(request, lambda: plans.end_goal(goal=goal, by=request.user, **again), _said_of_goal(GoalState.OPEN))
    return to_part(TAB, case, f"goal-{goal.pk}")


def measure_new(request: HttpRequest, pk: int, goal_pk: int) -> HttpResponse:
    """Agree on a step towards a goal."""
    case = _case(request, pk)
    goal = _goal(case, goal_pk)
    if (answer := refused_when_closed(request, case, LIST)) is not None:
        return answer
    form = MeasureForm(request.POST or None, goal=goal, initial={"who": Who.CLIENT})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("text", "who", "agency", "due_on", "submission")}
        if attempt(
            request, lambda: plans.add_measure(goal=goal, by=request.user, **values), _("The step is agreed on.")
        ):
            saved(request, f"step-{case.pk}-{goal.pk}")
        if "more" in request.POST:
            return redirect("casework:measure_new", case.pk, goal.pk)
        return to_part(TAB, case, f"goal-{goal.pk}")
    so_far = goal.measures.select_related("agency")
    context = frame(request, case, TAB, _("New step"), form=form, goal=goal, so_far=so_far, step=None)
    return form_answer(request, "casework/plan/measure_form.html", context)


def measure_edit(request: HttpRequest, pk: int, goal_pk: int, measure_pk: int) -> HttpResponse:
    """Reword a step, give it to somebody else, move its day; two who do so at once see each other's words."""
    case = _case(request, pk)
    measure = _step(case, goal_pk, measure_pk)
    if (answer := refused_when_closed(request, case, LIST)) is not None:
        return answer
    form = MeasureForm(
        request.POST or None, goal=measure.goal, initial=measure_values(measure) | {"version": measure.version}
    )
    if request.method == "POST" and form.is_valid() and _step_saved(request, measure, form):
        return to_part(TAB, case, f"goal-{goal_pk}")
    context = frame(request, case, TAB, _("Edit step"), form=form, goal=measure.goal, step=measure)
    return form_answer(request, "casework/plan/measure_form.html", context)


def _step_saved(request: HttpRequest, measure: Measure, form: MeasureForm) -> bool:
    values = {name: form.cleaned_data[name] for name in MEASURE_FIELDS}
    try:
        plans.edit_measure(measure=measure, by=request.user, version=form.cleaned_data["version"] or 0, **values)
    except casework_errors.ChangedMeanwhile as error:
        measure.refresh_from_db()
        if put_beside(form, measure_values(measure), {"version": measure.version}, measure):
            form.add_error(None, str(error))
            return False
    except KimError as error:
        form.add_error(None, str(error))
        return False
    saved(request, f"step_edit-{measure.case_id}-{measure.goal_id}-{measure.pk}")
    messages.success(request, _("The step is saved."))
    return True


@require_POST
def measure_end(request: HttpRequest, pk: int, goal_pk: int, measure_pk: int) -> HttpResponse:
    """Tick a step off, drop it, or take it up again."""
    case = _case(request, pk)
    measure = _step(case, goal_pk, measure_pk)
    form = MeasureEndForm(request.POST)
    if form.is_valid():
        state = form.cleaned_data["state"]
        version = form.cleaned_data["version"]
        _end(
            request,
            lambda: plans.end_measure(measure=measure, by=request.user, state=state, version=version),
            _said_of_step(state),
        )
    else:
        messages.error(request, _("Choose what became of the step."))
    return to_part(TAB, case, f"goal-{goal_pk}")


def _end(request: HttpRequest, act: Callable[[], Any], done: str) -> None:
    """End something, unless somebody else has just changed it: then the list shows how it stands."""
    try:
        attempt(request, act, done, but=casework_errors.ChangedMeanwhile)
    except casework_errors.ChangedMeanwhile:
        messages.error(request, _("Somebody else has just changed this. Here is how it stands now; decide again."))


def _goal_saved(request: HttpRequest, goal: Goal, form: GoalForm) -> bool:
    values = {name: form.cleaned_data[name] for name in GOAL_FIELDS}
    try:
        plans.edit_goal(goal=goal, by=request.user, version=form.cleaned_data["version"] or 0, **values)
    except casework_errors.ChangedMeanwhile as error:
        goal.refresh_from_db()
        if put_beside(form, goal_values(goal), {"version": goal.version}, goal):
            form.add_error(None, str(error))
            return False
    except KimError as error:
        form.add_error(None, str(error))
        return False
    saved(request, f"goal-{goal.case_id}-{goal.pk}")
    messages.success(request, _("The goal is saved."))
    return True


def _goals(case: Case) -> Any:
    steps = Measure.objects.select_related("agency")
    return case.goals.select_related("life_area").prefetch_related(Prefetch("measures", queryset=steps))


def _goal_row(goal: Goal) -> dict[str, Any]:
    steps = [measure for measure in goal.measures.all() if measure.state != MeasureState.DROPPED]
    return {
        "goal": goal,
        "steps": goal.measures.all(),
        "done": sum(step.state == MeasureState.DONE for step in steps),
        "total": len(steps),
    }


def _said_of_goal(state: str) -> str:
    return _("The goal is taken up again.") if state == GoalState.OPEN else _("Noted what became of the goal.")


def _said_of_step(state: str) -> str:
    said = {
        MeasureState.OPEN: _("The step is open again."),
        MeasureState.DONE: _("The step is done."),
        MeasureState.DROPPED: _("The step is not needed any more."),
    }
    return said[MeasureState(state)]


def _case(request: HttpRequest, pk: int) -> Case:
    door = access.case_for if request.method in ("GET", "HEAD") else access.case_to_work_in
    return door(request.user, pk, section="plan")


def _goal(case: Case, pk: int) -> Goal:
    return get_object_or_404(Goal.objects.select_related("life_area", "case"), pk=pk, case=case)


def _step(case: Case, goal_pk: int, pk: int) -> Measure:
    return get_object_or_404(Measure.objects.select_related("case", "goal"), pk=pk, goal_id=goal_pk, case=case)
