"""Things and how they hang together: layers side by side, lines with corners; on narrow sheets a tree of lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Literal

from kim.charts.canvas import Canvas
from kim.charts.layers import laid_out, layers_of
from kim.charts.legend import Sample, legend
from kim.charts.look import DASHED, DOTTED, Chart, Figures, Look
from kim.charts.words import broken

Kind = Literal["solid", "dashed", "dotted", "thin"]
Step = tuple[Hashable, Hashable, Kind]
NodeKind = Literal["plain", "strong", "soft", "vacant", "here"]
_LINES: dict[str, tuple[str, float, str]] = {
    "solid": ("ink", 2.5, ""),
    "dashed": ("ink", 1.75, DASHED),
    "dotted": ("ink", 2.25, DOTTED),
    "thin": ("mid", 1.5, ""),
}
_GAP, _PAD, _ROW, _NOTE = 14.0, 9.0, 17.0, 15.5


@dataclass(frozen=True, kw_only=True)
class Node:
    """Something with a name and a few short notes. `layer` fixes its column; without it, links decide."""

    id: str
    label: str
    notes: tuple[str, ...] = ()
    kind: NodeKind = "plain"
    layer: int | None = None
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Edge:
    """A relation from one node to another."""

    start: str
    end: str
    kind: Kind = "solid"


@dataclass(frozen=True, kw_only=True)
class Graph(Chart):
    """Nodes and their relations. `words` names the kinds of lines, `heads`: from, relation, to."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    heads: tuple[str, str, str]
    words: Mapping[Kind, str]

    def __post_init__(self) -> None:
        known = {node.id for node in self.nodes}
        if len(known) < len(self.nodes):
            raise ValueError("two nodes have the same id")
        if lost := {end for edge in self.edges for end in (edge.start, edge.end)} - known:
            raise ValueError(f"an edge leads to what is not drawn: {', '.join(sorted(lost))}")

    @property
    def is_empty(self) -> bool:
        return not self.nodes

    def figures(self, look: Look) -> Figures:
        label = {node.id: ", ".join((node.label, *node.notes)) for node in self.nodes}
        tied = {end for edge in self.edges for end in (edge.start, edge.end)}
        rows = [(label[edge.start], self.words.get(edge.kind, ""), label[edge.end]) for edge in self.edges]
        rows += [(label[node.id], "", "") for node in self.nodes if node.id not in tied]
        return Figures(self.heads, tuple(rows), texts=3)

    def paint(self, canvas: Canvas) -> None:
        used = {edge.kind for edge in self.edges}
        samples = [(_sample(kind), words) for kind, words in self.words.items() if kind in used]
        top = legend(canvas, samples, 0) + (8 if samples else 2)
        if canvas.look.narrow:
            _Tree(self, canvas).paint(top)
        else:
            _Layers(self, canvas).paint(top)


def _sample(kind: Kind) -> Sample:
    colour, thick, dash = _LINES[kind]
    return lambda canvas, x, y: canvas.line([(x - 8, y), (x + 10, y)], colour, thick=thick, dash=dash)


def _box(canvas: Canvas, node: Node, x: float, y: float, wide: float, high: float) -> None:
    fill, stroke = {"here": ("here", "ink"), "soft": ("soft", "none"), "strong": ("paper", "none")}.get(
        node.kind, ("paper", "mid")
    )
    canvas.rect(x, y, wide, high, fill, stroke, thick=1.25, dash="4 3" if node.kind == "vacant" else "")
    if node.kind == "strong":
        canvas.rect(x, y, wide, high, "soft")
        canvas.rect(x, y, 4, high, "ink")


def _words(canvas: Canvas, node: Node, x: float, y: float, wide: float) -> float:
    """Write name and notes; the height they end at."""
    colour = "onhere" if node.kind == "here" else "ink"
    with canvas.group(href=node.href):
        for row in broken(node.label, wide, 13, 600, lines=3):
            canvas.text(x, y + 13, row, weight=600, room=wide, colour=colour)
            y += _ROW
    for row in _note_rows(node, wide):
        canvas.text(x, y + 12, row, size=12, room=wide, colour="onhere" if node.kind == "here" else "muted")
        y += _NOTE
    return y


def _note_rows(node: Node, wide: float) -> list[str]:
    return [row for note in node.notes for row in broken(note, wide, 12, lines=3)]


