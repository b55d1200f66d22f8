"""Forms of a naturalisation office: a new application, somebody more in it, the next step, documents, questions."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.naturalisation import exceptions as faults
from kim.naturalisation.public import (
    Applicant,
    Application,
    Authority,
    Basis,
    DocumentKind,
    LeftReason,
    Relation,
    states,
)
from kim.organisation.public import Municipality, Unit
from kim.web.forms import CleanCharField, DayField, KimForm, country_choices
from kim.web.naturalisation.fields import PartialDayField, first_day, german

_AT: dict[type[Exception], str] = {
    faults.NotResponsible: "municipality", faults.ReasonMissing: "reason", faults.BeforeTheLastStep: "on",
    faults.InTheFuture: "on", faults.NoSuchStep: "to", faults.GateClosed: "to", faults.AlreadyAsked: "kind",
    faults.ChangesLaterAnyway: "start", faults.ReasonForCorrection: "correction", faults.LeavingNeedsReason: "reason",
    faults.DayIsPast: "until",
}  # fmt: skip


def said(form: forms.BaseForm, error: Exception) -> None:
    """The sentence at the field it belongs to, or above the form."""
    field = _AT.get(type(error))
    form.add_error(field if field in form.fields else None, str(error))


class ApplicantForm(KimForm):
    """One person of an application."""

    given_name = CleanCharField(label=_("Given name"), max_length=120)
    family_name = CleanCharField(label=_("Family name"), max_length=120)
    born_on = PartialDayField(label=_("Date of birth"), help_text=_("As much as is known: 14.03.1994, 03.1994 or 1994"))
    citizenships = forms.MultipleChoiceField(label=pgettext_lazy("applicant", "Citizenships"), required=False)
    municipality = forms.ModelChoiceField(
        label=_("Place of residence"), required=False, queryset=Municipality.objects.none(), empty_label=""
    )
    street = CleanCharField(label=_("Street and number"), required=False, max_length=200)
    phone = CleanCharField(label=_("Telephone"), required=False, max_length=40)
    email = forms.EmailField(label=_("E-mail"), required=False)
    is_protected = forms.BooleanField(label=_("The address is blocked (§ 51 BMG)"), required=False)
    relation = forms.ChoiceField(label=pgettext_lazy("applicant", "As"), choices=Relation.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["citizenships"].choices = country_choices()[1:]  # type: ignore[attr-defined]
        self.fields["municipality"].queryset = Municipality.objects.on(timezone.localdate())  # type: ignore[attr-defined]

    def person(self) -> dict[str, Any]:
        """What `NewApplicant` takes."""
        names = ("given_name", "family_name", "born_on", "municipality", "street", "phone", "email", "is_protected")
        return {name: self.cleaned_data[name] for name in names} | {
            "citizenships": tuple(self.cleaned_data["citizenships"]),
            "relation": self.cleaned_data.get("relation", Relation.SELF),
        }


class EditApplicantForm(ApplicantForm):
    """The same of somebody who is known; once granted, a correction of name or date of birth says why."""

    correction = CleanCharField(
        label=_("Why name or date of birth are corrected"), required=False, max_length=300,
        help_text=_("Needed because the application is granted."),
    )  # fmt: skip

    def __init__(self, *args: Any, application: Application, who: Applicant, **kwargs: Any) -> None:
        names = ("given_name", "family_name", "born_on", "citizenships", "municipality", "street", "phone", "email")
        initial = {name: getattr(who, name) for name in (*names, "is_protected", "relation")}
        initial["born_on"] = german(who.born_on)
        super().__init__(*args, initial=initial | {"version": application.version}, **kwargs)
        if application.stage != states.Stage.DECISION:
            del self.fields["correction"]


class LeaveForm(KimForm):
    """Somebody is taken out of an application that goes on."""

    reason = forms.ChoiceField(label=pgettext_lazy("applicant", "Reason"), choices=[("", ""), *LeftReason.choices])
    on = DayField(label=pgettext_lazy("applicant", "On"), past=True)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        initial = {"on": timezone.localdate(), "version": application.version}
        super().__init__(*args, initial=initial, **kwargs)


class HoldForm(KimForm):
    """Keep an application that has ended longer than the county's class says."""

    until = DayField(label=_("Keep at least until"))
    reason = CleanCharField(
        label=pgettext_lazy("keeping", "Reason"), max_length=200, help_text=_("For instance: an action is pending.")
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        initial = {
            "until": application.hold_until, "reason": application.hold_reason, "version": application.version
        }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)


