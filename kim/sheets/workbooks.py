"""Workbooks: read by python-calamine in a process of its own, so that a hostile file cannot take the server down.

A sheet of two cells at opposite corners makes a reader ask for billions of them, and some faults end the whole process.
The child has a limit on memory and time of its own; what happens to it becomes one sentence here.
"""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from kim.sheets.cells import Broken, Cell, from_json, plain
from kim.sheets.limits import Limits, Unreadable

_CHILD = Path(__file__).with_name("calamine_child.py")


Place = tuple[int, int]


def read(data: bytes, limits: Limits) -> list[tuple[str, list[list[Cell]], frozenset[Place]]]:
    """Name, rows and the places filled from merged cells of each visible sheet."""
    _check_archive(data, limits)
    order = json.dumps(
        {name: getattr(limits, name) for name in ("rows", "columns", "cells", "text", "memory", "seconds")}
    )
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_CHILD), order],
            input=data,
            capture_output=True,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("broken") from error
    if done.returncode != 0:
        # Out of memory or ended by a signal: more cells than anybody fills by hand.
        raise Unreadable("too_many_rows", rows=limits.rows)
    answer = json.loads(done.stdout)
    if code := answer.get("fault"):
        figures = {"too_many_rows": {"rows": limits.rows}, "too_many_columns": {"columns": limits.columns}}
        raise Unreadable(code, **figures.get(code, {}))
    return [_sheet(sheet, limits) for sheet in answer["sheets"]]


def _check_archive(data: bytes, limits: Limits) -> None:
    """A small archive may hold a very large text: its own table of contents says so, and what lies there breaks later."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable("broken") from error
    if sum(info.file_size for info in infos) > limits.unpacked or len(infos) > 10_000:
        raise Unreadable("too_many_rows", rows=limits.rows)
    names = {info.filename for info in infos}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise Unreadable("not_a_table")


def _sheet(sheet: dict[str, Any], limits: Limits) -> tuple[str, list[list[Cell]], frozenset[Place]]:
    rows: list[list[Cell]] = []
    for values in sheet["rows"]:
        cells = [plain(from_json(value)) for value in values]
        if any(isinstance(cell, str) and len(cell) > limits.characters for cell in cells):
            raise Unreadable("too_long", characters=limits.characters)
        rows.append(cells)
    for row, column, sign in sheet["broken"]:
        if row < len(rows):
            rows[row] += [None] * (column + 1 - len(rows[row]))
            rows[row][column] = Broken(sign)
    return sheet["name"], rows, frozenset((row, column) for row, column in sheet["filled"])