def _high(node: Node, wide: float) -> float:
    room = wide - 2 * _PAD
    return 2 * _PAD + _ROW * len(broken(node.label, room, 13, 600, lines=3)) + _NOTE * len(_note_rows(node, room))


class _Layers:
    """Columns of boxes. Lines of one kind from one box share a trunk; those that pass a column run between its boxes."""

    def __init__(self, graph: Graph, canvas: Canvas) -> None:
        self.graph, self.canvas = graph, canvas
        self.nodes: dict[Hashable, Node] = {node.id: node for node in graph.nodes}
        fixed: dict[Hashable, int] = {node.id: node.layer for node in graph.nodes if node.layer is not None}
        layer = layers_of(list(self.nodes), [(e.start, e.end) for e in graph.edges if e.start != e.end], fixed)
        self.columns = 1 + max(layer.values())
        self.steps: dict[Step, None] = {}
        for edge in graph.edges:
            self._route(edge, layer)
        self.gaps = [64.0] * (self.columns - 1)
        for _round in range(2):
            self.wide = (canvas.width - 2 - sum(self.gaps)) / self.columns
            height = {node: _high(self.nodes[node], self.wide) if node in self.nodes else 8.0 for node in layer}
            self.layout = laid_out(layer, [(start, end) for start, end, _kind in self.steps], height, _GAP)
            self.height = height
            self.layer = layer
            self.ports = self._ports()
            self.tracks = [self._tracks(number) for number in range(self.columns - 1)]
            self.gaps = [max(36.0, 20.0 + 11 * (1 + max(t.values(), default=0))) for t in self.tracks]

    def _route(self, edge: Edge, layer: dict[Hashable, int]) -> None:
        """One step from column to column; on the way through others by way of a point in between."""
        first, goal = sorted((edge.start, edge.end), key=lambda node: layer[node])
        last: Hashable = first
        if layer[first] == layer[goal]:
            return
        for number in range(layer[first] + 1, layer[goal]):
            point = ("way", first, edge.kind, number)
            layer.setdefault(point, number)
            self.steps[last, point, edge.kind] = None
            last = point
        self.steps[last, goal, edge.kind] = None

    def _trunks(self) -> dict[Step, Hashable]:
        """Steps with the same trunk share the upright line in the gap: those of a kind from one box, else those into one."""
        leaving = Counter((start, kind) for start, _end, kind in self.steps)
        return {
            (start, end, kind): ("from", start, kind) if leaving[start, kind] > 1 else ("to", end, kind)
            for start, end, kind in self.steps
        }

    def _ports(self) -> dict[tuple[Hashable, str, Hashable], float]:
        """Where a trunk leaves or meets a box: several are spread around its middle."""
        sides: dict[tuple[Hashable, str], dict[Hashable, list[float]]] = defaultdict(lambda: defaultdict(list))
        self.trunks = self._trunks()
        for step, trunk in self.trunks.items():
            sides[step[0], "out"][trunk].append(self.layout.middle[step[1]])
            sides[step[1], "in"][trunk].append(self.layout.middle[step[0]])
        ports = {}
        for (node, side), trunks in sides.items():
            order = sorted(trunks, key=lambda trunk: (sum(trunks[trunk]) / len(trunks[trunk]), str(trunk)))
            for number, trunk in enumerate(order):
                shift = (number - (len(order) - 1) / 2) * 9
                ports[node, side, trunk] = self.layout.middle[node] + shift
        return ports

    def _tracks(self, number: int) -> dict[Hashable, int]:
        """A track in this gap for each trunk, so that upright lines that overlap stand apart."""
        reach: dict[Hashable, list[float]] = defaultdict(list)
        for step, trunk in self.trunks.items():
            if self.layer[step[0]] == number:
                reach[trunk] += [self.ports[step[0], "out", trunk], self.ports[step[1], "in", trunk]]
        tracks: dict[Hashable, int] = {}
        ends: list[float] = []
        for trunk, heights in sorted(reach.items(), key=lambda entry: min(entry[1])):
            track = next((track for track, end in enumerate(ends) if end + 8 < min(heights)), len(ends))
            ends[track : track + 1] = [max(heights)]
            tracks[trunk] = track
        return tracks

    def _left(self, number: int) -> float:
        return 1 + number * self.wide + sum(self.gaps[:number])

    def paint(self, top: float) -> None:
        self.wide = (self.canvas.width - 2 - sum(self.gaps)) / self.columns
        together: dict[tuple[Hashable, int], list[Step]] = defaultdict(list)
        for step, trunk in self.trunks.items():
            together[trunk, self.layer[step[0]]].append(step)
        for (trunk, _number), steps in together.items():
            self._draw(trunk, steps, top)
        for number, row in enumerate(self.layout.layers):
            for key in row:
                if node := self.nodes.get(key):
                    x, high = self._left(number), self.height[key]
                    y = top + self.layout.middle[key] - high / 2
                    _box(self.canvas, node, x, y, self.wide, high)
                    _words(self.canvas, node, x + _PAD, y + _PAD, self.wide - 2 * _PAD)
        self.canvas.height = max(self.canvas.height, top + self.layout.bottom)

    def _draw(self, trunk: Hashable, steps: list[Step], top: float) -> None:
        """The upright line of a trunk and what leads into and out of it, each stretch once."""
        number, kind = self.layer[steps[0][0]], steps[0][2]
        right, left = self._left(number) + self.wide, self._left(number + 1)
        tracks = self.tracks[number]
        x = right + (tracks[trunk] + 1) * (left - right) / (2 + max(tracks.values()))
        ins: dict[float, float] = {}
        outs: dict[float, float] = {}
        for start, end, _kind in steps:
            begin = right if start in self.nodes else right - self.wide
            ins[top + self.ports[start, "out", trunk]] = begin
            outs[top + self.ports[end, "in", trunk]] = left
        heights = [*ins, *outs]
        runs = [[(begin, y), (x, y)] for y, begin in ins.items()]
        runs += [[(x, y), (end, y)] for y, end in outs.items()]
        if max(heights) > min(heights):
            runs.append([(x, min(heights)), (x, max(heights))])
        colour, thick, dash = _LINES[kind]
        self.canvas.lines(runs, colour, thick=thick, dash=dash)


