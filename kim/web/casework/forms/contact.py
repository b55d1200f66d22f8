"""Forms for what happened and for what is to be done."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Case, Contact, ContactKind, ContactPlace, Interpreting, Repeats
from kim.organisation.public import LifeArea
from kim.web.casework.forms.careful import CarefulCharField
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

    usual_minutes = (15, 30, 45, 60)

    text = CarefulCharField(
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


class FullContactForm(ContactForm):
    """A contact with everything that can be noted about it; still only the text is compulsory."""

    place = forms.ChoiceField(
        label=_("Place"),
        required=False,
        choices=[("", _("not noted")), *ContactPlace.choices],
        widget=forms.RadioSelect,
    )
    interpreter = forms.ChoiceField(
        label=_("Interpreter"), required=False, choices=[("", _("not noted")), *Interpreting.choices],
        widget=forms.RadioSelect,
    )  # fmt: skip
    present = forms.TypedMultipleChoiceField(
        label=_("From the household were there"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    present_note = CleanCharField(
        label=_("Who else was there"), required=False, max_length=200,
        help_text=_("In what role, without names: neighbour, volunteer, colleague of the job centre"),
    )  # fmt: skip
    life_areas = forms.MultipleChoiceField(
        label=_("Life areas it touched"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 8
        members = case.household.select_related("person")
        self._choose_from(
            "present", [(m.person_id, f"{m.person.full_name}, {m.get_relation_display()}") for m in members]
        )
        self._choose_from("life_areas", [(area.key, area.label) for area in LifeArea.objects.order_by("position")])

    def _choose_from(self, name: str, choices: list[tuple[Any, str]]) -> None:
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def values(self) -> dict[str, Any]:
        more = ("place", "interpreter", "present", "present_note", "life_areas")
        return super().values() | {name: self.cleaned_data.get(name) or _NOTHING[name] for name in more}


class ContactCorrectionForm(FullContactForm):
    """The same, for a contact that stands already."""

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        names = (*_CORRECTED, "version")
        stored = {name: getattr(contact, name) for name in names}
        super().__init__(*args, case=contact.case, first_advice=False, initial=stored, **kwargs)

    def corrections(self) -> dict[str, Any]:
        """What the act of correcting takes; what the form did not ask stays."""
        values = self.values()
        values["held_on"] = values["held_on"] or timezone.localdate()
        return {name: values[name] for name in _CORRECTED if name in self.fields}


_NOTHING: dict[str, Any] = {"place": "", "interpreter": "", "present": [], "present_note": "", "life_areas": []}
_CORRECTED = ("text", "kind", "held_on", "minutes", "confidential", *_NOTHING)


class FollowUpForm(KimForm):
    """Something to do, by when, and whether it comes again."""

    text = CleanCharField(label=_("What is to be done"), max_length=200)
    due_on = ComingDayField(label=_("Until when"))
    repeats = forms.ChoiceField(
        label=_("Repeat"), required=False, choices=[("", _("once")), *Repeats.choices], widget=forms.RadioSelect
    )
    repeats_until = ComingDayField(
        label=_("Last time on"), required=False, help_text=_("If it repeats. It comes again each time it is done.")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        last, due = data.get("repeats_until"), data.get("due_on")
        if data.get("repeats") and "repeats_until" not in self.errors:
            if last is None:
                self.add_error("repeats_until", _("Say until when it repeats."))
            elif due and last < due:
                self.add_error("repeats_until", _("The last day is before the first. Check the dates."))
        return data

    def values(self) -> dict[str, Any]:
        """What the act of planning takes."""
        return {name: self.cleaned_data[name] for name in ("text", "due_on", "repeats", "repeats_until", "submission")}
