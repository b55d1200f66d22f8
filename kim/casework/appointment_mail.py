"""Sending the e-mails about appointments: each in the scope of whoever is responsible, checked once more before it goes.

A message is marked as sent before it is handed over, and given back when the server takes nothing: nobody gets it twice.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import make_msgid
from django.db import connection
from django.utils import timezone

from kim.casework.access import scope_with_grants
from kim.casework.appointment_words import safe_email
from kim.casework.models import AppointmentMessage, MessageKind, MessageState
from kim.casework.states import AppointmentState
from kim.organisation.public import User
from kim.privacy.public import Scope, audit, open_scope, widen
from kim.workbench.public import MailboxRefuses, MailDown, Post, mail, notices

log = logging.getLogger("kim.casework")
REFUSAL_PAUSES = (timedelta(minutes=10), timedelta(hours=2))
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def send_round(now: datetime | None = None) -> int:
    """Send what waits; gives how many went out. A server that is down ends the round, everything stays queued."""
    now = now or timezone.now()
    if settings.KIM_MAIL_WAY == "off":
        return 0
    with open_scope(Scope(name="notices")):
        state = mail.mail_state()
        waiting = _waiting(now)
    if not waiting or (state.next_try_at is not None and now < state.next_try_at):
        return 0
    post = Post()
    try:
        return sum(_send(post, message_id, user_id, now) for message_id, user_id in waiting)
    except MailDown as error:
        mail.note_failure(error.key, now)
        return 0
    finally:
        post.close()


def _waiting(now: datetime) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute("select message, responsible from kim_appointment_mail(%s)", [now])
        return list(cursor.fetchall())


def _send(post: Post, message_id: int, user_id: int, now: datetime) -> bool:
    letter = _take(message_id, user_id, now)
    if letter is None:
        return False
    try:
        post.send(letter)
    except MailboxRefuses:
        _refused(message_id, user_id, now)
        return False
    except MailDown:
        _set(message_id, user_id, state=MessageState.QUEUED, sent_at=None)
        raise
    mail.note_success(now)
    return True


def _take(message_id: int, user_id: int, now: datetime) -> EmailMessage | None:
    """The mail, marked as sent; None where it no longer holds or its address is no longer safe."""
    with _scope_of(user_id):
        found = AppointmentMessage.objects.select_for_update(skip_locked=True, of=("self",))
        row = found.filter(pk=message_id, state=MessageState.QUEUED).select_related("appointment", "case").first()
        if row is None:
            return None
        row.state = MessageState.SENT if _still_holds(row, now) else MessageState.DROPPED
        row.sent_at = now if row.state == MessageState.SENT else None
        row.save(update_fields=["state", "sent_at"])
        audit.record("appointment.told_again", target=row.appointment, case_id=row.case_id, state=row.state)
        return _letter(row) if row.state == MessageState.SENT else None


def _still_holds(row: AppointmentMessage, now: datetime) -> bool:
    appointment = row.appointment
    if row.sequence != appointment.sequence or row.address != safe_email(row.case):
        return False
    if row.kind == MessageKind.CANCELLED:
        return bool(appointment.state == AppointmentState.CANCELLED)
    return bool(appointment.state == AppointmentState.PLANNED and appointment.starts_at > now)


def _letter(row: AppointmentMessage) -> EmailMessage:
    domain = settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1].rstrip("> ") or "localhost"
    headers = HEADERS | {"Message-ID": make_msgid(domain=domain), "Content-Language": f"{row.language or 'de'}, de"}
    return EmailMessage(row.subject, row.text, settings.DEFAULT_FROM_EMAIL, [row.address], headers=headers)


def _refused(message_id: int, user_id: int, now: datetime) -> None:
    """Try again later, and after some tries say so: then a letter is the way."""
    with _scope_of(user_id):
        row = AppointmentMessage.objects.select_related("case").get(pk=message_id)
        tries = row.tries + 1
        over = tries > len(REFUSAL_PAUSES)
        row.tries, row.sent_at = tries, None
        row.state = MessageState.REFUSED if over else MessageState.QUEUED
        row.not_before = None if over else now + REFUSAL_PAUSES[tries - 1]
        row.save(update_fields=["tries", "sent_at", "state", "not_before"])
        if over:
            notices.tell(recipient=user_id, kind="appointment_mail_refused", target=row.case, once=str(row.pk))
    log.warning("a mailbox refuses the mail about an appointment, try %s", tries)


def _set(message_id: int, user_id: int, **values: object) -> None:
    with _scope_of(user_id):
        AppointmentMessage.objects.filter(pk=message_id).update(**values)


@contextmanager
def _scope_of(user_id: int) -> Iterator[None]:
    """The scope of whoever is responsible for the case."""
    with open_scope(Scope(name="notices", user_id=user_id)):
        widen(scope_with_grants(User.objects.get(pk=user_id), name="notices"))
        yield
