"""A layered layout: which layer a node stands in, in what order, at what height. Pure numbers, no drawing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Link = tuple[Hashable, Hashable]
_SWEEPS = 6


@dataclass
class Layout:
    """Layers of nodes in their order, and the middle height of each node."""

    layers: list[list[Hashable]]
    middle: dict[Hashable, float] = field(default_factory=dict)
    bottom: float = 0.0


def layers_of(nodes: Sequence[Hashable], links: Iterable[Link], fixed: Mapping[Hashable, int]) -> dict[Hashable, int]:
    """The layer of each node: one behind the furthest it hangs on. Links that close a circle are left out of account."""
    after: dict[Hashable, list[Hashable]] = defaultdict(list)
    for start, end in links:
        after[start].append(end)
    layer: dict[Hashable, int] = {node: fixed.get(node, 0) for node in nodes}
    for node in _in_order(nodes, after):
        for end in after[node]:
            if end not in fixed:
                layer[end] = max(layer[end], layer[node] + 1)
    return layer


def _in_order(nodes: Sequence[Hashable], after: dict[Hashable, list[Hashable]]) -> list[Hashable]:
    """Nodes so that links lead forward; those that would lead back are dropped from `after`."""
    done: list[Hashable] = []
    state: dict[Hashable, int] = {}
    for root in nodes:
        if root in state:
            continue
        state[root] = 1
        stack = [(root, iter(list(after[root])))]
        while stack:
            node, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                stack.pop()
                state[node] = 2
                done.append(node)
            elif state.get(following) == 1:
                after[node].remove(following)
            elif following not in state:
                state[following] = 1
                stack.append((following, iter(list(after[following]))))
    return done[::-1]


def laid_out(
    layer: Mapping[Hashable, int], links: Sequence[Link], height: Mapping[Hashable, float], gap: float
) -> Layout:
    """Order within the layers so that few lines cross, and heights so that lines run short."""
    rows: list[list[Hashable]] = [[] for _ in range(1 + max(layer.values(), default=-1))]
    for node, number in layer.items():
        rows[number].append(node)
    before, behind = _neighbours(links)
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        order = range(1, len(rows)) if forward else range(len(rows) - 2, -1, -1)
        for number in order:
            _sorted(rows, number, before if forward else behind, -1 if forward else 1)
    layout = Layout(rows)
    _stacked(layout, height, gap)
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        for number in range(1, len(rows)) if forward else range(len(rows) - 2, -1, -1):
            _drawn_near(layout, number, before if forward else behind, height, gap)
    _to_top(layout, height)
    return layout


def _neighbours(links: Sequence[Link]) -> tuple[dict[Hashable, list[Hashable]], dict[Hashable, list[Hashable]]]:
    before, behind = defaultdict(list), defaultdict(list)
    for start, end in links:
        before[end].append(start)
        behind[start].append(end)
    return before, behind


def _sorted(rows: list[list[Hashable]], number: int, near: Mapping[Hashable, list[Hashable]], side: int) -> None:
    place = {node: index for index, node in enumerate(rows[number + side])}

    def weight(entry: tuple[int, Hashable]) -> float:
        index, node = entry
        known = [place[other] for other in near.get(node, ()) if other in place]
        return sum(known) / len(known) if known else index

    rows[number] = [node for _index, node in sorted(enumerate(rows[number]), key=weight)]


def _stacked(layout: Layout, height: Mapping[Hashable, float], gap: float) -> None:
    for row in layout.layers:
        y = 0.0
        for node in row:
            layout.middle[node] = y + height[node] / 2
            y += height[node] + gap


def _drawn_near(
    layout: Layout, number: int, near: Mapping[Hashable, list[Hashable]], height: Mapping[Hashable, float], gap: float
) -> None:
    """Move each node towards its neighbours as far as order and distance allow (pooling those that would touch)."""
    row = layout.layers[number]
    offset = 0.0
    pools: list[tuple[float, int]] = []  # wished shift, number of nodes
    offsets = []
    for node in row:
        known = [layout.middle[other] for other in near.get(node, ()) if other in layout.middle]
        wish = sum(known) / len(known) if known else layout.middle[node]
        offset += height[node] / 2
        offsets.append(offset)
        pools.append((wish - offset, 1))
        offset += height[node] / 2 + gap
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (first, many), (second, more) = pools[-2], pools[-1]
            pools[-2:] = [((first * many + second * more) / (many + more), many + more)]
    shifts = [shift for shift, many in pools for _ in range(many)]
    for node, place, shift in zip(row, offsets, shifts, strict=True):
        layout.middle[node] = place + shift


def _to_top(layout: Layout, height: Mapping[Hashable, float]) -> None:
    top = min((middle - height[node] / 2 for node, middle in layout.middle.items()), default=0)
    for node in layout.middle:
        layout.middle[node] -= top
    layout.bottom = max((middle + height[node] / 2 for node, middle in layout.middle.items()), default=0)
