"""The words of a mail: kinds in general words, a number, a link. No name, no case, nothing about anybody."""

from collections import Counter
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import make_msgid
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kim.organisation.public import User
from kim.workbench.kinds import KINDS

HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def letter(user: User, kinds: Iterable[str], waiting: int, *, digest: bool) -> EmailMessage:
    """One mail about these notices, in the language this person chose."""
    with translation.override(user.language or settings.LANGUAGE_CODE):
        counted = Counter(kinds)
        return EmailMessage(
            subject=_subject(counted, digest=digest),
            body=_body(counted, waiting),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[user.email],
            headers=HEADERS | {"Message-ID": make_msgid(domain=_domain())},
        )


def trial(user: User) -> EmailMessage:
    """A mail somebody asked for, to see whether mail arrives."""
    with translation.override(user.language or settings.LANGUAGE_CODE):
        return EmailMessage(
            subject=_("KIM: a trial mail"),
            body=_("Mail from KIM arrives. You asked for this mail on the page about mail.") + "\n",
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[user.email],
            headers=HEADERS | {"Message-ID": make_msgid(domain=_domain())},
        )


def _subject(counted: Counter[str], *, digest: bool) -> str:
    if digest:
        return _("KIM: your digest")
    number = counted.total()
    return ngettext("KIM: %(number)s notice waits", "KIM: %(number)s notices wait", number) % {"number": number}


def _body(counted: Counter[str], waiting: int) -> str:
    lines = [
        f"- {KINDS[key].sentence}" + (f" ({number} ×)" if number > 1 else "")
        for key, number in counted.items()
        if key in KINDS
    ]
    unread = ngettext(
        "In KIM, %(number)s notice waits for you.", "In KIM, %(number)s notices wait for you.", waiting
    ) % {"number": waiting}
    parts = [
        *([unread] if waiting else []),
        "\n".join(lines),
        _("Read in KIM: %(url)s") % {"url": address("notices:inbox")},
        _("When KIM writes to you: %(url)s") % {"url": address("settings:notices")},
        _("For data protection, mails from KIM name no people and no cases. Replies to this address are not read."),
    ]
    return "\n\n".join(parts) + "\n"


def address(name: str) -> str:
    """A page of this installation as the mail names it."""
    return settings.KIM_ADDRESS.rstrip("/") + reverse(name)


def _domain() -> str:
    """The sender's domain: the machine's own name is nobody's business."""
    return settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1].rstrip("> ") or "localhost"
