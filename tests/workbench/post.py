"""A mail server that keeps what it gets, others that behave oddly, and notices to send by them."""

import socket
import threading
from contextlib import contextmanager
from datetime import datetime, timedelta
from email import message_from_bytes, policy

from django.utils import timezone

from kim.privacy.scope import Scope, open_scope
from kim.workbench.actions import notices
from kim.workbench.models import Notice, NoticePreference

BERLIN = timezone.get_default_timezone()
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=BERLIN)


class Sink:
    """A mail server that keeps what it gets."""

    def __init__(self):
        self.mails = []
        self.refuse = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuse:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def to(self, user):
        return [mail for mail in self.mails if mail["To"] == user.email]


def over_smtp(settings, port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 1


@contextmanager
def strange_server(behave):
    """A server that takes connections and does with them what `behave` does."""
    listening = socket.create_server(("127.0.0.1", 0))
    held = []

    def serve():
        while True:
            try:
                taken, _ = listening.accept()
            except OSError:
                return
            held.append(taken)
            behave(taken)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.close()
        for taken in held:
            taken.close()


def hang(taken):
    """Takes the call and says nothing."""


def drop(taken):
    taken.close()


def drop_in_the_middle(taken):
    taken.sendall(b"220 here\r\n")
    taken.recv(1000)
    taken.close()


def tell(recipient, kind="case_received", at=MONDAY - timedelta(minutes=1), **more):
    with open_scope(Scope(name="notices")):
        notices.tell(recipient=recipient, kind=kind, **more)
    Notice.objects.filter(recipient=recipient, created_at__gt=timezone.now() - timedelta(minutes=1)).update(
        created_at=at
    )


def prefer(user, **values):
    NoticePreference.objects.update_or_create(user=user, defaults=values)


def kinds_of(user):
    return sorted(Notice.objects.filter(recipient=user).values_list("kind", flat=True))


def text_of(mail):
    return mail.get_content().replace("\xa0", " ")
