"""What an office says of its appointments and ceremonies."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.web.fields.times import TimeOfDayField
from kim.web.forms import CleanCharField, DayField, KimForm

DAYS = (
    ("monday", _("Monday")), ("tuesday", _("Tuesday")), ("wednesday", _("Wednesday")), ("thursday", _("Thursday")),
    ("friday", _("Friday")),
)  # fmt: skip


def _number(label: Any, least: int, most: int) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "4"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=widget)


class CapacityForm(KimForm):
    """Appointments by day of the week from a day on."""

    start = DayField(label=pgettext_lazy("capacity", "From"))
    monday, tuesday, wednesday, thursday, friday = (_number(label, 0, 200) for _key, label in DAYS)
    weeks_ahead = _number(_("Bookable for so many weeks ahead"), 1, 104)

    def clean_start(self) -> Any:
        day = self.cleaned_data["start"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is past. Enter today or a later day."))
        return day

    def values(self) -> dict[str, Any]:
        """What the action wants to know."""
        places = tuple(self.cleaned_data[key] for key, _label in DAYS)
        return {"start": self.cleaned_data["start"], "places": places, "weeks_ahead": self.cleaned_data["weeks_ahead"]}


class BookingForm(KimForm):
    """Which application gets which day."""

    reference = CleanCharField(label=pgettext_lazy("application", "Reference"), max_length=40)
    on = DayField(label=_("Day"))


class CeremonyForm(KimForm):
    """Day, time, place and seats of a ceremony."""

    on = DayField(label=_("Day"), coming=True)
    at = TimeOfDayField(label=pgettext_lazy("of day", "Time"))
    place = CleanCharField(label=_("Place"), max_length=200)
    seats = _number(_("Seats"), 1, 2000)

    def values(self) -> dict[str, Any]:
        """What the action wants to know."""
        return {name: self.cleaned_data[name] for name in ("on", "at", "place", "seats", "submission")}
