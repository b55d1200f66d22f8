"""What all forms share: text without traps, dates as people write them, one submission once, two versions side by side."""

import re
import unicodedata
import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from babel import Locale
from babel.core import get_global
from django import forms
from django.db.models import BLANK_CHOICE_DASH
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Given, names
from kim.exceptions import KimError

# Control characters but line feed and tab; marks that turn the reading direction inside other people's text.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
LONG_TEXT = 10_000


def clean_text(text: str) -> str:
    """Text as it may be stored: composed, with line ends of one kind, without invisible control characters."""
    return unicodedata.normalize("NFC", _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


class CleanCharField(forms.CharField):
    """A text field that drops what cannot be seen and would turn or break other text."""

    default_error_messages = {"max_length": _("At most %(limit_value)d characters fit here; these are %(show_value)d.")}

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")


class DayField(forms.DateField):
    """A day typed as TT.MM.JJJJ or as ISO; says which day does not exist and keeps what was typed."""

    default_error_messages = {
        "invalid": _("This is no date. Enter day, month and year like this: 14.03.2026"),
        "no_such_day": _("There is no %(value)s."),
        "too_early": _("This day is before 1900. Check the year."),
        "in_future": _("This day is in the future. Enter today or an earlier day."),
        "is_past": _("This day has passed. Enter today or a later day."),
        "too_late": _("This day is more than 20 years ahead. Check the year."),
    }

    def __init__(self, *, past: bool = False, coming: bool = False, **kwargs: Any) -> None:
        self.past, self.coming = past, coming
        kwargs.setdefault("input_formats", ["%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d"])
        super().__init__(**kwargs)
        self.widget = forms.TextInput(
            attrs={
                "data-kim-date": "",
                "inputmode": "numeric",
                "autocomplete": "off",
                "class": "kim-date",
                "maxlength": "20",
            }
        )

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str):
            value = clean_text(value)
        try:
            day = super().to_python(value)
        except forms.ValidationError as error:
            if re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}-\d{1,2}-\d{1,2}", str(value)):
                raise forms.ValidationError(
                    self.error_messages["no_such_day"], code="no_such_day", params={"value": value}
                ) from error
            raise
        if day and day.year < 1900:
            raise forms.ValidationError(self.error_messages["too_early"], code="too_early")
        if day and self.past and day > timezone.localdate():
            raise forms.ValidationError(self.error_messages["in_future"], code="in_future")
        if day and self.coming and day < timezone.localdate():
            raise forms.ValidationError(self.error_messages["is_past"], code="is_past")
        if day and day.year > timezone.localdate().year + 20:
            raise forms.ValidationError(self.error_messages["too_late"], code="too_late")
        return day

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d.%m.%Y}" if isinstance(value, date) else value


def as_sent(value: Any) -> str:
    """A value as a browser sends it, so that what is stored (3, None, True) can be compared with what was typed ("3", "", "on")."""
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    if isinstance(value, list | tuple):
        return ",".join(str(each) for each in value)
    return str(value).replace("\r\n", "\n").strip()


class Hint(forms.ValidationError):
    """Something worth a second look before the form is saved; it is no fault, and what was typed may stay as it is."""

    def __init__(self, message: Any, *, value: Any, passages: Iterable[Any] = ()) -> None:
        super().__init__(message, code="hint")
        self.text, self.value, self.passages = message, value, list(passages)


class KimForm(forms.Form):
    """A form of KIM: clean text, an id of its own against double submission, the version it was opened with.

    `hints` are what its fields point out once (see `Hint`); with them the form is shown again, and not as a faulty one.
    """

    required_css_class = "is-required"
    submission = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        initial = dict(kwargs.pop("initial", None) or {})
        initial.setdefault("submission", uuid.uuid4())
        self.hints: dict[str, Hint] = {}
        super().__init__(*args, initial=initial, **kwargs)
        self._ask_plainly()
        self._take_what_was_chosen()
        self.versions: Any = None  # see kim.web.drafts.versions

    def full_clean(self) -> None:
        self.hints = {}
        super().full_clean()

    def add_error(self, field: str | None, error: Any) -> None:
        """A hint is kept beside the faults, and the value stays what it is."""
        if isinstance(error, Hint) and field:
            self.hints[field] = error
            self.cleaned_data[field] = error.value
        else:
            super().add_error(field, error)

    def refuse(self, error: KimError) -> None:
        """Say why the act was not done, at the field it is about."""
        self.add_error(next((name for name in error.fields if name in self.fields), None), str(error))

    def is_valid(self) -> bool:
        return super().is_valid() and not self.hints

    def _take_what_was_chosen(self) -> None:
        """Of two versions shown beside each other, the stored one where somebody chose it."""
        chosen = [name for name in self.fields if self.data.get(f"take-{name}") == "stored"]
        if not chosen:
            return
        self.data = self.data.copy()
        for name in chosen:
            stored = self.data.get(f"stored-{name}", "")
            if isinstance(self.fields[name], forms.MultipleChoiceField):
                self.data.setlist(name, [each for each in stored.split(",") if each])
            elif stored:
                self.data[name] = stored
            else:
                self.data.pop(name, None)

    def _ask_plainly(self) -> None:
        """A compulsory field without words of its own says what to do, not that it is required."""
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                chosen = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
                field.error_messages["required"] = _("Choose one.") if chosen else _("This is still empty. Fill it in.")
            name_the_empty_choice(field, _("please choose") if field.required else _("not stated"))


