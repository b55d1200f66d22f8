"""The steps of a staged import as somebody takes them: upload, choose columns, leave out, accept, confirm, undo, discard."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404
from django.utils import timezone

from kim.organisation.public import User
from kim.privacy.public import audit
from kim.sheets import cells
from kim.sheets.reading import LIMITS, Limits, Sheet, Unreadable, read
from kim.workbench import importing
from kim.workbench.actions.import_steps import apply_all, check_next, undo_all
from kim.workbench.import_errors import (
    ColumnsMissing,
    ColumnTwice,
    FileUnreadable,
    NothingToImport,
    OnlyAHead,
    TooLateToUndo,
    WrongStep,
)
from kim.workbench.importing import Target
from kim.workbench.models import ImportFile, ImportMapping, ImportRow, ImportRun, ImportState, RowAct, RowState

AT_ONCE = 300  # more rows are checked and written by the worker
UNDO_DAYS = 30
PREVIEW_ROWS = 25


def run_for(user: User, pk: int) -> tuple[ImportRun, Target]:
    """An import of one's own (else 404) that one's role still allows (else 403), with what it is about."""
    run = ImportRun.objects.filter(pk=pk, uploaded_by=user).first() if pk < 2**63 else None
    target = importing.target(run.target) if run else None
    if run is None or target is None:
        raise Http404
    if not user.has(target.permission):
        raise PermissionDenied
    return run, target


@transaction.atomic
def upload(*, by: User, target: Target, file_name: str, data: bytes, limits: Limits = LIMITS) -> ImportRun:
    """Take a file in: nothing of it is imported yet. Proposes the line of the headings and the columns."""
    if not by.has(target.permission):
        raise PermissionDenied
    sheets = _sheets(data, limits)
    preview: list[dict[str, Any]] = [
        {"name": s.name, "height": len(s.rows), "filled": s.filled, "how": s.how, "rows": _texts(s)} for s in sheets
    ]
    lines = [importing.head_line_of(target.columns, each["rows"]) for each in preview]
    fits = [len(propose(target, by, each["rows"][line - 1])) for each, line in zip(preview, lines, strict=True)]
    best = fits.index(max(fits))
    run = ImportRun.objects.create(
        target=target.key, file_name=file_name[-200:], digest=hashlib.sha256(data).hexdigest(), uploaded_by=by,
        sheet=sheets[best].name[:200], head_line=lines[best],
    )  # fmt: skip
    ImportFile.objects.create(run=run, content=data, preview=preview)
    audit.record("import.uploaded", target=run, what=target.key)
    return run


def propose(target: Target, by: User, headings: list[str]) -> dict[str, int]:
    """Which column of the file holds which of KIM: as this person chose last time, else by name."""
    known = ImportMapping.objects.filter(user=by, target=target.key).values_list("headings", flat=True).first()
    return importing.propose(target.columns, headings, known or {})


def seen_before(run: ImportRun) -> list[tuple[User, Any, bool]]:
    """Who imported the very same file before, when, and whether they undid it."""
    with connection.cursor() as cursor:
        cursor.execute("select * from kim_import_before(%s, %s, %s)", [run.target, run.digest, run.pk])
        rows = cursor.fetchall()
    people = User.objects.in_bulk([row[0] for row in rows])
    return [(people[who], at, undone) for who, at, undone in rows]


@transaction.atomic
def choose_columns(*, run: ImportRun, by: User, sheet: str, head_line: int, mapping: Mapping[str, int]) -> ImportRun:
    """Take the rows of the chosen columns, and only those, and check them."""
    run, target = _locked(run, by, ImportState.UPLOADED, ImportState.CHECKED)
    missing = [column for column in target.columns if column.required and column.key not in mapping]
    if missing:
        raise ColumnsMissing(missing)
    if len(set(mapping.values())) < len(mapping):
        raise ColumnTwice
    rows = next((s.rows for s in _sheets(bytes(run.file.content), LIMITS) if s.name[:200] == sheet), [])
    headings = [cells.as_text(cell) for cell in rows[head_line - 1]] if head_line <= len(rows) else []
    taken = list(_taken(run, rows[head_line:], head_line, mapping))
    if not taken:
        raise OnlyAHead
    run.rows.all().delete()
    ImportRow.objects.bulk_create(taken, batch_size=1000)
    run.sheet, run.head_line, run.mapping = sheet, head_line, dict(mapping)
    run.unmapped = [text for place, text in enumerate(headings) if text and place not in mapping.values()]
    run.state, run.done, run.total, run.trouble = ImportState.CHECKING, 0, len(taken), ""
    run.save()
    _remember(by, target, headings, mapping)
    if run.total > AT_ONCE:
        _queue("check", run)
    else:
        check_next(run, by=by)
    return run


def _taken(run: ImportRun, rows: list[list[Any]], head_line: int, mapping: Mapping[str, int]) -> Any:
    """Rows in which anything stands, with the cells of the chosen columns."""
    for number, row in enumerate(rows, start=head_line + 1):
        chosen = {key: row[place] for key, place in mapping.items() if place < len(row) and row[place] is not None}
        if chosen:
            yield ImportRow(run=run, number=number, cells={key: cells.to_json(cell) for key, cell in chosen.items()})


def _remember(by: User, target: Target, headings: list[str], mapping: Mapping[str, int]) -> None:
    chosen = {importing.normalised(headings[place]): key for key, place in mapping.items() if place < len(headings)}
    chosen.pop("", None)
    kept, _made = ImportMapping.objects.get_or_create(user=by, target=target.key)
    others = {heading: key for heading, key in kept.headings.items() if key not in chosen.values()}
    kept.headings = dict(list((others | chosen).items())[-200:])
    kept.save()


@transaction.atomic
def mark_rows(*, run: ImportRun, by: User, numbers: list[int] | None, act: str) -> int:
    """Accept rows that need a look, leave rows out, or take them in again; None means all of the kind."""
    run, _target = _locked(run, by, ImportState.CHECKED)
    rows = run.rows.exclude(state__in=[RowState.FAULTY, RowState.SAME])
    if numbers is not None:
        rows = rows.filter(number__in=numbers)
    if act == "accept":
        return rows.filter(state=RowState.LOOK).update(accepted=True, left_out=False)
    if act == "leave_out":
        return rows.update(left_out=True, accepted=False)
    return rows.update(left_out=False, accepted=False)


@transaction.atomic
def confirm(*, run: ImportRun, by: User) -> ImportRun:
    """Import what was checked: all of it or nothing. Many rows are written by the worker."""
    run, _target = _locked(run, by, ImportState.CHECKED)
    count = to_write(run).count()
    if not count:
        raise NothingToImport
    run.state, run.done, run.trouble = ImportState.APPLYING, 0, ""
    run.save(update_fields=["state", "done", "trouble"])
    audit.record("import.confirmed", target=run, rows=count)
    if count > AT_ONCE:
        _queue("apply", run)
        return run
    return apply_all(run, by=by, until=timezone.localdate() + timedelta(days=UNDO_DAYS))


def to_write(run: ImportRun) -> Any:
    """The rows an import writes: new ones and changes, and what needed a look and was accepted."""
    rows = run.rows.filter(left_out=False).exclude(act=RowAct.NOTHING)
    return rows.filter(state__in=[RowState.NEW, RowState.CHANGE]) | rows.filter(state=RowState.LOOK, accepted=True)


def undo_preview(run: ImportRun, by: User) -> importing.Undo:
    """What an undo would take back now, and what would stay."""
    run, target = run_for(by, run.pk)
    return target.undo(list(run.rows.exclude(made_id=None)), run=run, by=by, do=False)


@transaction.atomic
def undo(*, run: ImportRun, by: User) -> ImportRun:
    """Take an import back within 30 days: all but what somebody has worked with since. The record says what."""
    run, _target = _locked(run, by, ImportState.APPLIED)
    if not may_undo(run):
        raise TooLateToUndo
    run.state = ImportState.UNDOING
    run.save(update_fields=["state"])
    if run.rows.exclude(made_id=None).count() > AT_ONCE:
        _queue("undo", run)
        return run
    return undo_all(run, by=by)


@transaction.atomic
def discard(*, run: ImportRun, by: User) -> None:
    """Give an import up before it is confirmed: its rows and its file are deleted."""
    run, _target = _locked(run, by, ImportState.UPLOADED, ImportState.CHECKED)
    run.rows.all().delete()
    ImportFile.objects.filter(run=run).delete()
    run.state, run.erased_at = ImportState.DISCARDED, timezone.now()
    run.save(update_fields=["state", "erased_at"])
    audit.record("import.discarded", target=run)


def may_undo(run: ImportRun) -> bool:
    """Whether its 30 days are not over."""
    return run.undo_until is not None and timezone.localdate() <= run.undo_until and run.erased_at is None


def too_big() -> FileUnreadable:
    """What is said of a file that is too large to be opened at all."""
    return FileUnreadable(Unreadable("too_big", megabytes=LIMITS.size // 1_000_000))


def clear_old() -> int:
    """Delete rows and files whose time is over; gives the number of imports cleared."""
    with connection.cursor() as cursor:
        cursor.execute("select kim_clear_imports(%s)", [timezone.localdate()])
        return int(cursor.fetchone()[0])


def _sheets(data: bytes, limits: Limits) -> list[Sheet]:
    try:
        return read(data, limits=limits)
    except Unreadable as fault:
        raise FileUnreadable(fault) from fault


def _texts(sheet: Sheet) -> list[list[str]]:
    return [[cells.as_text(cell)[:80] for cell in row] for row in sheet.rows[:PREVIEW_ROWS]]


def _locked(run: ImportRun, by: User, *states: str) -> tuple[ImportRun, Target]:
    """The import as it is now, if it stands at one of these steps."""
    _run, target = run_for(by, run.pk)
    fresh = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if fresh.state not in states:
        raise WrongStep
    return fresh, target


def _queue(step: str, run: ImportRun) -> None:
    from kim.workbench import tasks  # noqa: PLC0415 the tasks call these actions

    tasks.import_step.defer(step=step, run_id=run.pk, user_id=run.uploaded_by_id)
