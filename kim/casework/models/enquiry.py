from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kim.casework.models.answers import Given, YesNo
from kim.organisation.public import Versioned


class EnquiryState(models.TextChoices):
    OPEN = "open", _("open")
    ADMITTED = "admitted", _("became a case")
    ADVISED_ONCE = "advised_once", _("advised once")
    REFERRED_ON = "referred_on", _("referred on")
    DECLINED = "declined", _("declined")


class Urgency(models.TextChoices):
    NORMAL = "normal", _("normal")
    SOON = "soon", _("soon")
    URGENT = "urgent", _("urgent")


class Enquiry(Versioned):
    """Somebody asked for help, or others asked for them; many enquiries never become a case."""

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField(_("received on"))
    channel = models.ForeignKey(
        "organisation.AccessChannel", on_delete=models.PROTECT, related_name="+", verbose_name=_("how they came")
    )
    referrer = models.ForeignKey(
        "organisation.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("referred by")
    )  # fmt: skip
    referrer_note = models.CharField(_("contact at the referrer"), max_length=200, blank=True)
    given_name = models.CharField(_("given name"), max_length=120, blank=True)
    family_name = models.CharField(_("family name"), max_length=120, blank=True)
    description = models.CharField(
        _("in a few words"), max_length=200, blank=True, help_text=_("For example: woman, 27, with two children")
    )
    municipality = models.ForeignKey(
        "organisation.Municipality", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality")
    )  # fmt: skip
    language = models.CharField(_("language"), max_length=3, blank=True)
    interpreter = models.CharField(_("interpreter needed"), max_length=10, choices=YesNo, default=YesNo.NOT_ASKED)
    matter = models.TextField(_("what it is about"), blank=True)
    urgency = models.CharField(_("urgency"), max_length=10, choices=Urgency, default=Urgency.NORMAL)
    birth_given = models.CharField(max_length=10, choices=Given, default=Given.NOT_ASKED)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=14, choices=EnquiryState, default=EnquiryState.OPEN)
    proposed_for = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["received_on", "id"]
        indexes = [models.Index(fields=["unit", "state", "received_on"], name="enquiry_open")]
        constraints = [
            models.CheckConstraint(
                name="enquiry_birth_given_has_a_year",
                condition=Q(birth_given="given", birth_year__isnull=False)
                | (~Q(birth_given="given") & Q(birth_year=None)),
            )
        ]

    class Privacy:
        clear = {
            "id", "unit", "received_on", "channel", "municipality", "language", "interpreter", "urgency", "birth_given",
            "birth_year", "state", "version", "changed_at", "submission",
        }  # fmt: skip
        pseudonymise = {"recorded_by", "proposed_for", "recorded_at", "referrer", "changed_by"}
        erase = {"referrer_note", "given_name", "family_name", "description", "matter", "birth_month", "birth_day"}

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name, or what was said in a few words."""
        return f"{self.given_name} {self.family_name}".strip() or self.description or str(_("without a name"))

    @property
    def is_open(self) -> bool:
        return self.state == EnquiryState.OPEN


class TriageResult(models.TextChoices):
    ADMIT = "admitted", _("Open a case")
    ADVISE_ONCE = "advised_once", _("Advise once, no case")
    REFER_ON = "referred_on", _("Refer on to another agency")
    DECLINE = "declined", _("Decline")


class Triage(models.Model):
    """The decision about an enquiry: what the target-group rule said, criterion by criterion, and what was decided and why."""

    enquiry = models.OneToOneField("Enquiry", on_delete=models.CASCADE, related_name="triage")
    rule_version = models.PositiveIntegerField(null=True)
    rule_result = models.CharField(max_length=10)
    findings = models.JSONField(default=list)
    refugee_or_newcomer = models.CharField(
        _("refugee or newcomer"), max_length=10, choices=YesNo, default=YesNo.NOT_ASKED
    )
    child_of_target_group = models.CharField(
        _("child of somebody in the target group"), max_length=10, choices=YesNo, default=YesNo.NOT_ASKED
    )
    other_case_management = models.CharField(
        _("another agency already manages the case"), max_length=10, choices=YesNo, default=YesNo.NOT_ASKED
    )  # fmt: skip
    other_sphere = models.ForeignKey(
        "organisation.LegalSphere", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    other_since = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=14, choices=TriageResult)
    reason = models.TextField(blank=True)
    referred_to = models.ForeignKey(
        "organisation.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()

    class Privacy:
        clear = {
            "id", "rule_version", "rule_result", "refugee_or_newcomer", "child_of_target_group", "other_case_management",
            "other_sphere", "other_since", "result", "decided_on",
        }  # fmt: skip
        pseudonymise = {"enquiry", "decided_by", "referred_to"}
        erase = {"findings", "reason"}

    def __str__(self) -> str:
        return f"triage of enquiry {self.enquiry_id}"
