"""Charts and diagrams as SVG, for screen and paper: plain values in, one drawing with title, description and figures out."""

from kim.charts.bars import Bar, Bars, Stack, StackedBars
from kim.charts.climb import Climb, Stop
from kim.charts.courses import Course, Courses
from kim.charts.dumbbell import Dumbbell, Pair
from kim.charts.eco_map import Bond, BondKind, EcoMap
from kim.charts.gantt import Gantt, Mark
from kim.charts.graph import Edge, Graph, Node
from kim.charts.lanes import Lane, Span
from kim.charts.lines import Lines, Series
from kim.charts.look import FULL, HALF, NARROW, WIDE, Chart, Drawing, Figures, Look
from kim.charts.rating import rating_line
from kim.charts.stations import Station, StationLine
from kim.charts.tile_map import GRIDS, Tile, TileMap, places_for, steps_for

__all__ = [
    "FULL",
    "GRIDS",
    "HALF",
    "NARROW",
    "WIDE",
    "Bar",
    "Bars",
    "Bond",
    "BondKind",
    "Chart",
    "Climb",
    "Course",
    "Courses",
    "Drawing",
    "Dumbbell",
    "EcoMap",
    "Edge",
    "Figures",
    "Gantt",
    "Graph",
    "Lane",
    "Lines",
    "Look",
    "Mark",
    "Node",
    "Pair",
    "Series",
    "Span",
    "Stack",
    "StackedBars",
    "Station",
    "StationLine",
    "Stop",
    "Tile",
    "TileMap",
    "places_for",
    "rating_line",
    "steps_for",
]
