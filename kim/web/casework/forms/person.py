"""The form of a person: opening a case and correcting the file use the same fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Case, GermanLevel, Given, Sex, YesNo
from kim.web.fields import (
    LanguageField,
    LanguagesField,
    MunicipalityField,
    NationalitiesField,
    PhoneField,
    PostcodeField,
)
from kim.web.forms import CleanCharField, DayField, WithBirth, write_birth

NOT_GIVEN = [choice for choice in Given.choices if choice[0] != Given.GIVEN]


def without_value(label: Any) -> forms.ChoiceField:
    """What is to be noted when there is no value."""
    return forms.ChoiceField(label=label, required=False, choices=NOT_GIVEN)


def _each_once(values: list[str]) -> list[str]:
    """Each value once, in the order entered."""
    return list(dict.fromkeys(values))


class PersonForm(WithBirth):
    """A person with what a case needs to know about them. Only the family name is compulsory."""

    given_name = CleanCharField(label=_("Given name"), required=False, max_length=120)
    family_name = CleanCharField(
        label=_("Family name"), max_length=120, help_text=_("If somebody has one name only, enter it here.")
    )
    name_original = CleanCharField(label=_("Name in original script"), required=False, max_length=200)
    name_original_language = LanguageField(label=_("Language of this script"), required=False, empty=_("not known"))
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex, initial=Sex.NOT_ASKED, required=False)
    municipality = MunicipalityField(label=_("Lives in"), required=False, empty_label=_("not known or elsewhere"))
    languages = LanguagesField(
        label=_("Languages"),
        required=False,
        help_text=_("The one people speak best first; by its name in German, English or itself"),
    )
    languages_given = without_value(_("If no language is entered"))
    german_level = forms.ChoiceField(
        label=_("German"), choices=GermanLevel, initial=GermanLevel.NOT_ASKED, required=False
    )
    interpreter = forms.ChoiceField(
        label=_("Interpreter needed"), choices=YesNo, initial=YesNo.NOT_ASKED, required=False
    )
    nationalities = NationalitiesField(label=_("Nationalities"), required=False)
    nationalities_given = without_value(_("If no nationality is entered"))
    entered_on = DayField(label=_("Entered Germany on"), required=False, past=True)
    entered_given = without_value(_("If there is no day of entry"))
    phone = PhoneField(label=_("Telephone"), required=False, max_length=60)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    street = CleanCharField(label=_("Street and number"), required=False, max_length=160)
    postcode = PostcodeField(label=_("Postcode"), required=False)
    safe_contact = CleanCharField(
        label=_("How to reach them safely"), required=False, max_length=200,
        help_text=_("For example: only by message, not in the evening"),
    )  # fmt: skip
    is_protected = forms.BooleanField(
        label=_("Name and address are protected"), required=False,
        help_text=_("For example after violence or with a block on information. Others then do not see this person in a household."),
    )  # fmt: skip
    profile_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("phone", "postcode"):  # what was noted otherwise before may stay as it is
            self.fields[name].initial = self.initial.get(name)

    def person_values(self) -> dict[str, Any]:
        """The fields of the person."""
        data = self.cleaned_data
        names = ("given_name", "family_name", "name_original", "name_original_language", "municipality", "is_protected")
        return {name: data[name] for name in names} | {"sex": data["sex"] or Sex.NOT_ASKED} | self.birth_parts

    def profile_values(self) -> dict[str, Any]:
        """The fields of the client's profile."""
        data = self.cleaned_data
        languages, nationalities = _each_once(data["languages"]), _each_once(data["nationalities"])
        return {name: data[name] for name in ("phone", "email", "street", "postcode", "safe_contact", "entered_on")} | {
            "languages": languages,
            "languages_given": self._given(languages, "languages_given"),
            "nationalities": nationalities,
            "nationalities_given": self._given(nationalities, "nationalities_given"),
            "entered_given": self._given(data["entered_on"], "entered_given"),
            "german_level": data["german_level"] or GermanLevel.NOT_ASKED,
            "interpreter": data["interpreter"] or YesNo.NOT_ASKED,
        }

    def _given(self, value: Any, name: str) -> str:
        return Given.GIVEN if value else self.cleaned_data[name] or Given.NOT_ASKED

    @staticmethod
    def from_case(case: Case) -> dict[str, Any]:
        """What is stored, as the form's initial values; also for `show_current` after somebody else saved."""
        person, profile = case.person, case.profile
        same = (
            "given_name",
            "family_name",
            "name_original",
            "name_original_language",
            "sex",
            "municipality",
            "is_protected",
        )
        known = (
            "german_level", "interpreter", "entered_on", "phone", "email", "street", "postcode", "safe_contact",
            "languages_given", "nationalities_given", "entered_given",
        )  # fmt: skip
        return (
            {name: getattr(person, name) for name in same}
            | {name: getattr(profile, name) for name in known}
            | {
                "languages": profile.languages,
                "nationalities": profile.nationalities,
                "birth": write_birth(person.birth_year, person.birth_month, person.birth_day),
                "birth_given": person.birth_given,
                "version": person.version,
                "profile_version": profile.version,
            }
        )
