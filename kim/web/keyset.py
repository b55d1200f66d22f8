"""Paging by key: the next page starts after the last row shown, however long the list is."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import F, Q, QuerySet

CAP = 1000


@dataclass(frozen=True)
class Page:
    """Rows of one page with the marks for the neighbours; `total` is capped (1.000+)."""

    rows: list[Any]
    total: int
    first: int
    before: str
    after: str

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def capped(self) -> bool:
        return self.total > CAP


def keyset_page(rows: QuerySet, query: Mapping[str, str], *, order: tuple[str, ...], size: int = 30) -> Page:
    """One page of `rows`. `order` names the sort fields ('-' for descending), the last of them unique; empty days come last.

    A mark that somebody made up, or one of another order, starts at the beginning.
    """
    try:
        return _page(rows, query, order, size)
    except (ValidationError, DataError, ValueError, TypeError, OverflowError):
        return _page(rows, {}, order, size)


def _page(rows: QuerySet, query: Mapping[str, str], order: tuple[str, ...], size: int) -> Page:
    mark = _read(query.get("after", "")) or _read(query.get("before", ""))
    backwards = bool(mark) and not _read(query.get("after", ""))
    found = in_order(rows, order, backwards=backwards)
    if mark and len(mark["key"]) == len(order):
        found = found.filter(_beyond(order, mark["key"], backwards))
    else:
        mark = None
    page = list(found[: size + 1])
    more, page = len(page) > size, page[:size]
    start = mark["n"] if mark else 0
    if backwards:
        page.reverse()
        start = max(0, mark["n"] - len(page) - 1)
    total = len(page) + start if not more and not backwards else _capped_count(rows)
    return Page(
        rows=page,
        total=total,
        first=start + 1 if page else 0,
        before=_write(order, page[0], start + 1) if page and (start > 0 and (mark and (not backwards or more))) else "",
        after=_write(order, page[-1], start + len(page)) if page and (more if not backwards else True) else "",
    )


def in_order(rows: QuerySet, order: tuple[str, ...], *, backwards: bool = False) -> QuerySet:
    """The rows sorted as pages are, empty values last."""
    return rows.order_by(*(_ordering(name, backwards) for name in order))


def _capped_count(rows: QuerySet) -> int:
    return rows.order_by().values("pk")[: CAP + 1].count()


def _ordering(name: str, backwards: bool) -> Any:
    down = name.startswith("-") != backwards
    field = F(name.lstrip("-"))
    nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
    return field.desc(**nulls) if down else field.asc(**nulls)


def _beyond(order: tuple[str, ...], key: list[Any], backwards: bool) -> Q:
    """Rows after the marked one in this order, empty values last."""
    beyond, equal = Q(), Q()
    for name, value in zip(order, key, strict=True):
        field, down = name.lstrip("-"), name.startswith("-") != backwards
        if value is None:
            step = Q(**{f"{field}__isnull": False}) if backwards else None
            same = Q(**{f"{field}__isnull": True})
        else:
            step = Q(**{f"{field}__{'lt' if down else 'gt'}": value})
            if not backwards:
                step |= Q(**{f"{field}__isnull": True})
            same = Q(**{field: value})
        if step is not None:
            beyond |= equal & step
        equal &= same
    return beyond


def _write(order: tuple[str, ...], row: Any, number: int) -> str:
    key = []
    for name in order:
        value = row
        for part in name.lstrip("-").split("__"):
            value = getattr(value, part, None)
        key.append(value.isoformat() if hasattr(value, "isoformat") else value)
    return (
        base64.urlsafe_b64encode(json.dumps({"key": key, "n": number}, ensure_ascii=False, default=str).encode())
        .decode()
        .rstrip("=")
    )


def _read(mark: str) -> dict[str, Any] | None:
    """A mark from the address bar; anything else than one of ours starts at the beginning."""
    try:
        value = json.loads(base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
        return value if isinstance(value["key"], list) and isinstance(value["n"], int) else None
    except (binascii.Error, ValueError, TypeError, KeyError):
        return None
