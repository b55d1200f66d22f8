"""A file that somebody uploads, as sheets of plain rows: CSV in any of the usual encodings, XLSX, XLS and ODS."""

from dataclasses import dataclass
from typing import Any

from kim.sheets import delimited, workbooks
from kim.sheets.cells import Cell
from kim.sheets.limits import LIMITS, Limits, Unreadable

__all__ = ["LIMITS", "Cell", "Limits", "Sheet", "Unreadable", "read"]

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows from the first line on, empty ones included, so that line numbers are those of the file."""

    name: str
    rows: list[list[Cell]]
    filled: int = 0
    how: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(cell is not None for row in self.rows for cell in row)


def read(data: bytes, *, limits: Limits = LIMITS) -> list[Sheet]:
    """The sheets of a file, by what is in it, not by what it is called; Unreadable names what stands against it."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable("empty")
    if len(data) > limits.size:
        raise Unreadable("too_big", megabytes=limits.size // 1_000_000)
    if data.startswith((_ZIP, _OLE)):
        sheets = [Sheet(name, rows, filled) for name, rows, filled in workbooks.read(data, limits)]
    else:
        rows, how = delimited.read(data, limits)
        sheets = [Sheet("", rows, how=how)]
    if all(sheet.is_empty for sheet in sheets):
        raise Unreadable("empty")
    return [sheet for sheet in sheets if not sheet.is_empty]


def width(rows: list[list[Any]]) -> int:
    """How many columns the widest row has."""
    return max((len(row) for row in rows), default=0)
