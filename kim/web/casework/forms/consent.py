"""Forms of consents: giving one, also inside a referral, and withdrawing it."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kim.casework.public import (
    SPECIAL,
    Case,
    Consent,
    DataCategory,
    Direction,
    HowGiven,
    HowWithdrawn,
    consent_papers,
    paper_texts,
)
from kim.organisation.public import Agency
from kim.web.casework.forms.document import FilesField
from kim.web.casework.forms.goal import LabelledChoiceField
from kim.web.fields import LanguageField
from kim.web.forms import CleanCharField, DayField, KimForm

DAYS = 365
ORDINARY_DATA = [(c.value, c.label) for c in DataCategory if c not in SPECIAL]
SPECIAL_DATA = [(c.value, c.label) for c in DataCategory if c in SPECIAL]
SPECIAL_MARKED = [(value, format_lazy(_("{} (Art. 9 GDPR)"), label)) for value, label in SPECIAL_DATA]
EXPLAINED = ("language", "interpreted", "representative", "given_on", "valid_until", "form", "kept_at", "witness")


class DataField(forms.MultipleChoiceField):
    """Kinds of data to tick, each for itself."""

    def __init__(self, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(choices=choices, widget=forms.CheckboxSelectMultiple, required=False, **kwargs)


class ExplainedForm(KimForm):
    """How a consent was explained and given: the part that a referral asks for as well."""

    purpose = CleanCharField(label=_("What for"), max_length=300, help_text=_("One purpose, as exactly as possible"))
    direction = forms.ChoiceField(label=_("Who tells whom"), choices=Direction.choices, initial=Direction.TO)
    language = LanguageField(label=_("Explained in"))
    interpreted = forms.BooleanField(label=_("An interpreter explained it"), required=False)
    representative = CleanCharField(
        label=_("Given by a legal representative"), required=False, max_length=120,
        help_text=_("The name, if the person did not sign themselves, such as a mother for her child"),
    )  # fmt: skip
    given_on = DayField(label=_("Given on"), past=True)
    valid_until = DayField(label=_("Valid until"))
    form = forms.ChoiceField(label=_("How"), choices=HowGiven.choices, initial=HowGiven.PAPER)
    kept_at = CleanCharField(
        label=_("Where the signed paper or its scan is"), required=False, max_length=200,
        help_text=_("Only for paper, such as: paper file, sheet 4"),
    )  # fmt: skip
    witness = CleanCharField(
        label=_("Witness"),
        required=False,
        max_length=120,
        help_text=_("Only for a consent that was spoken: who heard it"),
    )
    for_paper = False

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        today = timezone.localdate()
        initial = {"given_on": today, "valid_until": today + timedelta(days=DAYS)}
        initial |= {"language": (paper_texts.own_language(case, consent_papers.PAPER) or "de")} | dict(
            kwargs.pop("initial", None) or {}
        )
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        given, until = values.get("given_on"), values.get("valid_until")
        if given and until and until < given:
            self.add_error("valid_until", _("This day is before the consent was given. Check the dates."))
        if not self.for_paper:
            self._ask_for_the_proof(values)
        return values

    def _ask_for_the_proof(self, values: dict[str, Any]) -> None:
        """Where the paper lies, or who heard it; nothing else proves a consent."""
        kept = values.get("kept_at") or values.get("scan")
        if values.get("form") == HowGiven.PAPER and not kept and "kept_at" not in self.errors:
            self.add_error("kept_at", _("Say where the signed paper is, so that somebody else finds it."))
        if values.get("form") == HowGiven.ORAL and not values.get("witness") and "witness" not in self.errors:
            self.add_error("witness", _("A consent that was only spoken needs somebody who heard it. Name them."))

    def explained(self) -> dict[str, Any]:
        """What the action wants to know, with the version of the text that was explained."""
        values = {name: self.cleaned_data[name] for name in ("purpose", "direction", *EXPLAINED)}
        values["kept_at"] = self._kept_at() if values["form"] == HowGiven.PAPER else ""
        values["witness"] = values["witness"] if values["form"] == HowGiven.ORAL else ""
        key, version = consent_papers.explained_text(values["language"])
        return values | {"text_key": key, "text_version": version}

    def _kept_at(self) -> str:
        """Where the paper is; its scan is among the documents where nothing else was said."""
        return self.cleaned_data["kept_at"] or gettext("its scan is among the documents of this file")


class GiveConsentForm(ExplainedForm):
    """A consent in full: to whom by name, for what, which data, how it was explained, until when, how it was given."""

    agency = LabelledChoiceField(label=_("To which agency"), required=False, queryset=Agency.objects.none())
    recipient_name = CleanCharField(
        label=_("Or to whom else, by name"), required=False, max_length=200,
        help_text=_("Only if it is not among the agencies, such as a school or a doctor"),
    )  # fmt: skip
    kinds = DataField(ORDINARY_DATA, label=_("Which data"))
    special = DataField(
        SPECIAL_DATA, label=_("Special data (Art. 9 GDPR)"),
        help_text=_("Only if the person has agreed to exactly this; it is marked on the paper"),
    )  # fmt: skip
    data_detail = CleanCharField(
        label=_("Which data exactly"), required=False, max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Only where the ticks above say too much or too little"),
    )  # fmt: skip
    scan = FilesField(
        several=False, label=_("Scan or photograph of the signed paper"), required=False,
        help_text=_("Goes to the documents of this case. It can be linked later, too."),
    )  # fmt: skip
    releases_secrecy = forms.BooleanField(
        label=_("Also releases from professional secrecy (§ 203 StGB)"),
        required=False,
        help_text=_("Needed where the recipient, such as a doctor, is to tell us something"),
    )

    def __init__(self, *args: Any, case: Case, for_paper: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        self.for_paper = for_paper
        self.fields["agency"].queryset = Agency.objects.on(timezone.localdate())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        agency, name = values.get("agency"), values.get("recipient_name")
        if not agency and not name and not {"agency", "recipient_name"} & set(self.errors):
            self.add_error("agency", _("Name the recipient: a consent to anybody is none."))
        elif agency and name:
            self.add_error("recipient_name", _("A consent names exactly one recipient. Leave this empty."))
        if not values.get("kinds") and not values.get("special") and not {"kinds", "special"} & set(self.errors):
            self.add_error("kinds", _("Tick the data that the person has agreed to."))
        return values

    def values(self) -> dict[str, Any]:
        """Everything the action wants to know."""
        plain = ("agency", "recipient_name", "data_detail", "releases_secrecy", "submission")
        data = [*self.cleaned_data["kinds"], *self.cleaned_data["special"]]
        return (
            self.explained() | {name: self.cleaned_data[name] for name in plain} | {"data": data, "scan": self._scan()}
        )

    def _scan(self) -> Any:
        files = self.cleaned_data["scan"] if self.cleaned_data["form"] == HowGiven.PAPER else []
        return (files[0].name, files[0]) if files else None

    def recipient(self) -> str:
        """The body by its name."""
        agency = self.cleaned_data["agency"]
        return str(agency) if agency else self.cleaned_data["recipient_name"]


class WithdrawForm(KimForm):
    """That the person does not want it any more: when and how they said so."""

    on = DayField(label=_("Withdrawn on"), past=True)
    form = forms.ChoiceField(label=_("How"), choices=HowWithdrawn.choices, initial=HowWithdrawn.TALK)
    note = CleanCharField(
        label=_("Note"), required=False, max_length=300, help_text=_("Nobody has to give a reason for a withdrawal")
    )

    def __init__(self, *args: Any, consent: Consent, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": timezone.localdate()}, **kwargs)
        self.consent = consent

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day < self.consent.given_on:
            raise forms.ValidationError(_("This day is before the consent was given. Check the date."))
        return day
