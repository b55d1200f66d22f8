"""Tables with their sums: sums first, as lists; then what the sums leave over, in rectangles that grow where they must."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kim.privacy.disclosure.lists import THRESHOLD, blocks_of, halves, is_small, is_unsafe

Figures = Sequence[Sequence[int]]
Block = tuple[list[int], list[int]]


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


def protect_table(figures: Figures, *, threshold: int = THRESHOLD) -> Protected:
    """The table with row, column and overall sums, so that no small figure can be worked out from what is shown."""
    rows = [sum(row) for row in figures]
    columns = [sum(column) for column in zip(*figures, strict=True)]
    if is_unsafe(sum(rows), threshold):
        return Protected([[None] * len(columns) for _row in rows], [None] * len(rows), [None] * len(columns), None)
    row_groups = blocks_of(rows, threshold=threshold).groups
    column_groups = blocks_of(columns, threshold=threshold).groups
    coarse = [[sum(figures[r][c] for r in down for c in along) for along in column_groups] for down in row_groups]
    hidden = _hidden(coarse, threshold)
    cells: list[list[int | None]] = [[None] * len(columns) for _row in rows]
    for place, down in enumerate(row_groups):
        for other, along in enumerate(column_groups):
            joined = len(down) > 1 or len(along) > 1
            if (place, other) not in hidden and not (joined and coarse[place][other]):
                for r, c in ((r, c) for r in down for c in along):
                    cells[r][c] = figures[r][c]
    return Protected(cells, _told(rows, row_groups), _told(columns, column_groups), sum(rows))


def protect_tables(
    tables: Mapping[tuple[str, str], Figures], *, threshold: int = THRESHOLD
) -> dict[tuple[str, str], Protected]:
    """Several tables about the same people, each by the names of what its rows and columns are.

    Where two tables have an axis in common, its sums have to be the same ones: then they are hidden alike in both, and what is
    hidden inside a table moves no sum that the other one shows. Tables in a ring (each by two of three things) say together what
    none of them says, and are refused.
    """
    sums: dict[str, list[int]] = {}
    joined: dict[str, str] = {}
    for (down, along), figures in tables.items():
        for axis, found in (
            (down, [sum(row) for row in figures]),
            (along, [sum(c) for c in zip(*figures, strict=True)]),
        ):
            if sums.setdefault(axis, found) != found:
                raise ValueError(f"The sums along “{axis}” differ between tables.")
        ends = _end(joined, down), _end(joined, along)
        if ends[0] == ends[1]:
            raise ValueError(f"The tables form a ring at “{down}” and “{along}”.")
        joined[ends[0]] = ends[1]
    if len({sum(found) for found in sums.values()}) > 1:
        raise ValueError("The tables count different numbers of people.")
    return {axes: protect_table(figures, threshold=threshold) for axes, figures in tables.items()}


def _end(joined: Mapping[str, str], axis: str) -> str:
    while axis in joined:
        axis = joined[axis]
    return axis


def _told(sums: Sequence[int], groups: list[list[int]]) -> list[int | None]:
    """The sums of rows or columns that stand alone; those of joined ones are hidden."""
    alone = {group[0] for group in groups if len(group) == 1}
    return [value if place in alone else None for place, value in enumerate(sums)]


def _hidden(figures: list[list[int]], threshold: int) -> set[tuple[int, int]]:
    """The cells to hide when every sum is told: no sum is unsafe any more, so at worst all of them together suffice.

    Rows and columns stand in the order of their sums, so that the few share a block with the few.
    """
    rows, columns = (_by_size(lines) for lines in (figures, list(zip(*figures, strict=True))))
    blocks, _open = _resolved(figures, (rows, columns), threshold)
    return {place for block in blocks for place in _unsettled(figures, block)}


def _by_size(lines: Sequence[Sequence[int]]) -> list[int]:
    """The places of those lines in which somebody is counted, the fewest first."""
    return [place for size, place in sorted((sum(line), place) for place, line in enumerate(lines)) if size]


def _resolved(figures: list[list[int]], block: Block, threshold: int) -> tuple[list[Block], bool]:
    """The hidden blocks within this one, and whether they have to grow beyond it."""
    rows, columns = block
    if not rows or not columns:
        return [], False
    if len(rows) == len(columns) == 1:
        small = is_small(figures[rows[0]][columns[0]], threshold)
        return ([block] if small else []), small
    parts = [_resolved(figures, part, threshold) for part in _parts(block)]
    if not any(still_open for _blocks, still_open in parts):
        return [each for blocks, _open in parts for each in blocks], False
    return [block], any(is_unsafe(value, threshold) for sums in _sums(figures, block) for value in sums)


def _parts(block: Block) -> list[Block]:
    """The block cut across its longer side."""
    rows, columns = block
    if len(columns) >= len(rows):
        cut = halves(len(columns))
        return [(rows, columns[:cut]), (rows, columns[cut:])]
    cut = halves(len(rows))
    return [(rows[:cut], columns), (rows[cut:], columns)]


def _sums(figures: list[list[int]], block: Block) -> tuple[list[int], list[int]]:
    rows, columns = block
    return [sum(figures[r][c] for c in columns) for r in rows], [sum(figures[r][c] for r in rows) for c in columns]


def _unsettled(figures: list[list[int]], block: Block) -> list[tuple[int, int]]:
    """The cells of a hidden block, without rows and columns in which it holds nobody."""
    down, along = _sums(figures, block)
    rows = [r for r, value in zip(block[0], down, strict=True) if value]
    columns = [c for c, value in zip(block[1], along, strict=True) if value]
    return [(r, c) for r in rows for c in columns]
