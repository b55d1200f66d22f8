from django.contrib.postgres.fields import ArrayField
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


class ContactPlace(models.TextChoices):
    OFFICE = "office", _("in the office")
    HOME = "home", _("at the person's home")
    AGENCY = "agency", _("at an agency")
    PHONE = "phone", _("by telephone or video")
    OTHER = "other", _("elsewhere")


class Interpreting(models.TextChoices):
    NONE = "none", _("without an interpreter")
    PROFESSIONAL = "professional", _("professional interpreter")
    LAY = "lay", _("somebody the person brought along")
    PHONE = "phone", _("interpreter on the telephone")


class Contact(models.Model):
    """A conversation, call or message, and what it was about. A correction leaves the earlier version (ContactVersion)."""

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
    place = models.CharField(_("place"), max_length=10, choices=ContactPlace, blank=True, default="", db_default="")
    interpreter = models.CharField(
        _("interpreter"), max_length=12, choices=Interpreting, blank=True, default="", db_default=""
    )
    # People of the household, by their id; in words whoever else was there.
    present = ArrayField(models.BigIntegerField(), default=list, blank=True, db_default=[])
    present_note = models.CharField(_("who else was there"), max_length=200, blank=True, default="", db_default="")
    life_areas = ArrayField(models.CharField(max_length=60), default=list, blank=True, db_default=[])
    version = models.PositiveIntegerField(default=1, db_default=1)
    corrected_at = models.DateTimeField(null=True, editable=False)
    corrected_by = models.ForeignKey(
        "organisation.User", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["case", "-held_on", "-id"], name="contact_of_case")]

    class Privacy:
        clear = {
            "id", "kind", "held_on", "minutes", "is_first_advice", "confidential", "submission", "place", "interpreter",
            "life_areas", "version",
        }  # fmt: skip
        pseudonymise = {"case", "recorded_by", "recorded_at", "present", "corrected_at", "corrected_by"}
        erase = {"text", "present_note"}

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on}"


class ContactVersion(models.Model):
    """What a contact said before it was corrected; written by the database itself whenever its words change."""

    contact = models.ForeignKey("Contact", on_delete=models.CASCADE, related_name="versions")
    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ContactKind)
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(null=True)
    text = models.TextField()
    confidential = models.BooleanField()
    place = models.CharField(max_length=10, choices=ContactPlace, blank=True)
    interpreter = models.CharField(max_length=12, choices=Interpreting, blank=True)
    present_note = models.CharField(max_length=200, blank=True)
    written_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["contact", "number"], name="contact_version_once")]

    class Privacy:
        clear = {"id", "contact", "number", "kind", "held_on", "minutes", "confidential", "place", "interpreter"}
        pseudonymise = {"case", "written_by", "written_at"}
        erase = {"text", "present_note"}

    def __str__(self) -> str:
        return f"version {self.number} of contact {self.contact_id}"


class Repeats(models.TextChoices):
    WEEKLY = "weekly", _("every week")
    MONTHLY = "monthly", _("every month")


class FollowUp(models.Model):
    """Something to do in a case by a day (Wiedervorlage)."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="follow_ups")
    due_on = models.DateField(_("due on"))
    text = models.CharField(_("what is to be done"), max_length=200)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("organisation.User", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True, null=True, editable=False)
    repeats = models.CharField(_("repeat"), max_length=8, choices=Repeats, blank=True, default="", db_default="")
    repeats_until = models.DateField(_("last time on"), null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["case", "due_on"], condition=Q(done_at=None), name="follow_up_open")]
        constraints = [
            models.CheckConstraint(
                name="follow_up_done_by_somebody",
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="follow_up_repeats_until_a_day",
                condition=Q(repeats="", repeats_until=None) | (~Q(repeats="") & Q(repeats_until__isnull=False)),
            ),
        ]

    class Privacy:
        clear = {"id", "due_on", "done_at", "submission", "repeats", "repeats_until"}
        pseudonymise = {"case", "done_by", "recorded_by"}
        erase = {"text"}

    def __str__(self) -> str:
        return f"{self.due_on}: {self.text}"
