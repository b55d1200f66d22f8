"""A form to fill in by hand, or printed with what is known already; a second language stands below each label."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kim.documents.head import TEMPLATES, Head, paper_data
from kim.documents.prose import prose
from kim.documents.typesetting import pictures, typeset
from kim.documents.writing import brief, seen, written

TEMPLATE = TEMPLATES / "form.typ"


@dataclass(frozen=True)
class Choice:
    """One box to tick."""

    label: str
    other: str = ""
    ticked: bool = False


@dataclass(frozen=True)
class Field:
    """A question with room for its answer, or with boxes to tick if there are `choices`."""

    label: str
    value: str = ""
    other: str = ""
    lines: int = 1
    half: bool = False
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Section:
    """Fields that belong together, with a sentence before them."""

    title: str
    fields: tuple[Field, ...]
    other: str = ""
    text: str = ""


@dataclass(frozen=True)
class Form:
    """All that stands on a form; `signatures` are the words below the lines to sign on."""

    head: Head
    title: str
    sections: tuple[Section, ...]
    on: date
    title_other: str = ""
    introduction: str = ""
    introduction_other: str = ""
    signatures: tuple[tuple[str, str], ...] = ()
    note: str = ""
    language: str = "de"
    other_language: str | None = None


def render_form(form: Form) -> bytes:
    """The form as PDF."""
    return typeset(TEMPLATE, _data(form))


def picture_form(form: Form, *, dots_per_inch: int = 96) -> list[bytes]:
    """Its pages as PNG."""
    return pictures(TEMPLATE, _data(form), dots_per_inch=dots_per_inch)


def _data(form: Form) -> dict[str, Any]:
    both = _Both(form.language, form.other_language)
    return paper_data(form.title, form.head, on=form.on, language=form.language) | {
        "name": both.words(form.title, form.title_other),
        "introduction": prose(form.introduction, language=form.language),
        "introduction_other": prose(form.introduction_other, language=form.other_language),
        "sections": [both.section(section) for section in form.sections],
        "signatures": [both.words(label, other) for label, other in form.signatures],
        "note": written(form.note, language=form.language) if form.note.strip() else None,
    }


@dataclass(frozen=True)
class _Both:
    """Puts words of both languages side by side; without a second one there is none."""

    language: str
    other: str | None

    def words(self, text: str, other: str) -> dict[str, Any]:
        beside = written(brief(other, 200), language=self.other) if self.other and other.strip() else None
        return {"first": written(brief(text, 200), language=self.language), "other": beside}

    def section(self, section: Section) -> dict[str, Any]:
        return {
            "title": self.words(section.title, section.other) if seen(section.title) else None,
            "text": prose(section.text, language=self.language),
            "fields": [self.field(field) for field in section.fields],
        }

    def field(self, field: Field) -> dict[str, Any]:
        return {
            "label": self.words(field.label, field.other),
            "value": written(field.value) if field.value.strip() else None,
            "lines": max(1, min(field.lines, 40)),
            "half": field.half,
            "choices": [self.words(c.label, c.other) | {"ticked": c.ticked} for c in field.choices],
        }
