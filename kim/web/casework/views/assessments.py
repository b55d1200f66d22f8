"""Assessments: talk, write down, complete, compare."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kim.casework.public import Assessment, Case, FirstAdvice, access, assessments
from kim.casework.public import exceptions as casework_errors
from kim.exceptions import KimError
from kim.privacy.public import reading
from kim.web.answers import form_answer
from kim.web.casework.forms.assessment import (
    STRENGTHS,
    AssessmentForm,
    NewAssessmentForm,
    ReopenForm,
    current_values,
    today_initial,
)
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.next_phase import next_phase
from kim.web.casework.views.assessment_words import comparison_words, courses_of, title_of
from kim.web.casework.views.network_words import network_words
from kim.web.casework.views.plan_shared import attempt, frame, refused_when_closed
from kim.web.drafts.typed import saved
from kim.web.drafts.versions import put_beside

TAB = "assessment_list"
LIST = "casework:assessment_list"


@reading
def assessment_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest completed assessment against the one before it, what follows from it, and all others."""
    case = _case(request, pk)
    held = _held(case)
    done = [each for each in held if each.completed_on]
    context = frame(request, case, TAB, held=held, done=done, draft=_draft(held))
    context |= network_words(request.user, case) | {"first_advice": _first_advice(request, case)}
    ready = context["may_act"] and done and context["draft"] is None
    context["next_phase"] = next_phase(case, TAB) if ready else None
    if done:
        context |= comparison_words(request.user, case, done[0], done[1] if done[1:] else None)
        context |= {"courses": courses_of(case, done), "may_reopen": done[0] == held[0]}
    return render(request, "casework/plan/assessment_list.html", context)


@reading
def assessment_detail(request: HttpRequest, pk: int, assessment_pk: int) -> HttpResponse:
    """One completed assessment, read only, beside the one before it."""
    case = _case(request, pk)
    held = _held(case)
    assessment = _one_of(held, assessment_pk)
    if not assessment.completed_on:
        return redirect("casework:assessment_edit", case.pk, assessment.pk)
    before = next((each for each in held if each.completed_on and each.number < assessment.number), None)
    context = frame(request, case, TAB, title_of(assessment), draft=_draft(held))
    context |= comparison_words(request.user, case, assessment, before) | {"may_reopen": assessment == held[0]}
    return render(request, "casework/plan/assessment_detail.html", context)


@reading
def assessment_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Any two completed assessments beside each other, the later one always as what is now."""
    case = _case(request, pk)
    held = _held(case)
    done = [each for each in held if each.completed_on]
    if len(done) < 2:
        return redirect(LIST, case.pk)
    now = _chosen(done, request.GET.get("now", ""), done[0])
    before = _chosen(done, request.GET.get("before", ""), done[1])
    if before.number > now.number:
        now, before = before, now
    context = frame(
        request, case, TAB, _("Comparison"), done=done, draft=_draft(held), same=now.pk == before.pk, may_reopen=False
    )
    context |= comparison_words(request.user, case, now, before) | {"courses": courses_of(case, done)}
    return render(request, "casework/plan/assessment_compare.html", context)


def assessment_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin an assessment by naming its day; one that is still open is gone on with instead."""
    case = _case(request, pk)
    if (answer := refused_when_closed(request, case, LIST)) is not None:
        return answer
    form = NewAssessmentForm(request.POST or None, initial=today_initial())
    if request.method == "POST" and form.is_valid():
        try:
            begun = assessments.start(case=case, by=request.user, held_on=form.cleaned_data["held_on"])
            return redirect("casework:assessment_edit", case.pk, begun.pk)
        except casework_errors.AnAssessmentIsOpen:
            return redirect("casework:assessment_edit", case.pk, case.assessments.get(completed_on=None).pk)
        except KimError as error:
            form.add_error(None, str(error))
    earlier = case.assessments.last()
    context = frame(request, case, TAB, _("New assessment"), form=form, earlier=earlier)
    return form_answer(request, "casework/plan/assessment_new.html", context)


def assessment_edit(request: HttpRequest, pk: int, assessment_pk: int) -> HttpResponse:
    """Write down what was said, life area by life area, and save as often as wanted."""
    case = _case(request, pk)
    assessment = _one_of(_held(case), assessment_pk)
    if (answer := refused_when_closed(request, case, LIST)) is not None:
        return answer
    if assessment.completed_on and request.method != "POST":
        return redirect("casework:assessment_detail", case.pk, assessment.pk)
    before = case.assessments.filter(completed_on__isnull=False, number__lt=assessment.number).last()
    earlier = {item.life_area_id: item for item in before.items.all()} if before else {}
    form = AssessmentForm(request.POST or None, assessment=assessment, earlier=earlier)
    if request.method == "POST" and form.is_valid() and _saved(request, assessment, form):
        return _after_saving(request, assessment, form)
    context = frame(
        request, case, TAB, title_of(assessment), assessment=assessment, form=form,
        areas=form.show(request.POST.get("at", "") or request.GET.get("area", "")),
        before=before, heading=title_of(assessment),
    )  # fmt: skip
    return form_answer(request, "casework/plan/assessment_edit.html", context)


