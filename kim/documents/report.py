"""A report: headings, tables, charts with a description, footnotes; a long one with title page and contents."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kim.documents.head import TEMPLATES, Head, paper_data, picture_data
from kim.documents.prose import prose
from kim.documents.table import Column, Row, table_data
from kim.documents.typesetting import pictures, typeset
from kim.documents.writing import brief, seen, written

TEMPLATE = TEMPLATES / "report.typ"
NOTE_HERE = "[*]"
SHORT = 3  # pages up to which a report stands without title page and contents


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 or 2; both stand in the contents. `language` where it is not that of the report."""

    text: str
    level: int = 1
    language: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Text with its footnotes: each stands where the text has `[*]`, further ones at its end."""

    text: str
    notes: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Table:
    """A table with its caption, empty where the heading above says it already, and perhaps sums below."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: Row | None = None


@dataclass(frozen=True)
class Chart:
    """A drawing (SVG, PNG, JPEG) that is also said in words: `description` tells what it shows."""

    picture: bytes
    description: str
    caption: str = ""


Part = Heading | Paragraph | Table | Chart


@dataclass(frozen=True)
class Report:
    """All that stands in a report."""

    head: Head
    title: str
    parts: tuple[Part, ...]
    on: date
    subtitle: str = ""
    author: str = ""
    summary: str = ""
    language: str = "de"


def render_report(report: Report) -> bytes:
    """The report as PDF."""
    return typeset(TEMPLATE, _data(report))


def picture_report(report: Report, *, dots_per_inch: int = 96) -> list[bytes]:
    """Its pages as PNG."""
    return pictures(TEMPLATE, _data(report), dots_per_inch=dots_per_inch)


def _data(report: Report) -> dict[str, Any]:
    language = report.language
    return paper_data(report.title, report.head, on=report.on, language=language) | {
        "name": written(brief(report.title, 200), language=language),
        "subtitle": written(brief(report.subtitle, 200), language=language) if report.subtitle.strip() else None,
        "author": written(brief(report.author, 160)) if report.author.strip() else None,
        "summary": prose(report.summary, language=language),
        "short": SHORT,
        "headings": sum(isinstance(part, Heading) and seen(part.text) for part in report.parts),
        "parts": [each for part in report.parts for each in _part(part, language)],
    }


def _part(part: Part, language: str) -> list[dict[str, Any]]:
    if isinstance(part, Heading | Paragraph) and part.language:
        language = part.language
    if isinstance(part, Heading) and not seen(part.text):
        return []
    if isinstance(part, Heading):
        words = written(brief(part.text, 200), language=language)
        return [{"kind": "heading", "level": 2 if part.level > 1 else 1, "words": words}]
    if isinstance(part, Paragraph):
        return _paragraph(part, language)
    if isinstance(part, Table):
        caption = written(brief(part.caption, 300), language=language) if part.caption.strip() else None
        return [{"kind": "table", "caption": caption, **table_data(part.columns, part.rows, part.totals, language)}]
    caption = written(brief(part.caption or part.description, 300), language=language)
    return [
        {
            "kind": "chart",
            "picture": picture_data(part.picture),
            "description": brief(part.description, 1000),
            "caption": caption,
        }
    ]


def _paragraph(part: Paragraph, language: str) -> list[dict[str, Any]]:
    """Each stretch of the text with the footnote that ends it; a text without footnotes may hold lists."""
    if not part.notes:
        return prose(part.text, language=language)
    stretches = part.text.split(NOTE_HERE, len(part.notes))
    stretches += [""] * (len(part.notes) + 1 - len(stretches))
    whole = written(part.text, language=language)["speech"]
    pieces = [
        {
            "text": written(text, language=language)["text"] if text.strip() else "",
            "space": text[-1:] == " " or text[:1] == " ",
            "note": written(note, language=language) if note is not None else None,
        }
        for text, note in zip(stretches, (*part.notes, None), strict=True)
    ]
    return [{"kind": "noted", "speech": whole, "pieces": pieces}]
