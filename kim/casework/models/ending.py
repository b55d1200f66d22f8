"""What belongs to the end of a case: the result of each goal, entries that come late, the sheet for whoever goes on."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class GoalResult(models.TextChoices):
    """What came of a goal when the case ended."""

    REACHED = "reached", _("reached")
    PARTLY = "partly", _("partly reached")
    NOT_REACHED = "not", _("not reached")
    DROPPED = "dropped", _("given up")


class Informed(models.TextChoices):
    """How the person heard that the case ends."""

    SPOKEN = "spoken", _("in a conversation")
    WRITTEN = "written", _("in writing")
    NOT_REACHED = "not_reached", _("could not be reached")
    NOT_YET = "not_yet", _("not informed yet")


class ClosedGoal(models.Model):
    """The result of one goal at the closing of its case."""

    closing = models.ForeignKey("Closing", on_delete=models.CASCADE, related_name="goals")
    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="+")
    goal = models.ForeignKey("Goal", on_delete=models.CASCADE, related_name="closed")
    result = models.CharField(max_length=10, choices=GoalResult)
    words = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["case"], name="closed_goal_of_case")]
        constraints = [models.UniqueConstraint(fields=["closing", "goal"], name="closed_goal_once")]

    class Privacy:
        clear = {"id", "result"}
        pseudonymise = {"closing", "case", "goal"}
        erase = {"words"}

    def __str__(self) -> str:
        return f"{self.goal_id}: {self.result}"


class LateEntry(models.Model):
    """Says of another row that it came into the file after the case was closed, and why."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="late_entries")
    kind = models.CharField(max_length=20, help_text="The model of the row, in lower case.")
    row = models.BigIntegerField()
    reason = models.CharField(_("why it comes late"), max_length=300)
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "row"], name="late_entry_once"),
            models.CheckConstraint(name="late_entry_has_a_reason", condition=~Q(reason="")),
        ]

    class Privacy:
        clear = {"id", "kind"}
        pseudonymise = {"case", "row", "recorded_by", "recorded_at"}
        erase = {"reason"}

    def __str__(self) -> str:
        return f"{self.kind} {self.row}"


class HandoverSheet(models.Model):
    """What somebody passes on with a case: their words and where the case stood that day. Kept as it was written."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="handover_sheets")
    written_on = models.DateField()
    words = models.TextField(_("what you want to pass on"), blank=True)
    snapshot = models.JSONField(help_text="Where the case stood; shape of handover_sheet.sheet_of.")
    written_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    # Whom the case went to with it; nobody yet, where it was written before. Until it is read, it stands on their day.
    written_for = models.ForeignKey("organisation.User", null=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, editable=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["written_on", "id"]
        indexes = [
            models.Index(fields=["case", "-written_on"], name="handover_sheet_of_case"),
            models.Index(
                fields=["written_for"],
                condition=Q(written_for__isnull=False, read_at=None),
                name="handover_sheet_unread",
            ),
        ]

    class Privacy:
        clear = {"id", "written_on", "read_at"}
        pseudonymise = {"case", "written_by", "written_for", "recorded_at"}
        erase = {"words", "snapshot"}

    def __str__(self) -> str:
        return f"handover sheet of case {self.case_id}, {self.written_on}"
