from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import DatedQuerySet


class GrantBasis(models.TextChoices):
    SUPERVISION = "supervision", _("supervision of this case")
    CONSENT = "consent", _("consent of the person")
    DEPUTY = "deputy", _("standing in for this case")


class AccessGrant(models.Model):
    """The right of one person to read named sections of one case, from a day to a day, for a named reason."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="grants")
    grantee = models.ForeignKey("organisation.User", on_delete=models.CASCADE, related_name="case_grants")
    sections = ArrayField(models.CharField(max_length=12))
    basis = models.CharField(max_length=12, choices=GrantBasis)
    reason = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField()
    given_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from", "id"]
        constraints = [
            models.CheckConstraint(name="access_grant_ends_after_start", condition=Q(valid_to__gte=F("valid_from"))),
            models.CheckConstraint(
                name="access_grant_names_known_sections",
                condition=Q(
                    sections__contained_by=["head", "profile", "contacts", "assessment", "plan", "documents", "notes"]
                ),
            ),
        ]

    class Privacy:
        clear = {"id", "sections", "basis", "valid_from", "valid_to"}
        pseudonymise = {"case", "grantee", "given_by"}
        erase = {"reason"}

    def __str__(self) -> str:
        return f"case {self.case_id} for {self.grantee_id}"
