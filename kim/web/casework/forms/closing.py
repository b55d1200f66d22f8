"""Forms for the end of a case and for taking it up again."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework.public import states as flow
from kim.organisation.public import ClosingReason
from kim.web.forms import LONG_TEXT, CleanCharField, DayField, KimForm


class ClosingForm(KimForm):
    """Why the case ends and what came of it."""

    reason = forms.ModelChoiceField(
        label=_("Reason"), queryset=ClosingReason.objects.none(), empty_label=_("Please choose")
    )
    result = CleanCharField(
        label=_("Result"), max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What was reached, what was not, and why"),
    )  # fmt: skip
    handover = CleanCharField(
        label=_("Who goes on with what"), max_length=LONG_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: the advice on social matters goes on with the course"),
    )  # fmt: skip
    closed_on = DayField(label=_("Day of closing"), past=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"closed_on": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = ClosingReason.objects.on(timezone.localdate())  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the act of closing takes."""
        data = self.cleaned_data
        return {
            "reason": data["reason"],
            "result": data["result"],
            "handover": data["handover"],
            "on": data["closed_on"],
        }


class ReopeningForm(KimForm):
    """Why a closed case is taken up again, and where it goes on."""

    reason = CleanCharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    to = forms.ChoiceField(
        label=_("Go on in phase"), initial=flow.Phase.SERVICE_STEERING,
        choices=lambda: [(phase.value, phase.label) for phase in flow.CHAIN[:5]],
    )  # fmt: skip
