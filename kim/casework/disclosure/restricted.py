"""What is read by few: told by day and kind, in its words only where somebody has looked at it and decided so."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from kim.casework.case_paper import Section
from kim.casework.disclosure.rows import listed, on
from kim.casework.models import Case

KEPT = "Der Wortlaut steht nicht in dieser Auskunft."


@dataclass(frozen=True)
class Held:
    """One restricted entry: how a form names it, when, what it is, and its words."""

    key: str
    day: str
    kind: str
    text: str


def held_back(case: Case) -> list[Held]:
    """Confidential notes, reasons for protection and confidential documents, as far as the reader sees them."""
    notes = case.contacts.filter(confidential=True).order_by("held_on", "pk")
    needs = case.protection_needs.all()
    papers = case.documents.there().filter(confidential=True)
    return [
        *(_held(row, row.held_on, "Vertrauliche Notiz", row.text) for row in notes),
        *(_held(row, row.since_on or row.recorded_at, "Schutzbedarf", row.reason) for row in needs),
        *(_held(row, row.dated_on or row.recorded_at, "Vertrauliches Dokument", row.title) for row in papers),
    ]


def _held(row: Any, day: Any, words: str, text: str) -> Held:
    return Held(f"{row._meta.model_name}-{row.pk}", on(day), f"{words}: {row.get_kind_display()}", text)


def section(found: list[Held], opened: Collection[str]) -> Section:
    """Every restricted entry, with its words where they were opened."""
    rows = [(each.day, each.kind, each.text if each.key in opened else KEPT) for each in found]
    return listed("Vertrauliche Einträge", {"Tag": 1.2, "Art": 2, "Inhalt": 4}, rows, "Es gibt keine.")
