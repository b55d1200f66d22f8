"""Forms for the way of a case: the next step, the agreement to the advice, the day of the review."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.casework.public import states as flow
from kim.web.forms import CleanCharField, DayField, KimForm


class StepForm(KimForm):
    """One step out of the present phase; a reason is asked for where the table wants one."""

    to = forms.ChoiceField(widget=forms.HiddenInput, choices=flow.Phase)
    reason = CleanCharField(label=_("Reason"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, needs_reason: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needs_reason
        self.fields["reason"].error_messages["required"] = _("Please give a reason: it stays with the decision.")


class DayOfTheHead(KimForm):
    """A day on the head of a case, with the day that stood there when the form was opened."""

    seen = forms.DateField(required=False, widget=forms.HiddenInput)

    @property
    def seen_day(self) -> dict[str, Any]:
        """What the act compares with what is stored; nothing for a form that did not say."""
        return {"seen": self.cleaned_data["seen"]} if "seen" in self.data else {}


class AdviceForm(DayOfTheHead):
    """The day on which the person agreed to the advice."""

    agreed_on = DayField(label=_("The person agreed to the advice on"), past=True)
