from django.db import models
from django.db.models import Q


class Installation(models.Model):
    """What this database is for: one row, written when the database is made, never changed from demo to real."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(name="installation_is_one_row", condition=Q(id=1))]

    class Privacy:
        clear = {"id", "demo", "created_at"}

    def __str__(self) -> str:
        return "demo" if self.demo else "real"
