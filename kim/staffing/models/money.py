"""Money of a grant row by row, the person-months it pays, and the proof of use."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.public import Versioned
from kim.staffing.models.grants import MONEY


class BookingKind(models.TextChoices):
    """What an amount is. What is approved comes from the papers of the grant."""

    PLANNED = "planned", pgettext_lazy("money", "planned")
    CALLED = "called", pgettext_lazy("money", "called")
    SPENT = "spent", pgettext_lazy("money", "spent")
    FORWARDED = "forwarded", pgettext_lazy("money", "forwarded")
    RETURNED = "returned", pgettext_lazy("money", "paid back")


class Booking(models.Model):
    """One amount. Rows are added, never changed: what was wrong is taken back by a row against it."""

    grant = models.ForeignKey("FundingGrant", on_delete=models.CASCADE, related_name="bookings")
    agreement = models.ForeignKey("ForwardingAgreement", null=True, on_delete=models.CASCADE, related_name="bookings")
    post = models.ForeignKey("organisation.Post", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(pgettext_lazy("money", "kind"), max_length=10, choices=BookingKind)
    amount = models.DecimalField(_("amount"), **MONEY)
    period_from = models.DateField(pgettext_lazy("booking", "for the time from"))
    period_to = models.DateField(pgettext_lazy("booking", "for the time to"))
    booked_on = models.DateField(_("booked on"))
    text = models.CharField(_("what for"), max_length=200)
    voucher = models.CharField(_("voucher number"), max_length=80, blank=True)
    against = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="taken_back_by")
    recorded_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    submission = models.UUIDField(null=True, editable=False, help_text="The form or the file it came with.")

    class Meta:
        ordering = ["period_from", "id"]
        indexes = [models.Index(fields=["grant", "kind"], name="booking_of_grant")]
        constraints = [
            models.CheckConstraint(name="booking_ends_after_it_begins", condition=Q(period_to__gte=F("period_from"))),
            models.CheckConstraint(
                name="booking_less_only_to_take_back",
                condition=Q(amount__gt=0, against=None) | Q(amount__lt=0, against__isnull=False),
            ),
        ]

    class Privacy:
        clear = {
            "id", "grant", "agreement", "post", "kind", "amount", "period_from", "period_to", "booked_on", "text", "voucher",
            "against", "recorded_at", "submission",
        }  # fmt: skip
        pseudonymise = {"recorded_by"}

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount}"


class ChargedMonth(models.Model):
    """How much of a person's month on a post a grant pays. PostgreSQL refuses what nobody worked, and what is paid twice."""

    grant = models.ForeignKey("FundingGrant", on_delete=models.CASCADE, related_name="charged")
    agreement = models.ForeignKey("ForwardingAgreement", null=True, on_delete=models.CASCADE, related_name="charged")
    post = models.ForeignKey("organisation.Post", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text="Its first day.")
    share = models.DecimalField(_("person-months"), max_digits=5, decimal_places=4)
    recorded_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["month", "post_id", "id"]
        constraints = [
            models.UniqueConstraint(name="charged_once_a_month", fields=["grant", "post", "user", "month"]),
            models.CheckConstraint(name="charged_month_is_a_first", condition=Q(month__day=1)),
            models.CheckConstraint(name="charged_share_of_a_month", condition=Q(share__gt=0, share__lte=1)),
        ]

    class Privacy:
        clear = {"id", "grant", "agreement", "post", "month", "share", "recorded_at"}
        pseudonymise = {"user", "recorded_by"}

    def __str__(self) -> str:
        return f"{self.month:%m/%Y}: {self.share}"


class ProofOfUse(Versioned):
    """The proof of use of a grant, or of what an agreement handed on: figures come from the rows, the report is written."""

    grant = models.ForeignKey("FundingGrant", on_delete=models.CASCADE, related_name="proofs")
    agreement = models.OneToOneField(
        "ForwardingAgreement", null=True, on_delete=models.CASCADE, related_name="proof_of_use"
    )
    report = models.TextField(_("narrative report"), blank=True)
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    figures = models.JSONField(null=True, help_text="As they stood on the day of submission.")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_proof_of_a_grant", fields=["grant"], condition=Q(agreement=None)),
            models.CheckConstraint(
                name="submitted_proof_keeps_its_figures",
                condition=Q(submitted_on=None, figures=None) | Q(submitted_on__isnull=False, figures__isnull=False),
            ),
        ]

    class Privacy:
        clear = {"id", "grant", "agreement", "report", "submitted_on", "figures", "version", "changed_at"}
        pseudonymise = {"changed_by"}

    def __str__(self) -> str:
        return str(self.agreement or self.grant)


class ReturnedProof(models.Model):
    """A proof of use that was submitted and came back: as it was handed in, and why it has to be handed in again."""

    proof = models.ForeignKey("ProofOfUse", on_delete=models.CASCADE, related_name="returned")
    submitted_on = models.DateField(_("submitted on"))
    figures = models.JSONField(help_text="As they stood on the day of submission.")
    report = models.TextField(_("narrative report"), blank=True)
    returned_on = models.DateField(_("came back on"))
    reason = models.CharField(_("why it came back"), max_length=300)
    recorded_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["returned_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="proof_comes_back_after_it_went", condition=Q(returned_on__gte=F("submitted_on"))
            ),
            models.CheckConstraint(name="proof_comes_back_for_a_reason", condition=~Q(reason="")),
        ]

    class Privacy:
        clear = {"id", "proof", "submitted_on", "figures", "report", "returned_on", "reason", "recorded_at"}
        pseudonymise = {"recorded_by"}

    def __str__(self) -> str:
        return self.reason


__all__ = ["Booking", "BookingKind", "ChargedMonth", "ProofOfUse", "ReturnedProof"]
