from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Signatory(models.TextChoices):
    CLIENT = "client", _("the person")
    CASE_MANAGER = "case_manager", _("case manager")
    INTERPRETER = "interpreter", pgettext_lazy("who signs", "interpreter")
    REPRESENTATIVE = "representative", _("legal representative")


class SignedOn(models.TextChoices):
    PAPER = "paper", _("on paper")
    DEVICE = "device", _("on the device")


class AgreementSignature(models.Model):
    """Who signed a version of the goal agreement, when and how; kept as it was given, a change needs a new version."""

    agreement = models.ForeignKey("GoalAgreement", on_delete=models.CASCADE, related_name="signatures")
    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="+")
    signatory = models.CharField(_("who signed"), max_length=14, choices=Signatory)
    name = models.CharField(_("name"), max_length=120)
    form = models.CharField(_("how"), max_length=6, choices=SignedOn)
    signed_on = models.DateField(_("signed on"))
    place = models.CharField(_("place"), max_length=80, blank=True)
    strokes = models.JSONField(default=list, help_text="Lines as drawn: lists of x, y from 0 to 1000 by 0 to 400.")
    document_id = models.BigIntegerField(
        null=True, editable=False, help_text="The scan among the documents of the case."
    )
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["signed_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "signatory"], name="agreement_signed_once_by_each"),
            models.CheckConstraint(
                name="signature_on_the_device_is_drawn",
                condition=Q(form="paper", strokes=[]) | (Q(form="device") & ~Q(strokes=[])),
            ),
        ]

    class Privacy:
        clear = {"id", "signatory", "form", "signed_on"}
        pseudonymise = {"agreement", "case", "recorded_by", "recorded_at", "document_id"}
        erase = {"name", "place", "strokes"}

    def __str__(self) -> str:
        return f"{self.signatory} of agreement {self.agreement_id}"

    @property
    def together(self) -> list["AgreementSignature"]:
        """Everybody who signed this version on this day in this way."""
        return [
            each
            for each in self.agreement.signatures.all()
            if (each.signed_on, each.form) == (self.signed_on, self.form)
        ]

    @property
    def scans(self) -> list[Any]:
        """The documents that show signatures on paper: none of what was drawn on the device."""
        if self.form == SignedOn.DEVICE:
            return []
        return [each for each in self.agreement.scans.all() if not each.is_removed]
