"""The day that is checked."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.law.naturalisation import law
from kim.web.forms import DayField, KimForm
from kim.web.wording import day as in_words


class DayForm(KimForm):
    """A day for which the law was read; after the last reviewed one only today, with a hint on the result."""

    day = DayField(label=_("Check for this day"))

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        book, today = law(), timezone.localdate()
        if day < book.first_day:
            text = _("The law before %(day)s is not in KIM. Enter this day or a later one.")
            raise forms.ValidationError(text, params={"day": in_words(book.first_day)})
        if day > max(today, book.last_reviewed):
            text = _(
                "The law was read up to %(day)s. Enter today or an earlier day; the result says from when it could work."
            )
            raise forms.ValidationError(text, params={"day": in_words(book.last_reviewed)})
        return day
