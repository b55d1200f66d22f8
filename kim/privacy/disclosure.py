"""Small figures are hidden, and with them whatever else would give them away.

A figure from 1 to 4 can be a person. Hiding it alone does not help where a sum is shown beside it, so further cells are hidden until
each small one stands in a rectangle of hidden cells (the method the statistical offices call Quaderverfahren): within it another
set of figures fits every sum shown. Rows, columns and totals are all cells here; hidden cells all look alike.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import product

THRESHOLD = 5

Cells = set[tuple[int, int]]
Way = list[tuple[int, int]]


@dataclass(frozen=True)
class Protected:
    """A table with its sums; None is a hidden figure."""

    cells: list[list[int | None]]
    row_totals: list[int | None]
    column_totals: list[int | None]
    total: int | None

    @property
    def hidden(self) -> int:
        """How many figures are hidden."""
        everything = [*(cell for row in self.cells for cell in row), *self.row_totals, *self.column_totals, self.total]
        return everything.count(None)


@dataclass(frozen=True)
class ProtectedList:
    """A list of figures with its sum; None is a hidden figure."""

    cells: list[int | None]
    total: int | None


def is_small(value: int, threshold: int = THRESHOLD) -> bool:
    """Whether a figure could be a person: nobody is no person."""
    return 0 < value < threshold


def protect_table(figures: Sequence[Sequence[int]], *, threshold: int = THRESHOLD) -> Protected:
    """The table with row, column and overall sums, so that no small figure can be worked out from what is shown."""
    rows, columns = len(figures), len(figures[0]) if figures else 0
    if rows < 2 or columns < 2:
        return _protect_line(figures, rows, columns, threshold)
    full = _with_totals(figures)
    total = full[-1][-1]
    small = {place for place in _places(full) if is_small(full[place[0]][place[1]], threshold)}
    hidden = _places(full) if is_small(total, threshold) else _with_rectangles(full, small)
    return _shown(full, hidden)


def protect_list(figures: Sequence[int], *, threshold: int = THRESHOLD) -> ProtectedList:
    """The list and its sum, so that no small figure can be worked out from what is shown."""
    total = sum(figures)
    hidden = {place for place, value in enumerate(figures) if is_small(value, threshold)}
    if is_small(total, threshold):
        return ProtectedList([None if value else 0 for value in figures], None)
    while hidden and not _leaves_doubt([figures[place] for place in hidden]):
        rest = [place for place in range(len(figures)) if place not in hidden]
        if not rest:
            return ProtectedList([None] * len(figures), None)
        hidden.add(min(rest, key=lambda place: (figures[place] == 0, figures[place], place)))
    return ProtectedList([None if place in hidden else value for place, value in enumerate(figures)], total)


def protect_share(part: int, whole: int, *, threshold: int = THRESHOLD) -> int | None:
    """How many per cent the part is of the whole, in steps of five; None where part, rest or whole are small."""
    if whole < threshold or is_small(part, threshold) or is_small(whole - part, threshold):
        return None
    return round(part * 20 / whole) * 5


def _leaves_doubt(values: Sequence[int]) -> bool:
    """Whether hidden figures with a known sum, each known to be at least one, can still be different ones."""
    return len(values) > 1 and sum(values) > len(values)


def _protect_line(figures: Sequence[Sequence[int]], rows: int, columns: int, threshold: int) -> Protected:
    """A table of one row or one column is a list: its sums repeat it."""
    line = [value for row in figures for value in row]
    told = protect_list(line, threshold=threshold)
    across = [told.cells[:]] if rows == 1 else [[cell] for cell in told.cells]
    if rows == 1:
        return Protected(across, [told.total], told.cells[:], told.total)
    return Protected(across if columns else [], told.cells[:] if columns else [], [told.total] * columns, told.total)


def _with_totals(figures: Sequence[Sequence[int]]) -> list[list[int]]:
    full = [[*row, sum(row)] for row in figures]
    return [*full, [sum(column) for column in zip(*full, strict=True)]]


def _places(full: list[list[int]]) -> Cells:
    return set(product(range(len(full)), range(len(full[0]))))


def _with_rectangles(full: list[list[int]], small: Cells) -> Cells:
    """The small cells, and for each the cheapest way round that lets it be another figure. The overall sum stays shown."""
    hidden = set(small)
    for place in sorted(small):
        ways = [way for way in _rectangles(full, place) if _room(full, way)]
        ways = ways or [way for way in _hexagons(full, place) if _room(full, way)]
        if not ways:
            return _places(full)
        hidden |= min((frozenset(way) for way in ways), key=lambda way: _cost(full, way - hidden))
    return hidden


def _rectangles(full: list[list[int]], place: tuple[int, int]) -> list[Way]:
    """Every rectangle with this corner that leaves the overall sum out."""
    row, column = place
    corner = (len(full) - 1, len(full[0]) - 1)
    ways: list[Way] = []
    for other_row, other_column in product(range(len(full)), range(len(full[0]))):
        if other_row != row and other_column != column:
            way = [(row, column), (row, other_column), (other_row, other_column), (other_row, column)]
            if corner not in way:
                ways.append(way)
    return ways


def _hexagons(full: list[list[int]], place: tuple[int, int]) -> list[Way]:
    """For a figure alone in its row and column: from it to its sums, and over another row and column back."""
    last_row, last_column = len(full) - 1, len(full[0]) - 1
    rows = [place[0]] if place[0] != last_row else range(last_row)
    columns = [place[1]] if place[1] != last_column else range(last_column)
    return [
        [(r, c), (r, last_column), (k, last_column), (k, m), (last_row, m), (last_row, c)]
        for r, c in product(rows, columns)
        for k, m in product(range(last_row), range(last_column))
        if k != r and m != c
    ]


def _room(full: list[list[int]], way: Way) -> int:
    """By how much the figures on a closed way can move, when everybody knows that what is hidden is at least one.

    On the way they rise and fall in turn; sums count negatively, so that every row and column adds up to nothing.
    """
    last_row, last_column = len(full) - 1, len(full[0]) - 1
    rising: list[int] = []
    falling: list[int] = []
    for turn, (r, c) in enumerate(way):
        up = (turn % 2 == 0) ^ (r == last_row) ^ (c == last_column)
        (rising if up else falling).append(full[r][c])
    if min(*rising, *falling) < 1:
        return 0
    return min(value - 1 for value in rising) + min(value - 1 for value in falling)


def _cost(full: list[list[int]], corners: Set[tuple[int, int]]) -> tuple[int, int]:
    """What hiding these cells loses: sums are dearer than figures."""
    last_row, last_column = len(full) - 1, len(full[0]) - 1
    sums = sum(r == last_row or c == last_column for r, c in corners)
    return sums, sum(full[r][c] for r, c in corners)


def _shown(full: list[list[int]], hidden: Cells) -> Protected:
    told: list[list[int | None]] = [
        [None if (r, c) in hidden else value for c, value in enumerate(row)] for r, row in enumerate(full)
    ]
    return Protected([row[:-1] for row in told[:-1]], [row[-1] for row in told[:-1]], told[-1][:-1], told[-1][-1])
