import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DocumentKind(models.TextChoices):
    IDENTITY = "identity", _("Identity paper")
    RESIDENCE = "residence", _("Residence document")
    NOTICE = "notice", _("Notice or letter of an agency")
    CERTIFICATE = "certificate", _("Certificate or report")
    APPLICATION = "application", _("Application or form")
    CONTRACT = "contract", _("Contract or bill")
    AGREEMENT = "agreement", _("Signed goal agreement")
    CONSENT = "consent", _("Signed consent")
    OTHER = "other", pgettext_lazy("kind of document", "Other")


class DocumentQuerySet(models.QuerySet):
    """Documents of a case, as a list shows them."""

    def there(self) -> "DocumentQuerySet":
        """Those that were not taken out again."""
        return self.filter(removed_at=None)

    def for_list(self) -> "DocumentQuerySet":
        """With who filed them and their newest file, the newest document first."""
        newest = DocumentVersion.objects.order_by("-number").select_related("recorded_by")
        return self.select_related("recorded_by", "removed_by").prefetch_related(
            models.Prefetch("versions", queryset=newest)
        )


class Document(models.Model):
    """A paper filed in a case. Its content lies sealed in the store; a new version keeps the older ones."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind"), max_length=12, choices=DocumentKind, default=DocumentKind.OTHER)
    title = models.CharField(pgettext_lazy("document", "title"), max_length=200)
    dated_on = models.DateField(_("day of the document"), null=True, blank=True)
    confidential = models.BooleanField(_("confidential"), default=False)
    # What it is the scan of, if of anything: it proves that, and is not taken out before it is told apart.
    consent = models.ForeignKey("Consent", null=True, editable=False, on_delete=models.SET_NULL, related_name="scans")
    agreement = models.ForeignKey(
        "GoalAgreement", null=True, editable=False, on_delete=models.SET_NULL, related_name="scans"
    )
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)
    removed_by = models.ForeignKey("organisation.User", null=True, on_delete=models.PROTECT, related_name="+")
    removal_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-id"]
        indexes = [models.Index(fields=["case", "-recorded_at"], name="document_of_case")]
        constraints = [
            models.UniqueConstraint(fields=["id", "case"], name="document_in_its_case"),
            models.CheckConstraint(name="document_proves_one_thing", condition=Q(consent=None) | Q(agreement=None)),
            models.CheckConstraint(
                name="document_removed_by_somebody_with_a_reason",
                condition=Q(removed_at=None, removed_by=None, removal_reason="")
                | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removal_reason="")),
            ),
        ]

    class Privacy:
        clear = {"id", "kind", "dated_on", "confidential", "removed_at", "version", "submission"}
        pseudonymise = {"case", "consent", "agreement", "recorded_by", "recorded_at", "removed_by"}
        erase = {"title", "removal_reason"}

    def __str__(self) -> str:
        return self.title

    @property
    def newest(self) -> "DocumentVersion":
        """The file that counts now; from what was prefetched, newest first, where that was done."""
        return self.versions.all()[0]

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None

    @property
    def proves(self) -> bool:
        """Whether it is the scan of a consent or of an agreement."""
        return self.consent_id is not None or self.agreement_id is not None


class DocumentVersion(models.Model):
    """One file of a document as it was uploaded: what it is was found from its content."""

    document = models.ForeignKey("Document", on_delete=models.CASCADE, related_name="versions")
    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    original_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.UUIDField(default=uuid.uuid4, unique=True, help_text="Its name in the store of sealed files.")
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_once"),
            models.CheckConstraint(name="document_version_from_one", condition=Q(number__gte=1)),
        ]

    class Privacy:
        clear = {"id", "number", "media_type", "size", "stored", "submission"}
        pseudonymise = {"case", "document", "recorded_by", "recorded_at"}
        erase = {"original_name", "sha256"}

    def __str__(self) -> str:
        return f"version {self.number} of document {self.document_id}"
