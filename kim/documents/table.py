"""Rows and columns as lists and reports share them: words come in as they shall stand on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kim.documents.writing import Written, written

Row = tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column: its head, where its words stand, how wide it is beside the others."""

    label: str
    align: Literal["start", "end", "center"] = "start"
    width: float = 1


def table_data(
    columns: Sequence[Column], rows: Sequence[Row], totals: Row | None, language: str | None
) -> dict[str, Any]:
    """The table as the templates read it; short rows are filled up, what goes beyond the columns is left out."""
    count = len(columns)
    return {
        "columns": [
            {
                "label": written(column.label, language=language),
                "align": column.align,
                "width": max(0.2, min(float(column.width), 20)),
            }
            for column in columns
        ],
        "rows": [_cells(row, count) for row in rows],
        "totals": _cells(totals, count) if totals is not None else None,
    }


def _cells(row: Row, count: int) -> list[Written]:
    filled = [*row, *[""] * (count - len(row))][:count]
    return [written(cell) for cell in filled]
