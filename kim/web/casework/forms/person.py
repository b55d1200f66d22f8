"""The form of a person: opening a case and correcting the file use the same fields."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Case, GermanLevel, Given, Sex, YesNo
from kim.organisation.public import Municipality
from kim.web.forms import (
    CleanCharField,
    DayField,
    WithBirth,
    country_choices,
    language_choices,
    language_name,
    write_birth,
)

NOT_GIVEN = [choice for choice in Given.choices if choice[0] != Given.GIVEN]
LANGUAGES, NATIONALITIES = 3, 2
_LANGUAGE_LABELS = {1: _("Language"), 2: _("Second language"), 3: _("Third language")}
_NATIONALITY_LABELS = {1: _("Nationality"), 2: _("Second nationality")}


def without_value(label: Any) -> forms.ChoiceField:
    """What is to be noted when there is no value."""
    return forms.ChoiceField(label=label, required=False, choices=NOT_GIVEN)


class PersonForm(WithBirth):
    """A person with what a case needs to know about them. Only the family name is compulsory."""

    given_name = CleanCharField(label=_("Given name"), required=False, max_length=120)
    family_name = CleanCharField(
        label=_("Family name"), max_length=120, help_text=_("If somebody has one name only, enter it here.")
    )
    name_original = CleanCharField(label=_("Name in original script"), required=False, max_length=200)
    name_original_language = forms.ChoiceField(
        label=_("Language of this script"), required=False, choices=lambda: language_choices(empty=str(_("not known")))
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex, initial=Sex.NOT_ASKED, required=False)
    municipality = forms.ModelChoiceField(
        label=_("Lives in"),
        queryset=Municipality.objects.all(),
        required=False,
        empty_label=_("not known or elsewhere"),
    )
    languages_given = without_value(_("If no language is entered"))
    german_level = forms.ChoiceField(
        label=_("German"), choices=GermanLevel, initial=GermanLevel.NOT_ASKED, required=False
    )
    interpreter = forms.ChoiceField(
        label=_("Interpreter needed"), choices=YesNo, initial=YesNo.NOT_ASKED, required=False
    )
    nationalities_given = without_value(_("If no nationality is entered"))
    entered_on = DayField(label=_("Entered Germany on"), required=False, past=True)
    entered_given = without_value(_("If there is no day of entry"))
    phone = CleanCharField(label=_("Telephone"), required=False, max_length=60)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    street = CleanCharField(label=_("Street and number"), required=False, max_length=160)
    postcode = CleanCharField(label=_("Postcode"), required=False, max_length=10)
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
        self.language_names = self._add_selects("language", LANGUAGES, _LANGUAGE_LABELS, language_choices)
        self.nationality_names = self._add_selects("nationality", NATIONALITIES, _NATIONALITY_LABELS, country_choices)

    def _add_selects(self, stem: str, least: int, labels: dict[int, Any], choices: Any) -> list[str]:
        """As many selects as there are values stored, so that saving loses none."""
        stored = [str(v) for name, v in self.initial.items() if v and re.fullmatch(rf"{stem}_\d+", name)]
        names = [f"{stem}_{number}" for number in range(1, max(least, len(stored)) + 1)]
        listed = choices(empty="–")
        listed += [(code, language_name(code)) for code in stored if code not in dict(listed)]
        for number, name in enumerate(names, 1):
            self.fields[name] = forms.ChoiceField(
                label=labels.get(number, labels[max(labels)]), required=False, choices=listed
            )
        return names

    @property
    def language_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.language_names]

    @property
    def nationality_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.nationality_names]

    def person_values(self) -> dict[str, Any]:
        """The fields of the person."""
        data = self.cleaned_data
        names = ("given_name", "family_name", "name_original", "name_original_language", "municipality", "is_protected")
        return {name: data[name] for name in names} | {"sex": data["sex"] or Sex.NOT_ASKED} | self.birth_parts

    def profile_values(self) -> dict[str, Any]:
        """The fields of the client's profile."""
        data = self.cleaned_data
        languages = self._chosen(self.language_names)
        nationalities = self._chosen(self.nationality_names)
        return {name: data[name] for name in ("phone", "email", "street", "postcode", "safe_contact", "entered_on")} | {
            "languages": languages,
            "languages_given": self._given(languages, "languages_given"),
            "nationalities": nationalities,
            "nationalities_given": self._given(nationalities, "nationalities_given"),
            "entered_given": self._given(data["entered_on"], "entered_given"),
            "german_level": data["german_level"] or GermanLevel.NOT_ASKED,
            "interpreter": data["interpreter"] or YesNo.NOT_ASKED,
        }

    def _chosen(self, names: list[str]) -> list[str]:
        """Each value once, in the order entered."""
        return list(dict.fromkeys(self.cleaned_data[name] for name in names if self.cleaned_data[name]))

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
            | {f"language_{number}": code for number, code in enumerate(profile.languages, 1)}
            | {f"nationality_{number}": code for number, code in enumerate(profile.nationalities, 1)}
            | {
                "birth": write_birth(person.birth_year, person.birth_month, person.birth_day),
                "birth_given": person.birth_given,
                "version": person.version,
                "profile_version": profile.version,
            }
        )
