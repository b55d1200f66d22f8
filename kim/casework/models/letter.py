from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Addressee(models.TextChoices):
    PERSON = "person", _("to the person")
    AGENCY = "agency", _("to an agency")


class Letter(models.Model):
    """A letter as it was written in a case: what stands on it is kept, so that it prints unchanged from then on."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=20, help_text="invitation, appointment, …; `own` for a template of the county.")
    template = models.ForeignKey("workbench.LetterTemplate", null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(_("language beside German"), max_length=3, blank=True)
    addressee = models.CharField(_("recipient"), max_length=10, choices=Addressee, default=Addressee.PERSON)
    agency = models.ForeignKey("organisation.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(_("subject"), max_length=200)
    sent_on = models.DateField(_("day of the letter"))
    snapshot = models.JSONField(help_text="Everything that stands on it; shape of letters.snapshot_of.")
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-sent_on", "-id"]
        indexes = [models.Index(fields=["case", "-sent_on"], name="letter_of_case")]
        constraints = [
            models.CheckConstraint(
                name="letter_to_an_agency_names_it",
                condition=Q(addressee="agency", agency__isnull=False) | Q(addressee="person", agency=None),
            ),
            models.CheckConstraint(
                name="letter_of_a_template_names_it",
                condition=Q(kind="own", template__isnull=False) | (~Q(kind="own") & Q(template=None)),
            ),
        ]

    class Privacy:
        clear = {"id", "kind", "template", "language", "addressee", "agency", "sent_on"}
        pseudonymise = {"case", "recorded_by", "recorded_at"}
        erase = {"subject", "snapshot"}

    def __str__(self) -> str:
        return f"letter {self.pk} of case {self.case_id}"
