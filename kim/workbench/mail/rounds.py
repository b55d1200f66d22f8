"""One round of the mail job: everybody something is due for gets one mail; a server that is down ends the round."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from kim.organisation.public import Membership, Role, User
from kim.privacy.public import open_scope
from kim.workbench.actions import notices
from kim.workbench.mail import parcels
from kim.workbench.mail.letters import trial
from kim.workbench.mail.post import MailboxRefuses, MailDown, Post
from kim.workbench.models import MailState

log = logging.getLogger("kim.workbench")
# After a failure the next try waits; the last pause repeats for as long as it takes. Nothing is given up.
PAUSES = [timedelta(minutes=m) for m in (1, 2, 5, 10, 20, 40, 60)]
IS_DOWN_AFTER = 3


def send_round(now: datetime | None = None) -> int:
    """Send what is due; gives how many mails went out."""
    now = now or timezone.now()
    if settings.KIM_MAIL_WAY == "off":
        return 0
    with open_scope(parcels.scope_of_job()):
        state = mail_state()
        waiting = _waiting()
    if state.next_try_at is not None and now < state.next_try_at:
        return 0
    post = Post()
    try:
        if state.failures:
            post.knock()
        sent = _send_to_all(post, waiting, now)
        if sent or state.failures:
            note_success(now)
        return sent
    except MailDown as error:
        note_failure(error.key, now)
        return 0
    finally:
        post.close()


def _send_to_all(post: Post, waiting: list[int], now: datetime) -> int:
    sent = 0
    for user_id in waiting:
        parcel = parcels.take(user_id, now)
        if parcel is None:
            continue
        try:
            post.send(parcel.mail)
        except MailboxRefuses:
            parcels.note_refusal(parcel, now)
        except MailDown:
            parcels.give_back(parcel)
            raise
        else:
            parcels.note_arrival(parcel)
            sent += 1
    return sent


def send_trial(user: User, now: datetime | None = None) -> str:
    """Send one mail to oneself; gives "" or what is wrong. The state of the mail follows."""
    now, post = now or timezone.now(), Post()
    try:
        post.send(trial(user))
    except MailboxRefuses:
        return "mailbox"
    except MailDown as error:
        note_failure(error.key, now)
        return error.key
    finally:
        post.close()
    note_success(now)
    return ""


def mail_state() -> MailState:
    """How the mail is doing."""
    return MailState.objects.get_or_create(id=1)[0]


def is_down(state: MailState | None) -> bool:
    """Whether somebody should look after it."""
    return state is not None and state.failures >= IS_DOWN_AFTER


def note_success(now: datetime) -> None:
    """Mail goes out (again)."""
    with open_scope(parcels.scope_of_job()):
        MailState.objects.update_or_create(
            id=1,
            defaults={
                "last_success_at": now, "last_try_at": now, "failing_since": None, "failures": 0, "last_error": "",
                "next_try_at": None,
            },
        )  # fmt: skip


def note_failure(key: str, now: datetime) -> None:
    """Mail does not go out: say since when, wait longer, and from the third time on tell the administrators."""
    with open_scope(parcels.scope_of_job()):
        state = MailState.objects.select_for_update().get(pk=mail_state().pk)
        state.next_try_at = now + PAUSES[min(state.failures, len(PAUSES) - 1)]
        state.failures += 1
        state.failing_since = state.failing_since or now
        state.last_error, state.last_try_at = key, now
        state.save()
        if state.failures == IS_DOWN_AFTER:
            _tell_administrators(state.failing_since)
    log.warning("mail does not go out: %s, try %s", key, state.failures)


def _tell_administrators(since: datetime) -> None:
    holding = Membership.objects.on(timezone.localdate()).filter(role=Role.ADMINISTRATOR).values_list("user", flat=True)
    for user_id in sorted(set(holding)):
        notices.tell(recipient=user_id, kind="mail_down", once=f"{since:%Y%m%d%H%M}")


def _waiting() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select * from kim_notices_to_mail()")
        return [row[0] for row in cursor.fetchall()]


def figures() -> tuple[int, int]:
    """How many notices wait for a mail (up to 1,001), and how many mailboxes refuse."""
    with connection.cursor() as cursor:
        cursor.execute("select kim_mail_waiting(), kim_mail_refusals()")
        waiting, refusing = cursor.fetchone()
        return int(waiting), int(refusing)
