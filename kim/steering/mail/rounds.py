"""Sending what waits: each delivery is marked before its mail goes out, and waits again when the server takes none."""

import logging
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from kim.privacy.public import Scope, open_scope
from kim.steering.actions import links
from kim.steering.mail.letters import letter
from kim.steering.models import Delivery, DeliveryState, SendingKind
from kim.workbench.public import MailboxRefuses, MailDown, Post

log = logging.getLogger("kim.steering")
SCOPE = Scope(name="invitations")


def send_waiting(now: datetime | None = None) -> int:
    """Send what is due; gives how many mails went out. A server that is down ends the round; the next one tries again."""
    if settings.KIM_MAIL_WAY == "off":
        return 0
    now, sent, post = now or timezone.now(), 0, Post()
    made: dict[str, bytes] = {}
    try:
        for pk in _due(now):
            mail = _take(pk, now, made)
            if mail is not None and _sent(pk, mail, post):
                sent += 1
    except MailDown as error:
        log.warning("invitations wait: the mail server does not take them (%s)", error.key)
    finally:
        post.close()
    return sent


def _due(now: datetime) -> list[int]:
    with open_scope(SCOPE):
        rows = Delivery.objects.filter(state=DeliveryState.WAITING, sending__due_at__lte=now)
        return list(rows.order_by("pk").values_list("pk", flat=True))


def _take(pk: int, now: datetime, made: dict[str, bytes]) -> EmailMultiAlternatives | None:
    """The mail of a delivery that still waits, marked as sent; without an account it gets a personal link."""
    with open_scope(SCOPE):
        row = Delivery.objects.select_for_update(of=("self",), skip_locked=True)
        waiting = row.select_related("sending__meeting__body", "holder").filter(pk=pk, state=DeliveryState.WAITING)
        delivery = waiting.first()
        if delivery is None:
            return None
        mail = letter(delivery, token=_token(delivery), made=made)
        delivery.state, delivery.sent_at = DeliveryState.SENT, now
        delivery.save(update_fields=["state", "sent_at"])
        return mail


def _token(delivery: Delivery) -> str:
    holder, sending = delivery.holder, delivery.sending
    if delivery.with_account or holder is None or sending.kind == SendingKind.CANCELLATION:
        return ""
    if sending.kind != SendingKind.LINK and links.is_taken_back(sending.meeting, holder):
        return ""
    return links.issue(meeting=sending.meeting, holder=holder)


def _sent(pk: int, mail: EmailMultiAlternatives, post: Post) -> bool:
    try:
        post.send(mail)
    except MailboxRefuses:
        _note(pk, DeliveryState.REFUSED)
        return False
    except MailDown:
        _note(pk, DeliveryState.WAITING)
        raise
    return True


def _note(pk: int, state: DeliveryState) -> None:
    with open_scope(SCOPE):
        Delivery.objects.filter(pk=pk).update(state=state, sent_at=None)
