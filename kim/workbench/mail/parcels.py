"""What one person is to be mailed now: taken out of the queue under lock, given back if it could not be sent.

A notice is marked as mailed before the mail goes out. A worker that dies in between sends it at most once; the notice
is in the inbox in any case, and the next mail counts it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.utils import timezone

from kim.organisation.public import Absence, User
from kim.privacy.public import Scope, open_scope
from kim.workbench.actions.notices import channel_of, count_unread
from kim.workbench.kinds import Channel
from kim.workbench.mail.letters import letter
from kim.workbench.mail.timing import in_digest_by, is_quiet
from kim.workbench.models import Notice, NoticePreference

REFUSAL_PAUSES = [timedelta(minutes=m) for m in (5, 30, 120, 360, 720, 1440, 1440)]


@dataclass(frozen=True)
class Parcel:
    """One mail and the notices it tells of."""

    user_id: int
    notices: Sequence[int]
    mail: EmailMessage


def scope_of_job(user_id: int | None = None) -> Scope:
    """The mail job works person by person, each in that person's own rows."""
    return Scope(name="notices", user_id=user_id)


def take(user_id: int, now: datetime) -> Parcel | None:
    """Mark what is due for this person as mailed, and give the mail about it."""
    with open_scope(scope_of_job(user_id)):
        waiting = Notice.objects.select_for_update(skip_locked=True).filter(recipient_id=user_id, mail_due=True)
        rows = list(waiting.order_by("pk"))
        user = User.objects.filter(pk=user_id, is_active=True).exclude(email="").first()
        if user is None:
            _settle([row.pk for row in rows])
            return None
        preference = NoticePreference.objects.filter(user=user).first()
        if _is_held(user, preference, now):
            return None
        due, digest = _due(rows, preference, now)
        if not due:
            return None
        _settle([row.pk for row in due], mailed_at=now)
        mail = letter(user, [row.kind for row in due], count_unread(user, cap=1000), digest=digest)
        return Parcel(user_id, [row.pk for row in due], mail)


def _is_held(user: User, preference: NoticePreference | None, now: datetime) -> bool:
    """Mail waits while somebody is away, in their quiet hours, and while their mailbox has just refused."""
    local = timezone.localtime(now)
    if Absence.objects.filter(user=user, first_day__lte=local.date(), last_day__gte=local.date()).exists():
        return True
    if preference is None:
        return is_quiet(local, None, None, days_off=True)
    if preference.not_before is not None and now < preference.not_before:
        return True
    return is_quiet(local, preference.quiet_from, preference.quiet_to, days_off=preference.quiet_days_off)


def _due(rows: list[Notice], preference: NoticePreference | None, now: datetime) -> tuple[list[Notice], bool]:
    """What this mail tells of, and whether that is the digest alone; what is never mailed leaves the queue."""
    by_channel: dict[Channel, list[Notice]] = {channel: [] for channel in Channel}
    for row in rows:
        by_channel[channel_of(preference, row.kind)].append(row)
    _settle([row.pk for row in by_channel[Channel.NEVER]])
    moment = in_digest_by(timezone.localtime(now), preference.digest_at if preference is not None else None)
    digest = [row for row in by_channel[Channel.DIGEST] if moment is not None and row.created_at < moment]
    at_once = by_channel[Channel.AT_ONCE]
    return [*at_once, *digest], bool(digest) and not at_once


def _settle(notices: Sequence[int], mailed_at: datetime | None = None) -> None:
    if notices:
        Notice.objects.filter(pk__in=notices).update(mail_due=False, mailed_at=mailed_at)


def give_back(parcel: Parcel) -> None:
    """The mail did not go out: what was not read meanwhile waits again."""
    with open_scope(scope_of_job(parcel.user_id)):
        _wait_again(parcel)


def _wait_again(parcel: Parcel) -> None:
    Notice.objects.filter(pk__in=parcel.notices, read_at=None).update(mail_due=True, mailed_at=None)


def note_refusal(parcel: Parcel, now: datetime) -> None:
    """This mailbox refuses: try again later, each time later; in the end the inbox alone has to do."""
    with open_scope(scope_of_job(parcel.user_id)):
        preference, _created = NoticePreference.objects.get_or_create(user_id=parcel.user_id)
        if preference.refused < len(REFUSAL_PAUSES):
            preference.not_before = now + REFUSAL_PAUSES[preference.refused]
            preference.refused += 1
            _wait_again(parcel)
        preference.save(update_fields=["refused", "not_before"])


def note_arrival(parcel: Parcel) -> None:
    """This mailbox takes mail (again)."""
    with open_scope(scope_of_job(parcel.user_id)):
        NoticePreference.objects.filter(user_id=parcel.user_id, refused__gt=0).update(refused=0, not_before=None)