def assessment_complete(request: HttpRequest, pk: int, assessment_pk: int) -> HttpResponse:
    """Ask whether the assessment is complete, say what follows, then close it."""
    case = _case(request, pk)
    assessment = _one_of(_held(case), assessment_pk)
    if (answer := refused_when_closed(request, case, LIST)) is not None:
        return answer
    if assessment.completed_on:
        return redirect("casework:assessment_detail", case.pk, assessment.pk)
    if request.method == "POST":
        done = attempt(
            request,
            lambda: assessments.complete(assessment=assessment, by=request.user),
            _("The assessment is completed."),
        )
        return redirect(LIST, case.pk) if done else redirect("casework:assessment_edit", case.pk, assessment.pk)
    items = list(assessment.items.select_related("life_area"))
    unrated = [item for item in items if item.need_points is None and item.own_points is None]
    context = frame(
        request, case, TAB, _("Complete"), assessment=assessment, heading=title_of(assessment),
        rated=len(items) - len(unrated), unrated=unrated,
    )  # fmt: skip
    return render(request, "casework/plan/assessment_complete.html", context)


def assessment_reopen(request: HttpRequest, pk: int, assessment_pk: int) -> HttpResponse:
    """Open the newest assessment again to correct it, with the reason."""
    case = _case(request, pk)
    assessment = _one_of(_held(case), assessment_pk)
    if (answer := refused_when_closed(request, case, LIST)) is not None:
        return answer
    if not assessment.completed_on:
        return redirect("casework:assessment_edit", case.pk, assessment.pk)
    draft = f"reopen_assessment-{case.pk}-{assessment.pk}"
    form = keep_texts(ReopenForm(request.POST or None), draft)
    if request.method == "POST" and form.is_valid():
        try:
            assessments.reopen(assessment=assessment, by=request.user, reason=form.cleaned_data["reason"])
        except KimError as error:
            form.add_error(None, str(error))
        else:
            saved(request, draft)
            messages.success(request, _("The assessment is open again. Complete it when it is corrected."))
            return redirect("casework:assessment_edit", case.pk, assessment.pk)
    context = frame(request, case, TAB, _("Open again"), assessment=assessment, heading=title_of(assessment), form=form)
    return form_answer(request, "casework/plan/assessment_reopen.html", context)


def _after_saving(request: HttpRequest, assessment: Assessment, form: AssessmentForm) -> HttpResponse:
    """Where it goes on: completing, the next life area, or the one that was written in last."""
    if "complete" in request.POST:
        return redirect("casework:assessment_complete", assessment.case_id, assessment.pk)
    back = reverse("casework:assessment_edit", args=[assessment.case_id, assessment.pk])
    place = request.POST.get("go", "") or request.POST.get("at", "")
    if place not in {STRENGTHS, *(str(item.pk) for item in form.items)}:
        return redirect(back)
    return redirect(f"{back}?area={place}#in-{place}")


def _first_advice(request: HttpRequest, case: Case) -> FirstAdvice | None:
    """What the work began with, for who reads contacts too."""
    if not access.may_work_in(request.user, case):
        return None
    return FirstAdvice.objects.filter(case=case).only("held_on", "case_id").first()


def _saved(request: HttpRequest, assessment: Assessment, form: AssessmentForm) -> bool:
    values = form.cleaned_data
    try:
        assessments.save(
            assessment=assessment, by=request.user, version=values["version"] or 0, items=form.ratings,
            **{name: values[name] for name in ("held_on", "language", "interpreted", "resources")},
        )  # fmt: skip
    except casework_errors.ChangedMeanwhile as error:
        assessment.refresh_from_db()
        if put_beside(form, current_values(assessment), {"version": assessment.version}, assessment):
            form.add_error(None, str(error))
            return False
    except KimError as error:
        form.add_error(None, str(error))
        return False
    saved(request, f"assessment-{assessment.case_id}-{assessment.pk}")
    messages.success(request, _("Saved. You can go on at any time."))
    return True


def _case(request: HttpRequest, pk: int) -> Case:
    door = access.case_for if request.method in ("GET", "HEAD") else access.case_to_work_in
    return door(request.user, pk, section="assessment")


def _held(case: Case) -> list[Assessment]:
    return list(case.assessments.order_by("-number").select_related("recorded_by"))


def _draft(held: list[Assessment]) -> Assessment | None:
    """The one that is still being written."""
    return next((each for each in held if not each.completed_on), None)


def _one_of(held: list[Assessment], pk: int) -> Assessment:
    """The assessment, if it belongs to this case (else 404)."""
    found = next((each for each in held if each.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _chosen(done: list[Assessment], typed: str, otherwise: Assessment) -> Assessment:
    if not typed:
        return otherwise
    return _one_of(done, int(typed) if typed.isdecimal() and len(typed) < 19 else 0)
