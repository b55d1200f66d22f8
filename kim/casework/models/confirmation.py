from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Confirmed(models.TextChoices):
    """What a second person confirms."""

    CLOSING = "closing", _("Closing")
    AGREEMENT = "agreement", _("Goal agreement")


class ConfirmationState(models.TextChoices):
    WAITING = "waiting", _("waits for the second person")
    CONFIRMED = "confirmed", _("confirmed")
    SENT_BACK = "sent_back", _("sent back")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Confirmation(models.Model):
    """An act in a case that takes effect when a second person agrees to it: never the one who proposed it.

    The second person reads the head of the case and `shown`, which the proposer has written for them, and no content.
    """

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="confirmations")
    what = models.CharField(max_length=12, choices=Confirmed)
    about = models.BigIntegerField(null=True, help_text="The row it is about, where there is one already.")
    shown = models.TextField(_("what the second person reads"))
    asked = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ConfirmationState, default=ConfirmationState.WAITING)
    words = models.CharField(_("what has to change"), max_length=500, blank=True, default="", db_default="")
    proposed_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(db_default=Now(), editable=False)
    decided_by = models.ForeignKey("organisation.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["proposed_at", "id"]
        indexes = [
            models.Index(fields=["asked"], condition=Q(state="waiting"), name="confirmation_waiting"),
            models.Index(fields=["case", "-id"], name="confirmation_of_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "what"], condition=Q(state="waiting"), name="confirmation_one_waiting_per_act"
            ),
            models.CheckConstraint(name="confirmation_asks_somebody_else", condition=~Q(asked=F("proposed_by"))),
            models.CheckConstraint(
                name="confirmation_never_by_the_proposer",
                condition=~Q(state__in=["confirmed", "sent_back"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
            ),
            models.CheckConstraint(
                name="confirmation_decided_has_its_time",
                condition=Q(state="waiting", decided_at=None, decided_by=None)
                | (~Q(state="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="confirmation_sent_back_with_words", condition=~Q(state="sent_back") | ~Q(words="")
            ),
        ]

    class Privacy:
        clear = {"id", "what", "state", "decided_at"}
        pseudonymise = {"case", "about", "asked", "proposed_by", "proposed_at", "decided_by"}
        erase = {"shown", "words"}

    def __str__(self) -> str:
        return f"{self.what} of case {self.case_id}: {self.state}"


class ProposedClosing(models.Model):
    """A closing as it was proposed: content of the case, which the second person does not read."""

    confirmation = models.OneToOneField("Confirmation", on_delete=models.CASCADE, related_name="closing")
    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="+")
    values = models.JSONField(help_text="What closing takes; shape of closings.as_json.")

    class Meta:
        indexes = [models.Index(fields=["case"], name="proposed_closing_of_case")]

    class Privacy:
        clear = {"id"}
        pseudonymise = {"confirmation", "case"}
        erase = {"values"}

    def __str__(self) -> str:
        return f"proposed closing of case {self.case_id}"
