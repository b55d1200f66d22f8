"""Values over time, or over any other number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kim.charts.canvas import Canvas
from kim.charts.legend import Sample, legend
from kim.charts.look import DASHED, DOTTED, Chart, Figures, Look
from kim.charts.scale import Scale, reach, ticks, time_ticks
from kim.charts.words import width_of

Where = date | float
_STYLES = (("ink", 2.5, ""), ("scale3", 2.5, ""), ("ink", 2.0, DASHED), ("scale3", 2.0, DOTTED), ("mid", 2.0, ""))
_ENDS = ("disc", "ring", "square", "diamond", "disc")


@dataclass(frozen=True, kw_only=True)
class Series:
    """A line with its name; nothing where a value is not known, and the line breaks there."""

    label: str
    points: tuple[tuple[Where, float | None], ...]


@dataclass(frozen=True, kw_only=True)
class Lines(Chart):
    """Lines, at most five. `heads`: the line's name, where, value. An axis from zero unless `from_zero` is off."""

    series: tuple[Series, ...]
    heads: tuple[str, str, str]
    from_zero: bool = True
    unknown: str = "–"

    def __post_init__(self) -> None:
        if len(self.series) > len(_STYLES):
            raise ValueError(f"a chart of lines tells at most {len(_STYLES)} apart")

    @property
    def is_empty(self) -> bool:
        return not any(value is not None for line in self.series for _where, value in line.points)

    def figures(self, look: Look) -> Figures:
        rows = (
            (line.label, _told(where, look), self.unknown if value is None else look.number(value))
            for line in self.series
            for where, value in line.points
        )
        return Figures(self.heads, tuple(rows), texts=2)

    def paint(self, canvas: Canvas) -> None:
        samples = [(_sample(number), line.label) for number, line in enumerate(self.series)]
        top = legend(canvas, samples, 0) + 10
        bottom = top + (170 if canvas.look.narrow else 220)
        values = [value for line in self.series for _where, value in line.points if value is not None]
        low, high = reach(values) if self.from_zero else (min(values), max(values))
        steps = ticks(low, high if high > low else low + 1, 4)
        left = max(width_of(canvas.look.number(step), 12) for step in steps) + 10
        right = max(width_of(canvas.look.number(value), 13, 600) for value in map(_last, self.series)) + 16
        upright = Scale(steps[0], steps[-1], bottom, top)
        places = sorted({_number(where) for line in self.series for where, _value in line.points})
        across = Scale(places[0], places[-1], left, canvas.width - right)
        _frame(canvas, upright, steps, left, canvas.width - right)
        self._below(canvas, across, bottom)
        for number, line in enumerate(self.series):
            _line(canvas, line, number, across, upright)
        self._ends(canvas, across, upright)

    def _below(self, canvas: Canvas, across: Scale, bottom: float) -> None:
        room = 78
        parts = max(2, int((across.end - across.start) / room))
        first = next(where for line in self.series for where, _value in line.points)
        if isinstance(first, date):
            days, kind = time_ticks(
                date.fromordinal(int(across.low)), date.fromordinal(max(int(across.high), int(across.low) + 1)), parts
            )
            words = {"year": lambda day: str(day.year), "month": canvas.look.month, "day": canvas.look.day}[kind]
            shown = [(float(day.toordinal()), words(day)) for day in days if day.toordinal() <= across.high]
        else:
            shown = [(step, canvas.look.number(step)) for step in ticks(across.low, across.high, parts)]
        for place, text in shown:
            x = across(place)
            if across.start - 1 <= x <= across.end + 1:
                canvas.line([(x, bottom), (x, bottom + 5)], "mid")
                canvas.text(x, bottom + 19, text, size=12, colour="muted", anchor="middle")

    def _ends(self, canvas: Canvas, across: Scale, upright: Scale) -> None:
        """The last figure of each line, pushed apart where they would touch."""
        ends = []
        for line in self.series:
            known = [(where, value) for where, value in line.points if value is not None]
            if known:
                ends.append((upright(known[-1][1]), across(_number(known[-1][0])), known[-1][1]))
        free = float("-inf")
        for y, x, value in sorted(ends):
            free = max(y, free + 15)
            canvas.text(x + 11, free + 4.5, canvas.look.number(value), weight=600, halo=True)


def _frame(canvas: Canvas, upright: Scale, steps: list[float], left: float, right: float) -> None:
    canvas.lines([[(left, upright(step)), (right, upright(step))] for step in steps if step], "rule")
    base = upright(0) if upright.low <= 0 <= upright.high else upright(upright.low)
    canvas.line([(left, base), (right, base)], "mid", thick=1)
    for step in steps:
        canvas.text(left - 8, upright(step) + 4, canvas.look.number(step), size=12, colour="muted", anchor="end")


def _line(canvas: Canvas, line: Series, number: int, across: Scale, upright: Scale) -> None:
    colour, thick, dash = _STYLES[number]
    last = None
    for run in _runs(line):
        places = [(across(_number(where)), upright(value)) for where, value in run]
        if len(places) > 1:
            canvas.line(places, colour, thick=thick, dash=dash)
        if len(places) == 1 or len(line.points) <= 12:
            for x, y in places:
                canvas.circle(x, y, 2.5, colour)
        last = places[-1]
    if last:
        _end(canvas, number, *last)


def _end(canvas: Canvas, number: int, x: float, y: float) -> None:
    colour, name = _STYLES[number][0], _ENDS[number]
    if name == "square":
        canvas.rect(x - 4.5, y - 4.5, 9, 9, colour)
    elif name == "diamond":
        canvas.line([(x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)], "none", fill=colour, closed=True)
    else:
        canvas.circle(x, y, 5, colour if name == "disc" else "paper", colour, thick=2.5)


def _sample(number: int) -> Sample:
    colour, thick, dash = _STYLES[number]

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.line([(x - 9, y), (x + 7, y)], colour, thick=thick, dash=dash)
        _end(canvas, number, x + 4, y)

    return draw


def _runs(line: Series) -> Iterator[list[tuple[Where, float]]]:
    run: list[tuple[Where, float]] = []
    for where, value in line.points:
        if value is not None:
            run.append((where, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _last(line: Series) -> float:
    return next((value for _where, value in reversed(line.points) if value is not None), 0)


def _number(where: Where) -> float:
    return where.toordinal() if isinstance(where, date) else where


def _told(where: Where, look: Look) -> str:
    return look.day(where) if isinstance(where, date) else look.number(where)
