"""Who helps a person: the picture, and the rows it is drawn from."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kim.casework.public import Case, Helper, access, helpers
from kim.casework.public import exceptions as casework_errors
from kim.exceptions import KimError
from kim.privacy.public import reading
from kim.web.answers import form_answer
from kim.web.casework.forms.network import HelperEndForm, HelperForm, helper_values
from kim.web.casework.views.assessments import TAB
from kim.web.casework.views.network_words import area_names, network_words
from kim.web.casework.views.plan_shared import attempt, frame, refused_when_closed
from kim.web.drafts.versions import put_beside

LIST = "casework:network"


@reading
def network(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture and its rows; those who no longer help stand below."""
    case = _case(request, pk)
    context = frame(request, case, TAB, _("Network"))
    context |= network_words(request.user, case)
    gone = list(Helper.objects.filter(case=case, ended_on__isnull=False).order_by("-ended_on", "-id"))
    names = area_names([*context["helpers"], *gone])
    context["rows"] = [_row(helper, names) for helper in context["helpers"]]
    context["gone"] = gone
    return render(request, "casework/plan/network.html", context)


def helper_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down somebody who helps."""
    case = _case(request, pk)
    if (answer := refused_when_closed(request, case, LIST)) is not None:
        return answer
    form = HelperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            helpers.add(case=case, by=request.user, submission=form.cleaned_data["submission"], **form.told)
        except KimError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s is in the picture now.") % {"name": form.cleaned_data["name"]})
            return redirect("casework:helper_new" if "more" in request.POST else LIST, case.pk)
    context = frame(request, case, TAB, _("Add a helper"), form=form)
    return form_answer(request, "casework/plan/helper_form.html", context)


def helper_edit(request: HttpRequest, pk: int, helper_pk: int) -> HttpResponse:
    """Correct what is known of a helper; two who do so at once see each other's words."""
    case = _case(request, pk)
    helper = get_object_or_404(Helper.objects.select_related("case"), pk=helper_pk, case=case)
    if (answer := refused_when_closed(request, case, LIST)) is not None:
        return answer
    form = HelperForm(request.POST or None, initial=helper_values(helper) | {"version": helper.version})
    if request.method == "POST" and form.is_valid() and _saved(request, helper, form):
        return redirect(LIST, case.pk)
    context = frame(request, case, TAB, helper.name, form=form, helper=helper)
    return form_answer(request, "casework/plan/helper_form.html", context)


@require_POST
def helper_end(request: HttpRequest, pk: int, helper_pk: int) -> HttpResponse:
    """Take somebody off the picture, or put them back."""
    case = _case(request, pk)
    helper = get_object_or_404(Helper.objects.select_related("case"), pk=helper_pk, case=case)
    form = HelperEndForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose whether they still help."))
        return redirect(LIST, case.pk)
    ended = form.cleaned_data["helps"] == "no"
    done = _("They are off the picture; what is known of them stays below.") if ended else _("They are back.")
    attempt(
        request,
        lambda: helpers.end(helper=helper, by=request.user, ended=ended, version=form.cleaned_data["version"]),
        done,
    )
    return redirect(LIST, case.pk)


def _saved(request: HttpRequest, helper: Helper, form: HelperForm) -> bool:
    try:
        helpers.edit(helper=helper, by=request.user, version=form.cleaned_data["version"] or 0, **form.told)
    except casework_errors.ChangedMeanwhile as error:
        helper.refresh_from_db()
        if put_beside(form, helper_values(helper), {"version": helper.version}, helper):
            form.add_error(None, str(error))
            return False
    except KimError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Saved."))
    return True


def _row(helper: Helper, names: dict[str, str]) -> dict[str, Any]:
    return {"helper": helper, "areas": ", ".join(names.get(key, key) for key in helper.life_areas)}


def _case(request: HttpRequest, pk: int) -> Case:
    door = access.case_for if request.method in ("GET", "HEAD") else access.case_to_work_in
    return door(request.user, pk, section="assessment")
