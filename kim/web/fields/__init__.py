"""Fields for what the field's standards list: languages, nationalities, places, telephone numbers, times, addresses."""

from kim.web.fields.combobox import Combobox, Comboboxes
from kim.web.fields.contact import Address, AddressField, PhoneField, PostcodeField, read_phone
from kim.web.fields.lists import (
    LanguageField,
    LanguagesField,
    MunicipalityField,
    NationalitiesField,
    NationalityField,
    all_languages,
)
from kim.web.fields.times import TimeOfDayField, read_time

__all__ = [
    "Address",
    "AddressField",
    "Combobox",
    "Comboboxes",
    "LanguageField",
    "LanguagesField",
    "MunicipalityField",
    "NationalitiesField",
    "NationalityField",
    "PhoneField",
    "PostcodeField",
    "TimeOfDayField",
    "all_languages",
    "read_phone",
    "read_time",
]
