"""How long drawings take: python bench/charts.py

Prints milliseconds for 10, 100 and 1,000 marks of each kind, and how many more calls a hundred times the marks cost, which
no other program on the machine can disturb: up to about 100 a drawing costs what its marks cost; far more would mean that
it looks at every mark for every mark.
"""

import cProfile
import pstats
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from kim.charts import (
    Bar,
    Bars,
    Chart,
    Dumbbell,
    Edge,
    Gantt,
    Graph,
    Lane,
    Lines,
    Look,
    Node,
    Pair,
    Series,
    Span,
    Stack,
    StackedBars,
    Station,
    StationLine,
    Tile,
    TileMap,
    places_for,
)

SIZES = (10, 100, 1000)
START = date(2000, 1, 1)
SHARED = {"id": "b", "title": "t", "nothing": "n"}


def bars(many: int) -> Chart:
    return Bars(**SHARED, heads=("a", "b"), bars=tuple(Bar(label=f"Nr. {n}", value=n) for n in range(many)))


def stacked(many: int) -> Chart:
    rows = tuple(Stack(label=f"Nr. {n}", values=(n, 2, 3)) for n in range(many))
    return StackedBars(**SHARED, heads=("a", "b"), series=("x", "y", "z"), stacks=rows)


def lines(many: int) -> Chart:
    points = tuple((START + timedelta(days=n), n % 37) for n in range(many))
    return Lines(**SHARED, heads=("a", "b", "c"), series=(Series(label="x", points=points),))


def dumbbell(many: int) -> Chart:
    return Dumbbell(
        **SHARED, head="a", series=("x", "y"), pairs=tuple(Pair(label=f"{n}", values=(n, -n)) for n in range(many))
    )


def gantt(many: int) -> Chart:
    spans = [
        Span(label=f"{n}", start=START + timedelta(days=9 * n), end=START + timedelta(days=9 * n + 7))
        for n in range(many)
    ]
    lanes = tuple(Lane(name=f"L {n}", spans=tuple(spans[n : n + 10])) for n in range(0, many, 10))
    return Gantt(**SHARED, heads=("a", "b", "c", "d"), lanes=lanes)


def tiles(many: int) -> Chart:
    places = places_for([str(n) for n in range(many)])
    return TileMap(
        **SHARED,
        heads=("a", "b"),
        tiles=tuple(Tile(name=f"Ort {n}", figure=str(n), place=p, step=1) for n, p in places.items()),
    )


def stations(many: int) -> Chart:
    stops = tuple(Station(label=f"Halt {n}", state="done") for n in range(many))
    return StationLine(**SHARED, heads=("a", "b", "c"), words={"done": "x"}, stations=stops)


def graph(many: int) -> Chart:
    nodes = tuple(Node(id=str(n), label=f"Nr. {n}") for n in range(many))
    edges = tuple(Edge(start=str((n - 1) // 30), end=str(n)) for n in range(1, many))
    return Graph(**SHARED, heads=("a", "b", "c"), words={"solid": "x"}, nodes=nodes, edges=edges)


def milliseconds(make: Callable[[int], Chart], many: int) -> float:
    chart, look = make(many), Look()
    chart.draw(look)
    best = float("inf")
    for _round in range(5):
        start = perf_counter()
        chart.draw(look)
        best = min(best, perf_counter() - start)
    return best * 1000


def calls(make: Callable[[int], Chart], many: int) -> int:
    chart, look = make(many), Look()
    chart.draw(look)
    profile = cProfile.Profile()
    profile.runcall(chart.draw, look)
    return pstats.Stats(profile).total_calls


def main() -> None:
    print(f"{'':12}" + "".join(f"{size:>12,}" for size in SIZES) + f"{'ratio of calls':>16}")
    for make in (lines, bars, stacked, dumbbell, gantt, tiles, stations, graph):
        times = [milliseconds(make, size) for size in SIZES]
        ratio = calls(make, SIZES[-1]) / calls(make, SIZES[0])
        print(f"{make.__name__:12}" + "".join(f"{time:>9.2f} ms" for time in times) + f"{ratio:>16.0f}")


if __name__ == "__main__":
    main()
