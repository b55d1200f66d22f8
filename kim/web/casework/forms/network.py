"""The form of somebody who helps."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Helper, HelperKind, Tie, YesNo
from kim.organisation.public import LifeArea
from kim.web.casework.forms.careful import CarefulCharField
from kim.web.forms import CleanCharField, KimForm

HELPER_FIELDS = ("name", "kind", "life_areas", "tie", "since", "contact_allowed", "note")


class HelperForm(KimForm):
    """Who helps, in words; nothing but the name is compulsory."""

    name = CleanCharField(
        label=_("Who helps?"), max_length=120, help_text=_("A person, group or agency in words, like: sister Hiba")
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=HelperKind.choices, initial=HelperKind.PERSON, widget=forms.RadioSelect
    )
    tie = forms.ChoiceField(
        label=_("What is the relation like?"), required=False, choices=Tie.choices, initial=Tie.NOT_ASKED,
        help_text=_("As the person tells it"),
    )  # fmt: skip
    life_areas = forms.MultipleChoiceField(
        label=_("Helps in these life areas"), required=False, widget=forms.CheckboxSelectMultiple
    )
    since = CleanCharField(
        label=_("Since"),
        required=False,
        max_length=40,
        help_text=_("As exact as it is known, like: 2024 or March 2026"),
    )
    contact_allowed = forms.ChoiceField(
        label=_("May we talk to them?"), required=False, choices=YesNo.choices, initial=YesNo.NOT_ASKED,
        help_text=_("If yes, what about stands in a consent."),
    )  # fmt: skip
    note = CarefulCharField(label=_("Note"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = LifeArea.objects.on(timezone.localdate())
        self.fields["life_areas"].choices = [(area.key, area.label) for area in areas]  # type: ignore[attr-defined]

    @property
    def told(self) -> dict[str, Any]:
        """What was entered; a question left alone counts as not asked."""
        values = {name: self.cleaned_data[name] for name in HELPER_FIELDS}
        values["tie"] = values["tie"] or Tie.NOT_ASKED
        values["contact_allowed"] = values["contact_allowed"] or YesNo.NOT_ASKED
        return values


class HelperEndForm(forms.Form):
    """Whether somebody still helps."""

    helps = forms.ChoiceField(choices=[("no", ""), ("yes", "")])
    version = forms.IntegerField(required=False)


def helper_values(helper: Helper) -> dict[str, Any]:
    """What is stored of a helper, as the form shows it."""
    return {name: getattr(helper, name) for name in HELPER_FIELDS}
