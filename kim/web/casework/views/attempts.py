"""Attempts to reach somebody: of an enquiry, of a case, or during outreach."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kim.casework.public import Attempt, access, outreach, outreach_acts
from kim.exceptions import KimError
from kim.web.casework.forms.attempt import AttemptForm, OutreachAttemptForm
from kim.web.casework.views.enquiries import crumbs, enquirer

Words = dict[str, Any]


def enquiry_attempt(request: HttpRequest, pk: int) -> HttpResponse:
    """An attempt to reach the person of an open enquiry."""
    enquiry = access.enquiry_for(enquirer(request), pk)
    form = AttemptForm(request.POST or None)
    back = reverse("casework:enquiry_detail", args=[pk])
    if form.is_bound and _made(request, form, enquiry=enquiry):
        return redirect(f"{back}#attempts")
    context = {"form": form, "who": enquiry.title, "crumbs": crumbs(enquiry.title, back, _("Attempt"))}
    return _page(request, context | {"back": back})


def case_attempts(request: HttpRequest, pk: int) -> HttpResponse:
    """The attempts to reach the person of a case, and a new one; the history of the case tells it too."""
    case = access.case_to_work_in(request.user, pk)  # type: ignore[arg-type]
    form = AttemptForm(request.POST or None)
    if form.is_bound and _made(request, form, case=case):
        return redirect("casework:case_attempts", pk)
    back = reverse("casework:case_detail", args=[pk])
    way = [{"label": _("Cases"), "url": reverse("casework:case_list")}, {"label": case.person.list_name, "url": back}]
    context = {"form": form, "who": case.person.list_name, "crumbs": [*way, {"label": _("Attempts"), "url": ""}]}
    attempts = Attempt.objects.filter(case=case).select_related("recorded_by", "outreach")
    return _page(request, context | {"back": back, "attempts": attempts})


def outreach_attempt(request: HttpRequest, pk: int) -> HttpResponse:
    """An attempt made on a day of outreach, for whoever it was about."""
    user = enquirer(request)
    day = outreach.outreach_for(user, pk)
    form = OutreachAttemptForm(request.POST or None, by=user, initial={"made_on": day.held_on, "way": "visit"})
    back = reverse("casework:outreach_detail", args=[pk])
    if form.is_bound and form.is_valid():
        kind, about = form.chosen()
        whom = access.enquiry_for(user, about) if kind == "enquiry" else access.case_to_work_in(user, about)
        if _made(request, form, outreach=day, **{kind: whom}):
            return redirect(f"{back}#attempts")
    way = [{"label": _("Outreach"), "url": reverse("casework:outreach_list")}, {"label": day.place, "url": back}]
    return _page(request, {"form": form, "who": "", "crumbs": [*way, {"label": _("Attempt"), "url": ""}], "back": back})


def _made(request: HttpRequest, form: AttemptForm, **about: Any) -> bool:
    """Whether the attempt is kept; else the form says what stands against it."""
    if not form.is_valid():
        return False
    try:
        outreach_acts.attempt(by=request.user, **form.values(), **about)  # type: ignore[arg-type]
    except KimError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The attempt is noted."))
    return True


def _page(request: HttpRequest, context: Words) -> HttpResponse:
    form = context["form"]
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "casework/outreach/attempt.html", {"attempts": None} | context, status=status)
