"""What the sections of a disclosure share: days, labels, tables."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from kim.casework.case_paper import NOT_SAID, Section
from kim.casework.letters import german_day
from kim.casework.models import DataCategory
from kim.organisation.public import LifeArea

__all__ = ["NOT_SAID", "areas", "data_words", "facts", "listed", "moment", "on", "person_in_words", "span", "words"]


def on(day: date | datetime | None) -> str:
    """23.11.2026, of a moment too; empty where there is none."""
    return german_day(timezone.localtime(day).date() if isinstance(day, datetime) else day) if day else ""


def moment(at: datetime | None) -> str:
    """23.11.2026, 09:30 Uhr"""
    return f"{on(at)}, {timezone.localtime(at):%H:%M} Uhr" if at else ""


def span(first: date | None, last: date | None) -> str:
    """01.03.2025 bis 30.04.2026, or what is known of it."""
    begin, end = on(first), on(last)
    if begin and end:
        return f"{begin} bis {end}"
    return f"seit {begin}" if begin else f"bis {end}" if end else ""


def words(*parts: Any, between: str = "; ") -> str:
    """What is there of these parts."""
    return between.join(text for text in (str(part) for part in parts if part not in (None, False)) if text)


def facts(title: str, pairs: Iterable[tuple[str, Any]]) -> Section:
    """Two columns; what is empty says that nothing was entered."""
    rows = tuple((label, str(value) if value not in (None, "") else NOT_SAID) for label, value in pairs)
    return Section(title, ("Angabe", "Eintrag"), rows, widths=(1, 2))


def listed(title: str, columns: Mapping[str, float], rows: Iterable[tuple[Any, ...]], empty: str) -> Section:
    """A table with its widths, or the sentence that there is nothing."""
    found = tuple(tuple(str(cell if cell is not None else "") for cell in row) for row in rows)
    return Section(title, tuple(columns), found, empty=empty, widths=tuple(columns.values()))


def data_words(names: Iterable[str]) -> str:
    """Name und Geburtsdatum, Sprachen und Deutschkenntnisse"""
    known = dict(DataCategory.choices)
    return ", ".join(str(known.get(name, name)) for name in names)


def areas(keys: Iterable[str]) -> str:
    """Life areas by their names."""
    known = {area.key: area.name_de for area in LifeArea.objects.all()}
    return ", ".join(known.get(key, key) for key in keys)


def person_in_words(user: Any) -> str:
    return str(user) if user else ""
