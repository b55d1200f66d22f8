"""The form of an enquiry: it must be quick to fill in on the telephone, so hardly anything is compulsory."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Enquiry, Urgency, YesNo
from kim.organisation.public import AccessChannel, Agency
from kim.web.fields import LanguageField, MunicipalityField
from kim.web.forms import (
    LONG_TEXT,
    CleanCharField,
    DayField,
    WithBirth,
    write_birth,
)

FIELDS = (
    "received_on", "channel", "referrer", "referrer_note", "given_name", "family_name", "description", "municipality",
    "language", "matter",
)  # fmt: skip


class ChannelField(forms.ModelChoiceField):
    """The channels of the county in the language of the screen."""

    def label_from_instance(self, obj: AccessChannel) -> str:  # type: ignore[override]
        return obj.label


class EnquiryForm(WithBirth):
    """Who asked for help, how they came, what it is about."""

    received_on = DayField(label=_("Received on"), past=True, initial=timezone.localdate)
    channel = ChannelField(
        label=_("How they came"), queryset=AccessChannel.objects.none(), empty_label=_("please choose"),
        error_messages={"required": _("Choose how they came.")},
    )  # fmt: skip
    referrer = forms.ModelChoiceField(
        label=_("Referred by"), queryset=Agency.objects.none(), required=False, empty_label=_("nobody")
    )
    referrer_note = CleanCharField(
        label=_("Contact at the referrer"),
        required=False,
        max_length=200,
        help_text=_("Name, telephone, how to answer"),
    )
    given_name = CleanCharField(label=_("Given name"), required=False, max_length=120)
    family_name = CleanCharField(label=_("Family name"), required=False, max_length=120)
    description = CleanCharField(
        label=_("In a few words"),
        required=False,
        max_length=200,
        help_text=_("For example: woman, 27, with two children"),
    )
    municipality = MunicipalityField(label=_("Lives in"), required=False, empty_label=_("not known or elsewhere"))
    language = LanguageField(label=_("Language"), required=False, empty=_("not known"))
    interpreter = forms.ChoiceField(
        label=_("Interpreter needed"), required=False, choices=YesNo, initial=YesNo.NOT_ASKED
    )
    urgency = forms.ChoiceField(
        label=_("Urgency"), required=False, choices=Urgency, initial=Urgency.NORMAL, widget=forms.RadioSelect
    )
    matter = CleanCharField(
        label=_("What it is about"), required=False, max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["channel"].queryset = AccessChannel.objects.on(today)  # type: ignore[attr-defined]
        self.fields["referrer"].queryset = Agency.objects.on(today)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(name) or name in self.errors for name in ("given_name", "family_name", "description")):
            self.add_error("description", _("Enter a name, or say in a few words who it is."))
        return data

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        data = self.cleaned_data
        return (
            {name: data[name] for name in FIELDS}
            | {"interpreter": data["interpreter"] or YesNo.NOT_ASKED, "urgency": data["urgency"] or Urgency.NORMAL}
            | self.birth_parts
        )

    @staticmethod
    def from_enquiry(enquiry: Enquiry) -> dict[str, Any]:
        """What is stored, as initial values."""
        return {
            name: getattr(enquiry, name) for name in (*FIELDS, "interpreter", "urgency", "version", "birth_given")
        } | {"birth": write_birth(enquiry.birth_year, enquiry.birth_month, enquiry.birth_day)}
