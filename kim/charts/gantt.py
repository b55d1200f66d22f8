"""Time as lanes: what lasted from when to when, what the law or somebody decided on a day, and where today lies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kim.charts.canvas import Anchor, Canvas
from kim.charts.lanes import SIZE, Lane, first_free, joined, laid_out
from kim.charts.look import DOTTED, Chart, Figures, Look
from kim.charts.scale import Scale, time_ticks
from kim.charts.words import width_of

MarkKind = Literal["decision", "coming", "paper", "done"]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A day that matters across all lanes."""

    day: date
    label: str
    note: str = ""
    kind: MarkKind = "decision"


@dataclass(frozen=True, kw_only=True)
class Gantt(Chart):
    """Lanes over time. `heads` name the table's columns: lane, what, from, to. `open_end` stands for a missing day."""

    lanes: tuple[Lane, ...]
    heads: tuple[str, str, str, str]
    marks: tuple[Mark, ...] = ()
    today: date | None = None
    today_label: str = ""
    start: date | None = None
    end: date | None = None
    open_end: str = "–"

    @property
    def is_empty(self) -> bool:
        return not any(lane.spans for lane in self.lanes) and not self.marks

    def figures(self, look: Look) -> Figures:
        def told(day: date | None) -> str:
            return look.day(day) if day else self.open_end

        spans = (
            (lane.name, joined(span.label, span.note), told(span.start), told(span.end))
            for lane in self.lanes
            for span in lane.spans
        )
        marks = ((mark.label, mark.note, told(mark.day), told(mark.day)) for mark in self.marks)
        return Figures(self.heads, (*spans, *marks), texts=4)

    def paint(self, canvas: Canvas) -> None:
        first, last = self._reach()
        column = 0.0 if canvas.look.narrow else self._name_room(canvas)
        scale = Scale(first.toordinal(), last.toordinal(), column + 2, canvas.width - 8)
        heads = _Heads(self, canvas, scale)
        top = heads.height
        lanes = list(laid_out(self.lanes, scale, top + 14, first, last, above=canvas.look.narrow))
        bottom = max((lane.bottom for lane in lanes), default=top + 24)
        _axis(canvas, scale, (first, last), top, bottom)
        for bar in (bars := [bar for lane in lanes for bar in lane.bars]):
            bar.paint(canvas)
        heads.paint(bottom)
        for lane in lanes:
            lane.name(canvas, column)
        for bar in bars:
            bar.label(canvas)

    def _name_room(self, canvas: Canvas) -> float:
        widest = max((width_of(lane.name, 13, 600) for lane in self.lanes), default=0)
        return min(widest + 20, canvas.width * 0.28)

    def _reach(self) -> tuple[date, date]:
        days = [day for lane in self.lanes for span in lane.spans for day in (span.start, span.end) if day]
        days += [mark.day for mark in self.marks] + ([self.today] if self.today else [])
        first = min(self.start or min(days, default=date(2000, 1, 1)), date.max - timedelta(days=1))
        last = max(self.end or max(days, default=first), first + timedelta(days=1))
        room = timedelta(days=(last - first).days // 40)
        before = timedelta() if self.start else min(room, first - date.min)
        after = timedelta() if self.end else min(room, date.max - last)
        return first - before, last + after


def _axis(canvas: Canvas, scale: Scale, reach: tuple[date, date], top: float, bottom: float) -> None:
    parts = max(2, int((scale.end - scale.start) / 70))
    days, kind = time_ticks(*reach, parts)
    look = canvas.look
    canvas.lines([[(scale(day.toordinal()), top), (scale(day.toordinal()), bottom + 4)] for day in days], "rule")
    for day in days:
        x = scale(day.toordinal())
        words = str(day.year) if kind == "year" else (look.month if kind == "month" else look.day)(day)
        if x + width_of(words, SIZE) <= canvas.width:
            canvas.text(x + 3, bottom + 16, words, size=SIZE, colour="muted")


class _Heads:
    """Days that matter, written above the lanes on as many levels as they need, with a line down through the lanes."""

    _LEVEL = 34.0

    def __init__(self, chart: Gantt, canvas: Canvas, scale: Scale) -> None:
        self.chart, self.canvas, self.scale = chart, canvas, scale
        self.levels: list[tuple[Mark, float, int, bool]] = []
        taken: list[float] = []
        for mark in sorted(chart.marks, key=lambda mark: mark.day):
            x = self._place(mark.day)
            words = max(width_of(self._day_words(mark), SIZE, 600), width_of(mark.note, SIZE)) + 14
            before = x + words > canvas.width and x > canvas.width / 2
            left, right = (x - words, x + 10) if before else (x - 10, x + words + 6)
            self.levels.append((mark, x, first_free(taken, left, right), before))
        self.today = 26.0 if chart.today and chart.today_label else 0.0
        self.height = self.today + len(taken) * self._LEVEL + (4 if taken else 0)

    def _place(self, day: date) -> float:
        return min(max(self.scale(day.toordinal()), self.scale.start), self.scale.end)

    def _day_words(self, mark: Mark) -> str:
        return f"{self.canvas.look.day(mark.day)} {mark.label}"

    def paint(self, bottom: float) -> None:
        if self.chart.today and self.scale.low <= self.chart.today.toordinal() <= self.scale.high:
            self._today(self._place(self.chart.today), bottom)
        for mark, x, level, before in self.levels:
            self._mark(mark, x, self.today + level * self._LEVEL, before, bottom)

    def _mark(self, mark: Mark, x: float, y: float, before: bool, bottom: float) -> None:
        canvas, to_come = self.canvas, mark.kind == "coming"
        stroke, thick, dash = ("ink", 2, DOTTED) if to_come else ("mid", 1, "")
        canvas.line([(x, y + 18), (x, bottom + 4)], stroke, thick=thick, dash=dash)
        if mark.kind == "decision":
            canvas.line([(x, y + 4), (x + 6, y + 10), (x, y + 16), (x - 6, y + 10)], "none", fill="ink", closed=True)
        elif mark.kind == "paper":
            canvas.rect(x - 5, y + 5, 10, 10, "ink")
        else:
            canvas.circle(x, y + 10, 6, "paper" if to_come else "ink", "ink", thick=2.5)
        side: Anchor = "end" if before else "start"
        start = x - 11 if before else x + 11
        room = start if before else canvas.width - start
        canvas.text(start, y + 14, self._day_words(mark), size=SIZE, weight=600, anchor=side, room=room, halo=True)
        canvas.text(start, y + 28, mark.note, size=SIZE, colour="muted", anchor=side, room=room, halo=True)

    def _today(self, x: float, bottom: float) -> None:
        words = self.chart.today_label
        self.canvas.line([(x, 10), (x, bottom + 4)], "ink", thick=1)
        self.canvas.line([(x + 1.5, 10), (x + 1.5, bottom + 4)], "here", thick=4)
        if words:
            wide = width_of(words, 13, 600) + 16
            left = min(max(0, x - wide + 3.5), self.canvas.width - wide)
            self.canvas.rect(left, 0, wide, 22, "here")
            self.canvas.text(left + wide / 2, 15, words, weight=600, anchor="middle", colour="onhere")
