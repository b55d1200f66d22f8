"""What somebody has typed and not yet saved."""

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """A half-written text: whose, on which page, in which field, and what stood there when it was begun."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=100)
    field = models.CharField(max_length=60)
    text = models.TextField()
    base = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["user", "page", "field"], name="draft_one_a_field")]
        indexes = [models.Index(fields=["saved_at"], name="draft_saved_at")]

    class Privacy:
        clear = {"id", "version", "begun_at", "saved_at", "field"}
        pseudonymise = {"user"}
        erase = {"page", "text", "base"}

    def __str__(self) -> str:
        return f"draft for {self.page}"
