"""The steps of an import that touch every row: checking, writing, taking back. Called at once or by the worker."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.organisation.public import User
from kim.privacy.public import audit
from kim.sheets import cells
from kim.workbench import importing
from kim.workbench.importing import CellFault, Column, Doubt, Target, Undo
from kim.workbench.models import ImportFile, ImportRow, ImportRun, ImportState, RowAct, RowState

CHUNK = 500


def check_next(run: ImportRun, *, by: User) -> bool:
    """Check the next rows; whether there are more. When all are checked, the import waits to be confirmed."""
    target = _target(run)
    rows = list(run.rows.order_by("number")[run.done : run.done + CHUNK])
    for row in rows:
        _read_cells(row, target.columns, run.mapping)
    readable = [row for row in rows if row.state != RowState.FAULTY]
    target.check(readable, run=run, by=by)
    for row in rows:
        row.summary = row.summary[:300]
    _save_checked(rows)
    run.done += len(rows)
    more = run.done < run.total
    run.state = ImportState.CHECKING if more else ImportState.CHECKED
    run.save(update_fields=["done", "state"])
    if not more:
        audit.record("import.checked", target=run, rows=run.total)
    return more


def _save_checked(rows: Sequence[ImportRow]) -> None:
    """All rows in one statement; field by field it would take longer than the check itself."""
    names = ("id", "values", "state", "act", "findings", "summary")
    found = json.dumps([{name: getattr(row, name) for name in names} for row in rows], cls=DjangoJSONEncoder)
    with connection.cursor() as cursor:
        cursor.execute(
            'update workbench_importrow r set "values" = x."values", state = x.state, act = x.act, findings = x.findings,'
            " summary = x.summary, accepted = false, left_out = false from jsonb_to_recordset(%s::jsonb)"
            ' as x(id bigint, "values" jsonb, state text, act text, findings jsonb, summary text) where r.id = x.id',
            [found],
        )


def _read_cells(row: ImportRow, columns: Sequence[Column], mapping: dict[str, int]) -> None:
    """What the cells mean; every cell that means nothing is named with its reason."""
    row.values, row.findings, row.state, row.act = {}, [], RowState.NEW, RowAct.CREATE
    row.summary, row.accepted, row.left_out = "", False, False
    for column in columns:
        cell = cells.from_json(row.cells.get(column.key))
        if cell is None:
            if column.required:
                fault(row, column.key, _("This cell is empty, but needed."))
            continue
        try:
            value = column.read(cell)
        except CellFault as error:
            fault(row, column.key, str(error))
            continue
        if isinstance(value, Doubt):
            doubt(row, column.key, value.text)
            value = value.value
        row.values[column.key] = value


def fault(row: ImportRow, column: str, text: Any) -> None:
    """The row cannot be imported: say where and why."""
    row.state, row.act = RowState.FAULTY, RowAct.NOTHING
    row.findings = [*row.findings, {"column": column, "text": str(text), "bad": True}]


def doubt(row: ImportRow, column: str, text: Any) -> None:
    """Somebody should look at the row before it is imported."""
    row.state = RowState.LOOK if row.state != RowState.FAULTY else row.state
    row.findings = [*row.findings, {"column": column, "text": str(text), "bad": False}]


@transaction.atomic
def apply_all(run: ImportRun, *, by: User, until: date) -> ImportRun:
    """Write every row that is to be written, or none."""
    from kim.workbench.actions.imports import to_write  # noqa: PLC0415 the question belongs to the steps on screen

    target = _target(run)
    rows = list(to_write(run).order_by("number"))
    for written, chunk in _chunks(rows):
        target.apply(chunk, run=run, by=by)
        ImportRow.objects.bulk_update(chunk, ["made_id", "before", "after"], batch_size=CHUNK)
        _say_progress(run, written)
    created = [row.number for row in rows if row.act == RowAct.CREATE]
    changed = [row.number for row in rows if row.act == RowAct.UPDATE]
    taken = {row.number for row in rows}
    omitted = [number for number in run.rows.values_list("number", flat=True) if number not in taken]
    run.result = {
        "created": len(created), "changed": len(changed), "omitted": len(omitted),
        "created_rows": stretches(created), "changed_rows": stretches(changed), "omitted_rows": stretches(omitted),
    }  # fmt: skip
    run.state, run.applied_at, run.undo_until = ImportState.APPLIED, timezone.now(), until
    run.done = len(rows)
    run.save()
    ImportFile.objects.filter(run=run).delete()
    audit.record("import.applied", target=run, what=run.target, created=len(created), changed=len(changed))
    return run


@transaction.atomic
def undo_all(run: ImportRun, *, by: User) -> ImportRun:
    """Take back what nobody has worked with since, delete the uploaded rows, keep the record."""
    found: Undo = _target(run).undo(list(run.rows.exclude(made_id=None)), run=run, by=by, do=True)
    back = [row.number for row in found.back]
    kept = [kept.number for kept in found.kept]
    run.result |= {"back": len(back), "back_rows": stretches(back), "kept": len(kept), "kept_rows": stretches(kept)}
    run.state, run.undone_at, run.erased_at = ImportState.UNDONE, timezone.now(), timezone.now()
    run.save()
    run.rows.all().delete()
    audit.record(
        "import.undone", target=run, what=run.target, back=run.result["back_rows"], kept=run.result["kept_rows"]
    )
    return run


def progress_of(run: ImportRun) -> int:
    """How many rows are done; while a whole import is written in one transaction, its session's name tells."""
    if run.state != ImportState.APPLYING:
        return run.done
    with connection.cursor() as cursor:
        cursor.execute(
            "select application_name from pg_stat_activity where application_name like %s", [f"kim import {run.pk}: %"]
        )
        row = cursor.fetchone()
    return int(row[0].rpartition(" ")[2]) if row else 0


def _say_progress(run: ImportRun, written: int) -> None:
    """What others can see before the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('application_name', %s, true)", [f"kim import {run.pk}: {written}"])


def _chunks(rows: list[ImportRow]) -> Iterator[tuple[int, list[ImportRow]]]:
    for start in range(0, len(rows), CHUNK):
        yield min(start + CHUNK, len(rows)), rows[start : start + CHUNK]


def stretches(numbers: Iterable[int]) -> str:
    """'2–41, 45': the lines of a list as people say them."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][-1] + 1:
            parts[-1][1:] = [number]
        else:
            parts.append([number])
    return ", ".join("–".join(map(str, part)) for part in parts)


def _target(run: ImportRun) -> Target:
    target = importing.target(run.target)
    if target is None:
        raise LookupError(run.target)
    return target
