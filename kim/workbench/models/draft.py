"""What somebody has typed and not yet saved."""

from typing import Any

from django.conf import settings
from django.db import models

from kim.privacy.public import SealableText, SealedBytes, SealedManager, numbered

OWNER = ("user", "user_id")


class Draft(models.Model):
    """A half-written text: whose, on which page, in which field, and what stood there when it was begun.

    What will be confidential once it is saved is so while it is typed: every draft lies sealed with a key of its author.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=100)
    field = models.CharField(max_length=60)
    text = SealableText(purpose="draft", owner=OWNER, when="is_sealed")
    text_sealed = SealedBytes(of="text")
    base = SealableText(purpose="draft-base", owner=OWNER, when="is_sealed", blank=True, default="")
    base_sealed = SealedBytes(of="base")
    version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField()

    is_sealed = True
    objects = SealedManager()

    class Meta:
        ordering = ["-saved_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "page", "field"], name="draft_one_a_field"),
            models.CheckConstraint(name="draft_is_sealed", condition=models.Q(text="", base="")),
        ]
        indexes = [models.Index(fields=["saved_at"], name="draft_saved_at")]

    class Privacy:
        clear = {"id", "version", "begun_at", "saved_at", "field"}
        pseudonymise = {"user"}
        erase = {"page", "text", "text_sealed", "base", "base_sealed"}

    def __str__(self) -> str:
        return f"draft for {self.page}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Number it before it is sealed, for what is sealed names its row; a text takes its sealed form along."""
        if self.pk is None:
            numbered(self)
            kwargs["force_insert"] = True
        if (asked := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*asked, *(f"{name}_sealed" for name in ("text", "base") if name in asked)}
        super().save(*args, **kwargs)