class NewApplicationForm(ApplicantForm):
    """An application begins with one person; others are added on its page."""

    unit = forms.ModelChoiceField(label=pgettext_lazy("naturalisation", "Office"), queryset=Unit.objects.none())
    basis = forms.ChoiceField(label=_("Legal basis"), choices=Basis.choices)
    stage = forms.ChoiceField(
        label=pgettext_lazy("application", "Stage"),
        choices=[(each.value, each.label) for each in (states.Stage.ADVICE, states.Stage.DOCUMENTS, states.Stage.SUBMITTED)],
    )  # fmt: skip
    on = DayField(label=pgettext_lazy("application", "Since"), past=True)

    def __init__(self, *args: Any, offices: list[Unit], **kwargs: Any) -> None:
        today = timezone.localdate()
        super().__init__(*args, initial={"on": today, "unit": offices[0].pk, "stage": "documents"}, **kwargs)
        del self.fields["relation"]  # whoever begins it applies
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in offices])  # type: ignore[attr-defined]
        self.fields["unit"].empty_label = None  # type: ignore[attr-defined]
        if len(offices) == 1:
            self.fields["unit"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        born, on = data.get("born_on"), data.get("on")
        if born and on and on < first_day(born):
            self.add_error("on", _("This is before the date of birth. Check the two days."))
        return data


class MoveForm(KimForm):
    """The next step of an application: which, on what day, and at an end why."""

    to = forms.ChoiceField(label=_("Next step"), widget=forms.RadioSelect)
    on = DayField(label=pgettext_lazy("application", "On"), past=True)
    reason = forms.ChoiceField(
        label=_("Reason for the end"), required=False, choices=[("", ""), *states.EndReason.choices],
        help_text=_("Only if the application ends without a certificate."),
    )  # fmt: skip

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        initial = {"on": timezone.localdate(), "version": application.version}
        super().__init__(*args, initial=initial, **kwargs)
        steps = states.next_steps(application.stage)
        self.fields["to"].choices = [(step.target.value, step.target.label) for step in steps]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("reason") and data.get("to") and data["to"] != states.Stage.ENDED:
            self.add_error(
                "reason", _("This step needs no reason. Empty the field, or choose the end without a certificate.")
            )
        return data


class DocumentForm(KimForm):
    """A document that is to be asked for."""

    kind = forms.ChoiceField(label=_("Document"), choices=[("", ""), *DocumentKind.choices])
    due_on = DayField(label=_("To be there by"), required=False, coming=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args, initial={"due_on": timezone.localdate() + timedelta(days=28)}, prefix="document", **kwargs
        )


class AskForm(KimForm):
    """A question to another office."""

    authority = forms.ChoiceField(label=_("Office asked"), choices=[("", ""), *Authority.choices])
    name = CleanCharField(
        label=_("Name of the office"), max_length=120, required=False, help_text=_("Only for another office.")
    )
    asked_on = DayField(label=_("Asked on"), past=True)
    due_on = DayField(label=_("Answer expected by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        super().__init__(
            *args, initial={"asked_on": today, "due_on": today + timedelta(days=42)}, prefix="ask", **kwargs
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        asked, due = data.get("asked_on"), data.get("due_on")
        if data.get("authority") == Authority.OTHER and not data.get("name"):
            self.add_error("name", _("Say which office is asked."))
        elif data.get("authority") and data["authority"] != Authority.OTHER and data.get("name"):
            self.add_error(
                "name", _("The office is chosen above already. Empty this field, or choose “another office”.")
            )
        if asked and due and due < asked:
            self.add_error("due_on", _("This is before the day of the question. Check the two days."))
        return data


class ResponsibleForm(forms.Form):
    """For which municipality and day the responsible office is looked up."""

    place = forms.ModelChoiceField(label=_("Municipality"), queryset=Municipality.objects.none(), empty_label="")
    on = DayField(label=_("Day"))

    def __init__(self, data: Any) -> None:
        today = timezone.localdate()
        super().__init__(data if "place" in data else None, label_suffix="", initial={"on": today})
        self.fields["place"].queryset = Municipality.objects.on(today)  # type: ignore[attr-defined]


class AreaForm(KimForm):
    """Which office is responsible for a municipality from a day on."""

    place = forms.ModelChoiceField(label=_("Municipality"), queryset=Municipality.objects.none(), empty_label="")
    unit = forms.ModelChoiceField(label=_("Naturalisation office"), queryset=Unit.objects.none(), empty_label="")
    start = DayField(label=_("Responsible from"))
    agreement = CleanCharField(
        label=_("Agreement"), required=False, max_length=200, help_text=_("If an agreement between municipalities makes it so.")
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["place"].queryset = Municipality.objects.on(today)  # type: ignore[attr-defined]
        self.fields["unit"].queryset = Unit.objects.on(today).filter(kind="naturalisation_office")  # type: ignore[attr-defined]
