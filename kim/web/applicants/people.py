"""The people of an application: corrected, and taken out of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kim.exceptions import KimError
from kim.naturalisation.public import Applicant, Application, access, applications, people
from kim.web.answers import form_answer
from kim.web.applicants.forms import EditApplicantForm, LeaveForm, said
from kim.web.applicants.views import crumbs, officer


@require_http_methods(["GET", "HEAD", "POST"])
def applicant_edit(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Correct what is known of somebody."""
    user, row, who = _found(request, pk, person)
    form = EditApplicantForm(request.POST or None, application=row, who=who)
    if form.is_bound and form.is_valid():
        version, why = form.cleaned_data["version"] or 0, form.cleaned_data.get("correction", "")
        new = applications.NewApplicant(**form.person())
        try:
            people.change(application=row, pk=who.pk, person=new, by=user, version=version, reason=why)
        except KimError as error:
            said(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(_back(row))
    title = _("Correct what is known of a person")
    return form_answer(request, "applicants/person.html", _context(form, title, row, who))


@require_http_methods(["GET", "HEAD", "POST"])
def applicant_leave(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Take somebody out of the application, with the reason."""
    user, row, who = _found(request, pk, person)
    form = LeaveForm(request.POST or None, application=row)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            people.leave(
                application=row, pk=who.pk, reason=data["reason"], on=data["on"], by=user, version=data["version"] or 0
            )
        except KimError as error:
            said(form, error)
        else:
            messages.success(request, _("The person is no longer part of the application."))
            return redirect(_back(row))
    return form_answer(request, "applicants/leave.html", _context(form, _("Take a person out"), row, who))


def _found(request: HttpRequest, pk: int, person: int) -> tuple[Any, Application, Applicant]:
    user = officer(request)
    row = access.application_for(user, pk)
    return user, row, get_object_or_404(row.applicants, pk=person)


def _back(row: Application) -> str:
    return reverse("applicants:application_detail", args=[row.pk]) + "#people"


def _context(form: Any, title: str, row: Application, who: Applicant) -> dict[str, Any]:
    trail = crumbs((row.reference, reverse("applicants:application_detail", args=[row.pk])), (title, ""))
    return {"form": form, "title": title, "application": row, "who": who, "crumbs": trail}
