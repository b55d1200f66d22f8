"""The child process that opens a workbook: bytes in, JSON out. Imports nothing of KIM, so that it starts at once."""

import datetime
import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_RESULT = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]|<(?:\w+:)?is[\s>]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


def main() -> None:
    """Read standard input within the limits of the first argument and write the sheets to standard output."""
    limits = json.loads(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read()
    try:
        answer = {"sheets": list(_sheets(data, limits))}
    except _Fault as fault:
        answer = {"fault": fault.args[0]}
    json.dump(answer, sys.stdout)


class _Fault(Exception):
    """What stands against the file; its argument is a code of Unreadable."""


def _sheets(data: bytes, limits: dict[str, int]) -> Iterator[dict[str, Any]]:
    import python_calamine as calamine  # noqa: PLC0415 within the limits set above

    try:
        book = calamine.load_workbook(io.BytesIO(data))
        shown = [meta for meta in book.sheets_metadata if meta.visible == calamine.SheetVisibleEnum.Visible]
        left, text = limits["cells"], limits["text"]
        for meta in shown:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            made = _sheet(sheet, limits)
            left -= sum(map(len, made["rows"]))
            # One long text in every cell takes little room in the file and a lot in the answer.
            text -= sum(len(value) for row in made["rows"] for value in row if isinstance(value, str))
            if left < 0 or text < 0:
                raise _Fault("too_many_rows")
            yield made | {"broken": _broken(data, meta.name) if data[:2] == b"PK" else []}
    except calamine.PasswordError as error:
        raise _Fault("password") from error
    except calamine.CalamineError as error:
        raise _Fault("broken") from error


def _sheet(sheet: Any, limits: dict[str, int]) -> dict[str, Any]:
    end = sheet.end or (0, 0)
    if end[0] + 1 > limits["rows"] * 10:
        raise _Fault("too_many_rows")
    shift = [""] * (sheet.start or (0, 0))[1]  # the reader begins with the first column that holds anything
    rows = []
    last = 0  # sheets often pretend to be longer than they are
    for number, values in enumerate(sheet.iter_rows(), start=1):
        row = shift + [_value(value) for value in values]
        while row and row[-1] in ("", None):
            row.pop()
        if len(row) > limits["columns"]:
            raise _Fault("too_many_columns")
        if row:
            last = number
            if number > limits["rows"]:
                raise _Fault("too_many_rows")
        if number <= limits["rows"]:
            rows.append(row)
    del rows[last:]
    return {"name": sheet.name, "rows": rows, "filled": _fill_merged(rows, sheet.merged_cell_ranges or [])}


def _fill_merged(rows: list[list[Any]], ranges: list[tuple[tuple[int, int], tuple[int, int]]]) -> list[tuple[int, int]]:
    """A value over several merged lines holds for each of them; over several columns it stays in the first. Where it was put."""
    filled = []
    for (top, left), (bottom, _right) in ranges:
        if top >= len(rows) or left >= len(rows[top]) or rows[top][left] in ("", None):
            continue
        for number, row in enumerate(rows[top + 1 : bottom + 1], top + 1):
            if any(cell not in ("", None) for cell in row):  # a line of nothing else is no row
                row.extend([""] * (left + 1 - len(row)))
                row[left] = rows[top][left]
                filled.append((number, left))
    return filled


def _value(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return (
            {"day": value.date().isoformat()} if value.time() == datetime.time(0) else value.isoformat(" ", "minutes")
        )
    if isinstance(value, datetime.date):
        return {"day": value.isoformat()}
    if isinstance(value, datetime.time | datetime.timedelta):
        return str(value)
    return value


def _broken(data: bytes, name: str) -> list[tuple[int, int, str]]:
    """Where a formula gave an error or was stored without its result: the reader gives such cells as empty."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = _part(archive, name)
            return list(_broken_cells(archive.read(part))) if part else []
    except (KeyError, zipfile.BadZipFile):
        return []


def _broken_cells(xml: bytes) -> Iterator[tuple[int, int, str]]:
    for attributes, inside in _CELL.findall(xml):
        wrong = b't="e"' in attributes
        empty_text = b't="str"' in attributes  # a formula may well give no text
        if not wrong and (empty_text or not _FORMULA.search(inside) or _RESULT.search(inside)):
            continue
        place = _PLACE.search(b" " + attributes)
        if place:
            sign = re.search(rb"<v>([^<]*)</v>", inside) if wrong else None
            yield int(place[2]) - 1, _column(place[1]), (sign[1].decode("utf-8", "replace")[:20] if sign else "=?")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _part(archive: zipfile.ZipFile, name: str) -> str | None:
    """The file of this sheet within an XLSX archive."""
    if "xl/workbook.xml" not in archive.namelist():
        return None
    book = archive.read("xl/workbook.xml")
    if b"<!DOCTYPE" in book[:2000]:
        return None
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    names = {each.get("name"): each.get(relation) for each in ElementTree.fromstring(book).iter()}  # noqa: S314 no DOCTYPE
    links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    for link in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", links):
        found = dict(re.findall(r'(\w+)="([^"]*)"', link))
        if name in names and found.get("Id") == names[name]:
            target = found.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None


if __name__ == "__main__":
    main()
