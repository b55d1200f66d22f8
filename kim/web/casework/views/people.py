"""The part of the file about the client: who they are, which languages, and what was corrected."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kim.casework.public import Case, access, people
from kim.casework.public import exceptions as refusals
from kim.privacy.public import reading
from kim.web.answers import form_answer
from kim.web.casework.forms.languages import LanguagesForm
from kim.web.casework.forms.person import CoreForm
from kim.web.casework.frame import case_frame
from kim.web.casework.saving import Now, edited
from kim.web.casework.views import person_page
from kim.web.casework.views.person_changes import changes_of

Words = dict[str, Any]
Save = Callable[[Any], object]


@reading
def case_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything known about the client, and the household."""
    case = access.case_for(request.user, pk, section="profile")
    context = case_frame(request, case, "case_person") | person_page.sections(request, case)
    return render(request, "casework/person/page.html", context)


@reading
def case_person_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Who changed which details when, newest first."""
    case = access.case_for(request.user, pk, section="profile")
    context = case_frame(request, case, "case_person") | {"changes": changes_of(case)}
    return render(request, "casework/person/changes.html", context)


def case_person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct who the client is; when somebody else saved meanwhile, both versions are shown and the next saving decides."""
    case = access.case_to_work_in(request.user, pk, section="profile")
    if case.is_closed:
        return refuse_closed(request, case)
    form = CoreForm(request.POST or None, initial=CoreForm.from_case(case))

    def save(data: Words) -> object:
        return people.edit_client(
            case=case, by=request.user, person=form.person_values(), profile=form.profile_values(),
            person_version=data["version"] or 0, profile_version=data["profile_version"] or 0, asked=data["asked"],
        )  # fmt: skip

    if form.is_valid() and _saved(case, form, save):
        messages.success(request, _("The personal data are saved."))
        return redirect("casework:case_person", pk)
    return form_page(request, case, "casework/person/core.html", form=form)


def case_languages_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct languages, reading, German and interpreting."""
    case = access.case_to_work_in(request.user, pk, section="profile")
    if case.is_closed:
        return refuse_closed(request, case)
    form = LanguagesForm(request.POST or None, initial=LanguagesForm.from_case(case))

    def save(data: Words) -> object:
        return people.edit_client(
            case=case, by=request.user, person={}, profile=form.values(), profile_version=data["version"] or 0,
            asked=data["asked"],
        )  # fmt: skip

    if form.is_valid() and _saved(case, form, save):
        messages.success(request, _("Languages and reading are saved."))
        return redirect(reverse("casework:case_person", args=[pk]) + "#languages")
    return form_page(request, case, "casework/person/languages.html", form=form)


def _saved(case: Case, form: Any, save: Save) -> bool:
    """Whether the form is saved; else it says why not, with both versions where somebody was quicker."""

    def now() -> Now:
        fresh = Case.objects.select_related("person__municipality", "person__changed_by", "profile__changed_by").get(
            pk=case.pk
        )
        current = form.from_case(fresh)
        versions = {name: current[name] for name in ("version", "profile_version") if name in current}
        return current, versions, fresh.person, fresh.profile

    return edited(form, lambda: save(form.cleaned_data), now)


def form_page(request: HttpRequest, case: Case, template: str, **more: Any) -> HttpResponse:
    """A page of the file with a form; what is wrong with it answers 422."""
    context = case_frame(request, case, "case_person") | more
    return form_answer(request, template, context)


def refuse_closed(request: HttpRequest, case: Case) -> HttpResponse:
    """A closed file is read; to change it, it is reopened."""
    messages.error(request, str(refusals.CaseIsClosed()))
    return redirect("casework:case_person", case.pk)
