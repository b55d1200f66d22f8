"""Lengths side by side: one value a row, or several on top of each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kim.charts.canvas import Canvas
from kim.charts.legend import legend, swatch
from kim.charts.look import Chart, Figures, Look
from kim.charts.paint import SERIES
from kim.charts.scale import Scale, reach
from kim.charts.words import width_of

Tone = Literal["ink", "mid", "good", "bad", "warn", "here"]
_BAR = 16.0


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A value with its name, and the stroke it is measured against."""

    label: str
    value: float | None
    limit: float | None = None
    tone: Tone = "ink"
    note: str = ""
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Bars(Chart):
    """Bars with their figures. `heads`: name, value and, where bars have one, the limit, which `limit_label` explains."""

    bars: tuple[Bar, ...]
    heads: tuple[str, ...]
    limit_label: str = ""
    unknown: str = "–"

    @property
    def is_empty(self) -> bool:
        return not self.bars

    def figures(self, look: Look) -> Figures:
        def told(value: float | None) -> str:
            return self.unknown if value is None else look.number(value)

        rows = ((bar.label, told(bar.value), told(bar.limit))[: len(self.heads)] for bar in self.bars)
        return Figures(self.heads, tuple(rows))

    def paint(self, canvas: Canvas) -> None:
        y = legend(canvas, [(_stroke, self.limit_label)], 0) + 2 if self.limit_label else 2.0
        values = [value for bar in self.bars for value in (bar.value, bar.limit) if value is not None]
        rows = _Rows(canvas, [bar.label for bar in self.bars])
        figures = [self._figure(bar, canvas.look) for bar in self.bars]
        room = max(width_of(figure, 13, 600) for figure in figures) + 8
        scale = rows.scale(values, room)
        rows.zero(scale, y, _BAR + 12, len(figures))
        for bar, figure in zip(self.bars, figures, strict=True):
            y = rows.name(bar.label, y, bar.href)
            self._bar(canvas, bar, figure, scale, y)
            y += _BAR + 12

    def _figure(self, bar: Bar, look: Look) -> str:
        value = self.unknown if bar.value is None else look.number(bar.value)
        return f"{value} {bar.note}".strip()

    def _bar(self, canvas: Canvas, bar: Bar, figure: str, scale: Scale, y: float) -> None:
        value = bar.value or 0.0
        left, right = sorted((scale(0), scale(value)))
        if value:
            canvas.rect(left, y, max(right - left, 1.5), _BAR, bar.tone, "ink" if bar.tone == "here" else "none")
        if bar.limit is not None:
            canvas.rect(scale(bar.limit) - 3, y - 4, 6, _BAR + 8, "ink", "paper", thick=1.5)
            left, right = min(left, scale(bar.limit) - 3), max(right, scale(bar.limit) + 3)
        place = left - 6 if value < 0 else right + 6
        canvas.text(place, y + 13, figure, weight=600, anchor="end" if value < 0 else "start", halo=True)


@dataclass(frozen=True, kw_only=True)
class Stack:
    """The values of a row, one for each series."""

    label: str
    values: tuple[float | None, ...]
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class StackedBars(Chart):
    """Bars of several parts, at most six series. `heads`: the name's and the sum's; the series stand between them."""

    stacks: tuple[Stack, ...]
    series: tuple[str, ...]
    heads: tuple[str, str]
    unknown: str = "–"

    def __post_init__(self) -> None:
        if len(self.series) > len(SERIES):
            raise ValueError(f"a stacked bar tells at most {len(SERIES)} series apart")
        if any(len(stack.values) != len(self.series) for stack in self.stacks):
            raise ValueError("every stack needs one value for each series")

    @property
    def is_empty(self) -> bool:
        return not self.stacks

    def figures(self, look: Look) -> Figures:
        def row(stack: Stack) -> tuple[str, ...]:
            told = (self.unknown if value is None else look.number(value) for value in stack.values)
            return (stack.label, *told, look.number(_sum(stack)))

        return Figures((self.heads[0], *self.series, self.heads[1]), tuple(map(row, self.stacks)))

    def paint(self, canvas: Canvas) -> None:
        samples = [(swatch(fill), name) for fill, name in zip(SERIES, self.series, strict=False)]
        y = legend(canvas, samples, 0) + 4
        rows = _Rows(canvas, [stack.label for stack in self.stacks])
        room = max(width_of(canvas.look.number(_sum(stack)), 13, 600) for stack in self.stacks) + 8
        ends = [end for stack in self.stacks for end in _ends(stack)]
        scale = rows.scale(ends, room)
        rows.zero(scale, y, _BAR + 16, len(self.stacks))
        for stack in self.stacks:
            y = rows.name(stack.label, y, stack.href)
            end = self._stack(canvas, stack, scale, y)
            canvas.text(end + 6, y + 15, canvas.look.number(_sum(stack)), weight=600, halo=True)
            y += _BAR + 16

    def _stack(self, canvas: Canvas, stack: Stack, scale: Scale, y: float) -> float:
        above = below = 0.0
        for value, fill, name in zip(stack.values, SERIES, self.series, strict=False):
            if not value:
                continue
            figure, value = canvas.look.number(value), float(value)  # noqa: PLW2901 - a Decimal becomes a length
            start = above if value > 0 else below
            left, right = sorted((scale(start), scale(start + value)))
            canvas.rect(left, y, right - left, _BAR + 4, fill, "ink", title=f"{name}: {figure}")
            if width_of(figure, 12, 500) + 8 <= right - left:
                on = {"ink": "paper", "scale3": "onscale3"}.get(fill, "ink")
                canvas.text(
                    (left + right) / 2, y + 14.5, figure, size=12, weight=500, anchor="middle", colour=on,
                    halo=fill in {"hatch", "dots"},
                )  # fmt: skip
            above, below = (above + value, below) if value > 0 else (above, below + value)
        return scale(above)


def _sum(stack: Stack) -> float:
    return round(sum(float(value or 0) for value in stack.values), 10)


def _ends(stack: Stack) -> tuple[float, float]:
    known = [float(value) for value in stack.values if value]
    return sum(value for value in known if value < 0), sum(value for value in known if value > 0)


def _stroke(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x - 3, y - 9, 6, 18, "ink")


class _Rows:
    """Where names and bars of a row stand: beside each other, on narrow sheets below each other."""

    def __init__(self, canvas: Canvas, names: list[str]) -> None:
        self.canvas = canvas
        self.above = canvas.look.narrow
        widest = max(width_of(name, 13, 500) for name in names) + 14
        self.column = 0.0 if self.above else min(widest, canvas.width * 0.36)

    def scale(self, values: list[float], room: float) -> Scale:
        low, high = reach(values)
        start = self.column + (room if low < 0 else 2)
        return Scale(low, high or (0 if low < 0 else 1), start, max(start + 20, self.canvas.width - room))

    def name(self, name: str, y: float, href: str) -> float:
        """Write the name; where the bar begins."""
        room = self.canvas.width if self.above else self.column - 12
        with self.canvas.group(href=href):
            self.canvas.text(0, y + 13, name, weight=500, room=room, halo=self.above)
        return y + 20 if self.above else y

    def zero(self, scale: Scale, top: float, step: float, count: int) -> None:
        """The line all bars start from, so many rows long; where names stand above their bars it leaves room for them."""
        if not self.above:
            self.canvas.line([(scale(0), top - 2), (scale(0), top + count * step - 6)], "mid", thick=1)
            return
        for row in range(count):
            begin = top + row * (step + 20) + 18
            self.canvas.line([(scale(0), begin), (scale(0), begin + step - 8)], "mid", thick=1)
