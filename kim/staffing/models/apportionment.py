"""An apportionment as a record: inputs, rule, computed and agreed table, reasons, decision."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import PROVENANCE, Sourced, Versioned


class Method(models.TextChoices):
    """How posts are shared; the values are those of `kim.law.apportionment`."""

    EXACT = "exact", _("Exact shares")
    LARGEST_REMAINDER = "largest-remainder", _("Largest remainder (Hare)")
    SAINTE_LAGUE = "sainte-lague", _("Sainte-Laguë")
    DHONDT = "dhondt", _("D'Hondt")
    ADAMS = "adams", _("Adams")
    HILL = "hill", _("Hill")


class Apportionment(Versioned, Sourced):
    """Posts shared among municipalities for one year."""

    title = models.CharField(_("title"), max_length=160)
    area = models.CharField(
        max_length=120, blank=True, help_text="The county it was agreed in, where that is another one."
    )
    year = models.PositiveSmallIntegerField(_("year"))
    posts = models.DecimalField(_("posts"), max_digits=7, decimal_places=2)
    method = models.CharField(_("method"), max_length=20, choices=Method, blank=True, help_text="Empty: not published.")
    step = models.DecimalField(_("step"), max_digits=4, decimal_places=2, null=True)
    minimum = models.DecimalField(_("minimum"), max_digits=6, decimal_places=2, default=0)
    threshold = models.DecimalField(_("threshold"), max_digits=6, decimal_places=2, default=0)
    weights = models.CharField(
        _("weights"), max_length=300, help_text="What they count, with source and reference date."
    )
    figures = models.JSONField(
        default=list, blank=True, help_text="Which figures of the county it counts: kind, day and source of each."
    )
    remarks = models.JSONField(default=list, blank=True, help_text="Ties and warnings of the computation, by code.")
    recorded_on = models.DateField()
    agreed_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=160, blank=True)
    decided_on = models.DateField(_("day of the decision"), null=True, blank=True)
    decision = models.CharField(_("number of the decision"), max_length=160, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)

    class Meta:
        ordering = ["-year", "-id"]
        constraints = [
            models.CheckConstraint(name="apportionment_shares_posts", condition=Q(posts__gt=0)),
            models.CheckConstraint(
                name="apportionment_decision_has_body_and_day",
                condition=Q(decided_by="", decided_on=None) | (~Q(decided_by="") & Q(decided_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="apportionment_is_agreed_before_decided", condition=Q(decided_on=None) | Q(agreed_on__isnull=False)
            ),
        ]

    class Privacy:
        clear = {
            "id", "title", "area", "year", "posts", "method", "step", "minimum", "threshold", "weights", "figures", "remarks",
            "recorded_on", "agreed_on", "decided_by", "decided_on", "decision", "valid_from", "version", "changed_at",
        } | PROVENANCE  # fmt: skip
        pseudonymise = {"changed_by"}

    def __str__(self) -> str:
        return self.title

    @cached_property
    def rows(self) -> "list[ApportionmentShare]":
        return list(self.shares.all())

    @property
    def is_agreed(self) -> bool:
        return self.agreed_on is not None

    @property
    def is_decided(self) -> bool:
        return self.decided_on is not None

    @property
    def agreed_sum(self) -> Decimal | None:
        """The agreed posts together; nothing where one share was not published."""
        shares = [row.agreed for row in self.rows]
        return sum((each for each in shares if each is not None), Decimal(0)) if None not in shares else None


class ApportionmentShare(models.Model):
    """What one municipality or group gets, as computed and as agreed."""

    apportionment = models.ForeignKey("Apportionment", on_delete=models.CASCADE, related_name="shares")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=80)
    name = models.CharField(max_length=300)
    members = models.JSONField(default=list, blank=True, help_text="Keys of the municipalities of a group.")
    weight = models.DecimalField(max_digits=16, decimal_places=4, null=True, help_text="Empty: not published.")
    quota = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    computed = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    how = models.CharField(max_length=10, default="computed")
    agreed = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["apportionment_id", "position"]
        constraints = [
            models.UniqueConstraint(name="share_stands_once", fields=["apportionment", "key"]),
            models.CheckConstraint(
                name="share_that_deviates_has_a_reason",
                condition=Q(agreed=None) | Q(computed=None) | Q(agreed=F("computed")) | ~Q(reason=""),
            ),
        ]

    class Privacy:
        clear = {
            "id", "apportionment", "position", "key", "name", "members", "weight", "quota", "computed", "how", "agreed", "reason",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def deviation(self) -> Decimal | None:
        """How far the agreed share lies from the computed one."""
        if self.agreed is None or self.computed is None:
            return None
        return self.agreed - self.computed


__all__ = ["Apportionment", "ApportionmentShare", "Method"]