class _Tree:
    """Every node on lines of its own, indented below what it hangs on; further relations are said in words."""

    def __init__(self, graph: Graph, canvas: Canvas) -> None:
        self.graph, self.canvas = graph, canvas
        self.nodes = {node.id: node for node in graph.nodes}
        self.below: dict[str, list[Edge]] = defaultdict(list)
        self.more: dict[str, list[Edge]] = defaultdict(list)
        hung: set[str] = set()
        for edge in graph.edges:
            if edge.end in hung or edge.end == edge.start or self._hangs_on(edge.start, edge.end):
                self.more[edge.end].append(edge)
            else:
                hung.add(edge.end)
                self.below[edge.start].append(edge)
        self.roots = [node.id for node in graph.nodes if node.id not in hung]

    def _hangs_on(self, node: str, other: str) -> bool:
        """Whether the first node already stands somewhere below the other."""
        waiting = [edge.end for edge in self.below[other]]
        while waiting:
            found = waiting.pop()
            if found == node:
                return True
            waiting += [edge.end for edge in self.below[found]]
        return False

    def paint(self, top: float) -> None:
        y = top
        waiting: list[tuple[str, int, Edge | None, float]] = [(root, 0, None, 0) for root in reversed(self.roots)]
        trunks: dict[str, float] = {}
        while waiting:
            key, depth, edge, _top = waiting.pop()
            y = self._row(key, min(depth, 6), edge, y, trunks)
            waiting += [(below.end, depth + 1, below, y) for below in reversed(self.below[key])]
        self.canvas.height = max(self.canvas.height, y)

    def _row(self, key: str, depth: int, edge: Edge | None, y: float, trunks: dict[str, float]) -> float:
        node, x = self.nodes[key], depth * 18.0
        wide = self.canvas.width - x
        if edge is not None:
            colour, thick, dash = _LINES[edge.kind]
            corner = [(x - 11, trunks[edge.start]), (x - 11, y + 15), (x, y + 15)]
            self.canvas.line(corner, colour, thick=thick, dash=dash)
        said = tuple(
            f"{self.graph.words.get(more.kind, '')}: {self.nodes[more.start].label}" for more in self.more[key]
        )
        row = Node(id=key, label=node.label, notes=(*node.notes, *said), kind=node.kind, href=node.href)
        high = _high(row, wide) - _PAD
        _box(self.canvas, row, x, y, wide - 1, high)
        _words(self.canvas, row, x + _PAD, y + _PAD / 2, wide - 2 * _PAD)
        trunks[key] = y + high
        return y + high + 8
