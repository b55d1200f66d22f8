from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Versioned


class ProtectionKind(models.TextChoices):
    """What somebody is to be protected from, coarse."""

    THREAT = "threat", _("danger from a person or a group")
    FAMILY = "family", _("danger in the family")
    REGISTER = "register", _("block on information in the register")
    CHILD = "child", _("protection of a child")
    OTHER = "other", _("another need")
    NOT_ASKED = "not_asked", _("not asked")


class ProtectionNeed(Versioned):
    """Why somebody needs protection: read like a confidential note, while the flag itself is on the person."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="protection_needs")
    kind = models.CharField(_("kind"), max_length=10, choices=ProtectionKind, default=ProtectionKind.NOT_ASKED)
    reason = models.TextField(_("reason"))
    since_on = models.DateField(_("since"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = [F("ended_on").asc(nulls_first=True), "-id"]
        indexes = [models.Index(fields=["case"], name="protection_of_case")]
        constraints = [
            models.CheckConstraint(
                name="protection_ends_after_start",
                condition=Q(since_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("since_on")),
                violation_error_message=_("The last day is before the first. Check the dates."),
            )
        ]

    class Privacy:
        clear = {"id", "kind", "version", "changed_at"}
        pseudonymise = {"case", "since_on", "ended_on", "recorded_by", "recorded_at", "changed_by"}
        erase = {"reason"}

    def __str__(self) -> str:
        return f"need for protection in case {self.case_id}"