def name_the_empty_choice(field: forms.Field, words: Any) -> None:
    """Words instead of Django's row of dashes, where nothing else was said."""
    if isinstance(field, forms.ModelChoiceField) and field.empty_label == BLANK_CHOICE_DASH[0][1]:
        field.empty_label = words


class WithBirth(KimForm):
    """A form that asks for a birth date with unknown parts: one text (14.03.1994, 03.1994 or 1994) and what to say without one."""

    birth = CleanCharField(
        label=_("Date of birth"),
        required=False,
        max_length=20,
        help_text=_("As much as is known: 14.03.1994, 03.1994 or 1994"),
    )
    birth_given = forms.ChoiceField(
        label=_("If there is no date"), required=False, choices=[c for c in Given.choices if c[0] != Given.GIVEN]
    )
    birth_parts: dict[str, Any]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "birth" in data:
            try:
                self.birth_parts = read_birth(data["birth"], data.get("birth_given", ""))
            except forms.ValidationError as error:
                self.add_error("birth", error)
        return data


_BIRTH = re.compile(r"(?:(?:(\d{1,2})\.)?(\d{1,2})\.)?(\d{4})|(\d{4})-(\d{2})-(\d{2})")


def read_birth(text: str, not_given: str) -> dict[str, Any]:
    """Parts of a birth date from what was typed; ValidationError says what is wrong with it."""
    if not text:
        return {"birth_given": not_given or Given.NOT_ASKED, "birth_year": None, "birth_month": None, "birth_day": None}
    match = _BIRTH.fullmatch(text.replace(" ", ""))
    if not match:
        raise forms.ValidationError(_("Enter the date like this: 14.03.1994, 03.1994 or 1994"))
    parts = match.groups()
    day, month, year = (int(p) if p else None for p in (parts[:3] if parts[2] else (parts[5], parts[4], parts[3])))
    try:
        born = date(year, month or 1, day or 1)
    except ValueError as error:
        raise forms.ValidationError(_("There is no %(value)s."), params={"value": text}) from error
    if year < 1900:
        raise forms.ValidationError(_("This day is before 1900. Check the year."))
    if born > timezone.localdate():
        raise forms.ValidationError(_("This day is in the future. Check the year."))
    return {"birth_given": Given.GIVEN, "birth_year": year, "birth_month": month, "birth_day": day}


def write_birth(year: int | None, month: int | None, day: int | None) -> str:
    """The parts as they are typed."""
    if year is None:
        return ""
    return ".".join(f"{part:02d}" for part in (day, month) if part) + ("." if month else "") + str(year)


def language_choices(codes: Iterable[str] | None = None, *, empty: str = "") -> list[tuple[str, str]]:
    """Languages by ISO 639 code, named in the language of the screen and sorted by that name."""

    locale = Locale.parse(get_language() or "de", sep="-")
    codes = codes or COMMON_LANGUAGES
    own = {"kmr": str(_("Kurmanji")), "prs": str(_("Dari"))}  # what CLDR does not name
    named = sorted(((code, own.get(code) or locale.languages.get(code, code)) for code in codes), key=_by_name)
    return [("", empty), *named]


# What people bring with them to NRW, as ISO 639-1 (639-3 where there is none).
COMMON_LANGUAGES = (
    "ar", "am", "az", "bg", "bn", "bs", "ckb", "de", "el", "en", "es", "fa", "ff", "fr", "ha", "hi", "hr", "hu", "hy", "it",
    "ka", "kmr", "ku", "ln", "mk", "nl", "pa", "pl", "prs", "ps", "pt", "ro", "rom", "ru", "sk", "so", "sq", "sr", "sw", "ta",
    "th", "ti", "tr", "uk", "ur", "uz", "vi", "wo", "yo", "zh",
)  # fmt: skip


def language_name(code: str) -> str:
    """Its name in the language of the screen."""
    return dict(language_choices([code])).get(code, code) if code else ""


def country_names() -> dict[str, str]:
    """Nationalities by ISO 3166 alpha-3 code in the language of the screen; XXA stateless and XXX unclear as in passports."""

    locale = Locale.parse(get_language() or "de", sep="-")
    names = {
        alpha3: locale.territories[aliases[0]]
        for alpha3, aliases in get_global("territory_aliases").items()
        if re.fullmatch("[A-Z]{3}", alpha3) and len(aliases) == 1 and aliases[0] in locale.territories
    }
    # Babel knows Kosovo by a code of its own; passports and the authorities write XKX.
    names["XKX"] = locale.territories["XK"]
    return names | {"XXA": str(_("stateless")), "XXX": str(_("unclear"))}


# States that are no more under names of today, and codes that nobody is a national of; stored ones are still named.
_NO_NATIONALITY = frozenset(
    {
        *("BUR", "DDR", "FXX", "TMP", "XKK", "YMD", "ZAR"),
        *("XAA", "XBB", "ZZZ", "QUU", "ASC", "ATA", "ATF", "BVT", "CPT", "DGA", "HMD", "IOT", "SGS", "TAA", "UMI"),
    }
)
_OUTSIDE_STATES = ("XXA", "XXX")


def country_choices(*, empty: str = "") -> list[tuple[str, str]]:
    """All nationalities, sorted by name; stateless and unclear stand at the end."""
    named = country_names()
    states = (pair for pair in named.items() if pair[0] not in _NO_NATIONALITY and pair[0] not in _OUTSIDE_STATES)
    return [("", empty), *sorted(states, key=_by_name), *((code, named[code]) for code in _OUTSIDE_STATES)]


def _by_name(pair: tuple[str, str]) -> str:
    """Where a choice stands in a list: Ägypten among the words with A."""
    return names.sort_key(pair[1])
