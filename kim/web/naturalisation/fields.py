"""Fields of the dialogue: days known in part, title sections as people write them, rows of the same kind."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.law.naturalisation.dates import Span, parse
from kim.law.naturalisation.sections import section
from kim.web.forms import CleanCharField

MOST_ROWS = 12
_DAY = re.compile(r"(?:(?:(\d{1,2})\.)?(\d{1,2})\.)?(\d{4})|(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)


class PartialDayField(CleanCharField):
    """A day, a month or a year: 14.03.2021, 03.2021 or 2021; comes out as ISO text of the same length."""

    default_error_messages = {
        "invalid": _("Enter the date like this: 14.03.2021, 03.2021 or 2021"),
        "no_such_day": _("There is no %(value)s."),
        "too_early": _("This day is before 1900. Check the year."),
        "in_future": _("This day is in the future. Enter today or an earlier day."),
        "too_late": _("This day is more than 20 years ahead. Check the year."),
    }

    def __init__(self, *, past: bool = True, **kwargs: Any) -> None:
        self.past = past
        kwargs.setdefault("required", False)
        super().__init__(max_length=20, **kwargs)
        self.widget.attrs |= {"inputmode": "text", "autocomplete": "off", "class": "kim-date", "maxlength": "20"}

    def to_python(self, value: Any) -> str:
        text = super().to_python(value).replace(" ", "")
        if not text:
            return ""
        match = _DAY.fullmatch(text)
        if not match:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        parts = match.groups()
        day, month, year = parts[:3] if parts[2] else (parts[5], parts[4], parts[3])
        return self._checked("-".join(part.zfill(2) for part in (year, month, day) if part), text)

    def _checked(self, iso: str, typed: str) -> str:
        try:
            span = parse(iso)
        except ValueError:
            raise forms.ValidationError(
                self.error_messages["no_such_day"], code="no_such_day", params={"value": typed}
            ) from None
        today = timezone.localdate()
        wrong = "too_early" if span.first.year < 1900 else ""
        wrong = wrong or ("in_future" if self.past and span.first > today else "")
        wrong = wrong or ("too_late" if span.first.year > today.year + 20 else "")
        if wrong:
            raise forms.ValidationError(self.error_messages[wrong], code=wrong)
        return iso


class SectionField(CleanCharField):
    """The section of a residence title: § 25 Abs. 2, 25(2) and 25 II are the same."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=60, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if text and section(text) is None:
            raise forms.ValidationError(_("Write the section as it stands on the card, for example: § 25 Abs. 2"))
        return text


def span_of(iso: str) -> Span | None:
    """The days an answer can mean; nothing where none was given."""
    return parse(iso) if iso else None


def german(iso: str) -> str:
    """2021-03 as 03.2021, the way it was asked for."""
    return ".".join(reversed(iso.split("-")))


def first_day(iso: str) -> date:
    """The earliest day an answer can mean."""
    return parse(iso).first
