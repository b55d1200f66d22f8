"""Forms for what happened and for what is to be done."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework.public import ContactKind
from kim.web.forms import LONG_TEXT, CleanCharField, DayField, KimForm

A_DAY = 24 * 60


class ComingDayField(DayField):
    """A day from today on."""

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Enter today or a later day."), code="past")
        return day


class ContactForm(KimForm):
    """A contact as it is noted in passing: only the text is compulsory."""

    text = CleanCharField(
        label=_("Note"), max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write what happened. The note is still empty.")},
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=ContactKind, initial=ContactKind.TALK, widget=forms.RadioSelect)
    held_on = DayField(label=_("Day"), past=True, required=False)
    minutes = forms.IntegerField(
        label=_("Minutes"), required=False, min_value=1, max_value=A_DAY,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "4"}),
    )  # fmt: skip
    confidential = forms.BooleanField(label=_("confidential"), required=False)
    is_first_advice = forms.BooleanField(label=_("this was the first advice"), required=False)

    def __init__(self, *args: Any, first_advice: bool, **kwargs: Any) -> None:
        """`first_advice` says whether this contact can still be the first advice; else nobody is asked."""
        super().__init__(*args, **kwargs)
        if not first_advice:
            del self.fields["is_first_advice"]

    def values(self) -> dict[str, Any]:
        """What the act of recording takes."""
        names = ("text", "kind", "held_on", "minutes", "confidential", "submission")
        first = self.cleaned_data.get("is_first_advice", False)
        return {name: self.cleaned_data[name] for name in names} | {"is_first_advice": first}


class FollowUpForm(KimForm):
    """Something to do, and by when."""

    text = CleanCharField(label=_("What is to be done"), max_length=200)
    due_on = ComingDayField(label=_("Until when"))

    def values(self) -> dict[str, Any]:
        """What the act of planning takes."""
        return {name: self.cleaned_data[name] for name in ("text", "due_on", "submission")}
