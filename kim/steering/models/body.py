"""What was decided about a body itself, and what meetings said about its open points."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BodyAct(models.TextChoices):
    """What happened to a body."""

    SET_UP = "set_up", pgettext_lazy("body", "set up")
    MANDATE = "mandate", pgettext_lazy("body", "mandate changed")
    ENDED = "ended", pgettext_lazy("body", "ended")


class BodyRecord(models.Model):
    """A body was set up, got another mandate or ended: on which day, by which decision, with which mandate. Added, never rewritten."""

    body = models.ForeignKey("organisation.Body", on_delete=models.CASCADE, related_name="records")
    act = models.CharField(max_length=8, choices=BodyAct)
    happened_on = models.DateField()
    decision = models.ForeignKey(
        "Decision", null=True, blank=True, on_delete=models.SET_NULL, related_name="body_records"
    )
    reference = models.CharField(pgettext_lazy("body", "reference"), max_length=200, blank=True)
    mandate = models.TextField(_("mandate"), blank=True)
    recorded_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-happened_on", "-id"]
        indexes = [models.Index(fields=["body", "-happened_on"], name="record_of_body")]

    class Privacy:
        clear = {"id", "body", "act", "happened_on", "decision", "reference", "mandate"}
        pseudonymise = {"recorded_by"}

    def __str__(self) -> str:
        return f"{self.get_act_display()}, {self.happened_on}"


class PointNote(models.Model):
    """What was said about an open point, in which meeting, and until when it was to be done from then on. Added, never rewritten."""

    point = models.ForeignKey("OpenPoint", on_delete=models.CASCADE, related_name="notes")
    meeting = models.ForeignKey("Meeting", null=True, blank=True, on_delete=models.SET_NULL, related_name="point_notes")
    noted_on = models.DateField()
    text = models.TextField(_("what was said"))
    due_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-noted_on", "-id"]
        indexes = [models.Index(fields=["point", "-noted_on"], name="note_of_point")]

    class Privacy:
        clear = {"id", "point", "meeting", "noted_on", "text", "due_on"}
        pseudonymise = {"noted_by"}

    def __str__(self) -> str:
        return self.text[:60]
