"""Who it is about, where from, since when, with which papers, and away for how long."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.law.naturalisation.dates import parse
from kim.law.naturalisation.sections import section
from kim.web.forms import country_choices
from kim.web.naturalisation.countries import alpha2
from kim.web.naturalisation.fields import PartialDayField, SectionField
from kim.web.naturalisation.forms.base import UNSAID, Answer, Raw, Rows, YesOrNo

KINDS = (
    ("", ""),
    ("aufenthaltserlaubnis", _("residence permit with an end (Aufenthaltserlaubnis)")),
    ("niederlassungserlaubnis", _("settlement permit (Niederlassungserlaubnis)")),
    ("daueraufenthalt_eu", _("EU long-term residence (Daueraufenthalt-EU)")),
    ("blaue_karte", _("EU Blue Card")),
    ("freizuegigkeit_eu", _("right of residence as a citizen of the EU or their family")),
    ("aufenthaltserlaubnis_FZA", _("residence permit for citizens of Switzerland")),
    ("fiktion", _("certificate while the office decides (Fiktionsbescheinigung)")),
    ("aufenthaltsgestattung", _("permission during the asylum procedure (Aufenthaltsgestattung)")),
    ("duldung", _("toleration (Duldung)")),
    ("visum", _("national visa")),
)
NEED_SECTION = ("aufenthaltserlaubnis", "visum")


class WhoForm(Answer):
    """Which way is looked at."""

    said = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect,
        choices=(
            ("adult", _("somebody of 16 years or older")),
            ("child", _("a child below 16")),
            ("born_here", _("a child born in Germany: is it German by birth?")),
        ),
    )  # fmt: skip

    def facts(self) -> Raw:
        return {}


class NationalityForm(Answer):
    """One or two nationalities."""

    first = forms.ChoiceField(label=_("Nationality"))
    second = forms.ChoiceField(label=_("Second nationality, if there is one"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].choices = self.fields["second"].choices = country_choices()  # type: ignore[attr-defined]

    def facts(self) -> Raw:
        codes = [alpha2(self.cleaned_data[name]) for name in ("first", "second") if self.cleaned_data.get(name)]
        return {"nationality": [code for code in codes if code] or None}


class BornForm(Answer):
    """The birth, as much as is known."""

    born = PartialDayField(
        label=_("Date of birth"), required=True, help_text=_("As much as is known: 14.03.1994, 03.1994 or 1994")
    )

    def facts(self) -> Raw:
        return {"born": self.cleaned_data["born"]}


class EntryForm(Answer):
    """The day of arrival."""

    entry = PartialDayField(
        label=_("Arrived in Germany"), required=True, help_text=_("As much as is known: 14.03.2021, 03.2021 or 2021")
    )

    def clean_entry(self) -> str:
        entry: str = self.cleaned_data["entry"]
        born = self.known.get("born")
        if entry and born and parse(entry).last < parse(born).first:
            raise forms.ValidationError(_("This day lies before the day of birth. Check both."))
        return entry

    def facts(self) -> Raw:
        return {"entry": self.cleaned_data["entry"]}


class PapersForm(Rows):
    """Residence papers, the present one first; several may hold at once."""

    def row_fields(self, place: int) -> dict[str, forms.Field]:
        return {
            "kind": forms.ChoiceField(label=pgettext_lazy("residence", "Paper"), choices=KINDS, required=not place),
            "section": SectionField(label=_("Section on the card"), help_text=_("for example § 25 Abs. 2")),
            "from": PartialDayField(label=_("Valid from")),
            "to": PartialDayField(label=_("Valid until"), past=False, help_text=_("empty: without an end")),
        }

    def clean(self) -> Raw:
        data = super().clean() or {}
        born = self.known.get("born")
        for place, row in self.filled_rows():
            if not row["kind"] and f"kind_{place}" not in self.errors:
                self.add_error(f"kind_{place}", _("Say which paper this is, or empty the row."))
            if row["from"] and row["to"] and parse(row["from"]).first > parse(row["to"]).last:
                self.add_error(f"to_{place}", _("The last day is before the first. Check the dates."))
            elif row["from"] and born and parse(row["from"]).last < parse(born).first:
                self.add_error(f"from_{place}", _("This day lies before the day of birth. Check both."))
        return data

    def facts(self) -> Raw:
        return {"statuses": [self._status(row) for _place, row in self.filled_rows()]}

    def _status(self, row: Raw) -> Raw:
        named = section(row["section"])
        text = f"{named.short}{f' alt.{named.alternative}' if named.alternative else ''}" if named else None
        return {"kind": row["kind"], "section": text, "from": row["from"] or None, "to": row["to"] or None}


class ProtectionForm(Answer):
    """What the asylum procedure ended with; only then its time counts."""

    type = forms.ChoiceField(
        label=_("What the Federal Office decided"), widget=forms.RadioSelect,
        choices=(
            ("asylum", _("entitled to asylum")),
            ("refugee", _("refugee")),
            ("subsidiary", _("subsidiary protection")),
            ("deportation ban only", _("only a ban on deportation")),
            ("none", _("refused, or not decided yet")),
        ),
    )  # fmt: skip
    decided = PartialDayField(label=_("Day of the decision"))

    def facts(self) -> Raw:
        kind = self.cleaned_data["type"]
        if kind == "none":
            return {"protection": {"type": "deportation ban only"}}
        return {"protection": {"type": kind, "decided": self.cleaned_data["decided"] or None}}


class AbsencesForm(Rows):
    """Time abroad of more than six months."""

    longer = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect,
        choices=(("no", _("No, never longer than six months at a time")), ("yes", _("Yes, namely:"))),
    )  # fmt: skip
    at_first = 1

    def row_fields(self, place: int) -> dict[str, forms.Field]:
        return {
            "from": PartialDayField(label=_("Away from")),
            "to": PartialDayField(label=_("Back on")),
            "permitted": PartialDayField(
                label=_("Return allowed until"), past=False, help_text=_("only if the office gave a longer time")
            ),
        }

    def clean(self) -> Raw:
        data = super().clean() or {}
        rows = self.filled_rows()
        if data.get("longer") == "yes" and not rows and not self.errors:
            self.add_error("from_0", _("Enter from when to when, or choose “I do not know”."))
        if data.get("longer") == "no" and rows:
            self.add_error("longer", _("Below stand times abroad. Choose “Yes”, or empty them."))
        entry = self.known.get("entry")
        for place, row in rows:
            if entry and row["from"] and parse(row["from"]).last < parse(entry).first:
                self.add_error(f"from_{place}", _("This lies before the entry. Only time after it counts here."))
            if row["from"] and row["to"] and parse(row["from"]).first > parse(row["to"]).last:
                self.add_error(f"to_{place}", _("The return lies before the departure. Check the dates."))
        return data

    def facts(self) -> Raw:
        if self.cleaned_data["longer"] == "no":
            return {"absences": []}
        rows = [row for _place, row in self.filled_rows()]
        return {
            "absences": [
                {"from": row["from"] or None, "to": row["to"] or None, "permitted_until": row["permitted"] or None}
                for row in rows
            ]
        }


class GapForm(Answer):
    """Why days lie between two papers."""

    reason = forms.ChoiceField(
        label=_("Why there are days without a paper"), widget=forms.RadioSelect,
        choices=(
            ("late application for renewal", _("the renewal was applied for too late")),
            ("title not renewed for other reasons", _("another reason")),
        ),
    )  # fmt: skip

    def facts(self) -> Raw:
        return {"gap_reason": self.cleaned_data["reason"]}


class AppliedForm(Answer):
    """The day of an application, or that there is none yet."""

    said = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect,
        choices=(("no", _("No, not yet")), ("yes", _("Yes, on this day:"))),
    )  # fmt: skip
    applied = PartialDayField(label=_("Day of the application"))

    def clean(self) -> Raw:
        data = super().clean() or {}
        if data.get("said") == "yes" and not data.get("applied") and "applied" not in self.errors:
            self.add_error("applied", _("Enter the day, the month or the year, or choose “I do not know”."))
        return data

    def facts(self) -> Raw:
        return {"application_date": self.cleaned_data["applied"] if self.cleaned_data["said"] == "yes" else "today"}


class GuestForm(YesOrNo):
    says = "guest_worker"


class BirthHereForm(Answer):
    """The day of the birth in Germany."""

    born = PartialDayField(label=_("Date of birth of the child"), required=True)

    def facts(self) -> Raw:
        return {"child_born": self.cleaned_data["born"]}


class ParentForm(Answer):
    """What a parent had at the birth."""

    since = PartialDayField(label=_("One parent lives lawfully in Germany since"))
    right = forms.ChoiceField(
        label=_("Did this parent have a right to stay without an end at the birth?"), required=False,
        choices=(UNSAID, ("yes", _("Yes, for example a settlement permit or free movement")), ("no", _("No"))),
    )  # fmt: skip

    def facts(self) -> Raw:
        return {
            "parent": {
                "lawful_residence_from": self.cleaned_data["since"] or None,
                "unlimited_right": self.known_or_none("right"),
            }
        }
