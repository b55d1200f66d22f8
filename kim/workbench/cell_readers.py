"""How single cells are read, with sentences for what is wrong: text, days, numbers, choices."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kim.sheets import cells
from kim.workbench.import_words import parts_of
from kim.workbench.importing import CellFault, Doubt, normalised

_TOO_LATE = 20


def text(most: int, *, lines: bool = False) -> Callable[[Any], Any]:
    """A text of at most so many characters; a day that a spreadsheet has made of it is to be looked at."""

    def read(cell: Any) -> Any:
        value = cells.as_text(_sound(cell))
        value = value if lines else " ".join(value.split())
        if len(value) > most:
            raise CellFault(
                _("At most %(most)s characters fit here; these are %(count)s.") % {"most": most, "count": len(value)}
            )
        if isinstance(cell, date):
            return Doubt(value, _("The spreadsheet has made a date of this text. Check what was meant."))
        return value

    return read


def day(*, past: bool = False) -> Callable[[Any], Any]:
    """A day as TT.MM.JJJJ, as ISO, as a date of the spreadsheet, or as a number that has lost its format."""

    def read(cell: Any) -> Any:
        found = _day(_sound(cell))
        if isinstance(found, Doubt):
            _within(found.value, past)
            return Doubt(found.value.isoformat(), found.text)
        _within(found, past)
        return found.isoformat()

    return read


def _day(cell: Any) -> Any:
    if isinstance(cell, date):
        return cell
    if (meant := cells.serial_day(cell)) is not None:
        return Doubt(
            meant, _("The number %(number)s is read as the day %(day)s.") % {"number": cell, "day": f"{meant:%d.%m.%Y}"}
        )
    written = cells.as_text(cell).replace(" ", "")
    parts = written.split("-") if "-" in written else written.split(".")[::-1]
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4:
        raise CellFault(_("“%(text)s” is no date. Write day, month and year like this: 14.03.2026") % {"text": written})
    try:
        return date(*map(int, parts))
    except ValueError as error:
        raise CellFault(_("There is no “%(text)s”.") % {"text": written}) from error


def _within(found: date, past: bool) -> None:
    today = timezone.localdate()
    if found.year < 1900:
        raise CellFault(_("This day is before 1900. Check the year."))
    if past and found > today:
        raise CellFault(_("This day is in the future. Enter today or an earlier day."))
    if found.year > today.year + _TOO_LATE:
        raise CellFault(_("This day is more than 20 years ahead. Check the year."))


def number(*, least: float = 0, most: float, whole: bool = False) -> Callable[[Any], Any]:
    """A number within its bounds, with a decimal comma or point."""

    def read(cell: Any) -> Any:
        value = cells.as_number(_sound(cell))
        shown = {"text": cells.as_text(cell), "least": f"{least:g}", "most": f"{most:.0f}"}
        if value is None:
            raise CellFault(_("“%(text)s” is no number.") % shown)
        if whole and value != int(value):
            raise CellFault(_("“%(text)s” is no whole number.") % shown)
        if not least <= value <= most:
            raise CellFault(_("“%(text)s” is not between %(least)s and %(most)s.") % shown)
        return int(value) if whole else round(value, 2)

    return read


def choice(words: Callable[[], Mapping[str, str]]) -> Callable[[Any], Any]:
    """One of several answers by any of their words; `words` gives the stored value by word."""

    memo: dict[str, dict[str, str]] = {}

    def read(cell: Any) -> Any:
        written = cells.as_text(_sound(cell))
        language = get_language() or ""
        if language not in memo:
            memo[language] = {normalised(word): value for word, value in words().items()}
        if (found := memo[language].get(normalised(written))) is not None:
            return found
        raise CellFault(_("“%(text)s” is not known here.") % {"text": written})

    return read


def several(words: Callable[[], Mapping[str, str]]) -> Callable[[Any], Any]:
    """Several of them, parted by comma, semicolon, slash or 'und'."""
    one = choice(words)

    def read(cell: Any) -> Any:
        return list(dict.fromkeys(one(part) for part in parts_of(cells.as_text(_sound(cell)))))

    return read


def _sound(cell: Any) -> Any:
    if isinstance(cell, cells.Broken):
        raise CellFault(
            _("This cell holds an error of the spreadsheet (%(sign)s). Correct its formula.") % {"sign": cell.sign}
        )
    return cell
