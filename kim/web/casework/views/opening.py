"""Opening a case: after an enquiry was admitted, or directly."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kim.casework.public import Case, Enquiry, EnquiryState, access, cases, search
from kim.exceptions import KimError
from kim.organisation.public import Municipality, Permission, User
from kim.web.answers import form_answer
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.forms.opening import OpeningForm, from_enquiry, propose
from kim.web.casework.views.enquiries import enquirer
from kim.web.drafts.typed import saved
from kim.workbench.public import submissions

WHAT = "case"


def open_from_enquiry(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the case of an admitted enquiry, with what it already knows."""
    try:
        enquiry = access.enquiry_for(enquirer(request), pk)
    except Http404:
        if opened := _sent_before(request):  # and given to another team: the enquiry went out of sight with the case
            return _after_second_click(request, opened)
        raise
    if enquiry.state != EnquiryState.ADMITTED:
        messages.info(request, _("Decide the enquiry first: a case is opened after it was admitted."))
        return redirect("casework:enquiry_detail", pk)
    if enquiry.anonymous:
        messages.info(request, _("A case needs a name. Name the person, then the case is opened."))
        return redirect("casework:enquiry_name", pk)
    earlier = Case.objects.filter(enquiry=enquiry).first()
    return _to_case(request, earlier) if earlier else _opening(request, enquiry)


def open_directly(request: HttpRequest) -> HttpResponse:
    """Open a case without an enquiry before it."""
    return _opening(request, None)


def _opening(request: HttpRequest, enquiry: Enquiry | None) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    if not user.has(Permission.CASE_WORK):
        raise PermissionDenied
    if request.htmx:  # type: ignore[attr-defined]
        proposal = propose(_municipality(request.GET.get("municipality", "")), user)
        context = {"form": OpeningForm(initial={"assigned_to": proposal.user}), "proposal": proposal}
        return render(request, "casework/enquiries/open_case.html#responsible", context)
    form = keep_texts(_form(request, enquiry), f"opening-{enquiry.pk if enquiry else 'new'}")
    if form.is_bound and form.is_valid():
        answer = _open(request, enquiry, form)
        if answer is not None:
            return answer
    return form_answer(request, "casework/enquiries/open_case.html", _context(request, enquiry, form))


def _form(request: HttpRequest, enquiry: Enquiry | None) -> OpeningForm:
    """The form as sent; 'propose anew' keeps what was typed and finds no fault."""
    user: User = request.user  # type: ignore[assignment]
    if request.method != "POST":
        known = from_enquiry(enquiry) if enquiry else {}
        return OpeningForm(initial=known | {"assigned_to": propose(known.get("municipality"), user).user})
    if "propose" in request.POST:
        typed: dict[str, Any] = {name: value for name, value in request.POST.items() if value}
        return OpeningForm(
            initial=typed | {"assigned_to": propose(_municipality(typed.get("municipality", "")), user).user}
        )
    return OpeningForm(request.POST)


def _context(request: HttpRequest, enquiry: Enquiry | None, form: OpeningForm) -> dict[str, Any]:
    user: User = request.user  # type: ignore[assignment]
    place = form["municipality"].value()
    before = [{"label": _("Cases"), "url": reverse("casework:case_list")}]
    if enquiry:
        before = [
            {"label": _("Enquiries"), "url": reverse("casework:enquiry_list")},
            {"label": enquiry.title, "url": reverse("casework:enquiry_detail", args=[enquiry.pk])},
        ]
    return {
        "form": form,
        "enquiry": enquiry,
        "possible": search.possible_cases(f"{enquiry.given_name} {enquiry.family_name}", enquiry.birth_year)
        if enquiry
        else [],
        "proposal": propose(place if isinstance(place, Municipality) else _municipality(place), user),
        "crumbs": [*before, {"label": _("Open a case"), "url": ""}],
    }


def _municipality(key: Any) -> Municipality | None:
    """The place chosen so far; what cannot be one is none."""
    text = str(key or "")
    return (
        Municipality.objects.filter(pk=int(text)).first()
        if text.isascii() and text.isdigit() and len(text) < 10
        else None
    )


def _open(request: HttpRequest, enquiry: Enquiry | None, form: OpeningForm) -> HttpResponse | None:
    """Open it once, however often the form is sent; None when something stands against it."""
    submission = form.cleaned_data["submission"]
    form_of = {"by": request.user, "purpose": WHAT, "submission": submission}
    if not submissions.claim(**form_of):
        return _after_second_click(request, submissions.made(**form_of))
    try:
        case = cases.open_case(
            by=request.user, assigned_to=form.cleaned_data["assigned_to"], person=form.person_values(),
            profile=form.profile_values(), enquiry=enquiry, advice_agreed_on=form.cleaned_data["advice_agreed_on"],
        )  # fmt: skip
    except IntegrityError:
        if enquiry is None:
            raise
        return _after_second_click(request, None)  # somebody opened it and handed it on, out of sight
    except KimError as error:
        submissions.release(**form_of)
        form.add_error(None, str(error))
        return None
    submissions.remember(**form_of, made=case)
    saved(request, f"opening-{enquiry.pk if enquiry else 'new'}")
    return _opened(request, case, form.cleaned_data["assigned_to"])


def _sent_before(request: HttpRequest) -> int | None:
    """The case that an earlier click of this very form has opened."""
    try:
        sent = UUID(request.POST.get("submission", ""))
        return submissions.made(by=request.user, purpose=WHAT, submission=sent)
    except ValueError:
        return None


def _opened(request: HttpRequest, case: Case, responsible: User) -> HttpResponse:
    if responsible == request.user:
        messages.success(request, _("Case %(reference)s is open.") % {"reference": case.reference})
    else:
        words = {"reference": case.reference, "name": responsible}
        messages.success(
            request, _("Case %(reference)s is open and now with %(name)s. You no longer see what is in it.") % words
        )
    return _to_case(request, case)


def _after_second_click(request: HttpRequest, pk: int | None) -> HttpResponse:
    messages.info(request, _("This case has already been opened."))
    return _to_case(request, Case(pk=pk)) if pk else redirect("casework:case_list")


def _to_case(request: HttpRequest, case: Case) -> HttpResponse:
    """Into the file if it is in sight, else to the list."""
    try:
        access.case_head_for(request.user, case.pk)  # type: ignore[arg-type]
    except Http404:
        return redirect("casework:case_list")
    return redirect("casework:case_detail", case.pk)
