"""The household: who belongs to it, who has a case of their own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kim.casework.public import Case, HouseholdMember, access, households
from kim.exceptions import KimError
from kim.web.casework.forms.household import ClientMemberForm, HouseholdForm, LinkForm, MemberForm
from kim.web.casework.frame import case_frame
from kim.web.casework.saving import Now, added, edited
from kim.web.casework.views.people import form_page, refuse_closed


def household_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add somebody to the household."""
    case = access.case_to_work_in(request.user, pk, section="profile")
    if case.is_closed:
        return refuse_closed(request, case)
    form = HouseholdForm(request.POST or None)
    if form.is_valid() and added(
        request, form, "household",
        lambda: households.add_to_household(
            case=case, by=request.user, person=form.person_values(), **form.member_values()
        ),
        _("The household is saved."),
    ):  # fmt: skip
        return _back(case)
    return form_page(request, case, "casework/person/member.html", form=form, member=None)


def household_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring somebody into the household who is a client already."""
    case = access.case_to_work_in(request.user, pk, section="profile")
    if case.is_closed:
        return refuse_closed(request, case)
    form = LinkForm(request.POST or None)
    if form.is_valid():
        other = Case.objects.visible_to(request.user).filter(reference__iexact=form.cleaned_data["reference"]).first()
        if other is None:
            form.add_error("reference", _("There is no case with this reference that you may know of. Check it."))
        else:
            try:
                households.link_client(case=case, other=other, by=request.user, **form.member_values())
            except KimError as error:
                form.add_error("reference", str(error))
            else:
                messages.success(request, _("Both cases share one household now."))
                return _back(case)
    return form_page(request, case, "casework/person/link.html", form=form)


def household_edit(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Correct somebody of the household."""
    case = access.case_to_work_in(request.user, pk, section="profile")
    if case.is_closed:
        return refuse_closed(request, case)
    stored = _member(case, member)
    kind = ClientMemberForm if households.is_client(stored.person) else MemberForm
    form = kind(request.POST or None, initial=kind.from_member(stored))
    if form.is_valid() and _edited(request, case, stored, form):
        messages.success(request, _("The household is saved."))
        return _back(case)
    return form_page(request, case, "casework/person/member.html", form=form, member=stored)


def _edited(request: HttpRequest, case: Case, stored: HouseholdMember, form: Any) -> bool:
    data = form.cleaned_data

    def now() -> Now:
        fresh = _member(case, stored.pk)
        current = form.from_member(fresh)
        versions = {name: current[name] for name in ("version", "person_version") if name in current}
        return current, versions, fresh, fresh.person

    return edited(
        form,
        lambda: households.edit_member(
            member=stored, by=request.user, version=data["version"] or 0, person=form.person_values(),
            person_version=data.get("person_version") or 0, asked=data["asked"], **form.member_values(),
        ),
        now,
    )  # fmt: skip


def household_case(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Open a case of their own for somebody of the household."""
    case = access.case_to_work_in(request.user, pk, section="profile")
    if case.is_closed:
        return refuse_closed(request, case)
    stored = _member(case, member)
    if request.method == "POST":
        try:
            fresh = households.open_case_for(member=stored, by=request.user)
        except KimError as error:
            messages.error(request, str(error))
            return _back(case)
        messages.success(request, _("The case %(reference)s is open.") % {"reference": fresh.reference})
        return redirect("casework:case_person", fresh.pk)
    return render(request, "casework/person/own_case.html", _context(request, case, member=stored))


def household_remove(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Ask whether somebody has left the household, and take them out."""
    case = access.case_to_work_in(request.user, pk, section="profile")
    if case.is_closed:
        return refuse_closed(request, case)
    leaving = _member(case, member)
    if request.method == "POST":
        households.remove_from_household(member=leaving, by=request.user)
        messages.success(request, _("%(name)s is no longer in the household.") % {"name": leaving.person.full_name})
        return _back(case)
    return render(request, "casework/cases/household_remove.html", _context(request, case, member=leaving))


def _context(request: HttpRequest, case: Case, **more: Any) -> dict[str, Any]:
    return case_frame(request, case, "case_person") | more


def _back(case: Case) -> HttpResponse:
    return redirect(reverse("casework:case_person", args=[case.pk]) + "#household")


def _member(case: Case, pk: int) -> HouseholdMember:
    try:
        return case.household.select_related("person", "changed_by", "person__changed_by").get(pk=pk)
    except (HouseholdMember.DoesNotExist, OverflowError) as error:
        raise Http404 from error
