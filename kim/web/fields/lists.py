"""Languages (ISO 639), nationalities (ISO 3166) and municipalities (AGS), each found by any of its names and codes."""

import re
from functools import cache
from typing import Any

from babel import Locale
from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Municipality
from kim.web.fields.combobox import Combobox, Comboboxes
from kim.web.forms import COMMON_LANGUAGES, country_choices, language_choices

Choices = list[tuple[str, Any]]
# Names that readers of a language write themselves, where CLDR has none.
_OWN_NAMES = {"kmr": "Kurmancî", "prs": "دری", "ti": "ትግርኛ", "rom": "Romanes"}
# Collective codes, constructed and long dead languages; nobody needs an interpreter for them.
_NOT_SPOKEN = frozenset({
    "akk", "ang", "arc", "ave", "chu", "cop", "egy", "enm", "frm", "fro", "gmh", "goh", "got", "grc", "hit", "la", "lzh", "mul",
    "non", "peo", "phn", "pro", "sga", "sux", "tlh", "uga", "und", "zxx",
})  # fmt: skip


@cache
def _codes() -> tuple[str, ...]:
    names = Locale.parse("de").languages
    return tuple(code for code in names if "_" not in code and len(code) in (2, 3) and code not in _NOT_SPOKEN)


@cache
def _languages(screen: str, empty: str) -> Choices:
    common = language_choices(COMMON_LANGUAGES)[1:]
    others = language_choices([code for code in _codes() if code not in COMMON_LANGUAGES])[1:]
    varieties = [pair for pair in others if _is_variety(pair[1], common)]
    return [
        ("", empty),
        (str(_("Often spoken here")), common),
        (str(_("All others")), [pair for pair in others if pair not in varieties]),
        (str(_("Varieties")), varieties),
    ]


def _is_variety(name: str, common: Choices) -> bool:
    """Whether it is a local form of a language often spoken here: Ägyptisches Arabisch, Arabisch (Nadschd)."""
    words = set(re.findall(r"\w+", name))
    return any(each in words for _code, each in common)


def all_languages(*, empty: str = "") -> Choices:
    """Every living language CLDR names: those often spoken here first, local forms of them last."""
    return _languages(get_language() or "de", empty)


@cache
def _language_aliases() -> dict[str, str]:
    """What a language is found by: its code, its English and German name, its own name."""
    english, german = Locale.parse("en").languages, Locale.parse("de").languages
    found = {}
    for code in {*_codes(), *COMMON_LANGUAGES}:
        own = _OWN_NAMES.get(code) or (_endonym(code) if code in COMMON_LANGUAGES else "")
        found[code] = " ".join(filter(None, [code, english.get(code), german.get(code), own]))
    return found


def _endonym(code: str) -> str:
    try:
        return Locale.parse(code).get_display_name(code) or ""
    except (ValueError, LookupError):
        return ""


@cache
def _country_aliases() -> dict[str, str]:
    from django.utils import translation  # noqa: PLC0415 - only to read the names in the other language

    with translation.override("en"):
        english = dict(country_choices())
    with translation.override("de"):
        german = dict(country_choices())
    return {code: f"{code} {english[code]} {german.get(code, '')}" for code in english}


class LanguageField(forms.ChoiceField):
    """One language by its ISO 639 code."""

    def __init__(self, *, empty: Any = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", Combobox(also=_language_aliases))
        super().__init__(choices=lambda: all_languages(empty=str(empty)), **kwargs)


class LanguagesField(forms.MultipleChoiceField):
    """Several languages, each once, in the order chosen."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Comboboxes(also=_language_aliases))
        super().__init__(choices=lambda: all_languages()[1:], **kwargs)


class NationalityField(forms.ChoiceField):
    """One nationality by its ISO 3166 alpha-3 code; stateless and unclear are among them."""

    def __init__(self, *, empty: Any = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", Combobox(also=_country_aliases))
        super().__init__(choices=lambda: country_choices(empty=str(empty)), **kwargs)


class NationalitiesField(forms.MultipleChoiceField):
    """Several nationalities, each once."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Comboboxes(also=_country_aliases))
        super().__init__(choices=lambda: country_choices()[1:], **kwargs)


class MunicipalityField(forms.ModelChoiceField):
    """A municipality of the county, found by its name, its short code or its official key (AGS)."""

    def __init__(self, queryset: QuerySet[Municipality] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Combobox(also=_municipality_aliases))
        super().__init__(Municipality.objects.all() if queryset is None else queryset, **kwargs)


def _municipality_aliases() -> dict[str, str]:
    rows = Municipality.objects.values_list("pk", "code", "ags")
    return {str(pk): f"{code} {ags}" for pk, code, ags in rows}
