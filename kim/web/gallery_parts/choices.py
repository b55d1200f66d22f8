"""The gallery's fields with lists of the standards: languages, nationalities, places, days, times, numbers, addresses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.web.fields import (
    Address,
    AddressField,
    Combobox,
    LanguageField,
    LanguagesField,
    NationalityField,
    PhoneField,
    TimeOfDayField,
)
from kim.web.forms import DayField

_PLACES = [("", ""), ("GV", "Grevenbroich"), ("JÜ", "Jüchen"), ("KA", "Kaarst"), ("NE", "Neuss")]
_KEYS = {"GV": "GV 05162008", "JÜ": "JÜ 05162012", "KA": "KA 05162016", "NE": "NE 05162024"}


class ChoicesForm(forms.Form):
    """One field of each kind."""

    language = LanguageField(
        label=_("Language"), required=False, initial="ar", help_text=_("by its name in German, English or itself")
    )
    languages = LanguagesField(label=_("Languages"), required=False, initial=["ku", "uk"])
    nationality = NationalityField(label=_("Nationality"), required=False)
    place = forms.ChoiceField(
        label=_("Lives in"),
        required=False,
        choices=_PLACES,
        widget=Combobox(also=_KEYS),
        help_text=_("name, short code or official key"),
    )
    day = DayField(label=_("Appointment on"), required=False)
    at = TimeOfDayField(label=_("At what time"), required=False)
    phone = PhoneField(label=_("Telephone"), required=False)
    address = AddressField(
        label=_("Address"), required=False, initial=Address("Am Ständehaus 1", "41515", "Grevenbroich")
    )


def sample() -> dict[str, Any]:
    """An open form, and one with a fault in each field that can have one."""
    given = {
        "choices-wrong-day": "31.02.2027", "choices-wrong-at": "25:99", "choices-wrong-phone": "12",
        "choices-wrong-address_street": "Am Ständehaus 1",
    }  # fmt: skip
    fixed = ChoicesForm(prefix="choices-fixed")
    for field in fixed.fields.values():
        field.disabled = True
    return {
        "choices_form": ChoicesForm(prefix="choices"),
        "choices_wrong": ChoicesForm(given, prefix="choices-wrong"),
        "choices_fixed": fixed,
    }
