"""Forms of appointments: planning one, moving it, what came of it."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.casework.public import Appointment, CalledOffBy, Case, ContactPlace, InterpreterBooking, Meets, access, states
from kim.organisation.public import Agency, User
from kim.web.casework.late import ask_why_late
from kim.web.fields.combobox import Combobox
from kim.web.fields.lists import LanguageField
from kim.web.fields.times import TimeOfDayField
from kim.web.forms import CleanCharField, DayField, KimForm

USUAL = timedelta(hours=1)


def moment(day: date, at: time) -> datetime:
    """This time on this day here; ValueError where the clock is put forward over it."""
    here = timezone.make_aware(datetime.combine(day, at))
    if timezone.localtime(here.astimezone(UTC)).time() != at:
        raise ValueError
    return here


class TimesForm(KimForm):
    """A day, from when and until when; what speaks against it is asked once (`anyway` carries the answer)."""

    day = DayField(label=_("Day"))
    starts = TimeOfDayField(label=pgettext_lazy("time", "From"))
    ends = TimeOfDayField(label=pgettext_lazy("time", "Until"), required=False, help_text=_("Empty means: one hour"))
    anyway = CleanCharField(required=False, max_length=60, widget=forms.HiddenInput)
    starts_at: datetime
    ends_at: datetime

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("day") and data.get("starts") and "ends" in data:
            self._read_times(data["day"], data["starts"], data["ends"])
        return data

    def _read_times(self, day: date, starts: time, ends: time | None) -> None:
        try:
            self.starts_at = moment(day, starts)
        except ValueError:
            self.add_error("starts", _("This time does not exist on that day: the clock is put forward."))
            return
        try:
            self.ends_at = moment(day, ends) if ends else self.starts_at + USUAL
        except ValueError:
            self.add_error("ends", _("This time does not exist on that day: the clock is put forward."))
            return
        if self.ends_at <= self.starts_at:
            self.add_error("ends", _("The appointment ends before it begins. Check both times."))

    @property
    def mark(self) -> str:
        """The times that were warned of, so that other times are asked about anew."""
        return f"{self.starts_at:%Y%m%d%H%M}-{self.ends_at:%H%M}"

    @property
    def goes_on_anyway(self) -> bool:
        """Whether somebody has read what speaks against these very times."""
        return bool(self.cleaned_data.get("anyway") == self.mark)


class DetailsForm(KimForm):
    """What it is about, with whom, where, and who interprets; without a case fewer things are asked."""

    about = CleanCharField(
        label=_("What it is about"), required=False, max_length=200,
        help_text=_("Stands in KIM only: never in a calendar, an e-mail or a letter."),
    )  # fmt: skip
    meets = forms.ChoiceField(
        label=pgettext_lazy("appointment", "With"), choices=Meets, initial=Meets.PERSON, widget=forms.RadioSelect
    )
    agency = forms.ModelChoiceField(
        label=_("Agency"), required=False, queryset=Agency.objects.none(), widget=Combobox(), empty_label=_("none")
    )
    place_kind = forms.ChoiceField(
        label=_("Place"), choices=ContactPlace, initial=ContactPlace.OFFICE, widget=forms.RadioSelect
    )
    place = CleanCharField(
        label=_("Address or room"), required=False, max_length=200,
        help_text=_("As the person finds it: it stands in the letter and the e-mail."),
    )  # fmt: skip
    interpreter = forms.ChoiceField(
        label=_("Interpreter"), choices=InterpreterBooking, initial=InterpreterBooking.NOT_NEEDED,
        widget=forms.RadioSelect,
    )  # fmt: skip
    interpreter_language = LanguageField(label=_("Language"), required=False, empty=_("not named"))

    def __init__(self, *args: Any, case: Case | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.order_by("name")  # type: ignore[attr-defined]
        if case is None:
            self.fields["about"].required = True
            self.fields["about"].error_messages["required"] = _("Say in a few words what the appointment is.")
            del self.fields["meets"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("meets") == Meets.AGENCY and not data.get("agency"):
            self.add_error("agency", _("Name the agency, or say that somebody else is met."))
        return data

    def details(self) -> dict[str, Any]:
        """What the acts take."""
        names = ("about", "meets", "agency", "place_kind", "place", "interpreter", "interpreter_language")
        return {"meets": Meets.OTHERS} | {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class AppointmentForm(DetailsForm, TimesForm):
    """A new appointment; who stands in chooses in whose calendar it is written."""

    owner = forms.ModelChoiceField(
        label=_("In whose calendar"), queryset=User.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    field_order = ("day", "starts", "ends", "owner", "meets", "agency", "about", "place_kind", "place")

    def __init__(self, *args: Any, user: User, case: Case | None = None, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        stands_in = case is not None and case.assigned_to_id in access.scope_for(user).acting_for
        if stands_in and case is not None:
            owners = User.objects.filter(pk__in=(user.pk, case.assigned_to_id))
            self.fields["owner"].queryset = owners  # type: ignore[attr-defined]
            self.fields["owner"].initial = case.assigned_to_id
        else:
            del self.fields["owner"]


class SettleForm(KimForm):
    """What came of an appointment, and if it was called off, by whom."""

    state = forms.ChoiceField(label=_("What came of it?"), widget=forms.RadioSelect)
    called_off_by = forms.ChoiceField(
        label=_("If called off: by whom"), choices=CalledOffBy, required=False, widget=forms.RadioSelect
    )
    note = CleanCharField(
        label=_("Note"), required=False, max_length=500, help_text=_("For example why, and what follows.")
    )

    def __init__(self, *args: Any, appointment: Appointment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = states.AppointmentState
        possible = states.APPOINTMENT_TRANSITIONS[kinds(appointment.state)]
        ahead = appointment.starts_at > timezone.now()
        choices = [k for k in possible if k != kinds.MOVED and (not ahead or k == kinds.CANCELLED)]
        self.fields["state"].choices = [(k.value, k.label) for k in choices]  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["state"].initial = choices[0].value
        if kinds.CANCELLED not in choices:
            del self.fields["called_off_by"]
        if not ahead:
            ask_why_late(self, appointment.case)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("state") == states.AppointmentState.CANCELLED and not data.get("called_off_by"):
            self.add_error("called_off_by", _("Say who called it off: it is counted."))
        return data
