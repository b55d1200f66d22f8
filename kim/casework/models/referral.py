from datetime import date

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kim.casework.states import OPEN_REFERRAL_STATES, ReferralState
from kim.organisation.public import Versioned


class Basis(models.TextChoices):
    """On which ground personal data may leave with a referral."""

    CONSENT = "consent", _("The person consented to this recipient and these data")
    BY_THEMSELVES = "by_themselves", _("The person applies themselves; nothing is passed on")


class DeclineReason(models.TextChoices):
    NO_PLACE = "no_place", _("no place free")
    WAITING_TIME = "waiting_time", _("waiting time too long")
    NOT_ELIGIBLE = "not_eligible", _("conditions are not met")
    LANGUAGE = "language", _("language")
    CHILDCARE = "childcare", _("no child care")
    NOT_RESPONSIBLE = "not_responsible", _("not responsible")
    PERSON_DECLINED = "person_declined", _("the person does not want it")
    NO_ANSWER = "no_answer", _("no answer")
    OTHER = "other", _("other")


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
    reason = models.TextField(_("why this offer"), blank=True)
    basis = models.CharField(_("basis"), max_length=14, choices=Basis)
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)
    data_passed = models.CharField(_("data passed on"), max_length=300, blank=True)
    decline_reason = models.CharField(max_length=20, choices=DeclineReason, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    state_recorded_at = models.DateTimeField(null=True, editable=False)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["-sent_on", "-id"]
        indexes = [
            models.Index(fields=["case", "-sent_on"], name="referral_of_case"),
            models.Index(fields=["answer_due_on"], condition=Q(state="requested"), name="referral_unanswered"),
        ]
        constraints = [
            models.CheckConstraint(
                name="referral_consent_has_its_day_and_data",
                condition=(Q(basis="consent", consent_on__isnull=False) & ~Q(data_passed=""))
                | Q(basis="by_themselves", consent_on=None, data_passed=""),
                violation_error_message=_("A consent names its day and the data that may be passed on."),
            ),
            models.CheckConstraint(
                name="referral_failed_has_a_reason",
                condition=~Q(state__in=["declined", "broken_off"]) | ~Q(decline_reason=""),
            ),
        ]

    class Privacy:
        clear = {
            "id", "offer", "state", "state_since", "sent_on", "answer_due_on", "answered_on", "basis", "consent_on",
            "decline_reason", "version", "changed_at", "submission",
        }  # fmt: skip
        pseudonymise = {"case", "goal", "recorded_by", "recorded_at", "state_recorded_at", "changed_by"}
        erase = {"reason", "data_passed", "note"}

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
