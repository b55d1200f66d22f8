"""The form of an enquiry: it must be quick to fill in on the telephone, so hardly anything is compulsory."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Enquiry, Outreach, Urgency, YesNo
from kim.organisation.public import AccessChannel, Agency, LifeArea
from kim.web import wording
from kim.web.casework.forms import intake
from kim.web.casework.forms.careful import CarefulCharField
from kim.web.fields import Combobox, LanguageField, MunicipalityField
from kim.web.forms import (
    LONG_TEXT,
    CleanCharField,
    DayField,
    WithBirth,
    write_birth,
)

FIELDS = (
    "received_on", "channel", "referrer", "referrer_note", "given_name", "family_name", "description", "municipality",
    "language", "life_area", "matter", "anonymous", "outreach",
)  # fmt: skip
USUAL = {"interpreter": YesNo.NOT_ASKED, "urgency": Urgency.NORMAL}
RECENT = timedelta(days=60)


class ChannelField(forms.ModelChoiceField):
    """The channels of the county in the language of the screen."""

    def label_from_instance(self, obj: AccessChannel) -> str:  # type: ignore[override]
        return obj.label


class LifeAreaField(forms.ModelChoiceField):
    """The life areas of the county, by which what people ask for is counted."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"label": _("Life area"), "required": False, "empty_label": _("not clear or another")} | kwargs
        super().__init__(queryset=LifeArea.objects.all(), **kwargs)

    def label_from_instance(self, obj: LifeArea) -> str:  # type: ignore[override]
        return obj.label


class OutreachField(forms.ModelChoiceField):
    """The days of outreach of the last weeks, from which an enquiry may have arisen."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"label": _("Arose from outreach"), "required": False, "empty_label": _("no")} | kwargs
        super().__init__(queryset=Outreach.objects.none(), **kwargs)

    def label_from_instance(self, obj: Outreach) -> str:  # type: ignore[override]
        return f"{wording.day(obj.held_on)}, {obj.place}"


class AgencyField(forms.ModelChoiceField):
    """An agency of the county, found by typing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"required": False, "empty_label": _("please choose"), "widget": Combobox} | kwargs
        super().__init__(queryset=Agency.objects.none(), **kwargs)


def offer_lists(form: forms.Form, *, keep: Enquiry | None = None) -> None:
    """Fill the choices of a form with what the county has today; outreach that was chosen before stays."""
    today = timezone.localdate()
    lists: dict[str, Any] = {
        "channel": AccessChannel.objects.on(today),
        "referrer": Agency.objects.on(today),
        "passed_to": Agency.objects.on(today),
        "life_area": LifeArea.objects.on(today),
        "outreach": Outreach.objects.filter(held_on__lte=today).filter(
            Q(held_on__gte=today - RECENT) | Q(pk=keep.outreach_id if keep else None)
        ),
    }
    for name, rows in lists.items():
        if name in form.fields:
            form.fields[name].queryset = rows  # type: ignore[attr-defined]


class WhoAsks(WithBirth):
    """Who somebody is, as far as they say."""

    given_name = CleanCharField(label=_("Given name"), required=False, max_length=120)
    family_name = CleanCharField(label=_("Family name"), required=False, max_length=120)
    description = CarefulCharField(
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


class EnquiryForm(WhoAsks):
    """Who asked for help, how they came, what it is about."""

    received_on = DayField(label=_("Received on"), past=True, initial=timezone.localdate)
    channel = ChannelField(
        label=_("How they came"), queryset=AccessChannel.objects.none(), empty_label=_("please choose"),
        error_messages={"required": _("Choose how they came.")},
    )  # fmt: skip
    referrer = AgencyField(label=_("Referred by"), empty_label=_("nobody"))
    referrer_note = CleanCharField(
        label=_("Contact at the referrer"),
        required=False,
        max_length=200,
        help_text=_("Name, telephone, how to answer"),
    )
    outreach = OutreachField()
    anonymous = forms.BooleanField(
        label=_("The person wants to stay anonymous"),
        required=False,
        help_text=_("No name and no date of birth are kept. The name can be added later, if the person gives it."),
    )
    urgency = forms.ChoiceField(
        label=_("Urgency"), required=False, choices=Urgency, initial=Urgency.NORMAL, widget=forms.RadioSelect
    )
    life_area = LifeAreaField(help_text=_("What it is about above all; this is how enquiries are counted."))
    matter = CarefulCharField(
        label=_("What it is about"), required=False, max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, enquiry: Enquiry | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_lists(self, keep=enquiry)
        self.own = intake.fit(self, enquiry)
        if enquiry is not None and not enquiry.anonymous:
            del self.fields["anonymous"]

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The county's own questions."""
        return [self[name] for name in self.own]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        named = [name for name in ("given_name", "family_name") if data.get(name)]
        if data.get("anonymous"):
            for name in [*named, *(["birth"] if data.get("birth") else [])]:
                self.add_error(name, _("An anonymous enquiry keeps neither name nor date of birth. Take this out."))
        elif not named and not any(
            data.get("description") or name in self.errors for name in ("given_name", "family_name", "description")
        ):
            self.add_error("description", _("Enter a name, or say in a few words who it is."))
        return data

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        data = self.cleaned_data
        return (
            {name: data[name] for name in FIELDS if name in data}
            | {name: data[name] or usual for name, usual in USUAL.items() if name in data}
            | {"own_answers": intake.answers(self)}
            | self.birth_parts
        )

    @staticmethod
    def from_enquiry(enquiry: Enquiry) -> dict[str, Any]:
        """What is stored, as initial values."""
        return (
            {name: getattr(enquiry, name) for name in (*FIELDS, "interpreter", "urgency", "version", "birth_given")}
            | {"birth": write_birth(enquiry.birth_year, enquiry.birth_month, enquiry.birth_day)}
            | intake.known(enquiry)
        )
