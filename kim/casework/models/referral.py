from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kim.casework.models.consent import DataCategory
from kim.casework.states import OPEN_REFERRAL_STATES, REFERRAL_FAILURES, FailureReason, ReferralState
from kim.organisation.public import Versioned

DeclineReason = FailureReason


class Basis(models.TextChoices):
    """On which ground personal data may leave with a referral."""

    CONSENT = "consent", _("The person consented to this recipient and these data")
    LAW = "law", _("A law allows or demands it")
    BY_THEMSELVES = "by_themselves", _("The person applies themselves; nothing is passed on")


class Referral(Versioned):
    """Linking the person to an offer, and what came of it."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="referrals")
    offer = models.ForeignKey("network.Offer", on_delete=models.PROTECT, related_name="+", verbose_name=_("offer"))
    goal = models.ForeignKey(
        "Goal",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="referrals",
        verbose_name=_("for which goal"),
    )
    state = models.CharField(max_length=12, choices=ReferralState, default=ReferralState.REQUESTED)
    state_since = models.DateField()
    sent_on = models.DateField(_("sent on"))
    answer_due_on = models.DateField(_("answer agreed by"))
    answered_on = models.DateField(null=True, blank=True)
    wait_until = models.DateField(_("place expected by"), null=True, blank=True)
    reason = models.TextField(_("why this offer"), blank=True)
    basis = models.CharField(_("basis"), max_length=14, choices=Basis)
    consent = models.ForeignKey("Consent", null=True, blank=True, on_delete=models.PROTECT, related_name="referrals")
    legal_basis = models.CharField(_("law with paragraph"), max_length=200, blank=True, default="", db_default="")
    data_categories = ArrayField(models.CharField(max_length=12), default=list)
    data_detail = models.CharField(_("which data exactly"), max_length=300, blank=True)
    consent_withdrawn_on = models.DateField(null=True, blank=True)
    decline_reason = models.CharField(max_length=20, choices=FailureReason, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["-sent_on", "-id"]
        indexes = [
            models.Index(fields=["case", "-sent_on"], name="referral_of_case"),
            models.Index(fields=["answer_due_on"], condition=Q(state="requested"), name="referral_unanswered"),
            models.Index(fields=["consent"], condition=Q(consent__isnull=False), name="referral_on_consent"),
        ]
        constraints = [
            models.CheckConstraint(
                name="referral_data_leave_on_a_ground",
                condition=(Q(basis="consent", consent__isnull=False, legal_basis="") & ~Q(data_categories=[]))
                | (Q(basis="law", consent=None) & ~Q(legal_basis="") & ~Q(data_categories=[]))
                | Q(basis="by_themselves", consent=None, legal_basis="", data_categories=[], data_detail=""),
                violation_error_message=_("Data leave with a consent or on a law that is named, or none leave."),
            ),
            models.CheckConstraint(
                name="referral_names_known_data",
                condition=Q(data_categories__contained_by=sorted(str(name) for name in DataCategory)),
            ),
            models.CheckConstraint(
                name="referral_failed_has_a_reason",
                condition=~Q(state__in=sorted(str(state) for state in REFERRAL_FAILURES)) | ~Q(decline_reason=""),
            ),
        ]

    class Privacy:
        clear = {
            "id", "offer", "state", "state_since", "sent_on", "answer_due_on", "answered_on", "wait_until", "basis",
            "legal_basis", "data_categories", "consent_withdrawn_on", "decline_reason", "version", "changed_at",
            "submission",
        }  # fmt: skip
        pseudonymise = {"case", "goal", "consent", "recorded_by", "recorded_at", "changed_by"}
        erase = {"reason", "data_detail", "note"}

    def __str__(self) -> str:
        return f"{self.offer} ({self.get_state_display()})"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_REFERRAL_STATES

    @property
    def agreed_days(self) -> int:
        """Days within which an answer was agreed."""
        return (self.answer_due_on - self.sent_on).days

    def days_waited(self, on: date) -> int:
        """Days from sending to the answer, or until today."""
        return ((self.answered_on or on) - self.sent_on).days

    def is_overdue(self, on: date) -> bool:
        """Nobody answered although the agreed day has passed."""
        return self.state == ReferralState.REQUESTED and self.answer_due_on < on

    def waits_too_long(self, on: date) -> bool:
        """On the waiting list beyond the day by which a place was expected."""
        return self.state == ReferralState.WAITLISTED and self.wait_until is not None and self.wait_until < on


class ReferralStep(models.Model):
    """One change of a referral: who noted it, on which day, from where to where. Added, never rewritten."""

    referral = models.ForeignKey("Referral", on_delete=models.CASCADE, related_name="steps")
    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="+")
    from_state = models.CharField(max_length=12, choices=ReferralState)
    to_state = models.CharField(max_length=12, choices=ReferralState)
    happened_on = models.DateField()
    reason = models.CharField(max_length=20, choices=FailureReason, blank=True)
    wait_until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["happened_on", "id"]
        indexes = [
            models.Index(fields=["case", "-happened_on"], name="referral_step_of_case"),
            models.Index(fields=["referral"], name="referral_step_of_referral"),
        ]

    class Privacy:
        clear = {"id", "from_state", "to_state", "happened_on", "reason", "wait_until"}
        pseudonymise = {"referral", "case", "recorded_by", "recorded_at"}
        erase = {"note"}

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}, {self.happened_on}"
