"""Forms of work orders and of feedback."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.public import Agency, Body, Unit, User
from kim.web.fields import Combobox
from kim.web.forms import CleanCharField, DayField, KimForm
from kim.web.steering.forms.nameless import NamelessField
from kim.web.steering.forms.proposals import long_text


class OrderForm(KimForm):
    """What is to be done, by whom, until when, and by what one sees that it is done."""

    what = long_text(_("What is to be done"), required=True)
    body = forms.ModelChoiceField(
        label=pgettext_lazy("steering", "Body"), required=False, queryset=Body.objects.none(), empty_label=_("none")
    )
    agency = forms.ModelChoiceField(
        label=_("Agency"), required=False, queryset=Agency.objects.none(), empty_label=_("none"), widget=Combobox
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"), required=False, queryset=Unit.objects.none(), empty_label=_("none"), widget=Combobox
    )
    person = forms.ModelChoiceField(
        label=_("Who looks after it"), required=False, queryset=User.objects.none(), empty_label=_("nobody yet"),
        widget=Combobox,
    )  # fmt: skip
    due_on = DayField(label=_("Until"))
    indicator = CleanCharField(label=_("By what one sees that it is done"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        choices: dict[str, Any] = {
            "body": Body.objects.on(today), "agency": Agency.objects.on(today), "unit": Unit.objects.all(),
            "person": User.objects.filter(is_active=True).order_by("last_name", "first_name"),
        }  # fmt: skip
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = [name for name in ("body", "agency", "unit") if data.get(name)]
        if len(chosen) != 1 and not {"body", "agency", "unit"} & self.errors.keys():
            self.add_error(chosen[-1] if chosen else "body", _("Choose exactly one: a body, an agency or a unit."))
        return data


class ReportForm(KimForm):
    """How far it is."""

    percent = forms.IntegerField(label=_("Progress in per cent"), min_value=0, max_value=100)
    text = long_text(_("What has happened"), required=True)


class DoneForm(KimForm):
    """Done, with proof."""

    done_on = DayField(label=_("Done on"), past=True, initial=timezone.localdate)
    proof = long_text(_("By what one sees it"), required=True, help_text=_("For example a link, a letter, a date."))


class ReasonForm(KimForm):
    """Dropped or taken up again, with the reason."""

    reason = long_text(_("Reason"), required=True)


class WhyForm(KimForm):
    """Why an order past its day stands still."""

    reason = long_text(
        _("Why it stands still"), required=True,
        help_text=_("For example: who is missing, what is not decided, which money is open. The chair reads it."),
    )  # fmt: skip


class FeedbackForm(KimForm):
    """What became of it, for everybody who reported."""

    text = NamelessField(
        label=_("What became of it"),
        rows=6,
        help_text=_("Everybody who reported this reads it word for word. Write plainly, and name nobody."),
    )
    final = forms.BooleanField(label=_("This is the final answer"), required=False, initial=True)
