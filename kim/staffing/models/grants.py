"""Funding files: one grant per block and year as a dated procedure, with its amounts and steps."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.public import PROVENANCE, Sourced, Versioned
from kim.staffing.grants_states import WITHOUT_MONEY, Actor, GrantState, StepKind

MONEY: dict[str, Any] = {"max_digits": 12, "decimal_places": 2}
FTE: dict[str, Any] = {"max_digits": 6, "decimal_places": 2}


class GrantQuerySet(models.QuerySet["FundingGrant"]):
    """Funding files as a list shows them."""

    def for_list(self) -> "GrantQuerySet":
        """With amounts and steps, the newest year first, then by block."""
        steps = GrantStep.objects.select_related("waits_for")
        return self.prefetch_related(
            "amounts", "agreements__amendments", models.Prefetch("steps", queryset=steps)
        ).order_by("-year", "block", "pk")


class FundingGrant(Versioned, Sourced):
    """The money of one block for one year, from the application to the checked proof of use."""

    title = models.CharField(pgettext_lazy("grant", "title"), max_length=160)
    block = models.PositiveSmallIntegerField(_("block"))
    year = models.PositiveSmallIntegerField(_("year"))
    period_from = models.DateField(pgettext_lazy("grant", "from"))
    period_to = models.DateField(pgettext_lazy("grant", "to"))
    basis = models.CharField(max_length=60, blank=True, help_text="Id of a basis of kim.law.funding; empty: not known.")
    authority = models.CharField(_("authority that grants"), max_length=160, blank=True)
    reference = models.CharField(_("reference"), max_length=80, blank=True)
    state = models.CharField(max_length=12, choices=GrantState, default=GrantState.PREPARED)
    fte_applied = models.DecimalField(_("posts applied for"), null=True, blank=True, **FTE)
    fte_approved = models.DecimalField(_("posts approved"), null=True, blank=True, **FTE)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "block", "id"]
        constraints = [
            models.CheckConstraint(name="grant_of_a_block", condition=Q(block__gte=1, block__lte=3)),
            models.CheckConstraint(name="grant_ends_after_it_begins", condition=Q(period_to__gte=F("period_from"))),
            models.CheckConstraint(name="grant_applies_for_posts", condition=Q(fte_applied=None) | Q(fte_applied__gte=0)),
            models.CheckConstraint(name="grant_approves_posts", condition=Q(fte_approved=None) | Q(fte_approved__gte=0)),
            models.UniqueConstraint(name="one_grant_of_a_block_and_year", fields=["block", "year"], condition=~Q(state__in=WITHOUT_MONEY)),
        ]  # fmt: skip

    class Privacy:
        clear = {
            "id", "title", "block", "year", "period_from", "period_to", "basis", "authority", "reference", "state", "fte_applied",
            "fte_approved", "submission", "version", "changed_at",
        } | PROVENANCE  # fmt: skip
        pseudonymise = {"changed_by"}

    def __str__(self) -> str:
        return self.title

    @cached_property
    def amount_rows(self) -> "list[GrantAmount]":
        return list(self.amounts.all())

    def total(self, *kinds: str, on: date | None = None) -> Decimal | None:
        """What these kinds sum up to on a day; nothing where no row says anything."""
        rows = [row.amount for row in self.amount_rows if row.kind in kinds and (on is None or row.on <= on)]
        return sum(rows, Decimal(0)) if rows else None

    def approved_on(self, day: date | None = None) -> Decimal | None:
        """What was approved by a day, amendments included; nothing while no approval is there."""
        return self.total(AmountKind.APPROVED, AmountKind.AMENDED, on=day)

    @property
    def applied(self) -> Decimal | None:
        """What was applied for."""
        return self.total(AmountKind.APPLIED)


class AmountKind(models.TextChoices):
    """What an amount of a grant is."""

    APPLIED = "applied", pgettext_lazy("amount", "applied for")
    APPROVED = "approved", pgettext_lazy("amount", "approved")
    AMENDED = "amended", pgettext_lazy("amount", "amended by (more or less)")


class GrantAmount(models.Model):
    """One amount of a paper. Rows are added, never changed: what is approved on a day is their sum."""

    grant = models.ForeignKey("FundingGrant", on_delete=models.CASCADE, related_name="amounts")
    kind = models.CharField(max_length=10, choices=AmountKind)
    amount = models.DecimalField(_("amount"), **MONEY)
    on = models.DateField(_("day of the paper"))
    per_fte = models.DecimalField(_("amount for a full post and year"), null=True, blank=True, **MONEY)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    paper = models.CharField(_("paper"), max_length=160, blank=True)
    document = models.ForeignKey("GrantPaper", null=True, blank=True, on_delete=models.PROTECT, related_name="amounts")
    recorded_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                name="grant_amount_is_less_only_when_amended", condition=Q(amount__gte=0) | Q(kind="amended")
            )
        ]

    class Privacy:
        clear = {
            "id",
            "grant",
            "kind",
            "amount",
            "on",
            "per_fte",
            "remark",
            "paper",
            "document",
            "recorded_at",
            "submission",
        }
        pseudonymise = {"recorded_by"}

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount}"


class GrantStep(Versioned):
    """One dated step of a grant or of an agreement: who must act, by when, and what it waits for."""

    grant = models.ForeignKey("FundingGrant", on_delete=models.CASCADE, related_name="steps")
    agreement = models.ForeignKey("ForwardingAgreement", null=True, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("kind"), max_length=10, choices=StepKind)
    title = models.CharField(pgettext_lazy("step", "title"), max_length=160, blank=True)
    actor = models.CharField(_("who must act"), max_length=10, choices=Actor, default=Actor.US)
    person = models.ForeignKey("organisation.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    waits_for = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="awaited_by")
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = [F("done_on").asc(nulls_last=True), F("due_on").asc(nulls_last=True), "id"]
        indexes = [models.Index(fields=["due_on"], name="grant_step_open", condition=Q(done_on=None))]
        constraints = [
            models.CheckConstraint(name="grant_step_waits_for_another", condition=Q(waits_for=None) | ~Q(waits_for=F("id")))
        ]  # fmt: skip

    class Privacy:
        clear = {
            "id", "grant", "agreement", "kind", "title", "actor", "waits_for", "due_on", "done_on", "note", "submission", "version",
            "changed_at",
        }  # fmt: skip
        pseudonymise = {"person", "changed_by"}

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    def is_late(self, today: date) -> bool:
        """Whether its day has passed and nobody did it."""
        return self.done_on is None and self.due_on is not None and self.due_on < today


class StepDelay(models.Model):
    """A step that was put off: from which day to which, and why."""

    step = models.ForeignKey("GrantStep", on_delete=models.CASCADE, related_name="delays")
    was_due_on = models.DateField(null=True)
    due_on = models.DateField()
    reason = models.CharField(max_length=300)
    recorded_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="step_delay_has_a_reason", condition=~Q(reason=""))]

    class Privacy:
        clear = {"id", "step", "was_due_on", "due_on", "reason", "recorded_at"}
        pseudonymise = {"recorded_by"}

    def __str__(self) -> str:
        return self.reason


__all__ = ["AmountKind", "FundingGrant", "GrantAmount", "GrantStep", "StepDelay"]
