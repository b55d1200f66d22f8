"""Figures of statistical offices: thousands by dot, blank or apostrophe, decimals by comma or point, marks of footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite

from kim.sheets.cells import Cell

HIDDEN = (".", "x", "..", "...", "…", "/", "•", "·", "*", "k.a.", "k. a.", "n.a.", "?")
_NOTHING = ("-", "–", "—")  # the offices' sign for: nothing there
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009']")
_MARK = re.compile(r"(?:\s+\d{1,2}\)|(?<=\d)\d?\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\*+|\s*[a-zA-Z])$")
_DOT_GROUPS, _COMMA_GROUPS = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+"), re.compile(r"-?[1-9]\d{0,2}(,\d{3})+")


@dataclass(frozen=True, slots=True)
class Style:
    """Which sign parts the decimals of a column."""

    point: str = ","
    remarks: tuple[str, ...] = ()


def style_of(cells: Sequence[Cell], *, comma_file: bool) -> Style:
    """How the figures of a column are written: all of it decides, for 1.234 alone could be either."""
    texts = [plain_text(cell) for cell in cells if isinstance(cell, str)]
    dots, commas = [text for text in texts if "." in text], [text for text in texts if "," in text]
    if dots and commas:
        both = next((text for text in texts if "." in text and "," in text), "")
        point = max(".,", key=both.rfind) if both else _by_groups(dots, commas)
        return Style(point)
    if dots and not all(_DOT_GROUPS.fullmatch(text) for text in dots):
        return Style(".")
    if (
        commas
        and all(_COMMA_GROUPS.fullmatch(text) for text in commas)
        and (comma_file or any(text.count(",") > 1 for text in commas))
    ):
        return Style(".", ("Commas are read as signs of thousands.",))
    return Style(",")


def _by_groups(dots: list[str], commas: list[str]) -> str:
    """A column with dots in some cells and commas in others: whichever cannot be thousands parts the decimals."""
    if all(_DOT_GROUPS.fullmatch(text) for text in dots):
        return ","
    return "." if all(_COMMA_GROUPS.fullmatch(text) for text in commas) else ","


def plain_text(text: str) -> str:
    """The figure without blanks, brackets and the mark of a footnote."""
    inner = text.strip()
    if inner.startswith("(") and inner.endswith(")"):
        inner = inner[1:-1].strip()
    return _BLANKS.sub("", _MARK.sub("", inner))


def number(cell: Cell, style: Style) -> Fraction | None:
    """The figure in a cell, exactly; None where there is none."""
    if isinstance(cell, str):
        return _of_text(cell, style)
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not isfinite(cell):
        return None
    return Fraction(repr(cell))


def _of_text(cell: str, style: Style) -> Fraction | None:
    if cell.strip() in _NOTHING:
        return Fraction(0)
    text = plain_text(cell).replace("−", "-")
    groups = "." if style.point == "," else ","
    if groups in text and not (_DOT_GROUPS if groups == "." else _COMMA_GROUPS).fullmatch(text.split(style.point)[0]):
        return None
    text = text.replace(groups, "").replace(style.point, ".")
    return Fraction(text) if re.fullmatch(r"-?(\d+(\.\d*)?|\.\d+)", text, re.ASCII) else None
