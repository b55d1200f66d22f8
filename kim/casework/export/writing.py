"""The export as bytes, block by block: a zip of CSV tables, or JSON with one entry a case. Some hundred rows in memory at a time."""

import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from kim.casework.export.tables import VERSION, Field, Table, tables
from kim.casework.models import Case
from kim.sheets import writing

CHUNK = 500
CASES_AT_ONCE = 100
ABOUT = "LIESMICH.txt"
FIELDS = "felder.csv"


def csv_zip(cases: QuerySet[Case], about: Sequence[str]) -> Iterator[bytes]:
    """A zip with a CSV for each table, the list of fields, and a page that says what this is."""
    target = _Taken()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:  # type: ignore[call-overload]
        book.writestr(ABOUT, "\r\n".join((*about, f"Format: KIM-Fallexport {VERSION}", "")).encode())
        book.writestr(FIELDS, b"".join(writing.csv_blocks(_HEADS, _field_rows())))
        yield target.taken()
        for table in tables():
            heads = [writing.Head(field.name) for field in table.fields]
            with book.open(f"{table.name}.csv", "w", force_zip64=True) as file:
                for block in writing.csv_blocks(heads, _csv_rows(table, cases)):
                    file.write(block)
                    yield target.taken()
    yield target.taken()


_HEADS = [writing.Head(title) for title in ("table", "field", "kind", "words")]


def _field_rows() -> Iterator[list[str]]:
    for table in tables():
        for field in table.fields:
            yield [table.name, field.name, field.kind, field.words]


def _csv_rows(table: Table, cases: QuerySet[Case]) -> Iterator[list[writing.Value]]:
    for row in table.rows_of(cases).iterator(chunk_size=CHUNK):
        yield [_flat(field, field.of(row)) for field in table.fields]


def _flat(field: Field, value: Any) -> writing.Value:
    """A value as other programs read it: days as JJJJ-MM-TT, lists with a bar between."""
    plain = _plain(field, value)
    if isinstance(plain, list):
        return "|".join(map(str, plain))
    if isinstance(plain, bool):
        return "true" if plain else "false"
    return plain  # type: ignore[no-any-return]


def _plain(field: Field, value: Any) -> Any:
    if field.kind == "list":
        return list(value or [])
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


class _Taken:
    """A file that is only written to; what was written is taken away as it comes."""

    def __init__(self) -> None:
        self.blocks: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.blocks.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits elsewhere."""

    def taken(self) -> bytes:
        blocks, self.blocks = self.blocks, []
        return b"".join(blocks)


def json_blocks(cases: QuerySet[Case], about: dict[str, str]) -> Iterator[bytes]:
    """One object: what this is, and `cases`, each with its fields and a list for every other table."""
    head = {"format": "kim-cases", "version": VERSION, **about}
    yield (json.dumps(head, ensure_ascii=False)[:-1] + ', "cases": [').encode()
    between = ""
    for case in _in_portions(cases):
        yield (between + "\n" + json.dumps(case, ensure_ascii=False)).encode()
        between = ","
    yield b"\n]}\n"


def _in_portions(cases: QuerySet[Case]) -> Iterator[dict[str, Any]]:
    main, *others = tables()
    waiting: list[Case] = []
    for case in main.rows_of(cases).iterator(chunk_size=CASES_AT_ONCE):
        waiting.append(case)
        if len(waiting) == CASES_AT_ONCE:
            yield from _whole(main, others, waiting)
            waiting = []
    if waiting:
        yield from _whole(main, others, waiting)


def _whole(main: Table, others: Iterable[Table], cases: list[Case]) -> Iterator[dict[str, Any]]:
    """These cases with all that hangs on them: one query a table."""
    found: dict[int, dict[str, list[dict[str, Any]]]] = defaultdict(dict)
    ids = Case.objects.filter(pk__in=[case.pk for case in cases])
    for table in others:
        for row in table.rows_of(ids):
            found[row.case_id].setdefault(table.name, []).append(_as_object(table, row))
    for case in cases:
        yield _as_object(main, case) | {table.name: found[case.pk].get(table.name, []) for table in others}


def _as_object(table: Table, row: Any) -> dict[str, Any]:
    fields = (field for field in table.fields if table.is_case or field.name != "reference")
    return {field.name: _plain(field, field.of(row)) for field in fields}
