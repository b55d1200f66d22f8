from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class ObservationReceipt(models.Model):
    """What ties an observation to whoever wrote it: read by its author alone.

    While it waits, the parcel holds what was written, and the case it came from. Once it is handed on, both are emptied and only
    the random id of the observation stays, which nobody else can connect to anything.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    author = models.ForeignKey("organisation.User", on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey("Case", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(db_default=Now(), editable=False)
    parcel = models.JSONField(null=True, help_text="What was written, until it is handed on.")
    observation = models.UUIDField(unique=True, null=True, editable=False)
    told_at = models.DateTimeField(null=True, help_text="When feedback came last.")
    seen_at = models.DateTimeField(null=True, help_text="When the author last looked at the feedback.")
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["-written_at", "id"]
        indexes = [
            models.Index(fields=["author", "-written_at"], name="receipt_of_author"),
            models.Index(fields=["case"], name="receipt_of_case", condition=Q(case__isnull=False)),
            models.Index(fields=["author"], name="receipt_waiting", condition=Q(parcel__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="receipt_waits_or_is_handed_on",
                condition=Q(parcel__isnull=False, observation=None) | Q(parcel__isnull=True, observation__isnull=False),
            ),
            models.CheckConstraint(
                name="receipt_handed_on_names_no_case", condition=Q(parcel__isnull=False) | Q(case=None)
            ),
        ]

    class Privacy:
        clear = {"id", "told_at", "seen_at", "submission"}
        pseudonymise = {"author", "case", "written_at", "observation"}
        erase = {"parcel"}

    def __str__(self) -> str:
        return f"receipt {self.pk}"

    @property
    def waits(self) -> bool:
        """Whether it may still be withdrawn."""
        return self.observation is None

    @property
    def has_news(self) -> bool:
        """Whether feedback came that the author has not looked at."""
        return self.told_at is not None and (self.seen_at is None or self.seen_at < self.told_at)
