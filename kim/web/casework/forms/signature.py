"""The forms under a goal agreement: signed on the device, or on paper."""

import json
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.casework.public import GoalAgreement, Signatory, exceptions, signatures
from kim.web.forms import CleanCharField, DayField, KimForm

_LONGEST = 200_000


class _SigningForm(KimForm):
    """Day and place; the names of person and case manager are known from the paper."""

    signed_on = DayField(label=_("Signed on"), past=True)
    place = CleanCharField(label=_("Place"), required=False, max_length=80)

    def __init__(self, *args: Any, agreement: GoalAgreement, noted: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {
            Signatory.CLIENT.value: agreement.snapshot["person_name"],
            Signatory.CASE_MANAGER.value: agreement.snapshot["case_manager"],
        }
        self.missing = [(who, label) for who, label in Signatory.choices if who not in noted]


class DeviceForm(_SigningForm):
    """One signature, drawn here."""

    signatory = forms.ChoiceField(label=_("Who signs?"))
    name = CleanCharField(
        label=_("Name"), required=False, max_length=120,
        help_text=_("Only for the interpreter or a legal representative; the other names are on the paper."),
    )  # fmt: skip
    strokes = forms.CharField(required=False, max_length=_LONGEST, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signatory"].choices = self.missing  # type: ignore[attr-defined]

    def clean_strokes(self) -> Any:
        try:
            return signatures.tidy(json.loads(self.cleaned_data["strokes"] or "[]"))
        except (ValueError, RecursionError, exceptions.SignatureIsEmpty) as error:
            raise forms.ValidationError(str(exceptions.SignatureIsEmpty())) from error

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if (who := values.get("signatory")) and "name" not in self.errors:
            values["name"] = self.known.get(who) or values.get("name", "")
            if not values["name"]:
                self.add_error("name", _("Write down who signs."))
        return values


class PaperForm(_SigningForm):
    """Who has signed the printed paper, and its scan if there is one."""

    who = forms.MultipleChoiceField(label=_("Who has signed?"), widget=forms.CheckboxSelectMultiple)
    interpreter_name = CleanCharField(label=_("Name of the interpreter"), required=False, max_length=120)
    representative_name = CleanCharField(label=_("Name of the legal representative"), required=False, max_length=120)
    scan = forms.FileField(
        label=_("Scan or photo of the signed paper"), required=False,
        help_text=_("Goes to the documents of this case. It can be added there later, too."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = self.missing  # type: ignore[attr-defined]

    @property
    def signed(self) -> dict[str, str]:
        """Names by signatory."""
        typed = {who: self.cleaned_data[f"{who}_name"] for who in (Signatory.INTERPRETER, Signatory.REPRESENTATIVE)}
        return {who: self.known.get(who) or typed[Signatory(who)] for who in self.cleaned_data["who"]}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for who in (Signatory.INTERPRETER, Signatory.REPRESENTATIVE):
            name = f"{who}_name"
            if who in values.get("who", ()) and not values.get(name) and name not in self.errors:
                self.add_error(name, _("Write down who signed."))
        return values
