"""The forms of a person: opening a case asks for everything at once, the file is corrected part by part."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Case, GermanLevel, Given, Sex, YesNo
from kim.web.casework.forms.careful import CarefulCharField
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
SAME = ("given_name", "family_name", "name_original", "name_original_language", "sex")


def without_value(label: Any) -> forms.ChoiceField:
    """What is to be noted when there is no value."""
    return forms.ChoiceField(label=label, required=False, choices=NOT_GIVEN)


def asked_field() -> forms.BooleanField:
    """Whether the person asked for the correction; the list of changes says so."""
    return forms.BooleanField(label=_("The person asked for this correction"), required=False)


def each_once(values: list[str]) -> list[str]:
    """Each value once, in the order entered."""
    return list(dict.fromkeys(values))


class NameForm(WithBirth):
    """Who somebody is: names, birth, where from. Only the family name is compulsory."""

    given_name = CleanCharField(label=_("Given name"), required=False, max_length=120)
    family_name = CleanCharField(
        label=_("Family name"), max_length=120, help_text=_("If somebody has one name only, enter it here.")
    )
    name_original = CleanCharField(label=_("Name in original script"), required=False, max_length=200)
    name_original_language = LanguageField(label=_("Language of this script"), required=False, empty=_("not known"))
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex, initial=Sex.NOT_ASKED, required=False)
    nationalities = NationalitiesField(label=_("Nationalities"), required=False)
    nationalities_given = without_value(_("If no nationality is entered"))
    entered_on = DayField(label=_("Entered Germany on"), required=False, past=True)
    entered_given = without_value(_("If there is no day of entry"))
    profile_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def person_values(self) -> dict[str, Any]:
        """The fields of the person."""
        data = self.cleaned_data
        return {name: data[name] for name in SAME} | {"sex": data["sex"] or Sex.NOT_ASKED} | self.birth_parts

    def profile_values(self) -> dict[str, Any]:
        """The fields of the client's profile."""
        data = self.cleaned_data
        nationalities = each_once(data["nationalities"])
        return {
            "nationalities": nationalities,
            "nationalities_given": self.given(nationalities, "nationalities_given"),
            "entered_on": data["entered_on"],
            "entered_given": self.given(data["entered_on"], "entered_given"),
        }

    def given(self, value: Any, name: str) -> str:
        """That there is an answer, or why there is none."""
        return Given.GIVEN if value else self.cleaned_data[name] or Given.NOT_ASKED


class CoreForm(NameForm):
    """The first part of the file: who the client is."""

    asked = asked_field()

    @staticmethod
    def from_case(case: Case) -> dict[str, Any]:
        """What is stored, as the form's initial values; also beside what was typed after somebody else saved."""
        person, profile = case.person, case.profile
        known = ("nationalities", "nationalities_given", "entered_on", "entered_given")
        return {name: getattr(person, name) for name in SAME} | {name: getattr(profile, name) for name in known} | {
            "birth": write_birth(person.birth_year, person.birth_month, person.birth_day),
            "birth_given": person.birth_given,
            "version": person.version,
            "profile_version": profile.version,
        }  # fmt: skip


class PersonForm(NameForm):
    """A person with what a case needs to know about them from the first day."""

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
    phone = PhoneField(label=_("Telephone"), required=False, max_length=60)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    street = CleanCharField(label=_("Street and number"), required=False, max_length=160)
    postcode = PostcodeField(label=_("Postcode"), required=False)
    safe_contact = CarefulCharField(
        label=_("How to reach them safely"), required=False, max_length=200,
        help_text=_("For example: only by message, not in the evening"),
    )  # fmt: skip
    is_protected = forms.BooleanField(
        label=_("Name and address are protected"), required=False,
        help_text=_("For example after violence or with a block on information. Others then do not see this person in a household."),
    )  # fmt: skip

    def person_values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return super().person_values() | {name: data[name] for name in ("municipality", "is_protected")}

    def profile_values(self) -> dict[str, Any]:
        """What is known of the person; telephone, mail and address become rows of their own."""
        data = self.cleaned_data
        languages = each_once(data["languages"])
        plain = {name: data[name] for name in ("phone", "email", "street", "postcode", "safe_contact")}
        return super().profile_values() | plain | {
            "languages": languages,
            "languages_given": self.given(languages, "languages_given"),
            "german_level": data["german_level"] or GermanLevel.NOT_ASKED,
            "interpreter": data["interpreter"] or YesNo.NOT_ASKED,
        }  # fmt: skip
