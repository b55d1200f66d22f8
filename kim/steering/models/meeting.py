"""Meetings: dates, agenda, papers, who was there, minutes."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.public import Versioned
from kim.steering.states import MeetingState


class MeetingSeries(Versioned):
    """Meetings that come again: the nth weekday of every so many months."""

    body = models.ForeignKey("organisation.Body", on_delete=models.CASCADE, related_name="series")
    title = models.CharField(_("title"), max_length=160)
    first_on = models.DateField(_("first day"))
    every_months = models.PositiveSmallIntegerField(_("every … months"), default=3)
    every_weeks = models.PositiveSmallIntegerField(
        _("every … weeks"), null=True, blank=True, help_text="Instead of months."
    )
    nth_weekday = models.BooleanField(
        _("on the same weekday of the month"), default=True, help_text="Otherwise on the same day of the month."
    )
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    until = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        ordering = ["body_id", "first_on"]
        constraints = [
            models.CheckConstraint(name="series_meeting_ends_after_it_starts", condition=Q(ends__gt=F("starts")))
        ]

    class Privacy:
        clear = {
            "id", "body", "title", "first_on", "every_months", "every_weeks", "nth_weekday", "starts", "ends", "place", "until",
            "version", "changed_at",
        }  # fmt: skip
        pseudonymise = {"changed_by"}

    def __str__(self) -> str:
        return self.title


class Meeting(Versioned):
    """One meeting of a body."""

    body = models.ForeignKey("organisation.Body", on_delete=models.PROTECT, related_name="meetings")
    series = models.ForeignKey(
        "MeetingSeries", null=True, blank=True, on_delete=models.SET_NULL, related_name="meetings"
    )
    number = models.PositiveSmallIntegerField(help_text="Running number within the body.")
    title = models.CharField(_("title"), max_length=160)
    state = models.CharField(max_length=12, choices=MeetingState, default=MeetingState.PLANNED)
    held_on = models.DateField(_("day"))
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("to"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("address of the video meeting"), blank=True)
    public = models.BooleanField(_("in public"), default=False)
    chair = models.CharField(_("chair"), max_length=160, blank=True)
    minute_taker = models.CharField(_("minutes by"), max_length=160, blank=True)
    invited_at = models.DateTimeField(null=True, editable=False)
    sequence = models.PositiveSmallIntegerField(
        default=0, help_text="Counts up with every change that invited people must learn."
    )
    uid = models.UUIDField(unique=True, help_text="Names the meeting in calendars.")
    opening = models.TextField(_("opening remarks"), blank=True)
    quorum_lost_at = models.TimeField(_("quorum lost at"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True, help_text="Why it was moved or cancelled.")
    minutes_out_on = models.DateField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    approved_in = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="approved_here"
    )
    source = models.CharField(max_length=200, blank=True)
    synthetic = models.BooleanField(default=False, db_default=False)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["-held_on", "-id"]
        indexes = [
            models.Index(fields=["body", "-held_on"], name="meeting_of_body"),
            models.Index(fields=["-held_on", "-id"], name="meeting_newest"),
        ]
        constraints = [
            models.UniqueConstraint(name="meeting_number_in_body", fields=["body", "number"]),
            models.CheckConstraint(
                name="meeting_ends_after_it_starts", condition=Q(starts=None) | Q(ends=None) | Q(ends__gt=F("starts"))
            ),
        ]

    class Privacy:
        clear = {
            "id", "body", "series", "number", "title", "state", "held_on", "starts", "ends", "place", "link", "public", "invited_at",
            "sequence", "uid", "opening", "quorum_lost_at", "note", "minutes_out_on", "approved_on", "approved_in", "source",
            "synthetic", "submission", "version", "changed_at",
        }  # fmt: skip
        pseudonymise = {"chair", "minute_taker", "changed_by"}

    def __str__(self) -> str:
        return self.title


class ItemKind(models.TextChoices):
    INFORMATION = "information", pgettext_lazy("agenda", "information")
    DISCUSSION = "discussion", pgettext_lazy("agenda", "discussion")
    DECISION = "decision", pgettext_lazy("agenda", "decision")
    MINUTES = "minutes", pgettext_lazy("agenda", "approval of minutes")
    STANDING = "standing", pgettext_lazy("agenda", "standing item")
    NOT_IMPLEMENTED = "not_implemented", pgettext_lazy("agenda", "decided, but not implemented")


class AgendaItem(Versioned):
    """One item of an agenda, and what the minutes say about it."""

    meeting = models.ForeignKey("Meeting", on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=16, choices=ItemKind, default=ItemKind.INFORMATION)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what it is about"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes planned"), null=True, blank=True)
    presenter = models.CharField(_("presented by"), max_length=160, blank=True)
    topic = models.ForeignKey("Topic", null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items")
    proposal = models.ForeignKey(
        "Proposal", null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items"
    )
    standing = models.ForeignKey(
        "StandingItem", null=True, blank=True, on_delete=models.SET_NULL, related_name="agenda_items"
    )
    minutes_of = models.ForeignKey(
        "Meeting", null=True, blank=True, on_delete=models.SET_NULL, related_name="approval_items"
    )
    internal = models.BooleanField(_("not in public"), default=False)
    ad_hoc = models.BooleanField(_("added in the meeting"), default=False)
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_to"
    )
    postponed = models.BooleanField(default=False, help_text="Not dealt with; goes to the next agenda.")
    record = models.TextField(_("minutes"), blank=True)

    class Meta:
        ordering = ["meeting_id", "position", "id"]
        indexes = [models.Index(fields=["meeting", "position"], name="item_of_meeting")]
        constraints = [models.CheckConstraint(name="item_is_not_its_own_part", condition=~Q(parent=F("id")))]

    class Privacy:
        clear = {
            "id", "meeting", "parent", "position", "kind", "title", "text", "minutes", "topic", "proposal", "standing", "minutes_of",
            "internal", "ad_hoc", "carried_from", "postponed", "version", "changed_at",
        }  # fmt: skip
        pseudonymise = {"presenter", "changed_by"}
        erase = {"record"}

    def __str__(self) -> str:
        return self.title


class Presence(models.TextChoices):
    PRESENT = "present", pgettext_lazy("attendance", "present")
    ONLINE = "online", pgettext_lazy("attendance", "present by video")
    EXCUSED = "excused", pgettext_lazy("attendance", "excused")
    ABSENT = "absent", pgettext_lazy("attendance", "absent")


class Attendance(models.Model):
    """Who sat on a seat in a meeting, or was a guest; the name is kept as it was then."""

    meeting = models.ForeignKey("Meeting", on_delete=models.CASCADE, related_name="attendances")
    seat = models.ForeignKey("Seat", null=True, blank=True, on_delete=models.PROTECT, related_name="attendances")
    holder = models.ForeignKey("SeatHolder", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(_("name"), max_length=160)
    votes = models.BooleanField(_("has a vote"), default=True)
    presence = models.CharField(_("attendance"), max_length=8, choices=Presence, default=Presence.PRESENT)
    came_at = models.TimeField(_("came at"), null=True, blank=True)
    left_at = models.TimeField(_("left at"), null=True, blank=True)

    class Meta:
        ordering = ["meeting_id", "seat__position", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_person_on_a_seat_in_a_meeting", fields=["meeting", "seat"], condition=Q(seat__isnull=False)
            ),
            models.CheckConstraint(
                name="left_after_coming", condition=Q(came_at=None) | Q(left_at=None) | Q(left_at__gte=F("came_at"))
            ),
        ]

    class Privacy:
        clear = {"id", "meeting", "seat", "votes", "presence", "came_at", "left_at"}
        pseudonymise = {"holder", "name"}

    def __str__(self) -> str:
        return self.name


class Conflict(models.Model):
    """A conflict of interest: who did not take part in which item, and why."""

    item = models.ForeignKey("AgendaItem", on_delete=models.CASCADE, related_name="conflicts")
    attendance = models.ForeignKey("Attendance", on_delete=models.CASCADE, related_name="conflicts")
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(name="conflict_once_an_item", fields=["item", "attendance"])]

    class Privacy:
        clear = {"id", "item"}
        pseudonymise = {"attendance"}
        erase = {"reason"}

    def __str__(self) -> str:
        return self.reason


class Ballot(models.Model):
    """A vote or a consensus on an item: how many for, against and abstaining, or who dissents."""

    item = models.ForeignKey("AgendaItem", on_delete=models.CASCADE, related_name="ballots")
    question = models.TextField(_("what was voted on"))
    consensus = models.BooleanField(_("by consensus"), default=False)
    secret = models.BooleanField(_("secret"), default=False)
    in_favour = models.PositiveSmallIntegerField(pgettext_lazy("votes", "for"), null=True, blank=True)
    against = models.PositiveSmallIntegerField(pgettext_lazy("votes", "against"), null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(pgettext_lazy("votes", "abstained"), null=True, blank=True)
    entitled = models.PositiveSmallIntegerField(help_text="Voices in the room when the vote was taken.")
    carried = models.BooleanField()
    dissent = models.TextField(_("dissenting opinion"), blank=True)
    taken_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["item_id", "id"]
        constraints = [
            models.CheckConstraint(
                name="no_more_votes_than_voices",
                condition=Q(consensus=True, in_favour=None, against=None, abstained=None)
                | Q(
                    consensus=False,
                    in_favour__isnull=False,
                    against__isnull=False,
                    abstained__isnull=False,
                    entitled__gte=F("in_favour") + F("against") + F("abstained"),
                ),
            )
        ]

    class Privacy:
        clear = {
            "id", "item", "question", "consensus", "secret", "in_favour", "against", "abstained", "entitled", "carried", "taken_at",
        }  # fmt: skip
        erase = {"dissent"}

    def __str__(self) -> str:
        return self.question[:60]
