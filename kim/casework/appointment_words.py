"""What the person is told of an appointment, in German and in their own language: time, place, whom to call, and nothing else."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from kim.casework import letters
from kim.casework.client_texts import SOURCE_LANGUAGE, ClientTexts
from kim.casework.models import Appointment, Case, ContactPlace, ContactWay, InterpreterBooking, YesNo
from kim.organisation.public import User

PAPER = "appointments"
PAPERS = (PAPER, letters.PAPER)  # the frame of letters is among its texts
_MARK = "\N{RIGHT-TO-LEFT MARK}"


@dataclass(frozen=True)
class Told:
    """Subject and body in German and, if there is one, in the other language; whether that translation is approved."""

    german: letters.Words
    other: letters.Words | None
    language: str
    approved: bool


def safe_email(case: Case) -> str:
    """The e-mail address of the person that is marked as safe, the preferred one first; empty where none is."""
    ways = ContactWay.objects.filter(case=case, kind="email", safe=YesNo.YES)
    return ways.values_list("value", flat=True).first() or ""


def told(appointment: Appointment, kind: str, language: str, *, by: User, texts: ClientTexts) -> Told:
    """The words for a letter; the greeting names the person there."""
    german = _words(appointment, kind, SOURCE_LANGUAGE, by, texts)
    if not language:
        return Told(german, None, "", approved=True)
    keys = (f"{PAPER}.{kind}_subject", f"{PAPER}.{kind}_body", f"{letters.PAPER}.greeting", f"{letters.PAPER}.closing")
    used = [texts.get((language, key)) for key in keys]
    approved = all(text is not None and text.may_stand_alone for text in used)
    return Told(german, _words(appointment, kind, language, by, texts), language, approved)


def mail_of(words: Told, texts: ClientTexts) -> tuple[str, str]:
    """Subject and text of the e-mail, which names nobody it is about: the own language first, German below."""
    german = _mail_part(words.german, SOURCE_LANGUAGE, texts)
    if words.other is None:
        return words.german.subject, german
    notice = "governs" if words.approved else "unapproved"
    said = [_say(texts, language, f"{letters.PAPER}.{notice}") for language in (words.language, SOURCE_LANGUAGE)]
    other = _mail_part(words.other, words.language, texts) + f"\n{said[0]}\n"
    if words.language in ("ar", "fa"):
        other = "\n".join(f"{_MARK}{line}" if line else line for line in other.split("\n"))
    return f"{words.german.subject} · {words.other.subject}", f"{other}\n----\n{said[1]}\n\n{german}"


def _mail_part(words: letters.Words, language: str, texts: ClientTexts) -> str:
    parts = (
        _say(texts, language, f"{PAPER}.greeting"),
        words.body,
        words.closing,
        _say(texts, language, f"{PAPER}.no_reply"),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def _words(appointment: Appointment, kind: str, language: str, by: User, texts: ClientTexts) -> letters.Words:
    values = _values(appointment, language, by, texts)

    def fill(key: str) -> str:
        words = _say(texts, language, key)
        for name, value in values.items():
            words = words.replace(f"{{{name}}}", value)
        return words

    body = fill(f"{PAPER}.{kind}_body")
    if kind != "cancelled" and appointment.interpreter == InterpreterBooking.BOOKED:
        body = f"{body}\n\n{fill(f'{PAPER}.interpreted')}"
    greeting, closing = fill(f"{letters.PAPER}.greeting"), fill(f"{letters.PAPER}.closing")
    return letters.Words(fill(f"{PAPER}.{kind}_subject"), greeting, body, closing)


def _values(appointment: Appointment, language: str, by: User, texts: ClientTexts) -> dict[str, str]:
    start, end = timezone.localtime(appointment.starts_at), timezone.localtime(appointment.ends_at)
    before = appointment.moved_from.first()
    case: Any = appointment.case
    return {
        "date": letters.german_day(start.date()), "time": f"{start:%H:%M}", "until": f"{end:%H:%M}",
        "place": _place(appointment, language, texts), "by": str(by), "phone": by.phone or by.email,
        "before": letters.german_day(timezone.localtime(before.starts_at).date()) if before else "",
        "name": case.person.full_name if case else "",
    }  # fmt: skip


def _place(appointment: Appointment, language: str, texts: ClientTexts) -> str:
    """Where the person finds us: what was typed, or for a visit and a call the sentence for it."""
    if appointment.place_kind == ContactPlace.HOME:
        return _say(texts, language, f"{PAPER}.place_home")
    if appointment.place_kind == ContactPlace.PHONE:
        return _say(texts, language, f"{PAPER}.place_phone")
    case: Any = appointment.case
    return (
        appointment.place or (appointment.agency.name if appointment.agency else "") or (case.unit.name if case else "")
    )


def _say(texts: ClientTexts, language: str, key: str) -> str:
    text = texts.get((language, key))
    return text.text if text else ""
