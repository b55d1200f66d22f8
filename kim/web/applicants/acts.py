"""What an office does with applications: begin one, add somebody, move it, ask for documents and other offices."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kim.exceptions import KimError
from kim.naturalisation.public import Application, Relation, access, applications, areas, work
from kim.web.answers import form_answer
from kim.web.applicants.forms import ApplicantForm, AreaForm, AskForm, DocumentForm, MoveForm, NewApplicationForm, said
from kim.web.applicants.views import crumbs, officer, page_of
from kim.web.drafts import once


@require_http_methods(["GET", "HEAD", "POST"])
def application_new(request: HttpRequest) -> HttpResponse:
    """An application begins, entered by hand."""
    user = officer(request)
    form = NewApplicationForm(request.POST or None, offices=access.offices_of(user))
    if form.is_bound and form.is_valid():
        if not once.claim(request, "application-new"):
            return redirect("applicants:application_list")
        data = {name: form.cleaned_data[name] for name in ("unit", "basis", "stage", "on")}
        try:
            made = applications.begin(people=[applications.NewApplicant(**form.person())], by=user, **data)
        except KimError as error:
            once.release(request, "application-new")
            said(form, error)
        else:
            messages.success(request, _("The application is recorded."))
            return redirect("applicants:application_detail", made.pk)
    title = _("Record an application")
    return form_answer(request, "applicants/new.html", {"form": form, "title": title, "crumbs": crumbs((title, ""))})


@require_http_methods(["GET", "HEAD", "POST"])
def applicant_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody more in the same application."""
    user = officer(request)
    row = access.application_for(user, pk)
    form = ApplicantForm(request.POST or None, initial={"version": row.version, "relation": Relation.CHILD})
    if form.is_bound and form.is_valid():
        if not once.claim(request, f"applicant-{pk}"):
            return redirect("applicants:application_detail", pk)
        try:
            applications.add(
                application=row, person=applications.NewApplicant(**form.person()), by=user,
                version=form.cleaned_data["version"],
            )  # fmt: skip
        except KimError as error:
            once.release(request, f"applicant-{pk}")
            said(form, error)
        else:
            messages.success(request, _("The person is added."))
            return redirect("applicants:application_detail", pk)
    title = _("Add a person")
    context = {"form": form, "title": title, "application": row, "crumbs": _back(row, title)}
    return form_answer(request, "applicants/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def application_move(request: HttpRequest, pk: int) -> HttpResponse:
    """The next step of the table, with its day."""
    user = officer(request)
    row = access.application_for(user, pk)
    form = MoveForm(request.POST or None, application=row)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            applications.move(
                application=row, to=data["to"], on=data["on"], reason=data["reason"], by=user, version=data["version"] or 0
            )  # fmt: skip
        except KimError as error:
            said(form, error)
        else:
            messages.success(request, _("The step is recorded."))
            return redirect("applicants:application_detail", pk)
    title = _("Record the next step")
    context = {"form": form, "title": title, "application": row, "crumbs": _back(row, title)}
    return form_answer(request, "applicants/move.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def area_new(request: HttpRequest) -> HttpResponse:
    """The administration records which office is responsible for a municipality from a day on."""
    if not access.records_areas(request.user):  # type: ignore[arg-type]
        raise PermissionDenied
    form = AreaForm(request.POST or None)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            areas.record(
                unit=data["unit"], municipality=data["place"], start=data["start"], agreement=data["agreement"],
                by=request.user,  # type: ignore[arg-type]
            )  # fmt: skip
        except KimError as error:
            said(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("applicants:responsible")
    title = _("Record who is responsible")
    back = [
        {"label": _("Naturalisation offices"), "url": reverse("applicants:responsible")},
        {"label": title, "url": ""},
    ]
    return form_answer(request, "applicants/area.html", {"form": form, "title": title, "crumbs": back})


@require_POST
def document_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """A document is asked for."""
    user = officer(request)
    row = access.application_for(user, pk)
    form = DocumentForm(request.POST)
    if form.is_valid():
        try:
            work.ask_document(
                application=row, kind=form.cleaned_data["kind"], due_on=form.cleaned_data["due_on"], by=user
            )
        except KimError as error:
            said(form, error)
        else:
            return _done(request, row, "documents")
    return form_answer(request, "applicants/detail.html", page_of(row, document_form=form), form)


@require_POST
def authority_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Another office is asked."""
    user = officer(request)
    row = access.application_for(user, pk)
    form = AskForm(request.POST)
    if form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("authority", "name", "asked_on", "due_on")}
        if not once.claim(request, f"authority-{pk}"):
            return _done(request, row, "enquiries")
        try:
            work.ask_authority(application=row, by=user, **data)
        except KimError as error:
            once.release(request, f"authority-{pk}")
            said(form, error)
        else:
            return _done(request, row, "enquiries")
    return form_answer(request, "applicants/detail.html", page_of(row, ask_form=form), form)


@require_POST
def application_take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Be in charge from now on."""
    user = officer(request)
    row = access.application_for(user, pk)
    try:
        applications.take_up(application=row, by=user)
        messages.success(request, _("You are in charge of it now."))
    except KimError as error:
        messages.error(request, str(error))
    return redirect("applicants:application_detail", pk)


@require_POST
def document_settle(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    """A document has come, or is no longer needed."""
    unneeded = request.POST.get("not_needed") == "1"
    return _noted(request, pk, "documents", work.settle_document, document, not_needed=unneeded)


@require_POST
def authority_remind(request: HttpRequest, pk: int, enquiry: int) -> HttpResponse:
    """The other office was reminded today."""
    return _noted(request, pk, "enquiries", work.remind_authority, enquiry)


@require_POST
def authority_answered(request: HttpRequest, pk: int, enquiry: int) -> HttpResponse:
    """The other office has answered."""
    return _noted(request, pk, "enquiries", work.authority_answered, enquiry)


def _noted(request: HttpRequest, pk: int, place: str, act: Callable[..., None], of: int, **more: Any) -> HttpResponse:
    user = officer(request)
    row = access.application_for(user, pk)
    try:
        act(application=row, pk=of, by=user, **more)
    except KimError as error:
        messages.error(request, str(error))
        return redirect("applicants:application_detail", pk)
    return _done(request, row, place)


def _done(request: HttpRequest, row: Application, place: str) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('applicants:application_detail', args=[row.pk])}#{place}")


def _back(row: Application, here: str) -> list[dict[str, Any]]:
    return crumbs((row.reference, reverse("applicants:application_detail", args=[row.pk])), (here, ""))
