"""A letter with address window, information block and fold marks (DIN 5008, form B), German above its translation."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kim.documents.head import TEMPLATES, Head, paper_data
from kim.documents.prose import prose
from kim.documents.typesetting import pictures, typeset
from kim.documents.writing import brief, seen, written

TEMPLATE = TEMPLATES / "letter.typ"
ADDRESS_LINES = 6


@dataclass(frozen=True)
class LetterText:
    """What the letter says in one language."""

    subject: str
    greeting: str
    body: str
    closing: str
    language: str = "de"


@dataclass(frozen=True)
class Translation:
    """The same in the reader's language. `notice` says in both languages which text applies."""

    text: LetterText
    heading: str = ""
    notice_de: str = ""
    notice: str = ""


@dataclass(frozen=True)
class Letter:
    """All that stands on a letter; `information` are pairs of label and value beside the address."""

    head: Head
    recipient: tuple[str, ...]
    text: LetterText
    on: date
    signed_by: str = ""
    signed_as: str = ""
    information: tuple[tuple[str, str], ...] = ()
    enclosures: tuple[str, ...] = ()
    enclosures_label: str = "Anlagen"
    translation: Translation | None = None


def render_letter(letter: Letter) -> bytes:
    """The letter as PDF."""
    return typeset(TEMPLATE, _data(letter))


def picture_letter(letter: Letter, *, dots_per_inch: int = 96) -> list[bytes]:
    """Its pages as PNG."""
    return pictures(TEMPLATE, _data(letter), dots_per_inch=dots_per_inch)


def _data(letter: Letter) -> dict[str, Any]:
    to = next((line for line in letter.recipient if line.strip()), "")
    title = ", ".join(part for part in (letter.text.subject, to) if part.strip())
    return paper_data(title, letter.head, on=letter.on, language=letter.text.language) | {
        "recipient": [written(brief(line, 60)) for line in letter.recipient if line.strip()][:ADDRESS_LINES],
        "information": [
            {"label": written(brief(label, 40)), "value": written(brief(value, 120))}
            for label, value in letter.information
            if value.strip()
        ],
        "text": _text(letter.text),
        "translation": _translation(letter.translation) if letter.translation else None,
        "signed_by": written(brief(letter.signed_by)) if letter.signed_by.strip() else None,
        "signed_as": written(brief(letter.signed_as)) if letter.signed_as.strip() else None,
        "enclosures": [written(brief(line, 160)) for line in letter.enclosures if line.strip()],
        "enclosures_label": brief(letter.enclosures_label),
    }


def _text(text: LetterText) -> dict[str, Any]:
    language = text.language
    return {
        "subject": written(brief(text.subject, 200), language=language) if seen(text.subject) else None,
        "greeting": written(text.greeting, language=language) if text.greeting.strip() else None,
        "body": prose(text.body, language=language),
        "short_end": len(text.body.rsplit("\n\n", 1)[-1]) < 900,
        "closing": written(text.closing, language=language) if text.closing.strip() else None,
    }


def _translation(translation: Translation) -> dict[str, Any]:
    language = translation.text.language
    return _text(translation.text) | {
        "heading": written(translation.heading, language=language) if translation.heading else None,
        "notice_de": written(translation.notice_de) if translation.notice_de else None,
        "notice": written(translation.notice, language=language) if translation.notice else None,
    }
