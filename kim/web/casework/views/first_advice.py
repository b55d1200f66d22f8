"""The first advice of a case: its page, and the form it is written on."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.casework.public import Case, FirstAdvice, YesNo, access, first_advices
from kim.casework.public import exceptions as casework_errors
from kim.exceptions import KimError
from kim.privacy.public import reading
from kim.web.answers import form_answer
from kim.web.casework.forms.first_advice import FirstAdviceForm, advice_values
from kim.web.casework.next_phase import next_phase
from kim.web.casework.views.plan_shared import frame, refused_when_closed
from kim.web.drafts.typed import saved
from kim.web.drafts.versions import put_beside
from kim.web.forms import language_name

TAB = "assessment_list"


@reading
def first_advice(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked and advised; where nothing is written down yet, the way to the form."""
    case = access.case_for(request.user, pk)
    advice = FirstAdvice.objects.filter(case=case).select_related("recorded_by").first()
    context = frame(request, case, TAB, _("First advice"), advice=advice)
    if advice:
        context["facts"] = _facts(case, advice)
    context["next_phase"] = next_phase(case, "first_advice") if advice and context["may_act"] else None
    return render(request, "casework/plan/first_advice.html", context)


def first_advice_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the first advice down, or correct it; two who do so at once see each other's words."""
    case = access.case_to_work_in(request.user, pk)
    if (answer := refused_when_closed(request, case, "casework:first_advice")) is not None:
        return answer
    advice = FirstAdvice.objects.filter(case=case).first()
    form = FirstAdviceForm(request.POST or None, initial=_initial(case, advice))
    if request.method == "POST" and form.is_valid() and _saved(request, case, form):
        return redirect("casework:first_advice", case.pk)
    context = frame(request, case, TAB, _("First advice"), form=form, advice=advice)
    return form_answer(request, "casework/plan/first_advice_form.html", context)


def _initial(case: Case, advice: FirstAdvice | None) -> dict[str, Any]:
    if advice:
        return advice_values(advice) | {"version": advice.version}
    agreed = YesNo.YES if case.advice_agreed_on else None
    return {"held_on": timezone.localdate(), "version": 0, "agreed": agreed}


def _saved(request: HttpRequest, case: Case, form: FirstAdviceForm) -> bool:
    values = form.cleaned_data
    try:
        first_advices.record(
            case=case, by=request.user, version=values["version"] or 0, minutes=values["minutes"], **form.told
        )
    except casework_errors.ChangedMeanwhile as error:
        stored = FirstAdvice.objects.select_related("changed_by").get(case=case)
        if put_beside(form, advice_values(stored), {"version": stored.version}, stored):
            form.add_error(None, str(error))
            return False
    except casework_errors.DayBeforeOpening as error:
        form.add_error("held_on", str(error))
        return False
    except KimError as error:
        form.add_error(None, str(error))
        return False
    saved(request, f"first_advice-{case.pk}")
    messages.success(request, _("The first advice is written down."))
    return True


def _facts(case: Case, advice: FirstAdvice) -> list[tuple[str, Any]]:
    sheet = str(advice.get_sheet_given_display())
    if advice.sheet_given == YesNo.YES and advice.sheet_language:
        sheet = _("yes, in %(language)s") % {"language": language_name(advice.sheet_language)}
    return [
        (_("Information sheet handed over"), sheet),
        (_("Agreed to the advice"), advice.get_agreed_display()),
        (_("Recorded by"), str(advice.recorded_by)),
    ]
