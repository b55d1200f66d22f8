"""The client and who lives with them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kim.casework.public import Case, ClientProfile, HouseholdMember, Person, access, people
from kim.casework.public import exceptions as refusals
from kim.exceptions import KimError
from kim.privacy.public import reading
from kim.web.casework.forms.household import HouseholdForm
from kim.web.casework.forms.person import PersonForm
from kim.web.casework.frame import birth_text, case_frame, nationalities_text
from kim.web.drafts.versions import put_beside
from kim.web.forms import language_name
from kim.web.templatetags.kim import bdi, day
from kim.workbench.public import submissions

Words = dict[str, Any]


@reading
def case_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything known about the client, and the household."""
    case = access.case_for(request.user, pk, section="profile")
    context = case_frame(request, case, "case_person") | {
        "about": _about(case.person),
        "known": _known(case.profile),
        "reached": _reached(case.profile),
        "household": [(m, birth_text(m.person)) for m in case.household.select_related("person")],
    }
    return render(request, "casework/cases/person.html", context)


def _about(person: Person) -> list[tuple[str, Any]]:
    native = bdi(person.name_original, person.name_original_language) if person.name_original else _("not noted")
    return [
        (_("Given name"), person.given_name or _("not noted")),
        (_("Family name"), person.family_name),
        (_("Name in original script"), native),
        (_("Date of birth"), birth_text(person)),
        (_("Sex"), person.get_sex_display()),
        (_("Lives in"), person.municipality or _("not known or elsewhere")),
    ]


def _known(profile: ClientProfile) -> list[tuple[str, Any]]:
    return [
        (_("Languages"), ", ".join(map(language_name, profile.languages)) or profile.get_languages_given_display()),
        (_("German"), profile.get_german_level_display()),
        (_("Interpreter needed"), profile.get_interpreter_display()),
        (_("Nationality"), nationalities_text(profile)),
        (_("Entered Germany on"), day(profile.entered_on) or profile.get_entered_given_display()),
    ]


def _reached(profile: ClientProfile) -> list[tuple[str, Any]]:
    nothing = _("not noted")
    street = ", ".join(part for part in (profile.street, profile.postcode) if part)
    return [
        (_("How to reach them safely"), profile.safe_contact or nothing),
        (_("Telephone"), profile.phone or nothing),
        (_("E-mail"), profile.email or nothing),
        (_("Address"), street or nothing),
    ]


def case_person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is known; when somebody else saved meanwhile, both versions are shown and the next saving decides."""
    case = access.case_to_work_in(request.user, pk, section="profile")
    if case.is_closed:
        return _refuse_closed(request, case)
    form = PersonForm(request.POST or None, initial=PersonForm.from_case(case))
    if form.is_valid() and _saved(request, case, form):
        messages.success(request, _("The personal data are saved."))
        return redirect("casework:case_person", pk)
    context = case_frame(request, case, "case_person") | {"form": form}
    return render(request, "casework/cases/person_edit.html", context)


def _saved(request: HttpRequest, case: Case, form: PersonForm) -> bool:
    versions = (form.cleaned_data["version"], form.cleaned_data["profile_version"])
    try:
        people.edit_client(
            case=case, by=request.user, person=form.person_values(), profile=form.profile_values(),
            person_version=versions[0] or 0, profile_version=versions[1] or 0,
        )  # fmt: skip
    except refusals.ChangedMeanwhile as error:
        fresh = Case.objects.select_related("person__municipality", "person__changed_by", "profile__changed_by")
        return _saved_before(fresh.get(pk=case.pk), form, str(error))
    except KimError as error:
        form.add_error(None, str(error))
        return False
    return True


def _saved_before(fresh: Case, form: PersonForm, sentence: str) -> bool:
    """What somebody else saved stands beside what was typed; true where both are the same."""
    versions = {"version": fresh.person.version, "profile_version": fresh.profile.version}
    if not put_beside(form, PersonForm.from_case(fresh), versions, fresh.person, fresh.profile):
        return True
    form.add_error(None, sentence)
    return False


def household_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add somebody to the household."""
    case = access.case_to_work_in(request.user, pk, section="profile")
    if case.is_closed:
        return _refuse_closed(request, case)
    form = HouseholdForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        sent = {"by": request.user, "purpose": "household", "submission": data["submission"]}
        if not submissions.claim(**sent):
            return redirect(reverse("casework:case_person", args=[pk]) + "#household")
        try:
            member = people.add_to_household(
                case=case, by=request.user, relation=data["relation"], note=data["note"], person=form.person_values()
            )
        except KimError as error:
            submissions.release(**sent)
            form.add_error(None, str(error))
        else:
            submissions.remember(**sent, made=member)
            messages.success(request, _("The household is saved."))
            return redirect(reverse("casework:case_person", args=[pk]) + "#household")
    return render(
        request, "casework/cases/household_new.html", case_frame(request, case, "case_person") | {"form": form}
    )


def household_remove(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Ask whether somebody has left the household, and take them out."""
    case = access.case_to_work_in(request.user, pk, section="profile")
    if case.is_closed:
        return _refuse_closed(request, case)
    leaving = _member(case, member)
    if request.method == "POST":
        people.remove_from_household(member=leaving, by=request.user)
        messages.success(request, _("%(name)s is no longer in the household.") % {"name": leaving.person.full_name})
        return redirect(reverse("casework:case_person", args=[pk]) + "#household")
    return render(
        request, "casework/cases/household_remove.html", case_frame(request, case, "case_person") | {"member": leaving}
    )


def _refuse_closed(request: HttpRequest, case: Case) -> HttpResponse:
    messages.error(request, str(refusals.CaseIsClosed()))
    return redirect("casework:case_person", case.pk)


def _member(case: Case, pk: int) -> HouseholdMember:
    try:
        return case.household.select_related("person").get(pk=pk)
    except (HouseholdMember.DoesNotExist, OverflowError) as error:
        raise Http404 from error
