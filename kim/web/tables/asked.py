"""What is asked of a list: by the address, by a saved view, or by what this person opens the list with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kim.workbench.public import ListChoice, SavedView

# What the address carries beside the filters.
MARKS = ("after", "before", "saved", "rows")
OWN = (*MARKS, "view", "sort", "columns", "edited")


@dataclass
class Asked:
    """View, sorting, columns and filters as they were asked for, not yet checked; `stored` says they come from a saved view."""

    view: str = ""
    sort: str = ""
    columns: list[str] | None = None
    filters: dict[str, str] = field(default_factory=dict)
    saved: SavedView | None = None
    stored: bool = False


def read(query: Mapping[str, str], views: Iterable[SavedView], choice: ListChoice) -> Asked:
    """The address wins; `?saved=` alone opens that view, an address with nothing in it the one the list opens with."""
    own = {name: value for name, value in query.items() if name not in MARKS}
    wanted = query.get("saved", "") if query else str(choice.opens_with_id or "")
    view = next((each for each in views if str(each.pk) == wanted), None)
    if view is not None and not own:
        return stored(view)
    columns = [key for key in own["columns"].split(",") if key] if own.get("columns") else None
    filters = {name: value for name, value in own.items() if name not in OWN and value}
    return Asked(own.get("view", ""), own.get("sort", ""), columns, filters, view)


def stored(view: SavedView) -> Asked:
    """What a saved view asks for."""
    kept = view.query if isinstance(view.query, dict) else {}
    filters = kept.get("filters") if isinstance(kept.get("filters"), dict) else {}
    columns = kept.get("columns") if isinstance(kept.get("columns"), list) else []
    return Asked(
        view=_text(kept.get("view")), sort=_text(kept.get("sort")),
        columns=[_text(key) for key in columns] or None,
        filters={_text(name): _text(value) for name, value in filters.items() if value},
        saved=view, stored=True,
    )  # fmt: skip


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)
