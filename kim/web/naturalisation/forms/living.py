"""Livelihood, work and family."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.web.naturalisation.fields import PartialDayField
from kim.web.naturalisation.forms.base import UNSAID, YES_NO, Answer, Raw, Rows, YesOrNo

MONTHS = {"min_value": 0, "max_value": 24, "required": False}


class BenefitsForm(Answer):
    """What is drawn now."""

    drawn = forms.MultipleChoiceField(
        label=_("Benefits drawn now"), widget=forms.CheckboxSelectMultiple,
        choices=(
            ("none", _("none of these")),
            ("SGB2", _("job centre (SGB II)")),
            ("SGB12", _("social assistance or basic income in old age (SGB XII)")),
            ("AsylbLG", _("benefits for asylum seekers (AsylbLG)")),
            ("ALG1", _("unemployment insurance (ALG I)")),
            ("Wohngeld", _("housing allowance (Wohngeld)")),
            ("Kinderzuschlag", _("child supplement (Kinderzuschlag)")),
            ("BAfoeG", _("support for training (BAföG)")),
        ),
    )  # fmt: skip

    def clean_drawn(self) -> list[str]:
        drawn: list[str] = self.cleaned_data["drawn"]
        if "none" in drawn and len(drawn) > 1:
            raise forms.ValidationError(_("You ticked “none of these” and a benefit. Take one of them away."))
        return drawn

    def facts(self) -> Raw:
        return {"benefits": [each for each in self.cleaned_data["drawn"] if each != "none"]}


class LivelihoodForm(Answer):
    """Whether the own income is enough."""

    said = forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, label=_("Your answer"))

    def facts(self) -> Raw:
        return {"livelihood": {"self_and_relatives": self.known_or_none("said")}}


class WorkForm(Answer):
    """Full time now, since when, and how many of the last 24 months."""

    key = "employment"
    full_time = forms.ChoiceField(
        label=_("Full time at present?"), choices=YES_NO, widget=forms.RadioSelect,
    )  # fmt: skip
    since = PartialDayField(label=_("In full time since"))
    months = forms.IntegerField(
        label=_("Months in full time within the last 24 months"), help_text=_("0 to 24"), **MONTHS
    )

    def facts(self) -> Raw:
        return {
            self.key: {
                "full_time_now": self.known_or_none("full_time"),
                "full_time_since": self.cleaned_data["since"] or None,
                "full_time_months_last_24": self.cleaned_data["months"],
            }
        }


class SpouseWorkForm(WorkForm):
    """The same of the spouse."""

    key = "spouse"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_time"].label = _("Does your spouse work full time at present?")
        self.fields["since"].label = _("Your spouse works full time since")
        self.fields["months"].label = _("Months in which your spouse worked full time, of the last 24")


class MarriageForm(Answer):
    """Whether there is a spouse, and a German one."""

    said = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect,
        choices=(
            ("none", _("not married, no registered partnership")),
            ("other", _("married or in a registered partnership")),
            ("german", _("married or in a registered partnership with a German")),
        ),
    )  # fmt: skip
    married = PartialDayField(label=_("Day of the wedding"), help_text=_("only with a German spouse"))

    def clean(self) -> Raw:
        data = super().clean() or {}
        if data.get("said") == "german" and not data.get("married") and "married" not in self.errors:
            self.add_error("married", _("Enter the day, the month or the year, or choose “I do not know”."))
        return data

    def facts(self) -> Raw:
        said = self.cleaned_data["said"]
        found: Raw = {"spouse": {"married": said != "none"}}
        if said == "german":
            found["spouse_german"] = {"marriage_date": self.cleaned_data["married"], "existing": True}
        return found


class ChildForm(YesOrNo):
    says = "minor_child_in_household"


class ResponsibleForm(Answer):
    """Whether the person answers for drawing benefits."""

    said = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect,
        choices=(
            ("no", _("There is a reason, for example illness, care, school or training")),
            ("yes", _("There is no such reason")),
        ),
    )  # fmt: skip

    def facts(self) -> Raw:
        return {"responsible_for_benefits": self.known_or_none("said")}


class TogetherForm(YesOrNo):
    says = "parent_naturalised_at_same_time"


class ConvictionsForm(Rows):
    """Which convictions there are; several are added up unless a court formed one sentence of them."""

    said = forms.ChoiceField(
        label=_("Convictions"), widget=forms.RadioSelect,
        choices=(("none", pgettext_lazy("convictions", "none")), ("some", _("There is one, or several, namely:"))),
    )  # fmt: skip
    together = forms.IntegerField(
        label=_("Daily rates of one sentence formed of several"), required=False, min_value=1, max_value=720,
        help_text=_("only if a court formed one (Gesamtstrafe)"),
    )  # fmt: skip
    at_first = 1
    after_rows = ("together",)

    def row_fields(self, place: int) -> dict[str, forms.Field]:
        return {
            "type": forms.ChoiceField(
                label=_("What it was"), required=False,
                choices=(
                    UNSAID, ("fine", _("fine")), ("imprisonment", _("imprisonment")),
                    ("youth_measure", _("educational or disciplinary measure of juvenile law")),
                ),
            ),
            "units": forms.IntegerField(label=_("Daily rates of the fine"), required=False, min_value=1, max_value=720),
            "months": forms.IntegerField(label=_("Months of imprisonment"), required=False, min_value=1, max_value=600),
            "ends": PartialDayField(label=_("On probation until"), past=False),
            "remitted": forms.ChoiceField(
                label=_("Remitted after the probation?"), required=False, choices=(UNSAID, *YES_NO)
            ),
        }  # fmt: skip

    def facts(self) -> Raw:
        if self.cleaned_data["said"] == "none":
            return {"convictions": [], "pending_investigation": None}
        rows = [self._entry(row) for _place, row in self.filled_rows()] or [{}]
        formed = self.cleaned_data["together"]
        found: Raw = {"convictions": rows, "pending_investigation": None}
        return found | ({"aggregate_sentence_day_units": formed} if formed else {})

    def _entry(self, row: Raw) -> Raw:
        entry: Raw = {"type": row["type"] or None, "day_units": row["units"], "months": row["months"]}
        if row["type"] == "imprisonment":
            entry |= {
                "suspended": True if row["ends"] else None, "probation_ends": row["ends"] or None,
                "remitted": {"yes": True, "no": False}.get(row["remitted"]),
            }  # fmt: skip
        return {key: value for key, value in entry.items() if value not in (None, "")}


class ProceedingsForm(Answer):
    """A running investigation, and a finding of deception in an earlier naturalisation (§ 35a StAG)."""

    pending = forms.ChoiceField(
        label=_("Is a criminal investigation running?"), required=False, choices=(UNSAID, *YES_NO)
    )
    deceived = forms.ChoiceField(
        label=_("Was a naturalisation ever taken back or refused because of deception?"), required=False,
        choices=(UNSAID, *YES_NO),
    )  # fmt: skip
    found_on = PartialDayField(label=_("Day of that decision"), help_text=_("only if it was"))
    final = forms.ChoiceField(
        label=_("Is that decision final?"), required=False, choices=(UNSAID, *YES_NO),
        help_text=_("or to be carried out at once"),
    )  # fmt: skip

    def facts(self) -> Raw:
        found: Raw = {"pending_investigation": self.known_or_none("pending")}
        if self.cleaned_data["deceived"] == "yes":
            said = {
                "date": self.cleaned_data["found_on"] or None,
                "final_or_immediately_enforceable": self.known_or_none("final"),
            }
            found["deception_finding"] = said
        return found
