"""What a lead says of a campaign: the occasion, and dates that help."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.casework.public import HelpfulDate
from kim.web.fields.times import TimeOfDayField
from kim.web.forms import CleanCharField, DayField, KimForm

PERIODS = ((3, _("three months")), (6, _("six months")), (12, _("twelve months")))


class CampaignForm(KimForm):
    """Name, day, time and place of the occasion; how far ahead is looked."""

    name = CleanCharField(
        label=_("Name"), max_length=120, help_text=_("For example: Information evening on naturalisation in spring"),
        error_messages={"required": _("Give the campaign a name.")},
    )  # fmt: skip
    held_on = DayField(label=_("Day"), error_messages={"required": _("Say on which day it is.")})
    held_at = TimeOfDayField(
        label=pgettext_lazy("of day", "Time"), error_messages={"required": _("Say at what time it begins.")}
    )
    place = CleanCharField(
        label=_("Place"), max_length=200, help_text=_("It stands in the letter, so with street and room"),
        error_messages={"required": _("Say where it is.")},
    )  # fmt: skip
    months = forms.TypedChoiceField(label=_("Five years reached within"), choices=PERIODS, coerce=int, initial=6)

    def clean_held_on(self) -> Any:
        day = self.cleaned_data["held_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is past. Enter today or a later day."))
        return day

    def values(self) -> dict[str, Any]:
        """What the action wants to know."""
        return {
            name: self.cleaned_data[name] for name in ("name", "held_on", "held_at", "place", "months", "submission")
        }


class HelpfulDateForm(KimForm):
    """A course, test or evening."""

    kind = forms.ChoiceField(label=_("What"), choices=HelpfulDate.choices)
    on = DayField(label=_("Day"), error_messages={"required": _("Say on which day it is.")})
    place = CleanCharField(label=_("Where"), max_length=200, error_messages={"required": _("Say where it is.")})
