"""Forms of standing items and open points."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.public import Agency, Body
from kim.steering.public import OpenPoint, Seat, StandingItem, StandingKind
from kim.web.fields import Combobox
from kim.web.forms import CleanCharField, DayField, KimForm
from kim.web.steering.forms.nameless import NamelessField

STANDING = ("kind", "title", "text", "minutes", "every_months", "agreed_on")
POINT = ("title", "seat", "agency", "owner_body", "owner", "due_on")


class StandingForm(KimForm):
    """What comes onto the agendas by itself."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=StandingKind.choices, widget=forms.RadioSelect, initial="item"
    )
    title = NamelessField(label=_("Title"), max_length=160)
    text = NamelessField(
        label=_("What was agreed"), rows=4, required=False, help_text=_("Of an agreement: who does what, how and until when."),
    )  # fmt: skip
    agreed_on = DayField(label=_("Agreed on"), required=False)
    every_months = forms.IntegerField(
        label=_("Comes back every … months"), required=False, min_value=1, max_value=60,
        help_text=_("Empty: an item stands on every agenda; an agreement comes back as often as the rules of the body say."),
    )  # fmt: skip
    minutes = forms.IntegerField(label=_("Minutes planned"), required=False, min_value=1, max_value=600)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") == StandingKind.AGREEMENT:
            if not data.get("text") and "text" not in self.errors:
                self.add_error("text", _("Write what was agreed."))
            if not data.get("agreed_on") and "agreed_on" not in self.errors:
                self.add_error("agreed_on", _("Enter the day of the agreement."))
        return data

    @staticmethod
    def from_item(item: StandingItem) -> dict[str, Any]:
        """What the form shows."""
        return {name: getattr(item, name) for name in STANDING} | {"version": item.version}

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in STANDING}


class PointForm(KimForm):
    """Something that stays open: who takes care of it, until when."""

    title = NamelessField(
        label=pgettext_lazy("steering", "What is open"), max_length=200, help_text=_("The matter, without any case.")
    )
    seat = forms.ModelChoiceField(
        label=_("Seat that takes care of it"), required=False, queryset=Seat.objects.none(), empty_label=_("no seat")
    )
    agency = forms.ModelChoiceField(
        label=_("Or an organisation"), required=False, queryset=Agency.objects.none(), widget=Combobox, empty_label=_("none named"),
    )  # fmt: skip
    owner_body = forms.ModelChoiceField(
        label=_("Or a body"), required=False, queryset=Body.objects.none(), empty_label=_("no body")
    )
    owner = CleanCharField(label=_("Who there"), required=False, max_length=160, help_text=_("Office or name."))
    due_on = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, body: Body, point: OpenPoint | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        choices: dict[str, Any] = {
            "seat": Seat.objects.on(today).filter(body=body), "agency": Agency.objects.on(today),
            "owner_body": Body.objects.on(today),
        }  # fmt: skip
        for name, rows in choices.items():
            now = getattr(point, f"{name}_id", None)  # what has ended meanwhile stays chosen
            field: Any = self.fields[name]
            field.queryset = rows | field.queryset.model.objects.filter(pk=now) if now else rows

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        chosen = [name for name in ("seat", "agency", "owner_body") if data.get(name)]
        for name in chosen[1:]:
            self.add_error(name, _("Only one takes care of it: leave this empty, or the one before."))
        return data

    @staticmethod
    def from_point(point: OpenPoint) -> dict[str, Any]:
        """What the form shows."""
        chosen = {name: getattr(point, f"{name}_id") for name in ("seat", "agency", "owner_body")}
        return chosen | {"title": point.title, "owner": point.owner, "due_on": point.due_on, "version": point.version}

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in POINT}


class NoteForm(KimForm):
    """What was said about a point, and perhaps another day."""

    text = NamelessField(label=_("What was said"), rows=3)
    due_on = DayField(label=_("New day"), required=False, help_text=_("Only where the day changes."))


class ResultForm(KimForm):
    """What came of it."""

    text = NamelessField(label=_("What came of it"), rows=3)


class AgainForm(KimForm):
    """Why a point is taken up again."""

    text = NamelessField(label=_("Why it is open again"), rows=3)
