"""The lanes of a timeline: what lasts, laid out so that neither bars nor their words lie on each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kim.charts.canvas import Canvas
from kim.charts.look import DASHED
from kim.charts.scale import Scale
from kim.charts.words import width_of

SpanKind = Literal["done", "other", "good", "against", "here", "coming", "expected"]
_FILLS: dict[str, tuple[str, str, str]] = {  # fill, border, dash
    "done": ("ink", "none", ""),
    "other": ("mid", "none", ""),
    "good": ("good", "none", ""),
    "against": ("bad", "none", ""),
    "here": ("here", "ink", ""),
    "coming": ("paper", "ink", ""),
    "expected": ("paper", "mid", DASHED),
}
_BAR, _LABEL, SIZE = 14.0, 17.0, 12.0


@dataclass(frozen=True, kw_only=True)
class Span:
    """Something that lasts; an end that is left out is open."""

    label: str
    start: date | None = None
    end: date | None = None
    kind: SpanKind = "done"
    note: str = ""

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"a span ends before it starts: {self.start} to {self.end}")


@dataclass(frozen=True, kw_only=True)
class Lane:
    """A line of spans with a name; one that leads somewhere has an address."""

    name: str
    spans: tuple[Span, ...]
    href: str = ""


@dataclass
class PlacedBar:
    """A span with its place; the level counts the labels below its row."""

    span: Span
    left: float
    right: float
    label_x: float
    opens: bool
    stays: bool
    row: int = 0
    level: int = 0
    y: float = 0
    label_y: float = 0

    @property
    def words(self) -> str:
        return joined(self.span.label, self.span.note)

    def paint(self, canvas: Canvas) -> None:
        fill, border, dash = _FILLS[self.span.kind]
        inset = 0.75 if border != "none" else 0
        wide = max(self.right - self.left, 2) - 2 * inset
        canvas.rect(
            self.left + inset,
            self.y + inset,
            wide,
            _BAR - 2 * inset,
            fill,
            border,
            thick=1.5,
            dash=dash,
            title=self.words,
        )
        for goes_on, edge, turn in ((self.opens, self.left, -1), (self.stays, self.right, 1)):
            if goes_on:
                tip = [(edge, self.y - 2), (edge + 6 * turn, self.y + _BAR / 2), (edge, self.y + _BAR + 2)]
                canvas.line(tip, "none", fill=fill if border == "none" else border, closed=True)

    def label(self, canvas: Canvas) -> None:
        colour = "muted" if self.span.kind in {"expected", "coming"} else "ink"
        room = canvas.width - self.label_x
        canvas.text(self.label_x, self.label_y, self.words, size=SIZE, colour=colour, room=room, halo=True)


@dataclass(frozen=True)
class LaidLane:
    lane: Lane
    top: float
    bottom: float
    bars: list[PlacedBar]
    above: bool

    def name(self, canvas: Canvas, column: float) -> None:
        y = self.top - 6 if self.above else self.top + 11
        with canvas.group(href=self.lane.href):
            room = canvas.width if self.above else column - 12
            canvas.text(0, y, self.lane.name, weight=600, room=room, halo=self.above)


def laid_out(
    lanes: tuple[Lane, ...], scale: Scale, top: float, first: date, last: date, *, above: bool
) -> Iterator[LaidLane]:
    y = top
    for lane in lanes:
        y += 20 if above else 0
        bars = _bars(lane, scale, first, last)
        bottom = _stacked(bars, y)
        yield LaidLane(lane, y, bottom, bars, above)
        y = bottom + 12


def _bars(lane: Lane, scale: Scale, first: date, last: date) -> list[PlacedBar]:
    """The bars of a lane within this time; those that overlap on rows of their own, labels on levels of their own."""
    bars: list[PlacedBar] = []
    for span in sorted(lane.spans, key=lambda span: span.start or date.min):
        begin, stop = max(span.start or first, first), min(span.end or last, last)
        if begin > last or stop < first:
            continue
        opens, stays = span.start is None or span.start < first, span.end is None or span.end > last
        left, right = scale(begin.toordinal()) + 6 * opens, scale(stop.toordinal()) - 6 * stays
        words = width_of(joined(span.label, span.note), SIZE)
        bars.append(PlacedBar(span, left, right, max(scale.start, min(left, scale.end + 6 - words)), opens, stays))
    rows: list[float] = []
    levels: dict[int, list[float]] = {}
    for bar in bars:
        bar.row = first_free(rows, bar.left, max(bar.right, bar.left + 2) + 1.5)
        ends = levels.setdefault(bar.row, [])
        bar.level = first_free(ends, bar.label_x, bar.label_x + width_of(bar.words, SIZE) + 10) if bar.words else 0
    return bars


def first_free(ends: list[float], start: float, end: float) -> int:
    """The first row whose last entry ends before this one starts; the entry is noted there."""
    row = next((row for row, taken in enumerate(ends) if taken <= start + 2), len(ends))
    ends[row : row + 1] = [end]
    return row


def _stacked(bars: list[PlacedBar], top: float) -> float:
    y = top
    for row in range(1 + max((bar.row for bar in bars), default=0)):
        here = [bar for bar in bars if bar.row == row]
        for bar in here:
            bar.y, bar.label_y = y, y + _BAR + 13 + bar.level * _LABEL
        y += _BAR + 6 + _LABEL * (1 + max((bar.level for bar in here), default=0))
    return y - 6


def joined(label: str, note: str) -> str:
    return ", ".join(filter(None, (label, note)))
