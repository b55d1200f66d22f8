from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class AuditEvent(models.Model):
    """Something that happened, written in the same transaction; kim_app can add through one function, never change."""

    at = models.DateTimeField()
    transaction = models.BigIntegerField(help_text="The transaction that wrote the event (xid8 as a number).")
    actor_id = models.BigIntegerField(null=True)
    scope = models.CharField(max_length=40, help_text="request, worker, command …: in which named scope it happened.")
    kind = models.CharField(max_length=80)
    target_type = models.CharField(max_length=80, blank=True)
    target_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    payload = models.JSONField(default=dict, null=True)
    payload_hash = models.BinaryField(max_length=32)
    row_hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["case_id", "-id"], name="audit_case"),
            models.Index(fields=["transaction"], name="audit_transaction"),
        ]

    class Privacy:
        clear = {"id", "at", "transaction", "scope", "kind", "target_type", "payload_hash", "row_hash"}
        pseudonymise = {"actor_id", "target_id", "case_id"}
        erase = {"payload"}

    def __str__(self) -> str:
        return f"{self.id} {self.kind}"


class AuditBlock(models.Model):
    """A sealed stretch of the trail: every event of the transactions from `from_transaction` up to, not including, `to_transaction`."""

    from_transaction = models.BigIntegerField()
    to_transaction = models.BigIntegerField(unique=True)
    event_ids = ArrayField(models.BigIntegerField())
    event_hashes = ArrayField(models.BinaryField(max_length=32))
    previous_digest = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    class Privacy:
        clear = {
            "id", "from_transaction", "to_transaction", "event_ids", "event_hashes",
            "previous_digest", "digest", "sealed_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"block {self.id}"


class TransactionShift(models.Model):
    """How far this cluster's transaction numbers lie behind those of the trail, once a copy was restored into it: at most one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    shift = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(name="transaction_shift_is_one_row", condition=Q(id=1))]

    class Privacy:
        clear = {"id", "shift"}

    def __str__(self) -> str:
        return str(self.shift)
