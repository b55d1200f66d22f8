"""Taking a list out as a file: what the screen shows, streamed in a transaction and scope of its own, and noted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from kim.casework.public import access
from kim.organisation.public import User
from kim.privacy.public import Scope, audit, open_scope, widen
from kim.sheets import writing
from kim.web import wording
from kim.web.keyset import in_order
from kim.web.tables.table import Table, table_for

CHUNK = 500
FORMATS = {"csv": writing.CSV_TYPE, "xlsx": writing.XLSX_TYPE}


def export(request: HttpRequest, table: Table, kind: str) -> HttpResponseBase:
    """A file of the rows that fit with the columns shown; nothing to write is said on the list instead."""
    if kind not in FORMATS:
        raise Http404
    if not table.may_export:
        raise PermissionDenied
    number = table.narrowed.order_by().count()
    if number == 0:
        messages.info(request, gettext("Nothing fits these filters, so no file was written."))
        return redirect(table.address())
    audit.record(
        "list.exported", list=table.key, view=table.view, filters=table.state["filters"], sort=table.sort,
        columns=[column.key for column in table.in_files], rows=number, format=kind,
    )  # fmt: skip
    blocks = _blocks(request.user.pk, table.key, table.parameters, kind, translation.get_language() or "de")
    response = StreamingHttpResponse(blocks, content_type=FORMATS[kind])
    response["Content-Disposition"] = content_disposition_header(True, file_name(table, kind))
    response["X-Content-Type-Options"] = "nosniff"
    return response


def file_name(table: Table, kind: str) -> str:
    """Fälle Team 2026-11-22.xlsx"""
    view = str(table.view_labels.get(table.view, ""))
    return " ".join(part for part in (str(table.title), view, f"{timezone.localdate():%Y-%m-%d}") if part) + f".{kind}"


def _blocks(user_pk: int, key: str, query: dict[str, str], kind: str, language: str) -> Iterator[bytes]:
    """The file in blocks. The request's transaction is over: the stream opens its own, in the name of the same person."""
    with translation.override(language), open_scope(Scope(name="export", user_id=user_pk)):
        user = User.objects.get(pk=user_pk)
        widen(access.scope_with_grants(user, name="export"))
        table = table_for(user, key, query)
        if table is None or not table.may_export:
            return
        heads = [writing.Head(column.title, column.width) for column in table.in_files]
        if kind == "csv":
            yield from writing.csv_blocks(heads, rows_of(table))
        else:
            yield from writing.xlsx_blocks(heads, rows_of(table), about(table))


def rows_of(table: Table) -> Iterator[Sequence[Any]]:
    """The values of each row, some hundred rows in memory at a time."""
    for item in in_order(table.listed, table.order).iterator(chunk_size=CHUNK):
        yield [_plain(value) for value in table.values(item)]


def _plain(value: Any) -> Any:
    """A value that a sheet knows."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return value if value is None or isinstance(value, writing.VALUES) else str(value)


def about(table: Table) -> writing.About:
    """What the file says about itself: list, filters, sorting, day, and who took it out."""
    lines = [
        (gettext("List"), str(table.title)),
        *table.words(),
        (gettext("Sorted by"), sorted_by(table)),
        (gettext("As of"), f"{wording.day(timezone.localdate())}, {wording.clock(timezone.localtime())}"),
        (gettext("Taken out by"), str(table.user)),
    ]
    return writing.About(str(table.title), gettext("About this list"), lines)


def sorted_by(table: Table) -> str:
    """Due, downwards"""
    name = table.sort.lstrip("-")
    title = next((column.title for column in table.available if column.key == name), "")
    if not title:
        return "–"
    return gettext("%(column)s, downwards") % {"column": title} if table.sort.startswith("-") else title
