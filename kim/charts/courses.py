"""The same scale over time for many things at once: a small panel each, all alike, so that they can be compared."""

from __future__ import annotations

from dataclasses import dataclass

from kim.charts.canvas import Canvas
from kim.charts.legend import Sample, legend
from kim.charts.look import DASHED, Chart, Figures, Look
from kim.charts.scale import Scale
from kim.charts.words import width_of

_HIGH, _ABOVE, _BELOW, _GAP = 62.0, 24.0, 30.0, 26.0
_STROKES = (("ink", 2.5, ""), ("scale3", 2.0, DASHED))


@dataclass(frozen=True, kw_only=True)
class Course:
    """One thing: for each series a value at each place, None where it is not known and the line breaks."""

    label: str
    values: tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Courses(Chart):
    """Panels of at most two series over the same places (say days), on a scale from 0 to `top`."""

    courses: tuple[Course, ...]
    series: tuple[str, ...]
    places: tuple[str, ...]
    heads: tuple[str, str]
    top: int = 4
    unknown: str = "–"

    def __post_init__(self) -> None:
        if len(self.series) > len(_STROKES):
            raise ValueError(f"a panel tells at most {len(_STROKES)} series apart")
        shape = {(len(course.values), *map(len, course.values)) for course in self.courses}
        if shape - {(len(self.series), *[len(self.places)] * len(self.series))}:
            raise ValueError("every panel needs one value for each series and place")

    @property
    def is_empty(self) -> bool:
        return not any(value is not None for course in self.courses for run in course.values for value in run)

    def figures(self, look: Look) -> Figures:
        rows = (
            (course.label, series, *(self.unknown if v is None else look.number(v) for v in run))
            for course in self.courses
            for series, run in zip(self.series, course.values, strict=True)
        )
        return Figures((*self.heads, *self.places), tuple(rows), texts=2)

    def paint(self, canvas: Canvas) -> None:
        top = legend(canvas, [(_sample(n), words) for n, words in enumerate(self.series)], 0) + 6
        columns = 2 if canvas.width < 600 else 3 if canvas.width < 900 else 4
        wide = (canvas.width - _GAP * (columns - 1)) / columns
        for number, course in enumerate(self.courses):
            row, column = divmod(number, columns)
            y = top + row * (_ABOVE + _HIGH + _BELOW)
            self._panel(canvas, course, column * (wide + _GAP), y, wide)
        rows = -(-len(self.courses) // columns)
        canvas.height = max(canvas.height, top + rows * (_ABOVE + _HIGH + _BELOW) - 8)

    def _panel(self, canvas: Canvas, course: Course, x: float, y: float, wide: float) -> None:
        canvas.text(x, y + 14, course.label, weight=600, room=wide)
        upright = Scale(0, self.top, y + _ABOVE + _HIGH - 6, y + _ABOVE + 6)
        across = Scale(0, max(1, len(self.places) - 1), x + 20, x + wide - 18)
        canvas.lines([[(x + 14, upright(s)), (x + wide - 12, upright(s))] for s in range(1, self.top + 1)], "rule")
        canvas.line([(x + 14, upright(0)), (x + wide - 12, upright(0))], "mid")
        for step in (0, self.top):
            canvas.text(x, upright(step) + 4, canvas.look.number(step), size=12, colour="muted")
        for number in reversed(range(len(course.values))):
            _run(canvas, number, course.values[number], across, upright)
        self._ends(canvas, across, upright(0) + 18, x, wide)

    def _ends(self, canvas: Canvas, across: Scale, y: float, x: float, wide: float) -> None:
        """The first and the last place; both only where they fit side by side."""
        first, last = self.places[0], self.places[-1]
        both = len(self.places) > 1 and width_of(first, 12) + width_of(last, 12) + 60 < wide
        if both:
            canvas.text(x + 14, y, first, size=12, colour="muted")
        canvas.text(x + wide - 12, y, last, size=12, colour="muted", anchor="end", room=wide - 16)


def _run(canvas: Canvas, number: int, values: tuple[float | None, ...], across: Scale, upright: Scale) -> None:
    """One line with its marks: squares for the first series, rings for the second."""
    colour, thick, dash = _STROKES[number]
    run: list[tuple[float, float]] = []
    for place, value in enumerate((*values, None)):
        if value is not None:
            run.append((across(place), upright(value)))
            continue
        if len(run) > 1:
            canvas.line(run, colour, thick=thick, dash=dash)
        for x, y in run:
            _mark(canvas, number, x, y)
        run = []


def _mark(canvas: Canvas, number: int, x: float, y: float) -> None:
    if number == 0:
        canvas.rect(x - 3.5, y - 3.5, 7, 7, "ink")
    else:
        canvas.circle(x, y, 5, "paper", "scale3", thick=2)


def _sample(number: int) -> Sample:
    colour, thick, dash = _STROKES[number]

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.line([(x - 10, y), (x + 10, y)], colour, thick=thick, dash=dash)
        _mark(canvas, number, x, y)

    return draw
