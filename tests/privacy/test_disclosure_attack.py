"""An attack on published tables that knows nothing of the rule: how far every hidden figure is bounded by all that is shown.

Figures and sums of one table, or of two with an axis in common, are flows through a net: people go from the whole to their column,
from there to their row, from there to the column of the other table and back to the whole. Such a linear programme is solved
exactly by pushing people round in circles as long as a hidden figure lets them.
`KIM_ATTACKS=5000 pytest tests/privacy/test_disclosure_attack.py` tries that many tables.
"""

import os
import time
from itertools import pairwise
from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kim.privacy.disclosure import THRESHOLD, protect_table, protect_tables

ATTACKS = int(os.environ.get("KIM_ATTACKS", "40"))
PLENTY = 10_000


class Net:
    """Who goes from where to where; what is shown cannot move, what is hidden is nobody at least."""

    def __init__(self):
        self.arcs = {}

    def add(self, start, end, value, told):
        assert told in (None, value)
        self.arcs[start, end] = (value, told is None)

    def room(self, skipped):
        """By how much each step can be gone more often, or less."""
        free = {}
        for (start, end), (value, hidden) in self.arcs.items():
            if hidden and (start, end) != skipped:
                free.setdefault(start, {})[end] = PLENTY
                free.setdefault(end, {})[start] = value
        return free

    def bounds(self, arc):
        """The least and the greatest that this figure can be."""
        start, end = arc
        value = self.arcs[arc][0]
        more, less = (pushed(self.room(arc), *way) for way in ((end, start), (start, end)))
        return max(value - less, 0), value + more


def pushed(free, start, end):
    """The greatest flow from start to end."""
    flow = 0
    while way := path(free, start, end):
        steps = list(pairwise(way))
        least = min(free[a][b] for a, b in steps)
        for a, b in steps:
            free[a][b] -= least
            free[b][a] += least
        flow += least
        if flow >= PLENTY:
            break
    return flow


def path(free, start, end):
    """A shortest way on which there is room."""
    before, queue = {start: None}, [start]
    for here in queue:
        if here == end:
            way = [end]
            while before[way[-1]] is not None:
                way.append(before[way[-1]])
            return way[::-1]
        for there, room in free.get(here, {}).items():
            if room and there not in before:
                before[there] = here
                queue.append(there)
    return None


def net_of(one, told, other=None, told_other=None):
    """One table; or two with the same rows, the second of them entered by its rows and left by its columns."""
    net = Net()
    for c, column in enumerate(zip(*one, strict=True)):
        net.add("all", ("month", c), sum(column), told.column_totals[c])
    for r, row in enumerate(one):
        for c, value in enumerate(row):
            net.add(("month", c), ("place", r), value, told.cells[r][c])
        net.add(("place", r), ("place too", r) if other else "end", sum(row), told.row_totals[r])
        for c, value in enumerate(other[r] if other else []):
            net.add(("place too", r), ("kind", c), value, told_other.cells[r][c])
    for c, column in enumerate(zip(*other or [], strict=True)):
        net.add(("kind", c), "end", sum(column), told_other.column_totals[c])
    net.add("end", "all", sum(map(sum, one)), told.total)
    return net


def withstands(net):
    """Whether every hidden figure that is a person or none could be more, and lies anywhere in as wide a space."""
    for arc, (value, hidden) in net.arcs.items():
        assert hidden or not 0 < value < THRESHOLD, arc
        if hidden and 0 < value < THRESHOLD:
            low, high = net.bounds(arc)
            assert high >= THRESHOLD and high - low >= THRESHOLD, (arc, low, high)


def county(seed):
    """Places of every size, months and kinds: the same people by place and month and by place and kind."""
    random = Random(seed)
    places, months, kinds = random.randint(2, 8), random.randint(2, 12), random.randint(2, 5)
    often = random.choice([0.3, 1, 3, 8, 20])
    sizes = [often * random.lognormvariate(0, 1) for _place in range(places)]
    by_month = [[int(random.expovariate(1 / size)) for _month in range(months)] for size in sizes]
    by_kind = [[0] * kinds for _place in range(places)]
    for place, row in enumerate(by_month):
        for _person in range(sum(row)):
            by_kind[place][min(int(random.expovariate(1)), kinds - 1)] += 1
    return by_month, by_kind


@settings(max_examples=ATTACKS, deadline=None)
@given(st.integers(0, 10**9))
@example(4)
def test_no_attack_by_all_that_is_shown_bounds_a_hidden_figure_below_the_threshold(seed):
    by_month, by_kind = county(seed)

    withstands(net_of(by_month, protect_table(by_month)))

    told = protect_tables({("place", "month"): by_month, ("place", "kind"): by_kind})
    withstands(net_of(by_month, told["place", "month"], by_kind, told["place", "kind"]))


def test_the_attack_finds_what_careless_hiding_gives_away():
    figures = [[3, 9, 8], [7, 1, 9], [9, 9, 9]]
    told = protect_table(figures)
    told.cells[0], told.cells[1], told.cells[2] = [None, None, 8], [None, None, 9], [9, 9, 9]
    net = net_of(figures, told)

    assert net.bounds((("month", 0), ("place", 0))) == (2, 10)
    assert net.bounds((("month", 1), ("place", 1))) == (0, 8)

    told.cells[0] = [None, 9, 8]
    assert net_of(figures, told).bounds((("month", 0), ("place", 0))) == (3, 3)


def test_a_country_by_months_is_protected_in_a_moment():
    random = Random(7)
    figures = [[int(random.expovariate(0.1)) for _month in range(12)] for _place in range(54)]

    started = time.perf_counter()
    protect_table(figures)

    assert time.perf_counter() - started < 3
