"""Sending what waits: each delivery is marked before its mail goes out, and waits again when the server takes none.

Whether the server is down is known once for all of KIM (the state of the workbench's mail): while it is, nothing is
tried before the next try is due. A mailbox that refuses is tried again later, each time later, then given up.
"""

import logging
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from kim.privacy.public import Scope, open_scope
from kim.steering.actions import links
from kim.steering.mail.letters import letter
from kim.steering.models import Delivery, DeliveryState, SendingKind
from kim.workbench.public import REFUSAL_PAUSES, MailboxRefuses, MailDown, Post, mail

log = logging.getLogger("kim.steering")
SCOPE = Scope(name="invitations")
OPEN = (DeliveryState.WAITING, DeliveryState.REFUSED)


def send_waiting(now: datetime | None = None) -> int:
    """Send what is due; gives how many mails went out. A server that is down ends the round, and the next try waits longer."""
    now = now or timezone.now()
    if settings.KIM_MAIL_WAY == "off":
        return 0
    due = _due(now)
    with open_scope(Scope(name="notices")):
        state = mail.mail_state()
    if not due or (state.next_try_at is not None and now < state.next_try_at):
        return 0
    post = Post()
    try:
        if state.failures:
            post.knock()
        sent = _send_all(due, now, post)
        if sent or state.failures:
            mail.note_success(now)
        return sent
    except MailDown as error:
        mail.note_failure(error.key, now)
        log.warning("invitations wait: the mail server does not take them (%s)", error.key)
        return 0
    finally:
        post.close()


def figures() -> tuple[int, int]:
    """How many mails about meetings wait (up to 1,001), and how many mailboxes refused one for good or for now."""
    with connection.cursor() as cursor:
        cursor.execute("select waiting, refused from steering_mail_figures()")
        waiting, refused = cursor.fetchone()
        return int(waiting), int(refused)


def _send_all(due: list[int], now: datetime, post: Post) -> int:
    sent, made = 0, dict[str, bytes]()
    for pk in due:
        taken = _take(pk, now, made)
        if taken is not None and _sent(pk, taken, post, now):
            sent += 1
    return sent


def _due(now: datetime) -> list[int]:
    asked = Q(state=DeliveryState.WAITING, sending__due_at__lte=now)
    with open_scope(SCOPE):
        rows = Delivery.objects.filter(asked | Q(state=DeliveryState.REFUSED, next_try_at__lte=now))
        return list(rows.order_by("pk").values_list("pk", flat=True))


def _take(pk: int, now: datetime, made: dict[str, bytes]) -> EmailMultiAlternatives | None:
    """The mail of a delivery that still waits, marked as sent; without an account it gets a personal link."""
    with open_scope(SCOPE):
        row = Delivery.objects.select_for_update(of=("self",), skip_locked=True)
        waiting = row.select_related("sending__meeting__body", "holder").filter(pk=pk, state__in=OPEN)
        delivery = waiting.first()
        if delivery is None:
            return None
        made_out = letter(delivery, token=_token(delivery), made=made)
        delivery.state, delivery.sent_at = DeliveryState.SENT, now
        delivery.save(update_fields=["state", "sent_at"])
        return made_out


def _token(delivery: Delivery) -> str:
    holder, sending = delivery.holder, delivery.sending
    if delivery.with_account or holder is None or sending.kind == SendingKind.CANCELLATION:
        return ""
    if sending.kind != SendingKind.LINK and links.is_taken_back(sending.meeting, holder):
        return ""
    return links.issue(meeting=sending.meeting, holder=holder)


def _sent(pk: int, written: EmailMultiAlternatives, post: Post, now: datetime) -> bool:
    try:
        post.send(written)
    except MailboxRefuses:
        _note_refusal(pk, now)
        return False
    except MailDown:
        with open_scope(SCOPE):
            Delivery.objects.filter(pk=pk).update(state=DeliveryState.WAITING, sent_at=None)
        raise
    return True


def _note_refusal(pk: int, now: datetime) -> None:
    """Later again, each time later; after the last pause no more."""
    with open_scope(SCOPE):
        delivery = Delivery.objects.get(pk=pk)
        pauses = REFUSAL_PAUSES[delivery.tries : delivery.tries + 1]
        delivery.state, delivery.sent_at, delivery.tries = DeliveryState.REFUSED, None, delivery.tries + 1
        delivery.next_try_at = now + pauses[0] if pauses else None
        delivery.save(update_fields=["state", "sent_at", "tries", "next_try_at"])
