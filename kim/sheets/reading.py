"""A file that somebody uploads, as sheets of plain rows: CSV in any of the usual encodings, XLSX, XLS and ODS."""

from dataclasses import dataclass
from typing import Any

from kim.sheets import delimited, workbooks
from kim.sheets.cells import MERGED, Cell
from kim.sheets.limits import LIMITS, Limits, Unreadable

__all__ = ["LIMITS", "Cell", "Limits", "Sheet", "Unreadable", "read"]

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows from the first line on, empty ones included, so that line numbers are those of the file."""

    name: str
    rows: list[list[Cell]]
    merged: frozenset[tuple[int, int]] = (
        frozenset()
    )  # line and column, from nought, of values that stand above in one merged cell
    how: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(cell is not None for row in self.rows for cell in row)

    @property
    def filled(self) -> int:
        """How many cells got their value from a merged one above."""
        return len(self.merged)

    @property
    def figures_once(self) -> list[list[Cell]]:
        """The rows for whoever adds figures up: a number over several merged lines is there once, below it stands MERGED."""
        if not self.merged:
            return self.rows
        return [
            [
                MERGED if (line, place) in self.merged and isinstance(cell, int | float) else cell
                for place, cell in enumerate(row)
            ]
            for line, row in enumerate(self.rows)
        ]


def read(data: bytes, *, limits: Limits = LIMITS) -> list[Sheet]:
    """The sheets of a file, by what is in it, not by what it is called; Unreadable names what stands against it."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable("empty")
    if len(data) > limits.size:
        raise Unreadable("too_big", megabytes=limits.size // 1_000_000)
    if data.startswith((_ZIP, _OLE)):
        sheets = [Sheet(name, rows, merged) for name, rows, merged in workbooks.read(data, limits)]
    else:
        rows, how = delimited.read(data, limits)
        sheets = [Sheet("", rows, how=how)]
    if all(sheet.is_empty for sheet in sheets):
        raise Unreadable("empty")
    return [sheet for sheet in sheets if not sheet.is_empty]


def width(rows: list[list[Any]]) -> int:
    """How many columns the widest row has."""
    return max((len(row) for row in rows), default=0)
