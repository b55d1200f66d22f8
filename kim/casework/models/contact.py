from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ContactKind(models.TextChoices):
    TALK = "talk", _("Conversation")
    PHONE = "phone", _("Telephone")
    MESSAGE = "message", _("Message")
    VISIT = "visit", _("Home visit")
    LETTER = "letter", _("Letter")
    ATTEMPT = "attempt", _("Attempt, not reached")


class Contact(models.Model):
    """A conversation, call or message, and what it was about."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(_("kind"), max_length=10, choices=ContactKind)
    held_on = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    text = models.TextField(_("note"))
    is_first_advice = models.BooleanField(_("first advice"), default=False)
    confidential = models.BooleanField(_("confidential"), default=False)
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["case", "-held_on", "-id"], name="contact_of_case")]

    class Privacy:
        clear = {"id", "kind", "held_on", "minutes", "is_first_advice", "confidential", "submission"}
        pseudonymise = {"case", "recorded_by", "recorded_at"}
        erase = {"text"}

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on}"


class FollowUp(models.Model):
    """Something to do in a case by a day (Wiedervorlage)."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="follow_ups")
    due_on = models.DateField(_("due on"))
    text = models.CharField(_("what is to be done"), max_length=200)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("organisation.User", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["case", "due_on"], condition=Q(done_at=None), name="follow_up_open")]
        constraints = [
            models.CheckConstraint(
                name="follow_up_done_by_somebody",
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
            )
        ]

    class Privacy:
        clear = {"id", "due_on", "done_at", "submission"}
        pseudonymise = {"case", "done_by", "recorded_by"}
        erase = {"text"}

    def __str__(self) -> str:
        return f"{self.due_on}: {self.text}"
