"""Cells of a list of spending: days and months, Euro, words. What could mean two things is refused with what to write instead."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kim.sheets.cells import MERGED, Broken, Cell, as_text, serial_day
from kim.staffing.amounts import ONE_GROUP, Doubtful, amount_of
from kim.staffing.vacancy import next_month
from kim.workbench.public import import_kit

CellFault = import_kit.CellFault
Span = tuple[date, date, date | None]  # first and last day, and the day itself where one is written

_BESIDE = re.compile(r"[\s\u00a0\u202f€]|EUR(O)?$", re.IGNORECASE)
_MONTHS = (
    "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember",
)  # fmt: skip
_ISO, _GERMAN = re.compile(r"(20\d\d)-(\d{1,2})(?:-(\d{1,2}))?"), re.compile(r"(\d{1,2})\.(\d{1,2})\.(20\d\d|\d\d)")
_MONTH, _NAMED = re.compile(r"(\d{1,2})[./](20\d\d)"), re.compile(r"([^\W\d]+)\.? (20\d\d)")


def words(most: int) -> Callable[[Cell], str]:
    """A text in one line."""

    def read(cell: Cell) -> str:
        value = " ".join(as_text(_sound(cell)).split())
        if len(value) > most:
            said = {"most": most, "count": len(value)}
            raise CellFault(_("At most %(most)s characters fit here; these are %(count)s.") % said)
        return value

    return read


def time(cell: Cell) -> Span:
    """15.03.2021, 2021-03-15, 03/2021, März 2021 and what a spreadsheet takes for a day; nothing that is still to come."""
    first, last, day = _month(cell) or _day(cell)
    if first > timezone.localdate():
        raise CellFault(_("“%(text)s” lies in the future. Spending is what was paid already.") % _shown(cell))
    return first, last, day


def _month(cell: Cell) -> Span | None:
    text = " ".join(as_text(_sound(cell)).split())
    year = month = 0
    if found := _MONTH.fullmatch(text):
        month, year = int(found[1]), int(found[2])
    elif (found := _ISO.fullmatch(text)) and not found[3]:
        year, month = int(found[1]), int(found[2])
    elif found := _NAMED.fullmatch(text):
        fitting = [at for at, name in enumerate(_MONTHS, 1) if len(found[1]) > 2 and name.startswith(found[1].lower())]
        month, year = (fitting[0] if len(fitting) == 1 else 0), int(found[2])
    if not 1 <= month <= 12:
        return None
    first = date(year, month, 1)
    return first, next_month(first) - timedelta(days=1), None


def _day(cell: Cell) -> Span:
    day = cell if isinstance(cell, date) else serial_day(cell)
    text = as_text(cell).replace(" ", "")
    parts: tuple[Any, ...] = ()
    if found := _GERMAN.fullmatch(text):
        parts = (found[3] if len(found[3]) == 4 else f"20{found[3]}", found[2], found[1])
    elif found := _ISO.fullmatch(text):
        parts = (found[1], found[2], found[3])
    try:
        day = day or date(*map(int, parts))
    except (TypeError, ValueError) as error:
        raise CellFault(
            _("“%(text)s” is no day and no month. Write it like this: 15.03.2021 or 03/2021") % _shown(cell)
        ) from error
    first = day.replace(day=1)
    return first, next_month(first) - timedelta(days=1), day


def euro(cell: Cell) -> Decimal:
    """Whole cents, below 0 where a row takes back; 1.234 and 1,000 as text are refused, for each can be two amounts."""
    found = _exact(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else _of_text(cell)
    if found is None or abs(found) >= 10**10:
        raise CellFault(_("“%(text)s” is no amount in whole cents. Write it like this: 1.234,56") % _shown(cell))
    if found == 0:
        raise CellFault(_("The amount is 0. Leave the row out."))
    return found


def _of_text(cell: Cell) -> Decimal | None:
    plain = _BESIDE.sub("", as_text(_sound(cell))).replace("−", "-")
    if plain.endswith("-"):  # as booking systems write what goes the other way
        plain = f"-{plain[:-1]}"
    if isinstance(cell, bool | date):
        return None
    try:
        if ONE_GROUP.fullmatch(plain):
            raise Doubtful(plain)
        return amount_of(plain)
    except Doubtful as error:
        said = {"text": as_text(cell), "thousands": f"{re.sub(r'[^0-9]', '', plain)},00"}
        raise CellFault(
            _("“%(text)s” can mean two amounts. Write %(thousands)s for thousands, else two places after the comma.")
            % said
        ) from error


def _exact(number: float) -> Decimal | None:
    """What a spreadsheet keeps as a number: with whole cents, but for what its way of counting adds."""
    try:
        exact = Decimal(str(number))
        near = exact.quantize(Decimal("0.01"))
    except ArithmeticError:
        return None
    return near if abs(exact - near) < Decimal("0.000001") else None


def _sound(cell: Cell) -> Cell:
    if cell == MERGED:
        raise CellFault(
            _("This figure stands in one cell over several rows. Split the cell and enter what belongs to each row.")
        )
    if isinstance(cell, Broken):
        raise CellFault(_("The formula of this cell has no result. Enter the value itself."))
    return cell


def _shown(cell: Cell) -> dict[str, str]:
    return {"text": as_text(cell)[:60]}


__all__ = ["CellFault", "Span", "euro", "time", "words"]
