"""Papers for meetings and proposals, and the personal links of those who read them without an account."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Paper(models.Model):
    """A paper for a meeting, an item of it, a topic or a proposal; each change is a version of its own."""

    meeting = models.ForeignKey("Meeting", null=True, blank=True, on_delete=models.CASCADE, related_name="papers")
    item = models.ForeignKey("AgendaItem", null=True, blank=True, on_delete=models.SET_NULL, related_name="papers")
    topic = models.ForeignKey("Topic", null=True, blank=True, on_delete=models.PROTECT, related_name="papers")
    proposal = models.ForeignKey("Proposal", null=True, blank=True, on_delete=models.PROTECT, related_name="papers")
    title = models.CharField(_("title"), max_length=200)
    internal = models.BooleanField(_("not in public"), default=False)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="paper_belongs_somewhere",
                condition=Q(meeting__isnull=False) | Q(topic__isnull=False) | Q(proposal__isnull=False),
            )
        ]

    class Privacy:
        clear = {"id", "meeting", "item", "topic", "proposal", "title", "internal", "withdrawn_on"}

    def __str__(self) -> str:
        return self.title


class PaperVersion(models.Model):
    """The bytes of a paper as somebody handed them in; earlier versions stay."""

    paper = models.ForeignKey("Paper", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(null=True, blank=True, help_text="Of a PDF.")
    content = models.BinaryField()
    added_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["paper_id", "-number"]
        constraints = [models.UniqueConstraint(name="paper_version_once", fields=["paper", "number"])]

    class Privacy:
        clear = {"id", "paper", "number", "file_name", "media_type", "size", "sha256", "pages", "added_at"}
        pseudonymise = {"added_by"}
        erase = {"content"}

    def __str__(self) -> str:
        return f"{self.file_name} ({self.number})"


class PersonalLink(models.Model):
    """The way of somebody without an account to the papers of one meeting, one with each mail; the token itself is kept nowhere."""

    meeting = models.ForeignKey("Meeting", on_delete=models.CASCADE, related_name="links")
    holder = models.ForeignKey("SeatHolder", on_delete=models.CASCADE, related_name="links")
    token_hash = models.BinaryField(unique=True)
    valid_until = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    last_used_at = models.DateTimeField(null=True, blank=True)
    opened = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["meeting", "holder"], name="link_of_meeting")]

    class Privacy:
        clear = {"id", "meeting", "valid_until", "revoked_at", "made_at", "opened"}
        pseudonymise = {"holder", "last_used_at"}
        erase = {"token_hash"}

    def __str__(self) -> str:
        return f"link {self.pk} to meeting {self.meeting_id}"
