"""The form that concludes a goal agreement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.casework.public import client_texts
from kim.web.forms import DayField, KimForm, language_name

PAPER = "goal_agreement"


class AgreementForm(KimForm):
    """Day, language beside German, interpreter, next review."""

    agreed_on = DayField(label=_("Agreed on"), past=True)
    language = forms.ChoiceField(
        label=_("Language beside German"), required=False,
        help_text=_("The paper then stands in both languages beside each other; the German text applies."),
    )  # fmt: skip
    interpreted = forms.BooleanField(label=_("Explained with an interpreter"), required=False)
    review_on = DayField(
        label=_("Next review"), required=False,
        help_text=_("On this day you look together at what has been reached; it also appears under My day."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [(code, language_name(code)) for code in client_texts.languages_of(PAPER)]
        self.fields["language"].choices = [("", _("German only")), *languages]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        agreed, review = values.get("agreed_on"), values.get("review_on")
        if agreed and review and review <= agreed:
            self.add_error("review_on", _("The review comes after the agreement. Enter a later day."))
        return values
