"""Appointments: with the person, the household or an agency, or free of any case; and what was told to the person."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kim.casework.models.contact import ContactPlace
from kim.casework.states import AppointmentState
from kim.organisation.models.base import Versioned


class Meets(models.TextChoices):
    PERSON = "person", _("the person")
    HOUSEHOLD = "household", _("the household")
    AGENCY = "agency", _("an agency")
    OTHERS = "others", _("others")


class InterpreterBooking(models.TextChoices):
    NOT_NEEDED = "not_needed", _("not needed")
    OPEN = "open", _("still to be booked")
    BOOKED = "booked", _("booked")


class CalledOffBy(models.TextChoices):
    PERSON = "person", _("by the person")
    US = "us", _("by us")
    AGENCY = "agency", _("by the agency")


class Appointment(Versioned):
    """From when to when, where, with whom. What it is about stays in KIM: calendars and e-mails never say it."""

    case = models.ForeignKey("Case", null=True, on_delete=models.CASCADE, related_name="appointments")
    enquiry = models.ForeignKey("Enquiry", null=True, on_delete=models.CASCADE, related_name="appointments")
    # In whose calendar it stands; those still to come move on with the case.
    owner = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    about = models.CharField(_("what it is about"), max_length=200, blank=True)
    meets = models.CharField(_("with"), max_length=10, choices=Meets, default=Meets.PERSON)
    agency = models.ForeignKey("organisation.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    place_kind = models.CharField(_("place"), max_length=10, choices=ContactPlace, default=ContactPlace.OFFICE)
    place = models.CharField(_("address or room"), max_length=200, blank=True)
    interpreter = models.CharField(
        _("interpreter"), max_length=12, choices=InterpreterBooking, default=InterpreterBooking.NOT_NEEDED
    )
    interpreter_language = models.CharField(_("language"), max_length=3, blank=True)
    state = models.CharField(max_length=12, choices=AppointmentState, default=AppointmentState.PLANNED)
    called_off_by = models.CharField(max_length=10, choices=CalledOffBy, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    moved_to = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="moved_from")
    contact = models.ForeignKey("Contact", null=True, on_delete=models.SET_NULL, related_name="+")
    # The same in every calendar, also after a move; the sequence tells calendars which version is the newer.
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["owner", "starts_at"], name="appointment_of_owner"),
            models.Index(fields=["case", "-starts_at"], name="appointment_of_case"),
            models.Index(fields=["enquiry"], condition=Q(enquiry__isnull=False), name="appointment_of_enquiry"),
        ]
        constraints = [
            models.CheckConstraint(name="appointment_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(name="appointment_of_case_or_enquiry", condition=Q(case=None) | Q(enquiry=None)),
            models.CheckConstraint(
                name="appointment_called_off_by_somebody",
                condition=(Q(state="cancelled") & ~Q(called_off_by="")) | (~Q(state="cancelled") & Q(called_off_by="")),
            ),
            models.UniqueConstraint(fields=["uid"], condition=~Q(state="moved"), name="appointment_uid_stands_once"),
        ]

    class Privacy:
        clear = {
            "id", "meets", "place_kind", "interpreter", "state", "called_off_by", "moved_to", "uid", "sequence", "submission",
            "version", "changed_at",
        }  # fmt: skip
        pseudonymise = {
            "case", "enquiry", "owner", "starts_at", "ends_at", "agency", "interpreter_language", "contact", "recorded_by",
            "recorded_at", "changed_by",
        }  # fmt: skip
        erase = {"about", "place", "note"}

    def __str__(self) -> str:
        return f"appointment {self.pk}"

    @property
    def is_planned(self) -> bool:
        """Whether it still stands."""
        return self.state == AppointmentState.PLANNED


class Way(models.TextChoices):
    LETTER = "letter", _("letter")
    EMAIL = "email", _("e-mail")


class MessageKind(models.TextChoices):
    NEW = "new", _("the appointment")
    MOVED = "moved", _("that it has moved")
    CANCELLED = "cancelled", _("that it does not take place")


class MessageState(models.TextChoices):
    FILED = "filed", _("filed as a letter")
    QUEUED = "queued", _("waits to be sent")
    SENT = "sent", _("sent")
    REFUSED = "refused", _("mailbox refuses it")
    DROPPED = "dropped", _("not sent any more")


class AppointmentMessage(models.Model):
    """What the person was told of an appointment, by letter or e-mail: time, place, whom to call, and nothing else."""

    appointment = models.ForeignKey("Appointment", on_delete=models.CASCADE, related_name="messages")
    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="appointment_messages")
    kind = models.CharField(max_length=10, choices=MessageKind)
    way = models.CharField(max_length=6, choices=Way)
    language = models.CharField(max_length=3, blank=True)
    state = models.CharField(max_length=8, choices=MessageState)
    sequence = models.PositiveIntegerField(help_text="Which version of the appointment it told.")
    letter = models.ForeignKey("Letter", null=True, on_delete=models.SET_NULL, related_name="+")
    address = models.EmailField(blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    told_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(db_default=Now(), editable=False)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["id"], condition=Q(state="queued"), name="appointment_mail_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "kind", "way", "sequence"],
                condition=~Q(state__in=("refused", "dropped")),
                name="appointment_told_once_each_way",
            ),
        ]

    class Privacy:
        clear = {"id", "appointment", "kind", "way", "state", "sequence", "letter", "tries", "not_before"}
        pseudonymise = {"case", "language", "told_by", "told_at", "sent_at"}
        erase = {"address", "subject", "text"}

    def __str__(self) -> str:
        return f"{self.way} {self.kind} of appointment {self.appointment_id}"


class CalendarFeed(models.Model):
    """A private address under which somebody's own calendar reads their appointments. The address itself is not kept."""

    user = models.ForeignKey("organisation.User", on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    revoked_at = models.DateTimeField(null=True)
    last_read_at = models.DateTimeField(null=True)
    reads = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at=None), name="calendar_feed_one_each"),
        ]

    class Privacy:
        clear = {"id", "made_at", "revoked_at", "last_read_at", "reads"}
        pseudonymise = {"user"}
        erase = {"token_hash"}

    def __str__(self) -> str:
        return f"calendar feed {self.pk}"
