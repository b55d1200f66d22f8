"""Handing over to the naturalisation office from a case: every field that would go is shown, and nothing else goes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods

from kim.casework.public import Case, Consent, NaturalisationHandover, access, naturalisation_handovers
from kim.exceptions import KimError
from kim.naturalisation.public import states
from kim.organisation.public import Municipality
from kim.web.answers import form_answer
from kim.web.casework.frame import case_frame
from kim.web.forms import KimForm, country_names
from kim.web.naturalisation import handing_over
from kim.web.naturalisation.fields import german

SECTION = "documents"
Words = dict[str, Any]


class HandOverForm(KimForm):
    """Which children go along, and what was shown."""

    children = forms.MultipleChoiceField(
        label=gettext_lazy("Children who are to be naturalised together"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, people: list[handing_over.Passed], shown: str, joins: bool, **kwargs: Any) -> None:
        super().__init__(*args, initial={"shown": shown}, **kwargs)
        self.first, self.rest = ([], people) if joins else (people[:1], people[1:])
        children = self.fields["children"]
        children.choices = [(str(each.person.pk), each.person.full_name) for each in self.rest]  # type: ignore[attr-defined]
        children.required = joins
        children.error_messages["required"] = _("Tick who is to join the application.")
        if not self.rest:
            del self.fields["children"]

    @property
    def chosen(self) -> list[handing_over.Passed]:
        """The client and the children ticked; these alone where they join."""
        ticked = self.cleaned_data.get("children", [])
        return [*self.first, *(each for each in self.rest if str(each.person.pk) in ticked)]


@require_http_methods(["GET", "HEAD", "POST"])
def case_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """What would go to which office on which consent; one click, and the office has it."""
    case = access.case_to_work_in(request.user, pk, section=SECTION)  # type: ignore[arg-type]
    office, standing = handing_over.office_for(case), handing_over.standing_of(case)
    consent = naturalisation_handovers.consent_for(case, office) if office and not case.is_closed else None
    if consent is None or case.person.is_protected:
        return _page(request, case, standing, office=office, consent=consent)
    there = _there(case, standing)
    to = there.row if there and states.takes_people(str(there.stage)) else None
    ended = [each.row.pk for each in standing if each.is_over]
    joining = naturalisation_handovers.proposed_later(case, consent, ended) if to else []
    if there and not joining and request.method != "POST":
        waiting = to and naturalisation_handovers.still_here(case, ended)
        return _page(request, case, standing, office=office, consent=consent, there=there, waiting=waiting)
    people = joining or naturalisation_handovers.proposed(case, consent)
    shown = handing_over.fingerprint(consent, people)
    form = HandOverForm(request.POST or None, people=people, shown=shown, joins=bool(joining))
    valid = form.is_bound and form.is_valid()
    if form.is_bound and naturalisation_handovers.was_kept(case, form.cleaned_data.get("submission")):
        return redirect("naturalisation:case_hand_over", pk)
    if valid:
        if form.cleaned_data["shown"] != shown:
            form.add_error(None, _("The file has changed meanwhile. Look at what would go now, then hand it over."))
            form.data = form.data.copy()
            form.data["shown"] = shown
        elif _done(request, case, consent, form, to if joining else None):
            return redirect("naturalisation:case_hand_over", pk)
    return _page(
        request, case, standing, office=office, consent=consent, there=there, form=form, fields=_fields(people)
    )


def _there(case: Case, standing: list[handing_over.Standing]) -> handing_over.Standing | None:
    """The handover of the client whose application is at an office and goes on."""
    return next(
        (
            each
            for each in standing
            if each.stage not in (None, states.Stage.ENDED)
            and case.person_id in {person.person_id for person in each.row.people.all()}
        ),
        None,
    )


def _done(
    request: HttpRequest, case: Case, consent: Consent, form: HandOverForm, to: NaturalisationHandover | None
) -> bool:
    try:
        handing_over.hand_over(case, consent, form.chosen, form.cleaned_data["submission"], to)
    except KimError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("%(office)s has it now.") % {"office": consent.recipient})
    return True


def _page(request: HttpRequest, case: Case, standing: list[handing_over.Standing], **more: Any) -> HttpResponse:
    consent_url = reverse("casework:consent_new", args=[case.pk]) + "?zweck=uebergabe"
    context = case_frame(request, case, "case_person") | {  # type: ignore[arg-type]
        "standing": [_standing(each) for each in standing],
        "consent_url": consent_url,
        **more,
    }
    return form_answer(request, "naturalisation/hand_over.html", context)


def _standing(each: handing_over.Standing) -> Words:
    """One handover in words."""
    row = each.row
    if row.withdrawn_on:
        state = row.get_afterwards_display()
    elif each.stage:
        state = each.stage.label
    elif each.gone:
        state = _("no longer at the office")
    else:
        state = _("not known: the consent no longer holds")
    return {
        "row": row,
        "people": [person.person.full_name for person in row.people.all()],
        "state": state,
        "since": each.since,
    }


def _fields(people: list[handing_over.Passed]) -> list[Words]:
    """Person by person what would go, in words; what the file does not know goes as nothing."""
    labels = {
        "given_name": _("Given name"), "family_name": _("Family name"), "born_on": _("Date of birth"),
        "citizenships": pgettext("applicant", "Citizenships"), "street": _("Street and number"),
        "municipality": _("Municipality"), "phone": _("Telephone"), "email": _("E-mail"),
    }  # fmt: skip
    countries, places = dict(country_names()), dict(Municipality.objects.values_list("pk", "name"))
    words = {
        "born_on": german, "municipality": lambda place: places.get(place, ""),
        "citizenships": lambda codes: ", ".join(countries.get(code, code) for code in codes),
    }  # fmt: skip
    return [
        {
            "name": each.person.full_name,
            "rows": [
                (labels[name], words.get(name, str)(value) if value else "–") for name, value in each.fields.items()
            ],
        }
        for each in people
    ]
