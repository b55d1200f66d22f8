"""Forms about money: an amount, the report of a proof of use, the day it was submitted, the recipient's form."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.public import Post
from kim.staffing.public import (
    BookingKind,
    ForwardingAgreement,
    FundingGrant,
    ProofOfUse,
    grants,
)
from kim.web.forms import CleanCharField, DayField, KimForm
from kim.web.staffing.grants_fields import MoneyField


class BookingForm(KimForm):
    """One amount of a grant."""

    kind = forms.ChoiceField(
        label=_("What the amount is"), choices=BookingKind.choices, widget=forms.RadioSelect, initial=BookingKind.SPENT
    )
    agreement = forms.ModelChoiceField(
        label=_("Agreement it is about"), queryset=ForwardingAgreement.objects.none(), required=False,
        help_text=_("Empty: the county's own posts. Money to a recipient is “forwarded”, what the recipient paid is “spent”."),
    )  # fmt: skip
    amount = MoneyField(label=_("Amount in Euro"))
    period_from = DayField(label=pgettext_lazy("booking", "For the time from"))
    period_to = DayField(label=pgettext_lazy("booking", "For the time to"))
    booked_on = DayField(label=_("Booked on"), past=True)
    text = CleanCharField(label=_("What for"), max_length=200)
    post = forms.ModelChoiceField(label=_("Post it pays for"), queryset=Post.objects.none(), required=False)
    voucher = CleanCharField(label=_("Voucher number"), required=False, max_length=80)

    def __init__(self, *args: Any, grant: FundingGrant, **kwargs: Any) -> None:
        first = {"period_from": grant.period_from, "period_to": grant.period_to, "booked_on": timezone.localdate()}
        super().__init__(*args, initial=first, **kwargs)
        running = [row.pk for row in grant.agreements.all() if grants.counts(row)]
        choices: Any = self.fields["agreement"], self.fields["post"]
        choices[0].queryset = grant.agreements.filter(pk__in=running).select_related("giver", "recipient")
        choices[1].queryset = Post.objects.filter(block=grant.block).order_by("key")
        for field in choices:
            field.empty_label = "–"

    def clean_amount(self) -> Any:
        """Nothing is not an amount."""
        amount = self.cleaned_data["amount"]
        if not amount:
            raise forms.ValidationError(_("Enter more than 0. To take an amount back, use “Take back” beside it."))
        return amount

    def clean(self) -> dict[str, Any]:
        """The time has an order, and only a recipient's money is forwarded."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("period_from") and data.get("period_to") and data["period_to"] < data["period_from"]:
            self.add_error("period_to", _("The last day is before the first one."))
        if data.get("kind") == BookingKind.FORWARDED and not data.get("agreement") and "agreement" not in self.errors:
            self.add_error("agreement", _("Choose the agreement the money goes to."))
        if data.get("kind") == BookingKind.CALLED and data.get("agreement"):
            self.add_error("agreement", _("Money is called from the authority for the whole grant. Leave this empty."))
        return data


class ReportForm(KimForm):
    """The narrative report of a proof of use."""

    report = CleanCharField(
        label=_("Narrative report"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("What was done and reached with the money. Name no advised person."),
    )  # fmt: skip

    def __init__(self, *args: Any, proof: ProofOfUse, **kwargs: Any) -> None:
        super().__init__(*args, initial={"report": proof.report, "version": proof.version}, **kwargs)


class SubmitForm(KimForm):
    """The day on which a proof was submitted."""

    on = DayField(label=pgettext_lazy("proof of use", "Submitted on"), past=True)

    nothing = forms.BooleanField(
        label=_("Every amount is 0 €, and that is right"),
        error_messages={
            "required": _("Nothing was spent and nothing received by these figures. If that is right, tick this.")
        },
    )

    def __init__(self, *args: Any, proof: ProofOfUse, is_empty: bool, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": timezone.localdate(), "version": proof.version}, **kwargs)
        if not is_empty:
            del self.fields["nothing"]


class ReturnForm(KimForm):
    """A proof comes back."""

    on = DayField(label=_("Came back on"), past=True)
    reason = CleanCharField(label=_("What has to be put right"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": timezone.localdate()}, **kwargs)


class FilledForm(KimForm):
    """The recipient's form, filled in."""

    file = forms.FileField(
        label=_("The filled form"), help_text=_("The XLSX file as it came back."),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty.")},
    )  # fmt: skip
