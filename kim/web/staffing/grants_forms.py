"""Forms of funding files: the file itself, amounts, steps, agreements and what amends them."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.law.funding.rules import funding
from kim.organisation.public import Agency, Permission, Post, Role, User
from kim.staffing.public import (
    AmountKind,
    ForwardingAgreement,
    FundingGrant,
    GrantPaper,
    GrantStep,
    Terms,
    grants_states,
)
from kim.web.forms import CleanCharField, DayField, KimForm
from kim.web.staffing.file_papers_forms import PaperField
from kim.web.staffing.forms import FigureField
from kim.web.staffing.grants_fields import MoneyField

BLOCKS = [(1, _("Block 1")), (2, _("Block 2")), (3, _("Block 3"))]


class PostsField(FigureField):
    """Posts with at most two places, as a decimal."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(digits=2, most=1000, **kwargs)

    def to_python(self, value: Any) -> Any:
        found: Fraction | None = super().to_python(value)
        return None if found is None else Decimal(found.numerator) / Decimal(found.denominator)

    def prepare_value(self, value: Any) -> Any:
        return posts(value) if isinstance(value, Decimal) else value


def posts(value: Decimal | None) -> str:
    """2,25"""
    return "" if value is None else f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


class GrantForm(KimForm):
    """A funding file."""

    title = CleanCharField(label=pgettext_lazy("grant", "Title"), max_length=160)
    block = forms.TypedChoiceField(label=_("Block"), choices=BLOCKS, coerce=int, widget=forms.RadioSelect)
    year = forms.IntegerField(label=pgettext_lazy("posts", "Year"), min_value=2019, max_value=2100)
    period_from = DayField(label=pgettext_lazy("grant", "Funded from"))
    period_to = DayField(label=pgettext_lazy("grant", "Funded to"))
    basis = forms.ChoiceField(label=_("Rests on"), required=False)
    authority = CleanCharField(label=_("Authority that grants"), required=False, max_length=160)
    reference = CleanCharField(label=_("Reference of the authority"), required=False, max_length=80)
    fte_applied = PostsField(label=_("Posts applied for"), required=False)
    fte_approved = PostsField(
        label=_("Posts approved"), required=False, help_text=_("Empty while no approval is there.")
    )
    source = CleanCharField(label=_("Source"), required=False, max_length=300)

    def __init__(self, *args: Any, grant: FundingGrant | None, **kwargs: Any) -> None:
        year = timezone.localdate().year
        first: dict[str, Any] = {"year": year}
        if grant is not None:
            first = {name: getattr(grant, name) for name in (*self.base_fields, "version") if hasattr(grant, name)}
            first.pop("submission", None)
        super().__init__(*args, initial=first, **kwargs)
        self.fields["year"].widget.attrs |= {"inputmode": "numeric", "class": "kim-num"}
        rules = [
            (each.id, f"{each.citation} ({each.valid_from:%d.%m.%Y} – {_until(each.valid_to)})")
            for each in funding().bases
        ]
        self.fields["basis"].choices = [("", _("not known")), *rules]  # type: ignore[attr-defined]

    @property
    def said(self) -> dict[str, Any]:
        """What goes into the file."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("submission", "version")}


def _until(day: Any) -> str:
    return "…" if day.year > 9000 else f"{day:%d.%m.%Y}"


class AmountForm(KimForm):
    """One amount of a paper."""

    kind = forms.ChoiceField(label=_("What the amount is"), choices=AmountKind.choices, widget=forms.RadioSelect)
    amount = MoneyField(
        label=_("Amount in Euro"), negative=True, help_text=_("An amendment that takes away begins with a minus.")
    )
    on = DayField(label=_("Day of the paper"), past=True)
    per_fte = MoneyField(label=_("For a full post and year, in Euro"), required=False)
    paper = CleanCharField(label=_("Paper, with its reference"), required=False, max_length=160)
    handed = PaperField(label=_("The paper itself"), required=False, help_text=_("Is filed with this amount."))
    document = forms.ModelChoiceField(
        label=_("Or a paper that is filed"), queryset=GrantPaper.objects.none(), required=False, empty_label="–"
    )
    remark = CleanCharField(label=_("Remark"), required=False, max_length=300)

    def __init__(self, *args: Any, grant: FundingGrant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = GrantPaper.objects.filter(grant=grant, removed_at=None)
        self.fields["document"].queryset = there  # type: ignore[attr-defined]
        if not there:
            del self.fields["document"]

    def clean(self) -> dict[str, Any]:
        """Only an amendment takes away; an amount rests on one paper."""
        data: dict[str, Any] = {"document": None} | (super().clean() or {})
        if data.get("handed") and data["document"]:
            self.add_error("document", _("Hand in a file or choose a paper that is filed, not both."))
        amount = data.get("amount")
        if amount is not None and amount < 0 and data.get("kind") != AmountKind.AMENDED:
            self.add_error("amount", self.fields["per_fte"].error_messages["negative"])
        return data


class StepForm(KimForm):
    """One more step."""

    kind = forms.ChoiceField(label=pgettext_lazy("step", "Step"), choices=grants_states.StepKind.choices)
    title = CleanCharField(
        label=_("In your own words"), required=False, max_length=160, help_text=_("Empty: as chosen above.")
    )
    actor = forms.ChoiceField(
        label=_("Who must act"), choices=grants_states.Actor.choices, widget=forms.RadioSelect, initial="us"
    )
    person = forms.ModelChoiceField(
        label=_("Who looks after it"), queryset=User.objects.none(), required=False,
        help_text=_("Is reminded. Empty: all who keep funding files are reminded."),
    )  # fmt: skip
    waits_for = forms.ModelChoiceField(label=_("Waits for"), queryset=GrantStep.objects.none(), required=False)
    agreement = forms.ModelChoiceField(
        label=_("Agreement it is about"), queryset=ForwardingAgreement.objects.none(), required=False
    )
    due_on = DayField(label=_("Due on"), required=False)
    note = CleanCharField(label=_("Note"), required=False, max_length=400)

    def __init__(self, *args: Any, grant: FundingGrant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreements = grant.agreements.select_related("giver", "recipient")
        rows = {"waits_for": grant.steps.filter(done_on=None), "person": keepers(), "agreement": agreements}
        for name, found in rows.items():
            field: Any = self.fields[name]
            field.queryset, field.empty_label = found, "–"


def keepers() -> Any:
    """Who keeps funding files."""
    roles = [role for role in Role if Permission.GRANTS_MANAGE in role.permissions]
    found = User.objects.filter(is_active=True, memberships__role__in=roles).distinct()
    return found.order_by("last_name", "first_name", "pk")


class DoneForm(KimForm):
    """A step is done."""

    on = DayField(label=_("Done on"), past=True)
    note = CleanCharField(label=_("Note"), required=False, max_length=400)


class StateForm(KimForm):
    """A file or an agreement goes on, with the day where there is one."""

    on = DayField(label=_("On which day"), past=True)

    def __init__(self, *args: Any, dated: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not dated:
            del self.fields["on"]


class PostponeForm(KimForm):
    """A step is put off."""

    due_on = DayField(label=_("New day"))
    reason = CleanCharField(label=pgettext_lazy("step", "Reason"), max_length=300)


class AgreementForm(KimForm):
    """Money goes on."""

    parent = forms.ModelChoiceField(
        label=_("Goes on from"), queryset=ForwardingAgreement.objects.none(), required=False,
        help_text=_("Only where the recipient of an agreement passes money on."),
    )  # fmt: skip
    recipient = forms.ModelChoiceField(label=_("Recipient"), queryset=Agency.objects.none())
    post = forms.ModelChoiceField(label=_("Post it pays for"), queryset=Post.objects.none(), required=False)
    fte = PostsField(label=_("Posts"))
    cap_per_fte = MoneyField(
        label=_("At most for a full post and year, in Euro"), required=False,
        help_text=_("Paid is the actual cost, and never more than this."),
    )  # fmt: skip
    own_per_fte = MoneyField(label=_("Voluntary share of the giver for a full post and year, in Euro"), required=False)
    period_from = DayField(label=pgettext_lazy("agreement", "Runs from"))
    period_to = DayField(label=pgettext_lazy("agreement", "Runs to"))
    signed_on = DayField(label=_("Signed on"), required=False, past=True)
    proof_due_on = DayField(label=_("Proof of use due on"), required=False)
    source = CleanCharField(label=_("Source"), required=False, max_length=300)

    def __init__(self, *args: Any, grant: FundingGrant, **kwargs: Any) -> None:
        first = {"period_from": grant.period_from, "period_to": grant.period_to}
        super().__init__(*args, initial=first, **kwargs)
        parents = grant.agreements.exclude(state="cancelled").select_related("giver", "recipient")
        rows = {
            "parent": parents, "recipient": Agency.objects.on(timezone.localdate()).order_by("name"),
            "post": Post.objects.filter(block=grant.block).order_by("key"),
        }  # fmt: skip
        for name, found in rows.items():
            field: Any = self.fields[name]
            field.queryset, field.empty_label = found, "–"

    @property
    def terms(self) -> Terms:
        """What is agreed."""
        said = {name: self.cleaned_data[name] for name in Terms.__slots__}
        return Terms(**said | {"own_per_fte": said["own_per_fte"] or Decimal(0)})


class AmendForm(KimForm):
    """What an agreement says differently from a day on."""

    valid_from = DayField(label=pgettext_lazy("amendment", "Holds from"))
    signed_on = DayField(label=_("Signed on"), required=False, past=True)
    what = CleanCharField(label=_("What changes, and why"), max_length=300)
    fte = PostsField(label=_("Posts"), required=False)
    cap_per_fte = MoneyField(label=_("At most for a full post and year, in Euro"), required=False)
    own_per_fte = MoneyField(label=_("Voluntary share of the giver for a full post and year, in Euro"), required=False)
    period_to = DayField(label=pgettext_lazy("agreement", "Runs to"), required=False)
    proof_due_on = DayField(label=_("Proof of use due on"), required=False)


__all__ = [
    "AgreementForm",
    "AmendForm",
    "AmountForm",
    "DoneForm",
    "GrantForm",
    "PostponeForm",
    "StateForm",
    "StepForm",
]
