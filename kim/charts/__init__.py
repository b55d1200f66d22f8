"""Charts and diagrams as SVG, for screen and paper: plain values in, one drawing with title, description and figures out."""

from kim.charts.gantt import Gantt, Lane, Mark, Span
from kim.charts.look import FULL, HALF, NARROW, WIDE, Chart, Drawing, Figures, Look
from kim.charts.tile_map import GRIDS, Tile, TileMap, places_for, steps_for

__all__ = [
    "FULL",
    "GRIDS",
    "HALF",
    "NARROW",
    "WIDE",
    "Chart",
    "Drawing",
    "Figures",
    "Gantt",
    "Lane",
    "Look",
    "Mark",
    "Span",
    "Tile",
    "TileMap",
    "places_for",
    "steps_for",
]
