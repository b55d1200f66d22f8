"""What went out to the members of a body: invitation, changes, papers, minutes; one delivery for each of them."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SendingKind(models.TextChoices):
    INVITATION = "invitation", pgettext_lazy("sending", "invitation")
    CHANGE = "change", pgettext_lazy("sending", "change of the meeting")
    CANCELLATION = "cancellation", pgettext_lazy("sending", "cancellation")
    PAPERS = "papers", pgettext_lazy("sending", "new or changed papers")
    TO_OBJECT = "to_object", pgettext_lazy("sending", "minutes, open to objections")
    MINUTES = "minutes", pgettext_lazy("sending", "approved minutes")
    LINK = "link", pgettext_lazy("sending", "new personal link")


class Sending(models.Model):
    """One letter to the members about a meeting: what it told, in which version of the calendar entry, by whom and when."""

    meeting = models.ForeignKey("Meeting", on_delete=models.CASCADE, related_name="sendings")
    kind = models.CharField(max_length=12, choices=SendingKind)
    sequence = models.PositiveSmallIntegerField(default=0, help_text="Of the calendar entry that went along.")
    text = models.TextField(_("text"), blank=True)
    late_reason = models.CharField(_("why it is short notice"), max_length=300, blank=True)
    sent_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    due_at = models.DateTimeField(
        help_text="Before this nothing goes out; papers handed in shortly after each other go together."
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["meeting", "-id"], name="sending_of_meeting")]

    class Privacy:
        clear = {"id", "meeting", "kind", "sequence", "text", "late_reason", "made_at", "due_at"}
        pseudonymise = {"sent_by"}

    def __str__(self) -> str:
        return f"{self.kind} of meeting {self.meeting_id}"


class DeliveryState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("delivery", "on its way")
    SENT = "sent", pgettext_lazy("delivery", "sent")
    REFUSED = "refused", pgettext_lazy("delivery", "the mailbox refuses it")
    NO_ADDRESS = "no_address", pgettext_lazy("delivery", "no address")


class Delivery(models.Model):
    """A sending to one holder of a seat; name and address are kept as they were then."""

    sending = models.ForeignKey("Sending", on_delete=models.CASCADE, related_name="deliveries")
    holder = models.ForeignKey("SeatHolder", null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=160)
    email = models.EmailField(blank=True)
    with_account = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="How often the mailbox refused it.")
    next_try_at = models.DateTimeField(null=True, blank=True, help_text="Of one that was refused; empty: given up.")

    class Meta:
        ordering = ["sending_id", "id"]
        indexes = [
            models.Index(fields=["sending"], name="delivery_waits", condition=Q(state="waiting")),
            models.Index(fields=["next_try_at"], name="delivery_tried_again", condition=Q(next_try_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(name="delivered_once_to_a_holder", fields=["sending", "holder"]),
            models.CheckConstraint(name="no_mail_without_address", condition=Q(state="no_address") | ~Q(email="")),
        ]

    class Privacy:
        clear = {"id", "sending", "with_account", "state", "sent_at", "tries", "next_try_at"}
        pseudonymise = {"holder", "name"}
        erase = {"email"}

    def __str__(self) -> str:
        return f"delivery {self.pk}"
