"""A list for a committee: one table over as many pages as it needs, with its day and how it was selected."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kim.documents.head import TEMPLATES, Head, paper_data
from kim.documents.prose import prose
from kim.documents.table import Column, Row, table_data
from kim.documents.typesetting import pictures, typeset
from kim.documents.writing import brief, written

TEMPLATE = TEMPLATES / "list.typ"


@dataclass(frozen=True)
class Listing:
    """All that stands on a list; `about` says where and when it is for, `filters` are sentences that say how its rows were chosen."""

    head: Head
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    on: date
    totals: Row | None = None
    filters: tuple[str, ...] = ()
    note: str = ""
    landscape: bool = False
    language: str = "de"
    about: str = ""


def render_list(listing: Listing) -> bytes:
    """The list as PDF."""
    return typeset(TEMPLATE, _data(listing))


def picture_list(listing: Listing, *, dots_per_inch: int = 96) -> list[bytes]:
    """Its pages as PNG."""
    return pictures(TEMPLATE, _data(listing), dots_per_inch=dots_per_inch)


def _data(listing: Listing) -> dict[str, Any]:
    language = listing.language
    return (
        paper_data(listing.title, listing.head, on=listing.on, language=language)
        | table_data(listing.columns, listing.rows, listing.totals, language)
        | {
            "name": written(brief(listing.title, 200), language=language),
            "about": written(brief(listing.about, 200), language=language),
            "filters": [written(brief(each, 200), language=language) for each in listing.filters if each.strip()],
            "note": prose(listing.note, language=language),
            "landscape": listing.landscape,
        }
    )
