"""Protection of a person: the flag, and the reason that hardly anybody reads."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kim.casework.public import Case, ProtectionNeed, access, protection
from kim.web.casework.forms.person_rows import ProtectionForm
from kim.web.casework.frame import case_frame
from kim.web.casework.saving import Now, added, edited
from kim.web.casework.views.people import form_page, refuse_closed


def protection_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Protect the client, with the reason."""
    case = access.case_to_work_in(request.user, pk, section="profile")
    if case.is_closed:
        return refuse_closed(request, case)
    form = ProtectionForm(request.POST or None)
    if form.is_valid() and added(
        request, form, "protection", lambda: protection.protect(case=case, by=request.user, **form.values()),
        _("Name and address are protected now."),
    ):  # fmt: skip
        return _back(case)
    return form_page(request, case, "casework/person/protection.html", form=form, need=None)


def protection_edit(request: HttpRequest, pk: int, need: int) -> HttpResponse:
    """Correct the reason."""
    case = access.case_to_work_in(request.user, pk, section="profile")
    if case.is_closed:
        return refuse_closed(request, case)
    stored = _need(case, need)
    form = ProtectionForm(request.POST or None, initial=ProtectionForm.from_row(stored))
    if form.is_valid() and _edited(request, case, form, stored):
        messages.success(request, _("The reason is saved."))
        return _back(case)
    return form_page(request, case, "casework/person/protection.html", form=form, need=stored)


def _edited(request: HttpRequest, case: Case, form: ProtectionForm, stored: ProtectionNeed) -> bool:
    version = form.cleaned_data["version"] or 0

    def now() -> Now:
        fresh = _need(case, stored.pk)
        return form.from_row(fresh), {"version": fresh.version}, fresh

    return edited(form, lambda: protection.edit(need=stored, by=request.user, version=version, **form.values()), now)


def protection_lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether the protection shall end, and end it."""
    case = access.case_to_work_in(request.user, pk, section="profile")
    if case.is_closed:
        return refuse_closed(request, case)
    if request.method == "POST":
        protection.lift(case=case, by=request.user)
        messages.success(request, _("The protection is lifted."))
        return _back(case)
    return render(request, "casework/person/protection_lift.html", case_frame(request, case, "case_person"))


def _back(case: Case) -> HttpResponse:
    return redirect(reverse("casework:case_person", args=[case.pk]) + "#protection")


def _need(case: Case, pk: int) -> ProtectionNeed:
    try:
        return case.protection_needs.select_related("changed_by").get(pk=pk)
    except (ProtectionNeed.DoesNotExist, OverflowError) as error:
        raise Http404 from error
