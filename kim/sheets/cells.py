"""What stands in a cell: nothing, text, a number, a yes or no, a day, or an error of the spreadsheet."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Union

Cell = Union[None, str, int, float, bool, date, "Broken"]
# Excel counts days from here; it believes that 1900 was a leap year.
_EXCEL_ZERO = date(1899, 12, 30)
_SERIALS = range(10_000, 80_000)  # 1927 to 2119


@dataclass(frozen=True)
class Broken:
    """A cell whose formula gave an error, or was stored without its result."""

    sign: str


# Below a number that stands over several merged lines: what of it belongs to this line, nobody said.
MERGED = Broken("verbunden")


def plain(value: Any) -> Cell:
    """A value of the reader: whole numbers as such, times of day and empty texts as what they say."""
    if value is None or isinstance(value, bool | Broken):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, datetime):
        return value.date() if value.time() == time(0) else value.isoformat(" ", "minutes")
    if isinstance(value, int | date):
        return value
    text = str(value).strip("\u00a0 \t\r\n")
    return text or None


def as_text(cell: Cell) -> str:
    """The cell as it reads: 1990 without a decimal point, a day as TT.MM.JJJJ."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nein"
    if isinstance(cell, float):
        return f"{cell:.10g}".replace(".", ",")
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    return cell.sign if isinstance(cell, Broken) else str(cell)


def as_key(cell: Cell, digits: int) -> str:
    """A key of so many digits, with the leading zero that spreadsheets drop: 5162008 is 05162008."""
    text = re.sub(r"\s", "", as_text(cell))
    return text.zfill(digits) if text.isascii() and text.isdigit() and len(text) < digits else text


def as_number(cell: Cell) -> float | None:
    """1.234,5 and 1,234.5 and 1234; None if it is no number. '1.234' is a thousand, as Germans write it."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    text = re.sub(r"[\s\u00a0\u202f']", "", cell) if isinstance(cell, str) else ""
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?|-?\d+(,\d+)?", text, re.ASCII):
        return float(text.replace(".", "").replace(",", "."))
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+\.\d+|-?\d+\.\d+", text, re.ASCII):
        return float(text.replace(",", ""))
    return None


def serial_day(cell: Cell) -> date | None:
    """The day an Excel number may mean where its cell has lost the format of a date."""
    whole = int(cell) if isinstance(cell, str) and re.fullmatch(r"\d{5}", cell, re.ASCII) else cell
    if isinstance(whole, int) and not isinstance(whole, bool) and whole in _SERIALS:
        return _EXCEL_ZERO + timedelta(days=whole)
    return None


def to_json(cell: Cell) -> Any:
    """The cell as JSON can hold it."""
    if isinstance(cell, Broken):
        return {"error": cell.sign}
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


def from_json(value: Any) -> Cell:
    """The cell back from JSON."""
    if isinstance(value, dict):
        return date.fromisoformat(value["day"]) if "day" in value else Broken(str(value.get("error", "")))
    return plain(value)
