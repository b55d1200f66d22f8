"""Forms of case conferences: planning, who takes part on which basis, what came of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.casework.public import (
    Case,
    CaseConference,
    ConferenceParticipant,
    ContactPlace,
    SharingBasis,
    Who,
    YesNo,
    conferences,
    exceptions,
)
from kim.organisation.public import Agency, User
from kim.web.casework.forms.appointment import TimesForm
from kim.web.casework.forms.careful import CarefulCharField
from kim.web.casework.views.consent_words import consent_choice
from kim.web.fields.combobox import Comboboxes
from kim.web.forms import LONG_TEXT, CleanCharField, DayField, KimForm

STEPS = 4


class TopicsForm(KimForm):
    """What it is about and who sits at the table."""

    topics = CarefulCharField(
        label=_("Topics"), max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What is to be settled. It stands in the invitation."),
        error_messages={"required": _("Write down what is to be settled.")},
    )  # fmt: skip
    person_takes_part = forms.ChoiceField(
        label=_("Does the person take part?"), choices=YesNo, initial=YesNo.NOT_ASKED, widget=forms.RadioSelect
    )
    agencies = forms.ModelMultipleChoiceField(
        label=_("Agencies at the table"), required=False, queryset=Agency.objects.none(), widget=Comboboxes(),
        help_text=_("On which basis each hears who the case is about is recorded afterwards."),
    )  # fmt: skip
    colleagues = forms.ModelMultipleChoiceField(
        label=_("Colleagues"), required=False, queryset=User.objects.none(), widget=Comboboxes()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = Agency.objects.order_by("name")  # type: ignore[attr-defined]
        staff = User.objects.filter(is_active=True).order_by("last_name", "first_name", "id")
        self.fields["colleagues"].queryset = staff  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("agencies") and not data.get("colleagues"):
            self.add_error(
                "agencies", _("Name at least one agency or colleague: a conference has several at the table.")
            )
        return data

    def table(self) -> dict[str, Any]:
        """Topics and who sits at the table, as the acts take them."""
        data = self.cleaned_data
        return {
            "topics": data["topics"], "person_takes_part": data["person_takes_part"],
            "agencies": list(data["agencies"]), "colleagues": list(data["colleagues"]),
        }  # fmt: skip


class ConferenceForm(TopicsForm, TimesForm):
    """A new conference."""

    place_kind = forms.ChoiceField(
        label=_("Place"), choices=ContactPlace, initial=ContactPlace.OFFICE, widget=forms.RadioSelect
    )
    place = CleanCharField(label=_("Address or room"), required=False, max_length=200)


class BasisForm(KimForm):
    """Who comes from an agency, and why it may hear who the case is about."""

    who = CleanCharField(label=_("Who comes"), required=False, max_length=120)
    basis = forms.ChoiceField(
        label=_("On which basis does the agency hear who it is about?"), required=False, widget=forms.RadioSelect,
        choices=[("", _("none: the papers for it name nobody")), *SharingBasis.choices],
    )  # fmt: skip
    consent = forms.ChoiceField(label=_("Which consent"), required=False, widget=forms.RadioSelect)
    legal_basis = CleanCharField(
        label=_("Legal basis"), required=False, max_length=200, help_text=_("For example: § 69 Abs. 1 Nr. 1 SGB X")
    )

    def __init__(self, *args: Any, participant: ConferenceParticipant, **kwargs: Any) -> None:
        stored = {name: getattr(participant, name) for name in ("who", "basis", "legal_basis")}
        self.consents = {str(row.pk): row for row in conferences.consents_to_cite(participant)}
        known = str(participant.consent_id) if str(participant.consent_id) in self.consents else None
        super().__init__(*args, initial=stored | {"consent": known or next(iter(self.consents), None)}, **kwargs)
        self.fields["consent"].choices = [  # type: ignore[attr-defined]
            (key, consent_choice(row)) for key, row in self.consents.items()
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("basis") == SharingBasis.CONSENT and not data.get("consent") and "consent" not in self.errors:
            field = "consent" if self.consents else "basis"
            self.add_error(field, exceptions.ConsentNamesNotThisAgency.message)
        if data.get("basis") == SharingBasis.LAW and not data.get("legal_basis"):
            self.add_error("legal_basis", _("Cite the legal basis."))
        return data

    def values(self) -> dict[str, Any]:
        """What the act takes."""
        values = {name: self.cleaned_data[name] for name in ("who", "basis", "legal_basis")}
        return values | {"consent": self.consents.get(self.cleaned_data["consent"])}


class HoldForm(KimForm):
    """What came of it: who was there, the minutes, up to four steps with their goals."""

    person_takes_part = forms.ChoiceField(label=_("Was the person there?"), choices=YesNo, widget=forms.RadioSelect)
    attended = forms.TypedMultipleChoiceField(
        label=_("Who was there"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    minutes = CarefulCharField(
        label=_("Result"), max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write down what came of it.")},
    )  # fmt: skip

    def __init__(self, *args: Any, conference: CaseConference, **kwargs: Any) -> None:
        initial = {
            "version": conference.version, "minutes": conference.minutes, "person_takes_part": conference.person_takes_part,
            "attended": [p.pk for p in conference.participants.all() if p.attended is not False],
        }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        rows = conference.participants.select_related("user", "agency")
        self.fields["attended"].choices = [(p.pk, str(p.user or p.agency)) for p in rows]  # type: ignore[attr-defined]
        self.rows = [self._step(number, conference.case) for number in range(STEPS)]

    def _step(self, number: int, case: Case) -> list[str]:
        """The four questions of one step; all empty means no step."""
        goals = case.goals.filter(state="open")
        fields = {
            "text": CleanCharField(label=_("Step"), required=False, max_length=200),
            "goal": forms.ModelChoiceField(
                label=_("Towards the goal"), required=False, queryset=goals, empty_label="–"
            ),
            "who": forms.ChoiceField(label=_("Who"), required=False, choices=Who),
            "due_on": DayField(label=_("Until when"), required=False),
        }
        for name, field in fields.items():
            self.fields[f"step{number}_{name}"] = field
        return [f"step{number}_{name}" for name in fields]

    @property
    def step_rows(self) -> list[list[Any]]:
        """The bound fields, step by step."""
        return [[self[name] for name in names] for names in self.rows]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in range(STEPS):
            if data.get(f"step{number}_text") and not data.get(f"step{number}_goal"):
                self.add_error(f"step{number}_goal", _("Choose the goal this step leads to."))
        return data

    def steps(self) -> list[conferences.AgreedStep]:
        """The steps that were filled in."""
        data = self.cleaned_data
        return [
            conferences.AgreedStep(
                goal=data[f"step{n}_goal"],
                text=data[f"step{n}_text"],
                who=data[f"step{n}_who"],
                due_on=data[f"step{n}_due_on"],
            )
            for n in range(STEPS)
            if data.get(f"step{n}_text")
        ]
