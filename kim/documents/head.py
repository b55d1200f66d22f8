"""What stands on top of every paper: the county, its unit, its colour and its sign."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kim.documents.exceptions import NoPicture
from kim.documents.labels import known_language, labels_in
from kim.documents.writing import RIGHT_TO_LEFT, brief, speech_of, written

TEMPLATES = Path(__file__).parent / "templates"
INK, PAPER, HERE = "#131525", "#ffffff", "#f8cf00"
_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_SMALL_WORDS = frozenset({"der", "die", "das", "des", "und", "von", "am", "im", "in", "an"})


@dataclass(frozen=True)
class Head:
    """The county as it signs its papers. Without a logo its initials stand in the county's colour."""

    county: str
    unit: str = ""
    colour: str = ""
    logo: bytes | None = None
    logo_alt: str = ""
    return_address: str = ""
    contact: tuple[str, ...] = ()


def head_data(head: Head) -> dict[str, Any]:
    """The head as the templates read it."""
    colour = head.colour.lower() if re.fullmatch("#[0-9a-fA-F]{6}", head.colour) else HERE
    return {
        "county": written(brief(head.county, 90)),
        "unit": written(brief(head.unit, 120)) if head.unit else None,
        "colour": colour,
        "on_colour": _readable_on(colour),
        "initials": brief(initials_of(head.county), 4),
        "logo": picture_data(head.logo) if head.logo else None,
        "logo_alt": brief(head.logo_alt or head.county),
        "return_address": written(brief(head.return_address, 90)) if head.return_address else None,
        "contact": [written(brief(line, 120)) for line in head.contact],
    }


def paper_data(title: str, head: Head, *, on: date, language: str = "de") -> dict[str, Any]:
    """What all kinds share: title and language of the file, head, day, the words papers bring along."""
    tag = known_language(language)
    words = labels_in(tag)
    return {
        "title": brief(title) or head.county or "KIM",
        "head": head_data(head),
        "day": [on.year, on.month, on.day],
        "date": german_day(on),
        "speech": {"lang": tag, "rtl": tag in RIGHT_TO_LEFT},
        "labels": words | {"page_speech": speech_of(words["page"], tag)},
    }


def german_day(day: date | None) -> str:
    """23.11.2026; empty where there is none."""
    return f"{day:%d.%m.}{day.year:04d}" if day else ""


def initials_of(name: str) -> str:
    """RN of Rhein-Kreis Neuss: at most two letters, the first and the last word that count."""
    words: list[str] = [word for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in _SMALL_WORDS]
    if not words:
        return "·"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def picture_data(picture: bytes) -> list[int]:
    """A picture as numbers, the only form of bytes that JSON knows; refused where papers cannot show it."""
    start = picture[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    webp = picture[:4] == b"RIFF" and picture[8:12] == b"WEBP"
    drawing = start.startswith((b"<svg", b"<?xml")) and b"<svg" in picture[:4096]
    if not (picture.startswith(_MAGIC) or webp or drawing):
        raise NoPicture
    return list(picture)


def _readable_on(colour: str) -> str:
    """Ink or white, whichever has more contrast (WCAG relative luminance)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return PAPER if 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.18 else INK


def _linear(channel: float) -> float:
    value: float = channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4
    return value
