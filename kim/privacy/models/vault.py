from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class DataKey(models.Model):
    """The key of one owner's sealed content, such as a case's, wrapped by a key of the installation."""

    kind = models.CharField(max_length=20)
    owner_id = models.BigIntegerField()
    kek = models.CharField(max_length=16, blank=True, help_text="Mark of the key of the installation that wraps it.")
    wrapped = models.BinaryField(max_length=100)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    destroyed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "owner_id"], name="data_key_once"),
            models.CheckConstraint(
                name="data_key_wrapped_or_destroyed",
                condition=(Q(destroyed_at=None) & ~Q(kek="")) | Q(destroyed_at__isnull=False, kek="", wrapped=b""),
            ),
        ]
        indexes = [models.Index(fields=["kek"], name="data_key_by_mark")]

    class Privacy:
        clear = {"id", "kind", "kek", "created_at", "destroyed_at"}
        pseudonymise = {"owner_id"}
        erase = {"wrapped"}

    def __str__(self) -> str:
        return f"key of {self.kind} {self.owner_id}"
