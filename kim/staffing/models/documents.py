"""Papers of a funding file: what was written and received, sealed in the store, a newer file beside the older ones."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PaperKind(models.TextChoices):
    """What a paper of a funding file is."""

    APPLICATION = "application", pgettext_lazy("paper of a grant", "Application")
    CONCEPT = "concept", pgettext_lazy("paper of a grant", "Concept")
    QUERY = "query", pgettext_lazy("paper of a grant", "Query, or answer to one")
    APPROVAL = "approval", pgettext_lazy("paper of a grant", "Approval")
    AMENDMENT = "amendment", pgettext_lazy("paper of a grant", "Amending approval")
    AGREEMENT = "agreement", pgettext_lazy("paper of a grant", "Agreement, or change of one")
    DRAWDOWN = "drawdown", pgettext_lazy("paper of a grant", "Call for money")
    PROOF = "proof", pgettext_lazy("paper of a grant", "Proof of use")
    SPENDING = "spending", pgettext_lazy("paper of a grant", "List of spending")
    RESOLUTION = "resolution", pgettext_lazy("paper of a grant", "Resolution or session paper")
    LETTER = "letter", pgettext_lazy("paper of a grant", "Letter")
    OTHER = "other", pgettext_lazy("paper of a grant", "Other")


class GrantPaperQuerySet(models.QuerySet["GrantPaper"]):
    """Papers as a list shows them."""

    def for_list(self) -> "GrantPaperQuerySet":
        """With what they belong to and their files, the newest file first; the newest paper first."""
        files = GrantPaperVersion.objects.order_by("-number").select_related("recorded_by")
        return (
            self.select_related("step", "agreement__giver", "agreement__recipient", "recorded_by", "removed_by")
            .prefetch_related(models.Prefetch("versions", queryset=files), "amounts")
            .order_by(models.F("dated_on").desc(nulls_last=True), "-pk")
        )


class GrantPaper(models.Model):
    """A paper of a funding file, or of a step or an agreement of it."""

    grant = models.ForeignKey("FundingGrant", on_delete=models.CASCADE, related_name="papers")
    step = models.ForeignKey("GrantStep", null=True, blank=True, on_delete=models.SET_NULL, related_name="papers")
    agreement = models.ForeignKey(
        "ForwardingAgreement", null=True, blank=True, on_delete=models.CASCADE, related_name="papers"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=PaperKind, default=PaperKind.OTHER)
    title = models.CharField(pgettext_lazy("document", "title"), max_length=200)
    dated_on = models.DateField(_("day of the paper"), null=True, blank=True)
    synthetic = models.BooleanField(default=False)
    columns = models.JSONField(
        default=dict,
        blank=True,
        help_text="Of a list of spending, which heading is which column, where somebody said so.",
    )
    recorded_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)
    removed_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")
    removal_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    objects = GrantPaperQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="grant_paper_removed_with_a_reason",
                condition=Q(removed_at=None, removal_reason="") | (Q(removed_at__isnull=False) & ~Q(removal_reason="")),
            ),
        ]

    class Privacy:
        clear = {
            "id", "grant", "step", "agreement", "kind", "dated_on", "synthetic", "columns", "recorded_at", "removed_at", "version",
            "submission",
        }  # fmt: skip
        pseudonymise = {"recorded_by", "removed_by"}
        erase = {"title", "removal_reason"}

    def __str__(self) -> str:
        return self.title

    @property
    def newest(self) -> "GrantPaperVersion":
        """The file that counts now, from what was fetched newest first."""
        return self.versions.all()[0]

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None


class GrantPaperVersion(models.Model):
    """One file of a paper as it was handed in; what it is was found from its content."""

    paper = models.ForeignKey("GrantPaper", on_delete=models.CASCADE, related_name="versions")
    grant = models.ForeignKey("FundingGrant", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    original_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.UUIDField(default=uuid.uuid4, unique=True, help_text="Its name in the store of sealed files.")
    recorded_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="grant_paper_version_once"),
            models.CheckConstraint(name="grant_paper_version_from_one", condition=Q(number__gte=1)),
        ]

    class Privacy:
        clear = {"id", "paper", "grant", "number", "media_type", "size", "stored", "recorded_at", "submission"}
        pseudonymise = {"recorded_by"}
        erase = {"original_name", "sha256"}

    def __str__(self) -> str:
        return f"version {self.number} of paper {self.paper_id}"


__all__ = ["GrantPaper", "GrantPaperVersion", "PaperKind"]
