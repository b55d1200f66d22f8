"""That somebody was reminded of a work order, or the chair told of it: kept with the order, once each."""

from django.db import models
from django.utils.translation import pgettext_lazy


class ReminderKind(models.TextChoices):
    SOON = "soon", pgettext_lazy("reminder", "reminder before the day")
    TODAY = "today", pgettext_lazy("reminder", "reminder on the day")
    LATE = "late", pgettext_lazy("reminder", "reminder after the day")
    CHAIR = "chair", pgettext_lazy("reminder", "told to the chair")


class OrderReminder(models.Model):
    """A reminder of a work order as it went out: which, when, and to how many people; never twice for one day due."""

    order = models.ForeignKey("WorkOrder", on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=6, choices=ReminderKind)
    due_on = models.DateField(help_text="The day the order was due when this went out.")
    sent_on = models.DateField()
    told = models.PositiveSmallIntegerField(help_text="To how many people; 0: nobody responsible has an account.")

    class Meta:
        ordering = ["sent_on", "id"]
        constraints = [models.UniqueConstraint(name="reminded_once", fields=["order", "kind", "due_on"])]

    class Privacy:
        clear = {"id", "order", "kind", "due_on", "sent_on", "told"}

    def __str__(self) -> str:
        return f"{self.sent_on}: {self.kind}"
