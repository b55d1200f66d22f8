"""Several values of one thing on one line: how far views, methods or years lie apart."""

from __future__ import annotations

from dataclasses import dataclass

from kim.charts.canvas import Canvas
from kim.charts.legend import ORDER, SHAPES, legend, mark, shape
from kim.charts.look import Chart, Figures, Look
from kim.charts.scale import Scale, ticks
from kim.charts.words import width_of

_ROW = 34.0


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A thing with one value for each series; what is not known is left out."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, kw_only=True)
class Dumbbell(Chart):
    """Marks on lines. `middle` names zero, `lower` and `upper` what lies on its sides; `reach` fixes the axis."""

    pairs: tuple[Pair, ...]
    series: tuple[str, ...]
    head: str
    middle: str = ""
    lower: str = ""
    upper: str = ""
    reach: tuple[float, float] | None = None
    unknown: str = "–"

    def __post_init__(self) -> None:
        if len(self.series) > len(SHAPES):
            raise ValueError(f"a dumbbell tells at most {len(SHAPES)} series apart")
        if any(len(pair.values) != len(self.series) for pair in self.pairs):
            raise ValueError("every line needs one value for each series")

    @property
    def is_empty(self) -> bool:
        return not any(value is not None for pair in self.pairs for value in pair.values)

    def figures(self, look: Look) -> Figures:
        rows = (
            (pair.label, *(self.unknown if value is None else look.number(value) for value in pair.values))
            for pair in self.pairs
        )
        return Figures((self.head, *self.series), tuple(rows))

    def paint(self, canvas: Canvas) -> None:
        y = top = legend(canvas, [(shape(n), words) for n, words in zip(SHAPES, self.series, strict=False)], 0)
        above = canvas.look.narrow
        widest = max(width_of(pair.label, 13, 500) for pair in self.pairs) + 12
        column = 0.0 if above else min(widest, canvas.width * 0.34)
        values = [value for pair in self.pairs for value in pair.values if value is not None]
        low, high = self.reach or (min(values), max(values))
        steps = ticks(low, high, 4)
        figures = max(width_of(canvas.look.number(value), 12, 500) for value in values) + 14
        scale = Scale(steps[0], steps[-1], column + figures, canvas.width - figures)
        self._axis(canvas, scale, steps, top, top + len(self.pairs) * (_ROW + 18 * above))
        for pair in self.pairs:
            canvas.text(
                0, y + (13 if above else 21), pair.label, weight=500, room=canvas.width if above else column - 10
            )
            y += 18 if above else 0
            _line(canvas, pair, scale, y + _ROW / 2)
            y += _ROW

    def _axis(self, canvas: Canvas, scale: Scale, steps: list[float], top: float, bottom: float) -> None:
        canvas.lines([[(scale(step), top), (scale(step), bottom)] for step in steps if step], "rule")
        if scale.low <= 0 <= scale.high:
            canvas.line([(scale(0), top), (scale(0), bottom)], "mid", thick=1.5)
        for step in steps:
            words = self.middle if self.middle and not step else canvas.look.number(step)
            canvas.text(scale(step), bottom + 16, words, size=12, colour="muted", anchor="middle")
        half = (scale.end - scale.start) / 2
        canvas.text(scale.start, bottom + 34, self.lower, size=12, colour="muted", room=half)
        canvas.text(scale.end, bottom + 34, self.upper, size=12, colour="muted", anchor="end", room=half)


def _line(canvas: Canvas, pair: Pair, scale: Scale, y: float) -> None:
    known = [(value, name) for value, name in zip(pair.values, SHAPES, strict=False) if value is not None]
    if not known:
        return
    low, high = min(value for value, _name in known), max(value for value, _name in known)
    if high > low:
        canvas.line([(scale(low), y), (scale(high), y)], "mid", thick=2)
    for value, name in sorted(known, key=lambda entry: ORDER.index(entry[1])):
        near = any(other != name and abs(scale(place) - scale(value)) < 12 for place, other in known)
        mark(canvas, name, scale(value), y, crowded=near)
    if high > low:
        canvas.text(scale(low) - 13, y + 4.5, canvas.look.number(low), size=12, weight=500, anchor="end", halo=True)
    canvas.text(scale(high) + 13, y + 4.5, canvas.look.number(high), size=12, weight=500, halo=True)
