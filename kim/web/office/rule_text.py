"""The target-group rule as text of the county profile."""

import tomllib
from decimal import Decimal

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kim.network.public import KINDS
from kim.organisation.public import loading, profile
from kim.web.forms import CleanCharField, DayField, KimForm


class RuleTextForm(KimForm):
    """Stages and criteria as the profile writes them, and the day from which they hold."""

    text = CleanCharField(
        label=gettext_lazy("Stages and criteria"), max_length=60_000, widget=forms.Textarea(attrs={"rows": 24, "class": "kim-typed"}),
        help_text=gettext_lazy("As in the county profile: [[target_group]] begins a stage, [[target_group.criteria]] a criterion."),
    )  # fmt: skip
    day = DayField(label=gettext_lazy("Holds from"))

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        try:
            data = tomllib.loads(text, parse_float=Decimal)
        except RecursionError as error:
            raise forms.ValidationError(_("Lists or tables are nested too deeply.")) from error
        except ValueError as error:
            raise forms.ValidationError(_unreadable(error, text)) from error
        if set(data) - {"target_group"} or not isinstance(data.get("target_group"), list):
            raise forms.ValidationError(
                _("Only stages of the target group may stand here, each under [[target_group]].")
            )
        self.rule = loading.rule_values(data["target_group"], KINDS)
        if isinstance(self.rule, list):
            raise forms.ValidationError([_said(fault) for fault in self.rule])
        return text


def _unreadable(error: ValueError, text: str) -> str:
    """The line that cannot be read, and why, in the language of the screen."""
    fault = profile.syntax_fault(str(error), text)
    place = _("line %(line)s") % {"line": fault.line} if fault.line else ""
    return ": ".join(part for part in (place, fault.message(get_language() or "de")) if part)


def _said(fault: profile.ProfileError) -> str:
    return f"{fault.key_path}: {fault.message(get_language() or 'de')}"
