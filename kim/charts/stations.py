"""A way with its stations: filled is done, yellow is here, hollow is to come, dotted is expected, a diamond decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from kim.charts.canvas import Canvas
from kim.charts.look import DASHED, DOTTED, Chart, Figures, Look
from kim.charts.words import broken

State = Literal["done", "here", "next", "expected", "skipped", "decision", "paper"]
_BEHIND = frozenset({"done", "skipped", "decision", "paper"})


@dataclass(frozen=True, kw_only=True)
class Station:
    """A station: what it is called, what is to be known of it, how far things are."""

    label: str
    state: State
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class StationLine(Chart):
    """Stations on a line, on narrow sheets from top to bottom. `heads`: station, state, note; `words` names the states."""

    stations: tuple[Station, ...]
    heads: tuple[str, str, str]
    words: Mapping[State, str]

    @property
    def is_empty(self) -> bool:
        return not self.stations

    def figures(self, look: Look) -> Figures:
        rows = ((station.label, self.words[station.state], station.note) for station in self.stations)
        return Figures(self.heads, tuple(rows), texts=3)

    def paint(self, canvas: Canvas) -> None:
        step = canvas.width / len(self.stations)
        if canvas.look.narrow or not all(_fits(station, step - 10) for station in self.stations):
            self._down(canvas)
        else:
            self._across(canvas, step)

    def _across(self, canvas: Canvas, step: float) -> None:
        places = [14 + number * step for number in range(len(self.stations))]
        for place, station, following in zip(places, self.stations, self.stations[1:], strict=False):
            _track(canvas, (place, 16), (place + step, 16), station, following)
        for place, station in zip(places, self.stations, strict=True):
            _station(canvas, station, place, 16)
            y = 50.0
            for row in broken(station.label, step - 10, 13, _weight(station)):
                canvas.text(place - 8, y, row, weight=_weight(station), colour=_colour(station))
                y += 17
            for row in broken(station.note, step - 10, 12):
                canvas.text(place - 8, y, row, size=12, colour="muted")
                y += 16

    def _down(self, canvas: Canvas) -> None:
        room = canvas.width - 38
        labels = [broken(station.label, room, 14, _weight(station), lines=3) for station in self.stations]
        notes = [broken(station.note, room, 13) for station in self.stations]
        heights = (19.0 + 17 * len(label) + 16 * len(note) for label, note in zip(labels, notes, strict=True))
        places = list(accumulate(heights, initial=16.0))[:-1]
        for place, below, station, following in zip(places, places[1:], self.stations, self.stations[1:], strict=False):
            _track(canvas, (16, place), (16, below), station, following)
        for place, station, label, note in zip(places, self.stations, labels, notes, strict=True):
            _station(canvas, station, 16, place)
            y = place + 4.5
            for row in label:
                canvas.text(38, y, row, size=14, weight=_weight(station), colour=_colour(station))
                y += 17
            for row in note:
                canvas.text(38, y, row, size=13, colour="muted")
                y += 16


def _fits(station: Station, room: float) -> bool:
    """Whether its words have room under the station, none of them cut."""
    rows = [*broken(station.label, room, 13, 600), *broken(station.note, room, 12)]
    return " ".join(rows) == " ".join([*station.label.split(), *station.note.split()])


def _track(
    canvas: Canvas, start: tuple[float, float], end: tuple[float, float], station: Station, following: Station
) -> None:
    gone = station.state in _BEHIND and (following.state in _BEHIND or following.state == "here")
    if gone:
        canvas.line([start, end], "ink", thick=3)
    else:
        canvas.line([start, end], "mid", thick=2, dash=DOTTED)


def _station(canvas: Canvas, station: Station, x: float, y: float) -> None:
    match station.state:
        case "here":
            canvas.circle(x, y, 10, "here", "ink", thick=3)
        case "done":
            canvas.circle(x, y, 7, "ink", "ink")
        case "decision":
            canvas.line([(x, y - 9), (x + 9, y), (x, y + 9), (x - 9, y)], "none", fill="ink", closed=True)
        case "paper":
            canvas.rect(x - 7, y - 7, 14, 14, "ink")
        case "skipped":
            canvas.circle(x, y, 7, "paper", "ink", dash="3 2.5")
        case "expected":
            canvas.circle(x, y, 7, "paper", "mid", dash=DASHED.replace("6 4", "2 3"))
        case _:
            canvas.circle(x, y, 7, "paper", "mid")


def _weight(station: Station) -> int:
    return {"here": 600, "next": 400, "expected": 400}.get(station.state, 500)


def _colour(station: Station) -> str:
    return "muted" if station.state in {"next", "expected"} else "ink"
