from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kim.privacy.public import SealableText, SealedBytes, SealedManager, numbered, vault

# What a sealed note is bound to, beside its case and its number; its earlier versions share it.
SEALED_AS = "contact"
_SEALED_OR_CLEAR = Q(confidential=True, text="", text_sealed__isnull=False) | Q(confidential=False, text_sealed=None)


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
    text = SealableText(_("note"), purpose=SEALED_AS, owner=("case", "case_id"), when="confidential")
    text_sealed = SealedBytes(of="text")
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

    objects = SealedManager()

    class Meta:
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["case", "-held_on", "-id"], name="contact_of_case")]
        constraints = [models.CheckConstraint(name="contact_confidential_is_sealed", condition=_SEALED_OR_CLEAR)]

    class Privacy:
        clear = {
            "id", "kind", "held_on", "minutes", "is_first_advice", "confidential", "submission", "place", "interpreter",
            "life_areas", "version",
        }  # fmt: skip
        pseudonymise = {"case", "recorded_by", "recorded_at", "present", "corrected_at", "corrected_by"}
        erase = {"text", "text_sealed", "present_note"}

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A confidential note is sealed with the key of its case, and so is what it said before it became confidential."""
        new = self.pk is None
        if self.confidential and new:
            numbered(self)
            kwargs["force_insert"] = True
        asked = kwargs.get("update_fields")
        if asked is not None and {"text", "confidential"} & set(asked):
            kwargs["update_fields"] = {*asked, "text", "text_sealed", "confidential"}
        super().save(*args, **kwargs)
        if self.confidential and not new:
            ContactVersion.seal_all_of(self)


class ContactVersion(models.Model):
    """What a contact said before it was corrected; written by the database itself whenever its words change."""

    contact = models.ForeignKey("Contact", on_delete=models.CASCADE, related_name="versions")
    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ContactKind)
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(null=True)
    text = SealableText(purpose=SEALED_AS, owner=("case", "case_id"), row="contact_id", when="confidential")
    text_sealed = SealedBytes(of="text")
    confidential = models.BooleanField()
    place = models.CharField(max_length=10, choices=ContactPlace, blank=True)
    interpreter = models.CharField(max_length=12, choices=Interpreting, blank=True)
    present_note = models.CharField(max_length=200, blank=True)
    written_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = SealedManager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["contact", "number"], name="contact_version_once"),
            models.CheckConstraint(name="contact_version_confidential_is_sealed", condition=_SEALED_OR_CLEAR),
        ]

    class Privacy:
        clear = {"id", "contact", "number", "kind", "held_on", "minutes", "confidential", "place", "interpreter"}
        pseudonymise = {"case", "written_by", "written_at"}
        erase = {"text", "text_sealed", "present_note"}

    def __str__(self) -> str:
        return f"version {self.number} of contact {self.contact_id}"

    @classmethod
    def seal_all_of(cls, contact: Contact) -> None:
        """Seal what a contact said before it became confidential; nobody writes versions, so a named act does."""
        clear = cls.objects.filter(contact=contact, confidential=False).values_list("pk", "text")
        for pk, text in clear:
            key = vault.key_of(vault.Owner("case", contact.case_id), make=True)
            sealed = key.seal(SEALED_AS, contact.pk, text)
            with connection.cursor() as cursor:
                cursor.execute("select kim_seal_contact_version(%s, %s)", [pk, sealed])


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
    dropped = models.BooleanField(
        default=False, db_default=False, help_text="Taken off the list undone, when the case ended."
    )

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
        clear = {"id", "due_on", "done_at", "submission", "repeats", "repeats_until", "dropped"}
        pseudonymise = {"case", "done_by", "recorded_by"}
        erase = {"text"}

    def __str__(self) -> str:
        return f"{self.due_on}: {self.text}"
