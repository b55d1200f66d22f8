"""Forms for contacts that are no case: counted on one screen, answered at once, named later, taken up again."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.casework.public import Enquiry, EnquiryState, YesNo
from kim.organisation.public import AccessChannel
from kim.web.casework.forms.careful import CarefulCharField
from kim.web.casework.forms.enquiry import AgencyField, ChannelField, LifeAreaField, OutreachField, WhoAsks, offer_lists
from kim.web.fields import LanguageField, MunicipalityField
from kim.web.forms import LONG_TEXT, CleanCharField, DayField, KimForm, write_birth

A_DAY = 24 * 60
AT_ONCE = 200
ADVISED, REFERRED, OPEN = EnquiryState.ADVISED_ONCE, EnquiryState.REFERRED_ON, EnquiryState.OPEN
ANSWERS = [(ADVISED.value, _("advised")), (REFERRED.value, _("referred on"))]
LEFT_OPEN = (OPEN.value, pgettext_lazy("enquiry", "still open, to be checked"))


def _figure(label: Any, most: int, **kwargs: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "4"})
    return forms.IntegerField(label=label, min_value=1, max_value=most, widget=widget, **kwargs)


class Answering(KimForm):
    """What was advised, how long it took, or where the person was referred to."""

    result = forms.ChoiceField(
        label=_("What you did"), choices=ANSWERS, widget=forms.RadioSelect,
        error_messages={"required": _("Say whether you advised or referred on.")},
    )  # fmt: skip
    answer = CarefulCharField(
        label=_("What was advised"), required=False, max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )
    minutes = _figure(_("Minutes"), A_DAY, required=False)
    passed_to = AgencyField(label=_("Referred on to"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("result") == REFERRED and not data.get("passed_to") and "passed_to" not in self.errors:
            self.add_error("passed_to", _("Choose the agency that goes on."))
        return data


class CountForm(Answering):
    """A contact without a name on one screen; several of one kind at once on busy days."""

    received_on = DayField(label=_("Day"), past=True, initial=timezone.localdate)
    channel = ChannelField(
        label=_("How they came"), queryset=AccessChannel.objects.none(), empty_label=_("please choose"),
        error_messages={"required": _("Choose how they came.")},
    )  # fmt: skip
    life_area = LifeAreaField()
    municipality = MunicipalityField(label=_("Lives in"), required=False, empty_label=_("not known or elsewhere"))
    language = LanguageField(label=_("Language"), required=False, empty=_("not known"))
    matter = CarefulCharField(
        label=_("In a few words"), required=False, max_length=300, help_text=_("Without names; may stay empty.")
    )
    number_of = _figure(
        _("How many"), AT_ONCE, required=False, initial=1, help_text=_("Several contacts of the same kind at once.")
    )
    outreach = OutreachField()

    def __init__(self, *args: Any, enquiry: Enquiry | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_lists(self, keep=enquiry)
        if enquiry is None:
            self.fields["result"].choices = [*ANSWERS, LEFT_OPEN]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("result") == OPEN and (data.get("number_of") or 1) > 1:
            self.add_error("number_of", _("What is to be checked is taken down one by one. Enter 1."))
        return data

    @property
    def stays_open(self) -> bool:
        return bool(self.cleaned_data["result"] == OPEN)

    def facts(self) -> dict[str, Any]:
        """What an enquiry and a count have in common."""
        names = ("received_on", "channel", "life_area", "municipality", "language", "matter", "outreach")
        return {name: self.cleaned_data[name] for name in names}

    def counted(self) -> dict[str, Any]:
        """The fields as the act of counting takes them."""
        names = ("result", "answer", "minutes", "passed_to")
        number_of = self.cleaned_data["number_of"] or 1
        return self.facts() | {name: self.cleaned_data[name] for name in names} | {"number_of": number_of}

    def once_more(self) -> dict[str, str]:
        """What the next contact of a busy day most likely has in common with this one; nothing about anybody."""
        data = self.cleaned_data
        chosen = {"channel": data["channel"], "municipality": data["municipality"], "outreach": data["outreach"]}
        day = data["received_on"]
        kept = {name: str(row.pk) for name, row in chosen.items() if row is not None}
        return kept | ({} if day == timezone.localdate() else {"received_on": f"{day:%d.%m.%Y}"})

    @staticmethod
    def from_enquiry(enquiry: Enquiry) -> dict[str, Any]:
        """What is stored, as initial values."""
        names = (
            "received_on", "channel", "life_area", "municipality", "language", "matter", "outreach", "answer", "minutes",
            "passed_to", "number_of", "version",
        )  # fmt: skip
        return {name: getattr(enquiry, name) for name in names} | {"result": enquiry.state}


class AnswerForm(Answering):
    """An enquiry answered at once, without a check."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_lists(self)

    def values(self) -> dict[str, Any]:
        """What the act takes."""
        return {name: self.cleaned_data[name] for name in ("result", "answer", "minutes", "passed_to")}


NAMED = ("given_name", "family_name", "description", "municipality", "language")


class NameForm(WhoAsks):
    """The name that an anonymous contact has given, and what is asked together with it."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(name) or name in self.errors for name in ("given_name", "family_name")):
            self.add_error("family_name", _("Enter the name that the person has given."))
        return data

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        data = self.cleaned_data
        interpreter = {"interpreter": data["interpreter"] or YesNo.NOT_ASKED}
        return {name: data[name] for name in NAMED} | interpreter | self.birth_parts

    @staticmethod
    def from_enquiry(enquiry: Enquiry) -> dict[str, Any]:
        """What is stored, as initial values."""
        names = (*NAMED, "interpreter", "version", "birth_given")
        birth = write_birth(enquiry.birth_year, enquiry.birth_month, enquiry.birth_day)
        return {name: getattr(enquiry, name) for name in names} | {"birth": birth}


class TakeUpForm(KimForm):
    """Why a decided enquiry is looked at anew."""

    reason = CleanCharField(
        label=_("Why is it taken up again?"), max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why: it stays beside the earlier decision.")},
    )  # fmt: skip
