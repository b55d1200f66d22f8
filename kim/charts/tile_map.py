"""A county as equal tiles: place stands for place, the figure is printed, four steps of blue repeat it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kim.charts.canvas import Canvas
from kim.charts.look import DOTTED, Chart, Figures, Look
from kim.charts.words import width_of

Place = tuple[float, float]
_GAP = 6.0
_TILE = 132.0
_HIGH = 76.0

# Where municipalities lie to each other: column and row by official key, halves between two columns.
GRIDS: dict[str, dict[str, Place]] = {
    "05162": {
        "05162022": (1.5, 0),  # Meerbusch
        "05162020": (0, 1),  # Korschenbroich
        "05162016": (1, 1),  # Kaarst
        "05162024": (2, 1),  # Neuss
        "05162012": (0, 2),  # Jüchen
        "05162008": (1, 2),  # Grevenbroich
        "05162004": (2, 2),  # Dormagen
        "05162028": (1.5, 3),  # Rommerskirchen
    }
}


def places_for(keys: Sequence[str], grid: Mapping[str, Place] | None = None) -> dict[str, Place]:
    """A place for each municipality: from this grid, from the one known for its county, else in the order given."""
    known = grid if grid is not None else GRIDS.get(keys[0][:5], {}) if keys else {}
    if keys and all(key in known for key in keys):
        return {key: known[key] for key in keys}
    columns = max(1, math.ceil(math.sqrt(len(keys))))
    return {key: (float(place % columns), float(place // columns)) for place, key in enumerate(keys)}


def steps_for(values: Sequence[float | None]) -> list[int | None]:
    """One of four steps of the scale for each value, by equal parts of the largest; nothing for what is not known."""
    top = max((value for value in values if value is not None), default=0)
    if top <= 0:
        return [None if value is None else 0 for value in values]
    return [None if value is None else max(0, min(3, math.ceil(4 * value / top) - 1)) for value in values]


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One municipality: where it lies, what it is called, its figure in words and the step of the scale (0 to 3)."""

    name: str
    figure: str
    place: Place
    code: str = ""
    step: int | None = None
    href: str = ""
    selected: bool = False


@dataclass(frozen=True, kw_only=True)
class TileMap(Chart):
    """Municipalities as tiles. `legend` names the steps used, `note` says that it is not to scale."""

    tiles: tuple[Tile, ...]
    heads: tuple[str, str]
    legend: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.tiles

    def figures(self, look: Look) -> Figures:
        return Figures(self.heads, tuple((tile.name, tile.figure) for tile in self.tiles))

    def paint(self, canvas: Canvas) -> None:
        columns = 1 + max(tile.place[0] for tile in self.tiles)
        wide = min(_TILE, (canvas.width - 4 + _GAP) / columns - _GAP)
        for tile in self.tiles:
            # West stays on the left, from whichever side words are read.
            column = columns - 1 - tile.place[0] if canvas.look.turned else tile.place[0]
            x, y = 2 + column * (wide + _GAP), 2 + tile.place[1] * (_HIGH + _GAP)
            with canvas.group(href=tile.href, current=tile.selected):
                _tile(canvas, tile, x, y, wide)
        self._below(canvas)

    def _below(self, canvas: Canvas) -> None:
        y, x = canvas.height + 22, 2.0
        for step, words in enumerate(self.legend):
            needed = 28 + width_of(words, 13)
            if x > 2 and x + needed > canvas.width:
                x, y = 2.0, y + 22
            canvas.rect(x, y - 11, 14, 14, f"scale{step}", "mid")
            canvas.text(x + 20, y, words, colour="muted", room=canvas.width - 24)
            x += needed + 12
        if self.note:
            canvas.text(2, canvas.height + 20, self.note, size=12, colour="muted", room=canvas.width - 4)


def _tile(canvas: Canvas, tile: Tile, x: float, y: float, wide: float) -> None:
    on = "ink" if tile.step is None else f"onscale{tile.step}"
    if tile.step is None:
        canvas.rect(x, y, wide, _HIGH, "paper", "mid", thick=1.5, dash=DOTTED)
    else:
        canvas.rect(x, y, wide, _HIGH, f"scale{tile.step}", "mid")
    if tile.selected:
        canvas.rect(x + 3, y + 3, wide - 6, _HIGH - 6, "none", "here", thick=5)
        canvas.rect(x, y, wide, _HIGH, "none", "ink", thick=2)
    middle = x + wide / 2
    big = next((size for size in (20, 17, 15) if width_of(tile.figure, size, 600) <= wide - 14), 13)
    canvas.text(
        middle, y + 35, tile.figure, size=big, weight=600, anchor="middle", colour=on, room=wide - 14, underline=False
    )
    size = 13 if width_of(tile.name, 13) <= wide - 12 else 12
    name = tile.name if not tile.code or width_of(tile.name, size) <= wide - 6 else tile.code
    canvas.text(middle, y + 56, name, size=size, anchor="middle", colour=on, room=wide - 6)
