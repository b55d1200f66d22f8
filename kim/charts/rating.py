"""Need and own view on one short line, for a row of a table: its figures stand beside it as text, so it is not read out."""

from __future__ import annotations

from kim.charts.canvas import Canvas, short
from kim.charts.look import Look
from kim.charts.scale import Scale

_WIDE, _HIGH, _EDGE = 200, 28, 14.0


def rating_line(look: Look, *, need: float | None, own: float | None, before: float | None = None, top: int = 4) -> str:
    """Need as a square, own view as a ring, need last time as a small ring; what is not known is left out."""
    canvas = Canvas(look.at(_WIDE), "rating")
    scale, middle = Scale(0, top, _EDGE, _WIDE - _EDGE), _HIGH / 2
    canvas.line([(scale(0), middle), (scale(top), middle)], "mid")
    canvas.lines([[(scale(step), 4), (scale(step), 24)] for step in range(top + 1)], "rule")
    if need is not None and own is not None and need != own:
        canvas.line([(scale(need), middle), (scale(own), middle)], "mid", thick=3)
    if before is not None:
        canvas.circle(scale(before), middle, 4, "paper", "mid", thick=1.5)
    if own is not None:
        canvas.circle(scale(own), middle, 9 if own == need else 7.5, "paper", "ink")
    if need is not None:
        canvas.rect(scale(need) - 5.5, middle - 5.5, 11, 11, "ink")
    size = f'width="{_WIDE}" height="{_HIGH}"' if look.for_paper else ""
    head = f'<svg viewBox="0 0 {short(_WIDE)} {_HIGH}" class="kim-drawing kim-rating" {size} aria-hidden="true" focusable="false">'
    return "".join([head, *canvas.parts, "</svg>"])
