"""Writing tables for spreadsheet programs: CSV as German offices open it, and XLSX, row by row in little memory.

A text that a spreadsheet would compute (it begins with = + - @, a tab or a line break) is written so that it stays text:
with an apostrophe before it in CSV, as a cell of the kind "text" in XLSX.
"""

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import IO, Any

import xlsxwriter

Value = str | int | float | Decimal | date | datetime | None
VALUES = (str, int, float, Decimal, date)  # what a cell may hold; anything else is put into words before

BOM = "\ufeff"
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767  # what one cell of XLSX holds
ROWS_A_SHEET = 1_000_000  # a sheet ends at 1 048 576
BLOCK = 65_536
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "remove_timezone": True}
# What starts a formula, in its full-width form too; blanks before it do not stop a spreadsheet.
_FORMULA = re.compile("[\\s\u00a0]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
# Not allowed in XML, invisible, or turning the reading direction of the cells beside it.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


@dataclass(frozen=True)
class Head:
    """One column of a sheet: its title and how wide it is, in characters."""

    title: str
    width: int = 16


@dataclass(frozen=True)
class About:
    """What the file says about itself: its name, and lines such as filters and day."""

    title: str
    about_title: str = "About"
    lines: Sequence[tuple[str, str]] = field(default_factory=tuple)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet program might compute this text."""
    return bool(_FORMULA.match(text))


def harmless(text: str) -> str:
    """The text for a file without kinds of cells: what could be computed gets an apostrophe, what is invisible goes."""
    text = _INVISIBLE.sub("", text)
    return f"'{text}" if is_formula(text) else text


def csv_blocks(heads: Sequence[Head], rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """The table as CSV with semicolons and UTF-8 mark, in blocks of bytes, as rows come."""
    line = _Line()
    writer = csv.writer(line, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(head.title) for head in heads])
    waiting = [BOM + line.taken()]
    size = 0
    for row in rows:
        writer.writerow([_in_csv(value) for value in row])
        waiting.append(line.taken())
        size += len(waiting[-1])
        if size >= BLOCK:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join(waiting).encode()


class _Line:
    """The writer's last line."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def taken(self) -> str:
        text, self.text = self.text, ""
        return text


def _in_csv(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float | Decimal):
        return f"{value:f}".replace(".", ",")
    return str(value) if isinstance(value, int) else harmless(value)


def xlsx_blocks(heads: Sequence[Head], rows: Iterable[Sequence[Value]], about: About) -> Iterator[bytes]:
    """The table as XLSX in blocks of bytes; it is put together in a file, a row at a time."""
    with tempfile.TemporaryDirectory(prefix="kim-sheet-") as folder, tempfile.TemporaryFile(dir=folder) as file:
        _write_book(file, folder, heads, rows, about)
        file.seek(0)
        while block := file.read(BLOCK):
            yield block


def _write_book(
    file: IO[bytes], folder: str, heads: Sequence[Head], rows: Iterable[Sequence[Value]], about: About
) -> None:
    with xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": folder, **_PLAIN}) as book:
        book.set_properties({"title": about.title})
        _write_sheets(book, heads, rows, about.title)
        if about.lines:
            _write_about(book, about)


@dataclass(frozen=True)
class Part:
    """One sheet of a book with several: its name, heads and rows, and below them what they come to."""

    name: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Value]]
    total: Sequence[Value] = ()


def book_of(parts: Sequence[Part], about: About) -> bytes:
    """A workbook of several small tables, a sheet each; what the file says about itself comes last."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, **_PLAIN}) as book:
        book.set_properties({"title": about.title})
        formats = _formats(book)
        for part in parts:
            sheet = _new_sheet(book, part.heads, part.name, formats, 1)
            for at, row in enumerate(part.rows, 1):
                for column, value in enumerate(row):
                    _write_cell(sheet, at, column, value, formats)
            below = formats | {"plain": formats["total"], "cents": formats["total_cents"]}
            for column, value in enumerate(part.total):
                _write_cell(sheet, len(part.rows) + 1, column, value, below)
        if about.lines:
            _write_about(book, about)
    return made.getvalue()


def _write_sheets(book: Any, heads: Sequence[Head], rows: Iterable[Sequence[Value]], title: str) -> None:
    formats = _formats(book)
    sheet, at = _new_sheet(book, heads, title, formats, 1), 1
    number = 1
    for row in rows:
        if at > ROWS_A_SHEET:
            number += 1
            sheet, at = _new_sheet(book, heads, title, formats, number), 1
        for column, value in enumerate(row):
            _write_cell(sheet, at, column, value, formats)
        at += 1


def _formats(book: Any) -> dict[str, Any]:
    return {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}),
        "day": book.add_format({"num_format": "dd.mm.yyyy", "align": "left"}),
        "moment": book.add_format({"num_format": "dd.mm.yyyy hh:mm", "align": "left"}),
        "text": book.add_format({"num_format": "@"}),
        "plain": None,
        "cents": book.add_format({"num_format": "#,##0.00"}),
        "total": book.add_format({"bold": True, "top": 1}),
        "total_cents": book.add_format({"bold": True, "top": 1, "num_format": "#,##0.00"}),
    }


def _new_sheet(book: Any, heads: Sequence[Head], title: str, formats: dict[str, Any], number: int) -> Any:
    """A sheet with its frozen title row, repeated on every printed page."""
    sheet = book.add_worksheet(sheet_name(title, number))
    for column, head in enumerate(heads):
        sheet.set_column(column, column, head.width)
        sheet.write_string(0, column, _fitting(head.title), formats["head"])
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    return sheet


def sheet_name(title: str, number: int = 1) -> str:
    """A name that spreadsheet programs take: no brackets or slashes, 31 characters at most."""
    more = f" {number}" if number > 1 else ""
    name = _INVISIBLE.sub("", re.sub(r"[\[\]:*?/\\]", " ", title)).strip(" '")[: 31 - len(more)].strip(" '")
    return f"{name or 'KIM'}{more}"


def _write_cell(sheet: Any, row: int, column: int, value: Value, formats: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime) and value.year >= 1900:
        sheet.write_datetime(row, column, value.replace(tzinfo=None), formats["moment"])
    elif isinstance(value, date) and value.year >= 1900:
        sheet.write_datetime(row, column, value, formats["day"])
    elif isinstance(value, int | float | Decimal):
        cents = isinstance(value, Decimal) and value.as_tuple().exponent == -2  # 4.612,50 and not 4612,5
        sheet.write_number(row, column, value, formats["cents" if cents else "plain"])
    elif isinstance(value, str):
        text = _fitting(value)
        sheet.write_string(row, column, text, formats["text"] if is_formula(text) else formats["plain"])
    else:  # a day before 1900, which spreadsheets do not know
        sheet.write_string(row, column, _in_csv(value))


def _fitting(text: str) -> str:
    return _INVISIBLE.sub("", text)[:LONGEST_CELL]


def _write_about(book: Any, about: About) -> None:
    """A second sheet: what list this is, which filters, which day."""
    sheet = book.add_worksheet(sheet_name(about.about_title))
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 80)
    for row, (name, value) in enumerate(about.lines):
        sheet.write_string(row, 0, _fitting(name))
        sheet.write_string(row, 1, _fitting(value))
