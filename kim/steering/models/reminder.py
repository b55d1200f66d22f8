"""That somebody was reminded of a work order, an open point or an agreement, or the chair told of it: once each."""

from django.db import models
from django.db.models import Q
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


class BodyReminder(models.Model):
    """The same for an open point of a body, or for an agreement that is to be looked at again."""

    point = models.ForeignKey("OpenPoint", null=True, on_delete=models.CASCADE, related_name="reminders")
    agreement = models.ForeignKey("StandingItem", null=True, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=6, choices=ReminderKind)
    due_on = models.DateField(help_text="The day it was due when this went out.")
    sent_on = models.DateField()
    told = models.PositiveSmallIntegerField(help_text="To how many people; 0: nobody responsible has an account.")

    class Meta:
        ordering = ["sent_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="reminded_of_once", fields=["point", "agreement", "kind", "due_on"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="reminder_is_of_one_thing",
                condition=Q(point__isnull=True, agreement__isnull=False)
                | Q(point__isnull=False, agreement__isnull=True),
            ),
        ]

    class Privacy:
        clear = {"id", "point", "agreement", "kind", "due_on", "sent_on", "told"}

    def __str__(self) -> str:
        return f"{self.sent_on}: {self.kind}"
