"""Notices to staff, how each person wants to be told, and how the mail is doing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """Something happened that concerns this person. It points to the thing by its id; the words are made when it is shown."""

    recipient = models.ForeignKey("organisation.User", on_delete=models.CASCADE, related_name="notices")
    # Whose notice this is a copy of: the recipient stands in for them.
    stands_in_for = models.ForeignKey("organisation.User", on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    target_type = models.CharField(max_length=60, blank=True)
    target_id = models.BigIntegerField(null=True)
    day = models.DateField(null=True)
    # What must not be told twice (a day's overdue answer) carries a name here.
    once = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail_due = models.BooleanField(default=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "once"], condition=~Q(once=""), name="notice_told_once"
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-created_at", "-id"], name="notice_inbox"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["recipient", "id"], condition=Q(mail_due=True), name="notice_to_mail"),
        ]

    class Privacy:
        clear = {"id", "kind", "target_type", "day", "once", "created_at", "read_at", "mail_due", "mailed_at"}
        pseudonymise = {"recipient", "stands_in_for", "target_id"}

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class NoticePreference(models.Model):
    """How somebody wants to be told by mail. Who never chose has no row; the defaults hold."""

    user = models.OneToOneField(
        "organisation.User", on_delete=models.CASCADE, primary_key=True, related_name="notice_preference"
    )
    channels = models.JSONField(default=dict)  # kind: at_once | digest | never, where it differs from the kind's own
    digest_at = models.TimeField(_("time of the digest"), null=True)
    quiet_from = models.TimeField(_("quiet from"), null=True)
    quiet_to = models.TimeField(_("quiet to"), null=True)
    quiet_days_off = models.BooleanField(_("quiet on days off"), default=True)
    # A mailbox that refuses is tried again with growing pauses; it does not hold up the others.
    refused = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notice_quiet_has_both_ends",
                condition=Q(quiet_from=None, quiet_to=None) | Q(quiet_from__isnull=False, quiet_to__isnull=False),
            ),
        ]

    class Privacy:
        clear = {
            "channels", "digest_at", "quiet_from", "quiet_to", "quiet_days_off", "refused", "not_before",
        }  # fmt: skip
        pseudonymise = {"user"}

    def __str__(self) -> str:
        return str(self.user_id)


class MailState(models.Model):
    """How the mail is doing: one row, no people in it."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    last_success_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=20, blank=True)  # a key of MAIL_ERRORS, never the server's words
    last_try_at = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="mail_state_is_one_row", condition=Q(id=1))]

    class Privacy:
        clear = {"id", "last_success_at", "failing_since", "failures", "last_error", "last_try_at", "next_try_at"}

    def __str__(self) -> str:
        return self.last_error or "ok"
