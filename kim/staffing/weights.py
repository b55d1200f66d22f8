"""Weights per municipality from a file of a statistical office: which columns, which rows, what stands in the cells.

Knows no database. Every row that is left out is named; a weight that is missing or hidden stops with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from kim.law.apportionment import Unit
from kim.sheets.cells import MERGED, Broken, Cell, as_text
from kim.sheets.reading import Sheet, Unreadable, read
from kim.staffing.numbers import HIDDEN, Style, number, style_of

KEY_WORDS = (
    "key",
    "schlüssel",
    "ags",
    "gemeindeschlüssel",
    "regionalschlüssel",
    "amtlicher",
    "kennziffer",
    "gkz",
    "nr",
    "schluessel",
)
NAME_WORDS = (
    "name",
    "gemeinde",
    "gemeindename",
    "bezeichnung",
    "kommune",
    "stadt",
    "gebiet",
    "ort",
    "municipality",
    "kreis",
    "regionale",
)
WEIGHT_WORDS = (
    "weight", "gewicht", "schlüsselzahl", "insgesamt", "anzahl", "personen", "ausländer", "ausländische", "bevölkerung",
    "einwohner", "geflüchtete", "wert", "value", "persons", "zusammen", "bestand", "count", "figure", "zahl",
)  # fmt: skip
SUM_WORDS = ("insgesamt", "summe", "total", "gesamt", "zusammen", "kreis insgesamt", "alle gemeinden", "sum")
_NOTE = re.compile(r"\s*(?:\(\d{1,2}\)|(?<=\S)\s*\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\*+)\s*$")
_MOST_HEAD = 60


class WeightsError(ValueError):
    """A file of weights that cannot be used; its one sentence names the line."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was read, and what somebody should know about it."""

    units: tuple[Unit, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Columns:
    row: int
    key: int | None
    name: int | None
    weight: int


@dataclass(slots=True)
class _Line:
    number: int
    key: str
    name: str
    cell: Cell


REASONS = {
    "empty": "the file is empty",
    "too_big": "the file is too big",
    "too_many_rows": "the file has too many rows",
    "too_many_columns": "the file has too many columns",
    "broken": "the file is damaged",
    "password": "the file is protected by a password",
    "not_a_table": "the file is no table",
    "too_long": "a cell is too long",
}


def sheets_of(data: bytes) -> list[Sheet]:
    """The sheets of a file, or one sentence."""
    try:
        return read(data)
    except Unreadable as fault:
        raise WeightsError(f"{REASONS.get(fault.code, 'the file cannot be read')}.".capitalize()) from None


def weights_from(path: Path) -> Weights:
    """The weights in this file."""
    return weights_of(bytes_of(path))


def bytes_of(path: Path) -> bytes:
    """The content of a file, or one sentence."""
    try:
        return path.read_bytes()
    except OSError:
        raise WeightsError(f"The file {path} cannot be opened.") from None


def weights_of(data: bytes) -> Weights:
    """The weights in the first sheet that has a key, a name and a figure per row."""
    sheets = sheets_of(data)
    for sheet in sheets:
        if columns := _columns(sheet.rows):
            return _read(sheet, columns)
    raise WeightsError("No columns key, name and weight were found; name them so in the first line of the table.")


def _columns(rows: Sequence[Sequence[Cell]]) -> _Columns | None:
    """The line that names the columns; heads of two lines are read together. Without any: key, name, figure by place."""
    for index, row in enumerate(rows[:_MOST_HEAD]):
        words = [as_text(cell).lower() for cell in row]
        if found := _named(words, index):
            return found
        if index and any(words) and (found := _named(_joined(rows[index - 1], words), index)):
            return found
    return _by_place(rows)


def _joined(above: Sequence[Cell], words: list[str]) -> list[str]:
    upper = [as_text(cell).lower() for cell in above]
    width = max(len(upper), len(words))
    return [f"{upper[n] if n < len(upper) else ''} {words[n] if n < len(words) else ''}".strip() for n in range(width)]


def _named(words: list[str], index: int) -> _Columns | None:
    key = _first(words, KEY_WORDS, ())
    taken = () if key is None else (key,)
    name = _first(words, NAME_WORDS, taken)
    taken = (*taken, *(() if name is None else (name,)))
    weight = _first(words, WEIGHT_WORDS, taken)
    if weight is None or (key is None and name is None):
        return None
    return _Columns(index, key, name, weight)


def _first(words: list[str], wanted: Sequence[str], taken: Sequence[int]) -> int | None:
    """The column whose title is one of the wanted words, else the first that contains one as a word."""
    for exact in (True, False):
        for word in wanted:
            for column, title in enumerate(words):
                if column in taken or not title or len(title) > 80:
                    continue
                if title == word if exact else word in re.findall(r"[\wäöüß]+", title):
                    return column
    return None


def _by_place(rows: Sequence[Sequence[Cell]]) -> _Columns | None:
    for index, row in enumerate(rows[:_MOST_HEAD]):
        if len(row) >= 3 and row[0] is not None and isinstance(row[1], str) and number(row[2], Style()) is not None:
            return _Columns(index - 1, 0, 1, 2)
    return None


def _read(sheet: Sheet, columns: _Columns) -> Weights:
    remarks: list[str] = []
    lines = _without_notes(list(_lines(sheet.figures_once, columns)))
    _with_leading_zero(lines)
    lines = _without_sums(lines, remarks)
    if not lines:
        raise WeightsError("The table has a head and no rows.")
    style = style_of([line.cell for line in lines], comma_file="comma" in sheet.how)
    remarks += style.remarks
    return Weights(tuple(_unit(line, style, remarks) for line in lines), tuple(remarks))


def _lines(rows: Sequence[Sequence[Cell]], columns: _Columns) -> Iterator[_Line]:
    """The rows below the head; a line with text in one cell only is a heading or a footnote."""
    for index, row in enumerate(rows[columns.row + 1 :], start=columns.row + 2):
        key, name, weight = (_cell(row, at) for at in (columns.key, columns.name, columns.weight))
        named = key is not None or name is not None
        if not named and (weight is None or number(weight, Style()) is None):
            continue
        if weight is None and sum(cell is not None for cell in row) == 1:
            continue
        shown = clean(as_text(name)) or clean(as_text(key))
        given = as_text(key).strip() if columns.key is not None else shown
        yield _Line(
            index, re.sub(r"\s", "", given) if given.replace(" ", "").isdigit() else clean(given), shown, weight
        )


def _without_notes(lines: list[_Line]) -> list[_Line]:
    """Below a table with official keys, words without a figure are notes such as the source."""
    if 2 * sum(line.key.isdigit() for line in lines) <= len(lines):
        return lines
    return [line for line in lines if line.cell is not None or line.key.isdigit()]


def _cell(row: Sequence[Cell], at: int | None) -> Cell:
    return row[at] if at is not None and at < len(row) else None


def clean(text: str) -> str:
    """A name without the mark of a footnote and with single blanks."""
    return re.sub(r"\s+", " ", _NOTE.sub("", text)).strip()


def _with_leading_zero(lines: Sequence[_Line]) -> None:
    """Official keys have eight digits; spreadsheets drop the zero they begin with."""
    digits = [line.key for line in lines if line.key.isascii() and line.key.isdigit()]
    if digits and {len(key) for key in digits} <= {2, 4, 5, 7, 8} and any(len(key) in (7, 8) for key in digits):
        for line in lines:
            line.key = official(line.key)


def official(key: str) -> str:
    """5162004 is 05162004, and 5162 is 05162."""
    if key.isascii() and key.isdigit() and len(key) in (4, 7):
        return key.zfill(len(key) + 1)
    return key


def _without_sums(lines: list[_Line], remarks: list[str]) -> list[_Line]:
    """Sums over municipalities would count everybody twice: rows named so, and those of a county above its own."""
    keys = {line.key for line in lines}
    kept = []
    for line in lines:
        above = (
            line.key.isdigit()
            and len(line.key) in (2, 3, 5)
            and any(k != line.key and len(k) == 8 and k.startswith(line.key) for k in keys)
        )
        if above or (line.name.lower().rstrip(":") in SUM_WORDS) or line.key.lower() in SUM_WORDS:
            remarks.append(f"Line {line.number}, {line.name}, is a sum and is left out.")
        elif not line.key:
            raise WeightsError(f"Line {line.number}: {line.name or 'a row'} has no key.")
        else:
            kept.append(line)
    return kept


def _unit(line: _Line, style: Style, remarks: list[str]) -> Unit:
    cell = line.cell
    where = f"Line {line.number}: the weight of {line.name or line.key}"
    if cell is None:
        raise WeightsError(f"{where} is missing.")
    if cell == MERGED:
        raise WeightsError(f"{where} stands in one merged cell over several lines.")
    if isinstance(cell, Broken):
        raise WeightsError(f"{where} is a formula without a result ({cell.sign}).")
    if isinstance(cell, str) and cell.strip().lower() in HIDDEN:
        raise WeightsError(f"{where} is hidden ('{cell.strip()}'); enter a figure or leave the row out.")
    found = number(cell, style)
    if found is None:
        raise WeightsError(f"{where} is no number: '{as_text(cell)[:40]}'.")
    if found < 0:
        raise WeightsError(f"{where} is {as_text(cell)}; weights are 0 or more.")
    if isinstance(cell, str) and cell.strip().startswith("("):
        remarks.append(f"Line {line.number}: the office calls the figure of {line.name} uncertain.")
    return Unit(line.key, line.name or line.key, found)


def as_decimal(text: str, what: str) -> Fraction:
    """A number from the command line or a field, with point or comma."""
    found = number(text.strip(), Style(point="." if "," not in text else ","))
    if found is None:
        raise WeightsError(f"{what} must be a number such as 7 or 0.5, not '{text}'.")
    return found
