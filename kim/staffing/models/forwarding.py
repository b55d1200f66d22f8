"""Forwarding of a grant: agreements as a tree, and what amendments changed from which day on."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.public import PROVENANCE, Sourced, Versioned
from kim.staffing.grants_states import AgreementState
from kim.staffing.models.grants import FTE, MONEY


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement says on a day."""

    fte: Decimal
    cap_per_fte: Decimal | None
    own_per_fte: Decimal
    period_from: date
    period_to: date
    proof_due_on: date | None


class ForwardingAgreement(Versioned, Sourced):
    """Money of a grant that goes on to a municipality or a carrier, and from there perhaps further."""

    grant = models.ForeignKey("FundingGrant", on_delete=models.CASCADE, related_name="agreements")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    giver = models.ForeignKey("organisation.Agency", on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey("organisation.Agency", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("organisation.Post", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fte = models.DecimalField(_("posts"), **FTE)
    cap_per_fte = models.DecimalField(_("at most for a full post and year"), null=True, blank=True, **MONEY)
    own_per_fte = models.DecimalField(_("voluntary share of the giver for a full post and year"), default=0, **MONEY)
    period_from = models.DateField(pgettext_lazy("agreement", "from"))
    period_to = models.DateField(pgettext_lazy("agreement", "to"))
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    proof_due_on = models.DateField(_("proof of use due on"), null=True, blank=True)
    received_on = models.DateField(_("proof received on"), null=True, blank=True)
    checked_on = models.DateField(_("proof checked on"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=AgreementState, default=AgreementState.DRAFT)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="agreement_ends_after_it_begins", condition=Q(period_to__gte=F("period_from"))),
            models.CheckConstraint(name="agreement_forwards_posts", condition=Q(fte__gt=0)),
            models.CheckConstraint(name="agreement_cap_not_below_zero", condition=Q(cap_per_fte=None) | Q(cap_per_fte__gte=0)),
            models.CheckConstraint(name="agreement_own_share_not_below_zero", condition=Q(own_per_fte__gte=0)),
            models.CheckConstraint(name="agreement_between_two", condition=~Q(giver=F("recipient"))),
            models.CheckConstraint(name="agreement_not_below_itself", condition=Q(parent=None) | ~Q(parent=F("id"))),
        ]  # fmt: skip

    class Privacy:
        clear = {
            "id", "grant", "parent", "giver", "recipient", "post", "fte", "cap_per_fte", "own_per_fte", "period_from", "period_to",
            "signed_on", "proof_due_on", "received_on", "checked_on", "state", "submission", "version", "changed_at",
        } | PROVENANCE  # fmt: skip
        pseudonymise = {"changed_by"}

    def __str__(self) -> str:
        return f"{self.giver} → {self.recipient}"

    @cached_property
    def amendment_rows(self) -> "list[AgreementAmendment]":
        return list(self.amendments.all())

    def terms_on(self, day: date) -> Terms:
        """What holds on a day: as signed, changed by every amendment that holds by then."""
        said = {name: getattr(self, name) for name in Terms.__slots__}
        for row in self.amendment_rows:
            if row.valid_from <= day:
                said |= {name: value for name in row.CHANGES if (value := getattr(row, name)) is not None}
        return Terms(**said)

    def spans(self, *more: "AgreementAmendment") -> list[tuple[date, date, Terms]]:
        """From which day to which what holds, with amendments that are only planned too."""
        rows = sorted([*self.amendment_rows, *more], key=lambda row: row.valid_from)
        known = {name: getattr(self, name) for name in Terms.__slots__}
        last = next((row.period_to for row in reversed(rows) if row.period_to is not None), self.period_to)
        first, found = self.period_from, []
        for row in rows:
            if first < row.valid_from <= last:
                found.append((first, row.valid_from - timedelta(days=1), Terms(**known)))
                first = row.valid_from
            known |= {name: value for name in row.CHANGES if (value := getattr(row, name)) is not None}
        return [*found, (first, last, Terms(**known))]

    @property
    def newest(self) -> Terms:
        """What holds after all amendments."""
        return self.terms_on(date.max)


class AgreementAmendment(models.Model):
    """What an amendment changes from a day on; what it does not name stays."""

    CHANGES = ("fte", "cap_per_fte", "own_per_fte", "period_to", "proof_due_on")

    agreement = models.ForeignKey("ForwardingAgreement", on_delete=models.CASCADE, related_name="amendments")
    valid_from = models.DateField(pgettext_lazy("amendment", "holds from"))
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    what = models.CharField(_("what changes"), max_length=300)
    fte = models.DecimalField(_("posts"), null=True, blank=True, **FTE)
    cap_per_fte = models.DecimalField(_("at most for a full post and year"), null=True, blank=True, **MONEY)
    own_per_fte = models.DecimalField(
        _("voluntary share of the giver for a full post and year"), null=True, blank=True, **MONEY
    )
    period_to = models.DateField(pgettext_lazy("agreement", "to"), null=True, blank=True)
    proof_due_on = models.DateField(_("proof of use due on"), null=True, blank=True)
    recorded_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["valid_from", "id"]
        constraints = [
            models.CheckConstraint(name="amendment_forwards_posts", condition=Q(fte=None) | Q(fte__gt=0)),
            models.CheckConstraint(name="amendment_says_what_changes", condition=~Q(what="")),
        ]

    class Privacy:
        clear = {
            "id", "agreement", "valid_from", "signed_on", "what", "fte", "cap_per_fte", "own_per_fte", "period_to", "proof_due_on",
            "recorded_at", "submission",
        }  # fmt: skip
        pseudonymise = {"recorded_by"}

    def __str__(self) -> str:
        return self.what


__all__ = ["AgreementAmendment", "ForwardingAgreement", "Terms"]
