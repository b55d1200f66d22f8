"""Drawings on pages: a chart in the language of the screen, once wide and once narrow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from kim.charts import NARROW, WIDE, Chart, Drawing, Figures, Look
from kim.web import wording


@dataclass(frozen=True)
class Shown:
    """What `<c-chart>` puts on a page."""

    wide: SafeString
    narrow: SafeString
    width: int
    title: str
    nothing: str
    figures: Figures


def look(
    width: int = WIDE, *, for_paper: bool = False, language: str | None = None, decimals: int | None = None
) -> Look:
    """How charts look in this language, or in that of the screen; with so many decimals, or as few as do."""
    turned = wording.direction(language or get_language() or "de") == "rtl"
    return Look(
        width=width,
        direction="rtl" if turned else "ltr",
        for_paper=for_paper,
        number=partial(_number, decimals=decimals),
        day=wording.day,
        month=_month,
    )


def shown(chart: Chart, *, width: int = WIDE, decimals: int | None = None) -> Shown:
    """The chart for a page; width is FULL, WIDE or HALF of kim.charts, and phones get the narrow drawing."""
    wide, narrow = chart.draw(look(width, decimals=decimals)), chart.draw(look(NARROW, decimals=decimals))
    return Shown(_trusted(wide), _trusted(narrow), width, wide.title, wide.nothing, wide.figures)


def _trusted(drawing: Drawing) -> SafeString:
    return mark_safe(drawing.svg)  # noqa: S308 - kim.charts escapes every word it is given


def _number(value: float, *, decimals: int | None) -> str:
    if decimals is None and value == int(value):
        value = int(value)
    return wording.grouped(value, decimals).replace("-", "−")


def _month(day: date) -> str:
    if (get_language() or "de").startswith("en"):
        return f"{wording.SHORT_MONTHS_EN[day.month - 1]}{wording.NO_BREAK}{day.year}"
    return f"{day.month:02d}.{day.year}"
