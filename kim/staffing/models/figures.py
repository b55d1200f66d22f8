"""A table of figures that was read in: who, when, from which file, and which figures it made."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class FiguresTaken(models.Model):
    """One table of a statistical office on its way in; the record stays when its figures are taken back."""

    what = models.CharField(max_length=60)
    day = models.DateField()
    source = models.CharField(max_length=300)
    file_name = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    made = models.JSONField(default=dict, help_text="The value by the number of each figure it made.")
    taken_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")
    taken_at = models.DateTimeField(db_default=Now(), editable=False)
    undone_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-taken_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="figures_undone_by_somebody_on_a_day", condition=Q(undone_at__isnull=False) | Q(undone_by=None)
            ),
        ]

    class Privacy:
        clear = {"id", "what", "day", "source", "file_name", "digest", "made", "taken_at", "undone_at"}
        pseudonymise = {"taken_by", "undone_by"}

    def __str__(self) -> str:
        return f"{self.what} {self.day}"


__all__ = ["FiguresTaken"]
