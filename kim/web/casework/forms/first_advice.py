"""The form of the first advice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.casework.public import FirstAdvice, YesNo
from kim.web.casework.forms.careful import CarefulCharField
from kim.web.fields import LanguageField
from kim.web.forms import LONG_TEXT, CleanCharField, DayField, KimForm

ADVICE_FIELDS = (
    "held_on", "question", "advice", "papers", "next_steps", "sheet_given", "sheet_language", "agreed",
)  # fmt: skip


def _text(label: str, rows: int = 3, help_text: str = "", *, required: bool = False) -> CleanCharField:
    return CarefulCharField(
        label=label,
        required=required,
        max_length=LONG_TEXT,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class FirstAdviceForm(KimForm):
    """What was asked and advised, which papers were looked at, what comes next; information sheet and agreement."""

    held_on = DayField(label=_("Day of the conversation"), past=True)
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=1, max_value=1440)
    question = _text(_("What was asked?"), required=True)
    advice = _text(_("What was advised?"))
    papers = _text(_("Which papers were looked at?"), 2, _("In words; copies belong among the documents"))
    next_steps = _text(_("What comes next?"), 2)
    sheet_given = forms.ChoiceField(
        label=_("Information sheet about the data handed over"),
        required=False,
        choices=YesNo.choices[:3],
        widget=forms.RadioSelect,
    )
    sheet_language = LanguageField(label=_("Language of the sheet"), required=False, empty=_("not known"))
    agreed = forms.ChoiceField(
        label=_("The person agreed to the advice"),
        required=False,
        choices=YesNo.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "The advice is voluntary. With a yes, the day of this conversation counts as the day of the agreement."
        ),
    )

    @property
    def told(self) -> dict[str, Any]:
        """What was entered; a question left alone counts as not asked."""
        values = {name: self.cleaned_data[name] for name in ADVICE_FIELDS}
        for name in ("sheet_given", "agreed"):
            values[name] = values[name] or YesNo.NOT_ASKED
        return values


def advice_values(advice: FirstAdvice) -> dict[str, Any]:
    """What is stored, as the form shows it."""
    return {name: getattr(advice, name) for name in ADVICE_FIELDS}
