"""What the lead is asked: a day to look at, a day and a reason for a handover."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.web.forms import CleanCharField, DayField, KimForm


class DayForm(forms.Form):
    """The day for which staff and areas are shown; today if left out."""

    am = DayField(label=_("As of"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data, label_suffix="", auto_id="board_%s")


class SpreadForm(KimForm):
    """When the cases go over, and why."""

    on = DayField(
        label=_("Handover on"), help_text=_("On a later day KIM hands over by itself; until then you can call it off.")
    )
    reason = CleanCharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands in the history of every case and is read by whoever takes over."),
    )  # fmt: skip

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is past. Enter today or a later day."))
        return day
