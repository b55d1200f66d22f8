"""Telling people: a notice in the inbox in the transaction of the act, and a mail by the job that is queued with it."""

from datetime import date, time

from django.db import connection, models, transaction
from django.utils import timezone

from kim.organisation.public import User
from kim.privacy.public import audit
from kim.workbench.kinds import IN_INBOX, KINDS, Channel
from kim.workbench.models import Notice, NoticePreference


def tell(
    *,
    recipient: User | int,
    kind: str,
    target: models.Model | None = None,
    by: User | None = None,
    day: date | None = None,
    once: str = "",
) -> None:
    """Tell somebody, and whoever stands in for them today; nobody is told of what they did themselves.

    Belongs into the transaction of the act: both are certain together. `once` names what must not be told twice.
    """
    recipient_id = recipient if isinstance(recipient, int) else recipient.pk
    if by is not None and by.pk == recipient_id:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "select kim_tell(%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                recipient_id,
                kind,
                target._meta.label_lower if target is not None else "",
                target.pk if target is not None else None,
                day,
                once,
                KINDS[kind].deputies,
                timezone.localdate(),
            ],
        )
        if cursor.fetchone()[0]:
            mail_soon()


def mail_soon() -> None:
    """A row in the queue, written by this transaction: no act without its mail, no mail without the act."""
    from kim.workbench.mail.jobs import send_mail  # noqa: PLC0415 - the jobs import the actions

    send_mail.defer()


@transaction.atomic
def mark_read(*, notice: Notice, by: User) -> None:
    """It was read: no mail tells of it any more."""
    Notice.objects.filter(pk=notice.pk, recipient=by, read_at=None).update(read_at=timezone.now(), mail_due=False)


@transaction.atomic
def mark_all_read(*, by: User, kind: str = "") -> int:
    """Everything in one's inbox, or everything of one kind, was read; gives how many."""
    unread = Notice.objects.filter(recipient=by, read_at=None, kind__in=[kind] if kind else IN_INBOX)
    return unread.update(read_at=timezone.now(), mail_due=False)


@transaction.atomic
def prefer(
    *,
    by: User,
    channels: dict[str, str],
    digest_at: time,
    quiet_from: time | None,
    quiet_to: time | None,
    quiet_days_off: bool,
) -> NoticePreference:
    """Say when one wants mail; what a kind does not offer stays as the kind has it by itself."""
    chosen = {
        key: channel
        for key, channel in channels.items()
        if key in KINDS and channel in KINDS[key].channels and channel != KINDS[key].default
    }
    values = {
        "channels": chosen, "digest_at": digest_at, "quiet_from": quiet_from, "quiet_to": quiet_to,
        "quiet_days_off": quiet_days_off,
    }  # fmt: skip
    known = NoticePreference.objects.filter(user=by).first() or NoticePreference(user=by)
    changed = sorted(name for name, value in values.items() if getattr(known, name) != value)
    preference, _created = NoticePreference.objects.update_or_create(user=by, defaults=values)
    if changed:
        audit.record("settings.mail_changed", target=by, fields=changed)
    return preference


def channel_of(preference: NoticePreference | None, kind: str) -> Channel:
    """When a mail mentions this kind: as chosen, where the kind still offers it, else as it is by itself."""
    known = KINDS.get(kind)
    if known is None:
        return Channel.NEVER
    chosen = preference.channels.get(kind) if preference is not None else None
    return Channel(chosen) if chosen in known.channels else known.default


def count_unread(user: User, *, cap: int = 99) -> int:
    """How many wait in the inbox, one query that stops counting above the cap."""
    unread = Notice.objects.filter(recipient=user, read_at=None, kind__in=IN_INBOX)
    return unread.order_by().values("pk")[: cap + 1].count()


def forget() -> int:
    """Delete what has been read long ago and what is older than a year; gives how many."""
    with connection.cursor() as cursor:
        cursor.execute("select kim_forget_notices()")
        return int(cursor.fetchone()[0])
