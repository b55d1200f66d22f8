from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Versioned


class SphereChange(Versioned):
    """The way from one legal sphere to another: planned for a day, happened on a day; between them people live on nothing."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="sphere_changes")
    from_sphere = models.ForeignKey(
        "organisation.LegalSphere", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("from")
    )  # fmt: skip
    to_sphere = models.ForeignKey(
        "organisation.LegalSphere", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("to")
    )  # fmt: skip
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    ended_on = models.DateField(_("last day in the earlier one"), null=True, blank=True)
    happened_on = models.DateField(_("first day in the new one"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True, default="", db_default="")

    class Meta:
        ordering = [F("happened_on").asc(nulls_last=True), F("planned_on").asc(nulls_last=True), "id"]
        indexes = [models.Index(fields=["case"], name="sphere_change_of_case")]
        constraints = [
            models.CheckConstraint(
                name="sphere_change_leads_somewhere",
                condition=(Q(from_sphere__isnull=False) | Q(to_sphere__isnull=False))
                & (Q(from_sphere=None) | Q(to_sphere=None) | ~Q(from_sphere=F("to_sphere"))),
                violation_error_message=_("Choose two different legal spheres, or one and none."),
            ),
            models.CheckConstraint(
                name="sphere_change_has_a_day",
                condition=Q(planned_on__isnull=False) | Q(ended_on__isnull=False) | Q(happened_on__isnull=False),
                violation_error_message=_("Enter at least one day: planned, left or arrived."),
            ),
            models.CheckConstraint(
                name="sphere_change_begins_after_the_end",
                condition=Q(ended_on=None) | Q(happened_on=None) | Q(happened_on__gt=F("ended_on")),
                violation_error_message=_("The first day in the new one is not after the last day in the earlier one."),
            ),
        ]

    class Privacy:
        clear = {"id", "from_sphere", "to_sphere", "version", "changed_at"}
        pseudonymise = {"case", "planned_on", "ended_on", "happened_on", "changed_by"}
        erase = {"note"}

    def __str__(self) -> str:
        return f"change of legal sphere in case {self.case_id}"

    @property
    def is_settled(self) -> bool:
        """Whether it has happened; leaving the last sphere is settled with its last day."""
        return self.happened_on is not None or (self.to_sphere_id is None and self.ended_on is not None)

    @property
    def expected_on(self) -> date | None:
        """The day it is to happen, while it has not."""
        return None if self.is_settled else self.planned_on or self.ended_on

    def gap_days(self, on: date) -> int:
        """Days without either: from the end of the earlier one, or the day planned, until it happened or until today."""
        if self.from_sphere_id is None or self.to_sphere_id is None:
            return 0
        until = self.happened_on or on
        if self.ended_on:
            return max(0, (until - self.ended_on).days - 1)
        return max(0, (until - self.planned_on).days) if self.planned_on else 0
