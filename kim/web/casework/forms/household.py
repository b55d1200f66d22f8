"""The form of somebody who lives with the client."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Relation, Sex
from kim.web.fields import LanguageField
from kim.web.forms import CleanCharField, WithBirth


class HouseholdForm(WithBirth):
    """A member of the household in head form; only the family name and the relation are compulsory."""

    relation = forms.ChoiceField(label=_("Relation"), choices=Relation, initial=Relation.NOT_KNOWN)
    given_name = CleanCharField(label=_("Given name"), required=False, max_length=120)
    family_name = CleanCharField(label=_("Family name"), max_length=120)
    name_original = CleanCharField(label=_("Name in original script"), required=False, max_length=200)
    name_original_language = LanguageField(label=_("Language of this script"), required=False, empty=_("not known"))
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex, initial=Sex.NOT_ASKED, required=False)
    note = CleanCharField(
        label=_("Note"),
        required=False,
        max_length=200,
        help_text=_("For example: second class, without a nursery place"),
    )
    is_protected = forms.BooleanField(label=_("Name and address are protected"), required=False)

    def person_values(self) -> dict[str, Any]:
        """The fields of the person."""
        names = ("given_name", "family_name", "name_original", "name_original_language", "is_protected")
        known = {name: self.cleaned_data[name] for name in names}
        return known | {"sex": self.cleaned_data["sex"] or Sex.NOT_ASKED} | self.birth_parts
