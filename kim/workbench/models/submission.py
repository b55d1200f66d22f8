"""Forms that have been sent."""

from django.conf import settings
from django.db import models


class Submission(models.Model):
    """One sending of one form: whose, for which act, and what it made; sent again, it makes nothing new."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=60)
    submission = models.UUIDField()
    made_model = models.CharField(max_length=100, blank=True, default="")
    made_id = models.BigIntegerField(null=True)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "purpose", "submission"], name="submission_once")]
        indexes = [models.Index(fields=["sent_at"], name="submission_sent_at")]

    class Privacy:
        clear = {"id", "purpose", "submission", "made_model", "sent_at"}
        pseudonymise = {"user", "made_id"}

    def __str__(self) -> str:
        return f"{self.purpose} {self.submission}"
