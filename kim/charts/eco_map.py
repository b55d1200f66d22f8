"""A person in the middle, around them on rings whoever helps, tied by lines that tell what the relation is like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot, sqrt
from typing import Literal

from kim.charts.canvas import Canvas, Point
from kim.charts.legend import Sample, legend
from kim.charts.look import DASHED, DOTTED, Chart, Figures, Look
from kim.charts.words import width_of

BondKind = Literal["strong", "weak", "strained", "receives", "gives", "unknown"]
_CORE, _SLOT, _NODE = 54.0, 46.0, 6.5
_RING_GAP, _ROW = 26.0, 40.0


@dataclass(frozen=True, kw_only=True)
class Bond:
    """Somebody tied to the person: how, on which ring (0 is the closest), and a few words."""

    name: str
    kind: BondKind = "unknown"
    ring: Literal[0, 1, 2] = 0
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class EcoMap(Chart):
    """`centre` holds the person and whoever belongs to them, `rings` and `words` name rings and lines, `heads` the columns."""

    centre: tuple[str, ...]
    bonds: tuple[Bond, ...]
    rings: tuple[str, str, str]
    words: Mapping[BondKind, str]
    heads: tuple[str, str, str, str]

    @property
    def is_empty(self) -> bool:
        return not self.bonds

    def figures(self, look: Look) -> Figures:
        rows = ((each.name, self.rings[each.ring], self.words.get(each.kind, ""), each.note) for each in self.bonds)
        return Figures(self.heads, tuple(rows), texts=4)

    def paint(self, canvas: Canvas) -> None:
        used = {bond.kind for bond in self.bonds}
        samples = [(_sample(kind), words) for kind, words in self.words.items() if kind in used]
        top = legend(canvas, samples, 0) + 10
        if canvas.look.narrow:
            self._as_list(canvas, top)
        else:
            self._as_map(canvas, top)

    def _as_map(self, canvas: Canvas, top: float) -> None:
        """Names stand in lines of their own on both sides, those on the inner ring highest and lowest: so no line crosses a name."""
        sides = _sides(self.bonds)
        half = (max(len(side) for side in sides) - 1) / 2 * _SLOT
        wide = canvas.width / 2
        longest = max(max(width_of(bond.name, 13, 500), width_of(bond.note, 12)) for bond in self.bonds)
        room = min(longest + 34, wide * 0.54)
        reach = [_CORE + 58 + (wide - room - _CORE - 42) * step for step in (0.0, 0.5, 1.0)]
        high = [max(half + 26, _CORE + 26) + _RING_GAP * ring for ring in range(3)]
        centre = (wide, top + high[2] + 8)
        for ring in range(3):
            canvas.ellipse(*centre, reach[ring], high[ring], "rule")
        for side, way in zip(sides, (1, -1), strict=True):
            for bond, place in zip(_outside_in(side), _slots(len(side)), strict=True):
                across = reach[bond.ring] * sqrt(max(0.0, 1 - (place / high[bond.ring]) ** 2))
                _tie(canvas, bond, centre, (centre[0] + way * across, centre[1] + place), way)
        for ring, words in enumerate(self.rings):
            canvas.text(wide, centre[1] - high[ring] + 4, words, size=12, colour="muted", anchor="middle", halo=True)
        self._core(canvas, *centre)
        canvas.height = max(canvas.height, centre[1] + high[2])

    def _core(self, canvas: Canvas, x: float, y: float) -> None:
        canvas.circle(x, y, _CORE, "paper", "ink", thick=2.5)
        shown = self.centre[:4]
        line = y - (len(shown) - 1) * 8.5
        canvas.circle(x, line - 22, 6, "here", "ink", thick=1.5)
        for number, words in enumerate(shown):
            size, weight = (16, 600) if not number else (13, 400)
            canvas.text(x, line + 5, words, size=size, weight=weight, anchor="middle", room=2 * _CORE - 14)
            line += 18

    def _as_list(self, canvas: Canvas, top: float) -> None:
        """On narrow sheets one below the other, ring by ring, each with its line."""
        canvas.circle(8, top + 10, 6, "here", "ink", thick=1.5)
        canvas.text(24, top + 15, ", ".join(self.centre), weight=600, room=canvas.width - 24)
        y = top + 30
        for ring, words in enumerate(self.rings):
            found = [bond for bond in self.bonds if bond.ring == ring]
            if not found:
                continue
            canvas.text(0, y + 14, words, size=12, colour="muted")
            y += 24
            for bond in found:
                _bond_line(canvas, bond.kind, (4, y + 8), (58, y + 8))
                _node(canvas, bond.ring, 66, y + 8)
                canvas.text(82, y + (13 if not bond.note else 7), bond.name, weight=500, room=canvas.width - 82)
                canvas.text(82, y + 24, bond.note, size=12, colour="muted", room=canvas.width - 82)
                y += _ROW if bond.note else 28
            y += 6
        canvas.height = max(canvas.height, y)


def _sides(bonds: tuple[Bond, ...]) -> tuple[list[Bond], list[Bond]]:
    """To the right and to the left by turns, ring by ring, so that both sides have as many of each."""
    right: list[Bond] = []
    left: list[Bond] = []
    for bond in sorted(bonds, key=lambda each: each.ring):
        (right if len(right) <= len(left) else left).append(bond)
    return right, left


def _slots(number: int) -> list[float]:
    """Heights of so many names around the middle, the outermost first."""
    places = [(place - (number - 1) / 2) * _SLOT for place in range(number)]
    return sorted(places, key=lambda place: (-abs(place), place))


def _outside_in(side: list[Bond]) -> list[Bond]:
    return sorted(side, key=lambda bond: bond.ring)


def _tie(canvas: Canvas, bond: Bond, centre: Point, place: Point, way: int) -> None:
    """Line, node and name of one helper."""
    start, end = _between(centre, place, _CORE + 4), _between(place, centre, _NODE + 3)
    _bond_line(canvas, bond.kind, start, end)
    _node(canvas, bond.ring, *place)
    x, y = place[0] + way * 15, place[1]
    anchor: Literal["start", "end"] = "start" if way > 0 else "end"
    room = canvas.width - x if way > 0 else x
    canvas.text(x, y + (5 if not bond.note else -1), bond.name, weight=500, anchor=anchor, room=room, halo=True)
    canvas.text(x, y + 14, bond.note, size=12, colour="muted", anchor=anchor, room=room, halo=True)


def _between(start: Point, end: Point, away: float) -> Point:
    """The point so far away from the first on the way to the second."""
    far = hypot(end[0] - start[0], end[1] - start[1]) or 1
    return start[0] + (end[0] - start[0]) * away / far, start[1] + (end[1] - start[1]) * away / far


def _bond_line(canvas: Canvas, kind: BondKind, start: Point, end: Point) -> None:
    """Each relation by its own stroke: thick, dashed, jagged, with an arrow, dotted; colour is extra."""
    if kind == "strong":
        canvas.line([start, end], "ink", thick=4.5)
    elif kind == "weak":
        canvas.line([start, end], "ink", thick=1.5, dash=DASHED)
    elif kind == "strained":
        canvas.line(_jagged(start, end), "bad", thick=2)
    elif kind == "unknown":
        canvas.line([start, end], "mid", thick=2, dash=DOTTED)
    else:
        tip, tail = (start, end) if kind == "receives" else (end, start)
        canvas.line([tail, _between(tip, tail, 6)], "ink", thick=1.75)
        canvas.line(_arrow(tip, tail), "none", fill="ink", closed=True)


def _jagged(start: Point, end: Point) -> list[Point]:
    far = hypot(end[0] - start[0], end[1] - start[1]) or 1
    teeth = max(3, round(far / 8))
    up = (-(end[1] - start[1]) / far * 4.5, (end[0] - start[0]) / far * 4.5)
    points = [start]
    for tooth in range(1, teeth):
        share, side = tooth / teeth, 1 if tooth % 2 else -1
        x, y = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
        points.append((x + up[0] * side, y + up[1] * side))
    return [*points, end]


def _arrow(tip: Point, tail: Point) -> list[Point]:
    back = _between(tip, tail, 12)
    far = hypot(tail[0] - tip[0], tail[1] - tip[1]) or 1
    up = (-(tail[1] - tip[1]) / far * 5.5, (tail[0] - tip[0]) / far * 5.5)
    return [tip, (back[0] + up[0], back[1] + up[1]), (back[0] - up[0], back[1] - up[1])]


def _node(canvas: Canvas, ring: int, x: float, y: float) -> None:
    """A ring for a person, a diamond for a group, a square for an agency: the shape says again which ring it stands on."""
    if ring == 0:
        canvas.circle(x, y, _NODE, "paper", "ink")
    elif ring == 1:
        around = [(x, y - 8), (x + 8, y), (x, y + 8), (x - 8, y)]
        canvas.line(around, "ink", thick=2, fill="paper", closed=True)
    else:
        canvas.rect(x - 6, y - 6, 12, 12, "paper", "ink", thick=2)


def _sample(kind: BondKind) -> Sample:
    return lambda canvas, x, y: _bond_line(canvas, kind, (x - 9, y), (x + 9, y))
