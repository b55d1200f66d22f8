"""CSV as people have it: UTF-8 with or without a mark, UTF-16, Windows-1252; comma, semicolon or tab; breaks within quotes."""

import csv
import io
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from kim.sheets.cells import Cell, plain
from kim.sheets.limits import Limits, Unreadable

_DELIMITERS = (";", ",", "\t", "|")
_SAMPLE = 50
_NAMES = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar"}


def read(data: bytes, limits: Limits) -> tuple[list[list[Cell]], str]:
    """The rows, and how the file was read, such as 'windows-1252 semicolon'."""
    text, encoding = decode(data)
    if _is_binary(text):
        raise Unreadable("not_a_table")
    delimiter, text = delimiter_of(text)
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(_taken(row, limits))
            if len(rows) > limits.rows:
                raise Unreadable("too_many_rows", rows=limits.rows)
    except csv.Error as error:
        raise Unreadable("broken") from error
    return rows, f"{encoding} {_NAMES[delimiter]}"


def decode(data: bytes) -> tuple[str, str]:
    """The text and its encoding; what is no UTF is taken for Windows-1252, byte by byte if need be."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), "utf-16"
    if data.startswith(BOM_UTF8):
        # Some programs put the mark of UTF-8 before a text in Windows-1252.
        return _utf8_or_windows(data[len(BOM_UTF8) :], "utf-8-bom")
    if data[1:2] == b"\x00" and data[3:4] == b"\x00":
        return data.decode("utf-16-le", errors="replace"), "utf-16"
    return _utf8_or_windows(data, "utf-8")


def _utf8_or_windows(data: bytes, name: str) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), name
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "windows-1252"


def delimiter_of(text: str) -> tuple[str, str]:
    """The delimiter that parts the first lines most evenly; Excel's own first line 'sep=;' decides and is dropped."""
    first, _, rest = text.partition("\n")
    named = first.strip().lower().removeprefix("sep=")
    if first.lower().startswith("sep=") and named in _DELIMITERS:
        return named, "\n" + rest
    sample = "\n".join(text.splitlines()[:_SAMPLE])
    return max(_DELIMITERS, key=lambda sign: _evenness(sample, sign)), text


def _evenness(sample: str, sign: str) -> tuple[int, int]:
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=sign) if row]
    except csv.Error:
        return 0, 0
    if not widths or max(widths) == 1:
        return 0, 0
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return (widths.count(usual) if usual > 1 else 0), usual


def _taken(row: list[str], limits: Limits) -> list[Cell]:
    if len(row) > limits.columns and any(cell.strip() for cell in row[limits.columns :]):
        raise Unreadable("too_many_columns", columns=limits.columns)
    if any(len(cell) > limits.characters for cell in row):
        raise Unreadable("too_long", characters=limits.characters)
    cells = [plain(cell) for cell in row[: limits.columns]]
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _is_binary(text: str) -> bool:
    head = text[:4000]
    odd = sum(1 for sign in head if (sign < " " and sign not in "\t\r\n\f") or sign == "\ufffd")
    return "\x00" in text or odd * 50 > len(head)
