"""Languages with how well they are spoken, reading, German, interpreting."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.casework.public import (
    Case,
    ClientProfile,
    GermanLevel,
    Given,
    InterpreterSex,
    LanguageLevel,
    Reading,
    Script,
    YesNo,
)
from kim.web.casework.forms.person import asked_field, without_value
from kim.web.fields import LanguageField
from kim.web.forms import KimForm

FEWEST, MOST = 3, 8
_ROW = re.compile(r"language_([0-7])")
KNOWN = ("languages_given", "german_level", "reading", "interpreter", "interpreter_language", "interpreter_sex")


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, initial="not_asked", required=False)


class LanguagesForm(KimForm):
    """One row for each language and one more; nothing is compulsory."""

    languages_given = without_value(_("If no language is entered"))
    german_level = _choice(_("German"), GermanLevel)
    reading = _choice(_("Reading"), Reading)
    scripts = forms.MultipleChoiceField(
        label=_("Reads in"), choices=Script, required=False, widget=forms.CheckboxSelectMultiple
    )
    interpreter = _choice(_("Interpreter needed"), YesNo)
    interpreter_language = LanguageField(
        label=_("Interpreting into"), required=False, empty=_("the first language above")
    )
    interpreter_sex = _choice(_("Who should interpret"), InterpreterSex)
    asked = asked_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = self._rows()
        for number in range(self.rows):
            self.fields[f"language_{number}"] = LanguageField(
                label=_("Language %(number)s") % {"number": number + 1}, required=False, empty="–"
            )
            self.fields[f"level_{number}"] = _choice(_("How well"), LanguageLevel)

    def _rows(self) -> int:
        """As many as are sent or stored, and one more to fill in."""
        sent = [int(match[1]) + 1 for name in self.data if (match := _ROW.fullmatch(name))]
        stored = sum(1 for name in self.initial if _ROW.fullmatch(name))
        return min(max(FEWEST, max(sent, default=0), stored + 1), MOST)

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """The rows as they stand on the page."""
        return [(self[f"language_{number}"], self[f"level_{number}"]) for number in range(self.rows)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        seen: set[str] = set()
        for number in range(self.rows):
            code = data.get(f"language_{number}")
            if code and code in seen:
                self.add_error(f"language_{number}", _("This language stands above already."))
            seen.add(code or "")
        return data

    def values(self) -> dict[str, Any]:
        """The fields of the profile."""
        data = self.cleaned_data
        spoken = [
            (data[f"language_{number}"], data[f"level_{number}"] or LanguageLevel.NOT_ASKED)
            for number in range(self.rows)
            if data[f"language_{number}"]
        ]
        answered = any(level != LanguageLevel.NOT_ASKED for _code, level in spoken)
        plain = {
            name: data[name] or "not_asked" for name in ("german_level", "reading", "interpreter", "interpreter_sex")
        }
        return plain | {
            "languages": [code for code, _level in spoken],
            "language_levels": [level for _code, level in spoken] if answered else [],
            "languages_given": Given.GIVEN if spoken else data["languages_given"] or Given.NOT_ASKED,
            "scripts": data["scripts"],
            "interpreter_language": data["interpreter_language"],
        }

    @staticmethod
    def from_case(case: Case) -> dict[str, Any]:
        """What is stored, as initial values."""
        profile: ClientProfile = case.profile
        rows = {}
        for number, (code, level) in enumerate(profile.spoken[:MOST]):
            rows |= {f"language_{number}": code, f"level_{number}": level}
        return rows | {name: getattr(profile, name) for name in KNOWN} | {
            "scripts": profile.scripts, "version": profile.version
        }  # fmt: skip
