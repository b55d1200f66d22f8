"""A way that climbs from level to level and comes down again: what lies behind, where it is today, what is to come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kim.charts.canvas import Canvas
from kim.charts.look import Chart, Figures, Look
from kim.charts.words import broken

State = Literal["done", "decision", "here", "coming"]
_LEVEL, _SLOPE, _DOTS = 90.0, 30.0, 12


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A stop on the way: its level (0 is the lowest), what it is, when or how far; `dots`: how many things it begins with."""

    label: str
    level: int
    state: State
    note: str = ""
    dots: int = 0


@dataclass(frozen=True, kw_only=True)
class Climb(Chart):
    """Stops from left to right. `levels` from the lowest up, `heads`: stop, level, state, note; `here_label` marks today."""

    stops: tuple[Stop, ...]
    levels: tuple[str, ...]
    heads: tuple[str, str, str, str]
    words: Mapping[State, str]
    here_label: str

    @property
    def is_empty(self) -> bool:
        return not self.stops

    def figures(self, look: Look) -> Figures:
        rows = ((stop.label, self.levels[stop.level], self.words[stop.state], stop.note) for stop in self.stops)
        return Figures(self.heads, tuple(rows), texts=4)

    def paint(self, canvas: Canvas) -> None:
        if canvas.look.narrow:
            self._down(canvas)
        else:
            self._across(canvas)

    def _across(self, canvas: Canvas) -> None:
        top = 62.0
        heights = [top + (len(self.levels) - 1 - level) * _LEVEL for level in range(len(self.levels))]
        for name, y in zip(self.levels, heights, strict=True):
            canvas.line([(0, y), (canvas.width, y)], "rule")
            canvas.text(0, y - 9, name, size=12, colour="muted")
        step = (canvas.width - 170) / max(1, len(self.stops) - 1) if len(self.stops) > 1 else 0
        places = [(110 + number * step, heights[stop.level]) for number, stop in enumerate(self.stops)]
        for number in range(len(places) - 1):
            self._track(canvas, places[number], places[number + 1], self.stops[number + 1])
        if self.stops[-1].state == "coming":
            self._return(canvas, places[0], places[-1])
        room = min(116.0, max(100.0, step - 8))  # the last stop stands near the edge
        for stop, (x, y) in zip(self.stops, places, strict=True):
            self._stop(canvas, stop, x, y)
            self._words(canvas, stop, x, y, room)

    def _track(self, canvas: Canvas, start: tuple[float, float], end: tuple[float, float], to: Stop) -> None:
        """Level, then up or down, then level again."""
        middle = (start[0] + end[0]) / 2
        slope = _SLOPE if start[1] != end[1] else 0
        points = [start, (middle - slope / 2, start[1]), (middle + slope / 2, end[1]), end]
        if to.state == "coming":
            canvas.line(points, "mid", thick=2, dash="3 4")
        else:
            canvas.line(points, "ink", thick=3)

    def _return(self, canvas: Canvas, first: tuple[float, float], last: tuple[float, float]) -> None:
        """What comes back at the end reaches those with whom it began."""
        low = max(first[1], last[1]) + 62
        back = [(last[0], last[1] + 12), (last[0], low), (first[0], low), (first[0], first[1] + 52)]
        canvas.line(back, "mid", thick=1.5, dash="3 4")
        x, y = first[0], first[1] + 44
        canvas.line([(x - 6, y + 10), (x, y), (x + 6, y + 10)], "none", fill="mid", closed=True)

    def _stop(self, canvas: Canvas, stop: Stop, x: float, y: float) -> None:
        if stop.dots:
            for number in range(min(stop.dots, _DOTS)):
                canvas.circle(x - 42 + (number // 2) * 15, y - 13 * (number % 2), 4.5, "ink")
        elif stop.state == "here":
            canvas.circle(x, y, 11, "here", "ink", thick=3)
        elif stop.state == "decision":
            canvas.circle(x, y, 10, "ink")
        else:
            canvas.circle(x, y, 8, "paper", "ink" if stop.state == "done" else "mid", thick=2.5)

    def _words(self, canvas: Canvas, stop: Stop, x: float, y: float, room: float) -> None:
        highest = stop.level == len(self.levels) - 1
        rows, colour = broken(stop.label, room, 13, 600), "muted" if stop.state == "coming" else "ink"
        below = y + 27
        if highest:
            below = y - 18 - 17 * (len(rows) - 1) - (16 if stop.note else 0)
        for row in rows:
            canvas.text(x, below, row, weight=600, anchor="middle", colour=colour, halo=True)
            below += 17
        canvas.text(x, below - 1, stop.note, size=12, colour="muted", anchor="middle", room=room, halo=True)
        if stop.state == "here":
            top = y + 16 if highest else below + 7
            canvas.rect(x - 46, top, 92, 22, "here")
            canvas.text(x, top + 15.5, self.here_label, weight=600, anchor="middle", colour="onhere")

    def _down(self, canvas: Canvas) -> None:
        """On narrow sheets one below the other, with the level beside."""
        places = [16.0 + 56 * number for number in range(len(self.stops))]
        for number in range(len(places) - 1):
            coming = self.stops[number + 1].state == "coming"
            canvas.line(
                [(16, places[number]), (16, places[number + 1])], "mid" if coming else "ink",
                thick=2 if coming else 3, dash="3 4" if coming else "",
            )  # fmt: skip
        room = canvas.width - 40
        for stop, y in zip(self.stops, places, strict=True):
            plain = Stop(label=stop.label, level=stop.level, state=stop.state)
            self._stop(canvas, plain, 16, y)
            said = f"{stop.label} – {self.here_label}" if stop.state == "here" else stop.label
            canvas.text(40, y + 4, said, weight=600, room=room, colour="muted" if stop.state == "coming" else "ink")
            note = ", ".join(part for part in (self.levels[stop.level], stop.note) if part)
            canvas.text(40, y + 21, note, size=12, colour="muted", room=room)
