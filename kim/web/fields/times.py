"""Times of day as people type them."""

import re
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_WRITTEN = re.compile(r"(\d{1,2})(?:[:.,\s]?(\d{2}))?(?:\s*(?:uhr|h))?", re.IGNORECASE)


def read_time(text: str) -> time | None:
    """9, 9:30, 9.30, 0930, 9 Uhr, 9:30 Uhr; None where no time of day can be meant."""
    match = _WRITTEN.fullmatch(text.strip())
    if not match:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class TimeOfDayField(forms.TimeField):
    """A time typed as text, shown as 09:30; says how to write it and keeps what was typed."""

    default_error_messages = {"invalid": _("This is no time of day. Enter it like this: 9:30")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("For example 9:30"))
        super().__init__(**kwargs)
        attrs = {
            "data-kim-time": "",
            "inputmode": "numeric",
            "autocomplete": "off",
            "maxlength": "10",
            "class": "kim-date",
        }
        self.widget = forms.TextInput(attrs=attrs)

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return value or None
        found = read_time(str(value))
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value
