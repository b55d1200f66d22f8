from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class PlannedState(models.TextChoices):
    """What became of a planned handover."""

    PLANNED = "planned", _("planned")
    DONE = "done", _("handed over")
    CANCELLED = "cancelled", _("called off")
    REFUSED = "refused", _("not carried out")


class Refusal(models.TextChoices):
    """Why a planned handover was not carried out on its day."""

    PERMISSION = "permission", _("Whoever planned it may not hand this case over any more.")
    CHANGED = "changed", _("Somebody else has become responsible for the case in the meantime.")
    NO_CASE_MANAGER = "no_case_manager", _("The new person is not a case manager on this day.")
    CLOSED = "closed", _("The case has been closed.")


class PlannedHandover(models.Model):
    """A case that goes to another case manager on a day to come; the worker does it then, if it may still be done."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="planned_handovers")
    held_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=PlannedState, default=PlannedState.PLANNED)
    refusal = models.CharField(max_length=20, choices=Refusal, blank=True)
    planned_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(db_default=Now(), editable=False)
    settled_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["on"], condition=Q(state="planned"), name="planned_handover_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="planned"), name="one_planned_handover_per_case"
            ),
            models.CheckConstraint(
                name="planned_handover_refused_says_why",
                condition=(Q(state="refused") & ~Q(refusal="")) | (~Q(state="refused") & Q(refusal="")),
            ),
        ]

    class Privacy:
        clear = {"id", "on", "state", "refusal"}
        pseudonymise = {"case", "held_by", "to", "planned_by", "planned_at", "settled_at"}
        erase = {"reason"}

    def __str__(self) -> str:
        return f"case {self.case_id} on {self.on}"
