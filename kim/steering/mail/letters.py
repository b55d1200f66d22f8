"""The words and files of a mail about a meeting; each goes to one person and names none of the others."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import make_msgid
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kim.documents import DocumentError, render_report
from kim.steering.actions.links import valid_until
from kim.steering.calendar_file import method_of, request_file
from kim.steering.models import Delivery, Meeting, Sending, SendingKind
from kim.steering.papers import agenda_paper, minutes_paper, numbered
from kim.steering.papers.shared import when_and_where

WITH_CALENDAR = (SendingKind.INVITATION, SendingKind.CHANGE, SendingKind.CANCELLATION)
WITH_MINUTES = (SendingKind.TO_OBJECT, SendingKind.MINUTES)
WITH_AGENDA = (SendingKind.INVITATION, SendingKind.CHANGE)


def letter(delivery: Delivery, *, token: str, made: dict[str, bytes]) -> EmailMultiAlternatives:
    """The mail of this delivery; `token` opens its papers where the reader has no account, `made` keeps files for the next mail."""
    sending = delivery.sending
    with translation.override(settings.LANGUAGE_CODE):
        mail = EmailMultiAlternatives(
            subject=_subject(sending),
            body=_body(delivery, token),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[delivery.email],
            headers={"Auto-Submitted": "auto-generated", "Message-ID": make_msgid(domain=_domain())},
        )
    if sending.kind in WITH_CALENDAR:
        file = request_file(sending.meeting, name=delivery.name, email=delivery.email).decode()
        mail.attach_alternative(file, f"text/calendar; method={method_of(sending.meeting)}")
    for name, content in _files(sending, made).items():
        mail.attach(name, content, "application/pdf")
    return mail


def _subject(sending: Sending) -> str:
    what = {
        SendingKind.INVITATION: _("Invitation: %(title)s, %(day)s"),
        SendingKind.CHANGE: _("Changed: %(title)s, now %(day)s"),
        SendingKind.CANCELLATION: _("Cancelled: %(title)s, %(day)s"),
        SendingKind.PAPERS: _("New papers: %(title)s, %(day)s"),
        SendingKind.TO_OBJECT: _("Minutes, not yet approved: %(title)s, %(day)s"),
        SendingKind.MINUTES: _("Minutes: %(title)s, %(day)s"),
        SendingKind.LINK: _("Your link: %(title)s, %(day)s"),
    }[SendingKind(sending.kind)]
    meeting = sending.meeting
    return " ".join((what % {"title": meeting.title, "day": f"{meeting.held_on:%d.%m.%Y}"}).split())


def _body(delivery: Delivery, token: str) -> str:
    sending, meeting = delivery.sending, delivery.sending.meeting
    parts = [
        _opening(sending),
        sending.text,
        sending.late_reason and _("The period of invitation is not kept: %(reason)s") % {"reason": sending.late_reason},
        f"{meeting.title}\n{when_and_where(meeting)}\n{meeting.link}".rstrip(),
        _agenda(meeting) if sending.kind in WITH_AGENDA else "",
        "" if sending.kind == SendingKind.CANCELLATION else _where(delivery, token),
        _("Replies to this address are not read."),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _opening(sending: Sending) -> str:
    return {
        SendingKind.INVITATION: _("You are invited to this meeting."),
        SendingKind.CHANGE: _("This meeting has changed. Please take over the new date."),
        SendingKind.CANCELLATION: _("This meeting does not take place."),
        SendingKind.PAPERS: _("For this meeting papers came or changed after the invitation."),
        SendingKind.TO_OBJECT: _("The minutes of this meeting are written. You find them attached."),
        SendingKind.MINUTES: _("The minutes of this meeting are approved. You find them attached."),
        SendingKind.LINK: _("Here is your new link to this meeting. Earlier ones do not open any more."),
    }[SendingKind(sending.kind)]


def _agenda(meeting: Meeting) -> str:
    lines = [f"{number} {item.title}" for number, item in numbered(meeting.items.all())]
    return "\n".join([_("Agenda"), *lines])


def _where(delivery: Delivery, token: str) -> str:
    """Where the papers are: on the page of the meeting, or behind the personal link."""
    meeting = delivery.sending.meeting
    if delivery.with_account:
        return _("Agenda and papers in KIM: %(url)s") % {"url": _address("steering:meeting_detail", meeting.pk)}
    if not token:
        return ""
    link = _("Agenda and papers: %(url)s") % {"url": _address("steering:link_page", token)}
    day = f"{valid_until(meeting, timezone.localdate()):%d.%m.%Y}"
    return link + "\n" + _("This link is yours alone, please do not pass it on. It opens until %(day)s.") % {"day": day}


def _files(sending: Sending, made: dict[str, bytes]) -> dict[str, bytes]:
    """Invitation or minutes as PDF, made once for all mails of a sending; what cannot be made does not hold up the mail."""
    if sending.kind in WITH_AGENDA:
        name, report = "einladung.pdf", lambda: agenda_paper(sending.meeting, inside=True)
    elif sending.kind in WITH_MINUTES:
        name, report = "niederschrift.pdf", lambda: minutes_paper(sending.meeting, inside=True)
    else:
        return {}
    key = f"{sending.pk}-{name}"
    if key not in made:
        try:
            made[key] = render_report(report())
        except (DocumentError, RuntimeError, OSError):
            made[key] = b""
    return {name: made[key]} if made[key] else {}


def _address(name: str, *arguments: object) -> str:
    return settings.KIM_ADDRESS.rstrip("/") + reverse(name, args=arguments)


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1].rstrip("> ") or "localhost"
