"""What a column of a list is: how it is headed, sorted, shown and written into a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.translation import gettext

from kim.web import wording

if TYPE_CHECKING:
    from kim.web.tables.table import Table

Row = dict[str, Any]


def _everybody(_table: Table) -> bool:
    return True


def _quiet(_row: Row) -> str:
    return ""


@dataclass(frozen=True)
class Column:
    """One column. `value` gives what a file gets; the screen shows it too unless `template` draws the cell."""

    key: str
    label: Any
    value: Callable[[Row], Any]
    template: str = ""  # the inside of the cell; has `row`, `item`, `table`
    sort: str = ""  # the field to sort by, or an annotation that Table.for_sort makes
    long: Any = ""  # the label in full, where it is an abbreviation
    phone: Any = ""  # words before the cell on phones; True: its title
    head: bool = False  # names the row
    number: bool = False
    css: str = ""
    tone: Callable[[Row], str] = _quiet  # classes by row
    always: bool = False  # cannot be taken away
    default: bool = True  # shown unless somebody chose otherwise
    spare: bool = False  # gives way on small laptops, unless somebody chose columns
    screen: bool = True  # False: for files only; True with value None: for the screen only
    only: Callable[[Table], bool] = _everybody  # who has it
    width: int = 16  # in a file, in characters
    draw: Callable[[Row], Any] | None = None  # what the screen gets where a file gets something else

    @property
    def in_files(self) -> bool:
        return self.value is not no_value

    @property
    def title(self) -> str:
        """The label where there is room for all of it."""
        return str(self.long or self.label)


def no_value(_row: Row) -> None:
    """The value of a column that is for the screen alone, such as a button."""


def cell(column: Column, row: Row, spare: str) -> Row:
    """One cell as the templates take it."""
    css = " ".join(part for part in ("kim-num" if column.number else "", column.css, column.tone(row), spare) if part)
    text = "" if column.template else shown((column.draw or column.value)(row))
    label = column.title if column.phone is True else str(column.phone)
    return {"column": column, "opening": opening(column.head, css, label), "template": column.template, "text": text}


@lru_cache(maxsize=1_000)
def opening(head: bool, css: str, label: str) -> str:
    """The first tag of a cell; on phones the label stands before it."""
    attributes = format_html(' class="{}"', css) if css else ""
    if head:
        return format_html('<th scope="row"{}>', attributes)
    return format_html("<td{}{}>", attributes, format_html(' data-label="{}"', label) if label else "")


def shown(value: Any) -> Any:
    """A value in words: days as days, figures with their comma, a dash for nothing."""
    if value is None or value == "":
        return format_html('<span class="kim-m">{}</span>', "–")
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, date):
        return wording.day(value)
    if isinstance(value, Decimal):
        return wording.grouped(value, 2 if value % 1 else 0)
    return value
