"""The way of a case: steps through the gates, the agreement to the advice."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kim.casework.public import Case, access, cases, exceptions, facts
from kim.casework.public import states as flow
from kim.exceptions import KimError
from kim.web.answers import form_answer
from kim.web.casework.forms.phase import AdviceForm, DayOfTheHead, StepForm
from kim.web.casework.frame import case_frame
from kim.web.casework.next_phase import OFFERED_ON, fix_url
from kim.web.casework.views.reviews import refuse_closed
from kim.web.drafts.typed import saved
from kim.web.drafts.versions import put_beside

Words = dict[str, Any]
_ASKED = {
    "advice_agreed": gettext_noop("The person has agreed to the advice."),
    "first_advice_held": gettext_noop("A first advice has been held."),
    "assessed": gettext_noop("An assessment has been completed."),
    "goal_with_measure": gettext_noop("There is an open goal with a step."),
    "agreed": gettext_noop("A goal agreement has been concluded."),
    "review_planned": gettext_noop("A day for the next review is set."),
    "review_held": gettext_noop("A review has been held since monitoring began."),
    "assessed_again": gettext_noop("The re-assessment has been completed."),
}


def case_phase(request: HttpRequest, pk: int) -> HttpResponse:
    """The steps out of the present phase: what each gate asks for, what is there, and going on."""
    case = access.case_to_work_in(request.user, pk)
    if case.is_closed:
        return refuse_closed(request, case)
    bound = _bound_step(request, case)
    if bound and bound.is_valid() and _went(request, case, bound):
        page = request.POST.get("page", "")
        return redirect(f"casework:{page if page in OFFERED_ON else 'case_detail'}", pk)
    context = case_frame(request, case, "case_phase") | {"offered": _offered(case, bound)}
    return form_answer(request, "casework/cases/phase.html", context, bound)


def _bound_step(request: HttpRequest, case: Case) -> StepForm | None:
    if request.method != "POST":
        return None
    to = request.POST.get("to", "")
    return StepForm(request.POST, auto_id=f"id_{to}_%s" if to in flow.Phase else "id_%s")


def _went(request: HttpRequest, case: Case, form: StepForm) -> bool:
    """Whether the step is done; one that was already done by an earlier click counts as well."""
    to = flow.Phase(form.cleaned_data["to"])
    if case.phase != to:
        try:
            cases.step(case=case, by=request.user, to=to, reason=form.cleaned_data["reason"])
        except (exceptions.GateNotPassed, exceptions.ReasonMissing) as error:
            form.add_error("reason", f"{error} " + _("To go on all the same, give a reason."))
            return False
        except KimError as error:
            form.add_error(None, str(error))
            return False
    saved(request, f"phase-{case.pk}")
    messages.success(request, _("The case is now in the phase “%(phase)s”.") % {"phase": to.label})
    return True


def _offered(case: Case, bound: StepForm | None) -> list[Words]:
    known = facts.facts_of(case)
    return [_offer(way, known, case, bound) for way in flow.next_steps(case.phase)]


def _offer(way: flow.Transition, known: flow.CaseFacts, case: Case, bound: StepForm | None) -> Words:
    missing = way.missing(known)
    form = bound if bound and bound.data.get("to") == way.target else None
    return {
        "target": way.target,
        "back": way.back,
        "conditions": [
            {"text": _(_ASKED[c.key]), "met": c not in missing, "missing": c.missing, "url": fix_url(case, c.key)}
            for c in way.gate
        ],
        "needs_reason": bool(missing) or way.back,
        "open": not missing,
        "form": form
        or StepForm(initial={"to": way.target}, auto_id=f"id_{way.target}_%s", needs_reason=bool(missing) or way.back),
    }


def case_advice(request: HttpRequest, pk: int) -> HttpResponse:
    """The day on which the person agreed to the advice."""
    case = access.case_to_work_in(request.user, pk)
    if case.is_closed:
        return refuse_closed(request, case)
    form = AdviceForm(request.POST or None, initial={"agreed_on": case.advice_agreed_on, "seen": case.advice_agreed_on})
    if form.is_valid():
        try:
            cases.agree_advice(case=case, by=request.user, on=form.cleaned_data["agreed_on"], **form.seen_day)
        except exceptions.ChangedMeanwhile as error:
            _put_day_beside(case, form, "agreed_on", "advice_agreed_on", str(error))
        except KimError as error:
            form.add_error("agreed_on", str(error))
        else:
            messages.success(request, _("The agreement to the advice is recorded."))
            return redirect("casework:case_detail", pk)
    return form_answer(request, "casework/cases/advice.html", case_frame(request, case, "case_advice") | {"form": form})


def _put_day_beside(case: Case, form: DayOfTheHead, field: str, stored: str, sentence: str) -> None:
    """Somebody else has stored another day: both are shown, the next save decides."""
    day = getattr(Case.objects.get(pk=case.pk), stored)
    put_beside(form, {field: day}, {"seen": day})
    form.add_error(None, sentence)
