"""How much room words take, and how they are shortened, broken and escaped for a drawing."""

import unicodedata
from functools import lru_cache
from html import escape

_GROUPS = {
    200: "'",
    240: "!,.:;·’",
    280: " Iijl",
    320: "()J[]`f{}´ŀł",
    360: "tŧ",
    400: '"-r|„“',
    440: "*17?z¿",
    480: "+23<=>FLcsvxy~×÷−",
    520: "#$/4569ETZ_\\gk€§°–",
    560: "08ACSVXY^ae«»",
    600: "BKPRbdhnopquß",
    640: "DGÐ",
    680: "HNOQUØ",
    720: "w…",
    760: "&",
    800: "M—Æ",
    840: "%Wmæ",
    920: "Œœ",
    1040: "@",
}
_WIDTHS = {sign: width for width, signs in _GROUPS.items() for sign in signs}
_NO_XML = (range(0x00, 0x20), range(0x7F, 0xA0), range(0xD800, 0xE000), range(0xFFFE, 0x10000))
_UNWRITABLE: dict[int, str | None] = {code: None for codes in _NO_XML for code in codes} | {9: " ", 10: " ", 13: " "}
_SHORTENED = "…"


@lru_cache(maxsize=4096)
def _sign_width(sign: str) -> int:
    base = unicodedata.normalize("NFD", sign)[0]
    if unicodedata.combining(base) or unicodedata.category(base) in {"Mn", "Cf"}:
        return 0
    if unicodedata.east_asian_width(base) in {"W", "F"}:
        return 1000
    return _WIDTHS.get(sign) or _WIDTHS.get(base, 600)


def width_of(text: str, size: float, weight: int = 400) -> float:
    """How wide this text runs in Fira Sans, on the safe side."""
    factor = 1.03 if weight > 400 else 1.01
    return sum(map(_sign_width, text)) * size / 1000 * factor


def clean(text: str) -> str:
    """The text without signs that no XML may hold, on one line."""
    return str(text).translate(_UNWRITABLE).strip()


def safe(text: str) -> str:
    """The text as the inside of an element or attribute."""
    return escape(clean(text), quote=True)


def fitted(text: str, room: float, size: float, weight: int = 400) -> str:
    """The text, shortened by dots where it does not fit."""
    if width_of(text, size, weight) <= room:
        return text
    left = room - width_of(_SHORTENED, size, weight)
    kept = 0
    for sign in text:
        left -= width_of(sign, size, weight)
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip() + _SHORTENED


def broken(text: str, room: float, size: float, weight: int = 400, *, lines: int = 2) -> list[str]:
    """The text on several lines; what does not fit into the last one is shortened."""
    rows: list[str] = []
    rest = text.split()
    while rest and len(rows) < lines - 1:
        row = rest.pop(0)
        while rest and width_of(f"{row} {rest[0]}", size, weight) <= room:
            row = f"{row} {rest.pop(0)}"
        rows.append(fitted(row, room, size, weight))
    if rest:
        rows.append(fitted(" ".join(rest), room, size, weight))
    return rows
