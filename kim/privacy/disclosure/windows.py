"""Publications that follow each other: what was told stays told, only what is new is decided anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from kim.privacy.disclosure.lists import THRESHOLD
from kim.privacy.disclosure.tables import Figures, Protected, protect_table


@dataclass(frozen=True)
class _Part:
    """Columns that were published for the first time together, with each row as it was told; the sums are its last row."""

    columns: list[int]
    rows: list[list[int | None]]
    totals: list[int | None]

    def cell(self, row: int, column: int) -> int | None:
        """The figure as it was told."""
        return self.rows[row][self.columns.index(column)]

    def along(self, row: int, columns: Sequence[int]) -> int | None:
        """The sum of a row over these columns, as far as it follows from what was told."""
        asked, rest = (
            [self.cell(row, c) for c in self.columns if (c in columns) is wanted] for wanted in (True, False)
        )
        total = self.totals[row]
        if None not in asked:
            return sum(value for value in asked if value is not None)
        if total is None or None in rest:
            return None
        return total - sum(value for value in rest if value is not None)


def protect_windows(
    figures: Figures, windows: Sequence[tuple[int, int]], *, threshold: int = THRESHOLD
) -> list[Protected]:
    """A table whose columns grow, through windows (first column, last column + 1) in the order they are published.

    Each column is decided with those it first came out with, and never again; a window's sums are told where they follow from
    that. So the difference of two publications tells nothing that neither of them tells. Figures once published stay as they are.
    """
    parts: list[_Part] = []
    told: list[Protected] = []
    for first, end in windows:
        known = {column for part in parts for column in part.columns}
        new = [column for column in range(first, end) if column not in known]
        if new:
            parts.append(_part(figures, new, threshold))
        told.append(_window(parts, list(range(first, end)), len(figures)))
    return told


def _part(figures: Figures, columns: list[int], threshold: int) -> _Part:
    told = protect_table([[row[column] for column in columns] for row in figures], threshold=threshold)
    return _Part(columns, [*told.cells, told.column_totals], [*told.row_totals, told.total])


def _window(parts: list[_Part], columns: list[int], height: int) -> Protected:
    """What a window shows: every row, and below them the sums."""
    of_column = {column: part for part in parts for column in part.columns}
    lines = [[of_column[column].cell(row, column) for column in columns] for row in range(height + 1)]
    seen = [part for part in parts if set(part.columns) & set(columns)]
    totals = [_added([part.along(row, columns) for part in seen]) for row in range(height + 1)]
    return Protected(lines[:-1], totals[:-1], lines[-1], totals[-1])


def _added(values: Sequence[int | None]) -> int | None:
    shown = [value for value in values if value is not None]
    return sum(shown) if len(shown) == len(values) else None
