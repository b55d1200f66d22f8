"""A table of a statistical office, row by row: what can be read, what cannot and why; nothing stops at the first fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from kim.sheets.cells import MERGED, Broken, Cell, as_text
from kim.sheets.reading import Unreadable, read
from kim.staffing import weights
from kim.staffing.exceptions import TableUnreadable
from kim.staffing.numbers import HIDDEN, Style, number, style_of

MOST = Decimal(99_999_999)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file: which municipality of the county, what value, or why it is left out."""

    line: int
    key: str
    name: str
    value: Decimal | None
    fault: str = ""
    elsewhere: bool = False


def rows_of(data: bytes, places: Mapping[str, str], *, people: bool = True) -> list[Row]:
    """The rows of the first sheet with a key or name and a figure; places are official key and name. People are whole numbers."""
    try:
        sheets = read(data)
    except Unreadable as fault:
        raise TableUnreadable from fault
    for sheet in sheets:
        if columns := weights._columns(sheet.rows):
            lines = weights._without_notes(list(weights._lines(sheet.figures_once, columns)))
            weights._with_leading_zero(lines)
            told = [line.cell for line in lines if not _is_hidden(line.cell)]  # a dot for "hidden" parts no decimals
            style = style_of(told, comma_file="comma" in sheet.how)
            return _understood(lines, style, places, people)
    raise TableUnreadable


def _understood(lines: list[weights._Line], style: Style, places: Mapping[str, str], people: bool) -> list[Row]:
    by_name = {_plain(name): ags for ags, name in places.items()}
    found, seen = [], set()
    for line in lines:
        ags = line.key if line.key in places else by_name.get(_plain(line.name), "")
        if not ags:
            found.append(Row(line.number, line.key, line.name, None, elsewhere=True))
            continue
        value, fault = _value(line.cell, style, people)
        if ags in seen:
            value, fault = None, _("This municipality stands in the file twice.")
        seen.add(ags)
        found.append(Row(line.number, ags, places[ags], value, fault))
    return found


def _value(cell: Cell, style: Style, people: bool) -> tuple[Decimal | None, str]:  # noqa: PLR0911 one sentence each
    """The figure, or why there is none."""
    shown = {"text": as_text(cell)[:40]}
    if cell is None:
        return None, _("There is no figure in this row.")
    if cell == MERGED:
        return None, _(
            "This figure stands in one cell over several rows. Split the cell and enter what belongs to each row."
        )
    if isinstance(cell, Broken):
        return None, _("The cell is a formula without a result.")
    if _is_hidden(cell):
        return None, _("The office hides this figure (“%(text)s”).") % shown
    known = number(cell, style)
    if known is None:
        return None, _("“%(text)s” is no number.") % shown
    if people and known > 0 and known % 1:
        return None, _("“%(text)s” is no whole number, and people are counted whole.") % shown
    if known < 0 or known > Fraction(MOST):
        return None, _("“%(text)s” is no number of people.") % shown
    return Decimal(known.numerator) / Decimal(known.denominator), ""


def _is_hidden(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.strip().lower() in HIDDEN


def _plain(name: str) -> str:
    return name.split(",", maxsplit=1)[0].strip().casefold()
