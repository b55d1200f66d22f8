"""The page of a list: what its templates need, and the answer for the page or its results alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from kim.web.tables import bulk
from kim.web.tables.export import sorted_by
from kim.web.tables.table import ON_PAPER, Table

Words = dict[str, Any]


def table_page(
    request: HttpRequest, table: Table, template: str, around: Callable[[], Mapping[str, Any]] | None = None
) -> HttpResponse:
    """The list on its page; htmx gets the part `results` alone. `around` gives what stands outside of it."""
    htmx = getattr(request, "htmx", None)
    fragment = bool(htmx) and not htmx.history_restore_request  # type: ignore[union-attr]
    context = table_context(table)
    if not fragment:
        context |= dict(around() if around else {})
        context.setdefault("crumbs", [])
    response = render(request, template + ("#results" if fragment else ""), context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def table_context(table: Table) -> Words:
    """Rows, heads, chips, saved views, selection and pages, as the templates in tables/ take them."""
    page = table.page
    rows = _grouped(table, [table.drawn(item) for item in page])
    actions = bulk.bulk_of(table) if not table.on_paper else []
    return {
        "table": table,
        "form": table.form,
        "view": table.view,
        "total": page.total,
        "rows": rows,
        "columns": _heads(table),
        "chips": [
            {"label": chip.label, "on": chip.on, "url": table.address(**chip.changes)} for chip in table.form.chips()
        ],
        "can_pick": bool(actions) and any(row["can_pick"] for row in rows),
        "actions": actions,
        "all_words": bulk.all_words(page.total) if actions and page.total > len(rows) else "",
        "pager": _pager(table),
        "kept": _kept(table),
        "filters_in_use": table.form.is_on,
        "empty": dict(zip(("title", "link", "url"), table.empty(), strict=True)) if not rows else None,
        "saved_items": _saved_items(table),
        "paper": {
            "is": table.on_paper, "words": table.words(), "sorted": sorted_by(table), "on": timezone.localdate(),
            "url": f"{table.address()}&rows=all", "back": table.address(), "most": ON_PAPER,
            "more": page.total > len(rows),
        },
    }  # fmt: skip


def _grouped(table: Table, rows: list[Words]) -> list[Words]:
    """The first row of each group carries its head."""
    last = ""
    for row in rows:
        words, tone = table.group_of(row)
        row["group"], row["group_tone"] = ("", "") if words == last else (words, tone)
        last = words
    return rows


def _heads(table: Table) -> list[Words]:
    """The heads of the table; sortable ones carry the link and how they are sorted now."""
    return [_head(table, column) for column in table.shown]


def _head(table: Table, column: Any) -> Words:
    now = {column.key: "ascending", f"-{column.key}": "descending"}.get(table.sort, "") if column.sort else ""
    turned = f"-{column.key}" if now == "ascending" else column.key
    return {
        "label": column.label, "long": column.long, "number": column.number, "sort": now, "css": table.spare(column),
        "url": table.address(sort=turned) if column.sort and not table.on_paper else "",
    }  # fmt: skip


def _pager(table: Table) -> Words:
    page = table.page
    return {
        "text": table.page_text(page) if len(page) else "",
        "previous": table.address(before=page.before) if page.before and not table.on_paper else "",
        "next": table.address(after=page.after) if page.after and not table.on_paper else "",
    }


def _kept(table: Table) -> list[tuple[str, str]]:
    """What the filter form passes on without showing it."""
    return [(name, value) for name, value in table.parameters.items() if name not in table.form.fields]


def _saved_items(table: Table) -> list[Words]:
    """The saved views of this list: own ones, and those others share."""
    return [
        {
            "name": view.name,
            "url": f"{table.url}?{urlencode({'saved': view.pk})}",
            "on": table.saved is not None and table.saved.pk == view.pk,
            "by": "" if view.owner_id == table.user.pk else str(view.owner),
        }
        for view in table.saved_views
    ]
