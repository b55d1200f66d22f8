from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """What offices ask for, as the county's table of documents numbers it."""

    D01 = "D01", _("application form")
    D02 = "D02", _("curriculum vitae")
    D03 = "D03", _("passport and further proof of identity")
    D04 = "D04", _("birth certificate with translation")
    D05 = "D05", _("certificates of marriage, partnership, divorce or death")
    D06 = "D06", _("residence title")
    D07 = "D07", _("certificate of registration and earlier addresses")
    D08 = "D08", _("proof of German")
    D09 = "D09", _("naturalisation test or German school certificate")
    D10 = "D10", _("work contract, pay slips, employer's confirmation")
    D11 = "D11", _("tax assessments and further papers of the self-employed")
    D12 = "D12", _("pension insurance record")
    D13 = "D13", _("notices on benefits")
    D14 = "D14", _("proof of 20 months of full-time work in 24")
    D15 = "D15", _("rent contract and housing costs")
    D16 = "D16", _("health and care insurance")
    D17 = "D17", _("custody, consent of the other parent, school certificate")
    D18 = "D18", _("proof of maintenance")
    D19 = "D19", _("German identity card of the spouse")
    D20 = "D20", _("medical certificate on learning")
    D21 = "D21", _("proof of effort in courses")
    D22 = "D22", _("judgments and pending proceedings")
    D23 = "D23", _("decision of the Federal Office and travel document")
    D24 = "D24", _("photograph")
    D25 = "D25", _("declarations on the free democratic basic order")


class Authority(models.TextChoices):
    """Whom an office asks."""

    REGISTER = "register", _("Federal Central Criminal Register")
    POLICE = "police", _("police")
    PROTECTION = "protection", _("Office for the Protection of the Constitution")
    JOBCENTER = "jobcenter", _("job centre")
    FOREIGNERS = "foreigners", _("foreigners office")
    OTHER = "other", _("another office")


class MissingDocument(models.Model):
    """A document that was asked for, until it has come or is no longer needed."""

    application = models.ForeignKey("Application", on_delete=models.CASCADE, related_name="documents")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("document"), max_length=3, choices=DocumentKind)
    asked_on = models.DateField(_("asked on"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    not_needed = models.BooleanField(default=False)

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind"], condition=Q(settled_on=None), name="document_is_missing_once"
            ),
            models.CheckConstraint(
                name="document_settled_after_asked", condition=Q(settled_on=None) | Q(settled_on__gte=F("asked_on"))
            ),
        ]

    class Privacy:
        clear = {"id", "unit", "kind", "asked_on", "due_on", "settled_on", "not_needed"}
        pseudonymise = {"application"}

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def is_late(self, on: date) -> bool:
        """Whether it should have come by now."""
        return self.settled_on is None and self.due_on is not None and self.due_on < on


class AuthorityEnquiry(models.Model):
    """A question to another office: asked, reminded of, answered. What was answered stays in the paper file."""

    application = models.ForeignKey("Application", on_delete=models.CASCADE, related_name="enquiries")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    authority = models.CharField(_("office asked"), max_length=12, choices=Authority)
    name = models.CharField(_("which office"), max_length=120, blank=True, default="", db_default="")
    asked_on = models.DateField(_("asked on"))
    due_on = models.DateField(_("answer expected by"))
    reminded_on = models.DateField(_("reminded on"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta:
        ordering = ["asked_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="enquiry_days_follow_each_other",
                condition=(Q(reminded_on=None) | Q(reminded_on__gte=F("asked_on")))
                & (Q(answered_on=None) | Q(answered_on__gte=F("asked_on"))),
            )
        ]

    class Privacy:
        clear = {"id", "unit", "authority", "name", "asked_on", "due_on", "reminded_on", "answered_on"}
        pseudonymise = {"application"}

    def __str__(self) -> str:
        return self.name or str(self.get_authority_display())

    def is_late(self, on: date) -> bool:
        """Whether the answer should have come by now."""
        return self.answered_on is None and self.due_on < on


__all__ = ["Authority", "AuthorityEnquiry", "DocumentKind", "MissingDocument"]
