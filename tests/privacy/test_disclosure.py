"""Small figures are hidden, and nothing that stays shown gives them away."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kim.privacy.disclosure import is_small, protect_list, protect_share, protect_table

FIGURES = st.one_of(st.integers(0, 6), st.integers(0, 60))


@st.composite
def tables(draw):
    columns = draw(st.integers(1, 5))
    return draw(st.lists(st.lists(FIGURES, min_size=columns, max_size=columns), min_size=1, max_size=5))


def whole(figures):
    full = [[*row, sum(row)] for row in figures]
    return [*full, [sum(column) for column in zip(*full, strict=True)]]


def shown_whole(told):
    return [[*row, total] for row, total in zip(told.cells, told.row_totals, strict=True)] + [
        [*told.column_totals, told.total]
    ]


def equations(shown):
    """What somebody with pencil and paper can write down: every row and column, hidden figures as unknowns."""
    last_row, last_column = len(shown) - 1, len(shown[0]) - 1
    lines = [[(r, c) for c in range(last_column + 1)] for r in range(last_row + 1)]
    lines += [[(r, c) for r in range(last_row + 1)] for c in range(last_column + 1)]
    for line in lines:
        unknown, constant = {}, 0
        for r, c in line:
            sign = -1 if (r, c) == line[-1] else 1
            if shown[r][c] is None:
                unknown[r, c] = sign
            else:
                constant -= sign * shown[r][c]
        if unknown:
            yield unknown, constant


def solved(shown):
    """The hidden places whose figure follows from the sums alone, by elimination."""
    places = sorted({place for unknown, _constant in equations(shown) for place in unknown})
    matrix = [[Fraction(unknown.get(place, 0)) for place in places] for unknown, _constant in equations(shown)]
    pivots, row = [], 0
    for column in range(len(places)):
        found = next((r for r in range(row, len(matrix)) if matrix[r][column]), None)
        if found is None:
            continue
        matrix[row], matrix[found] = matrix[found], matrix[row]
        matrix[row] = [value / matrix[row][column] for value in matrix[row]]
        for r in range(len(matrix)):
            if r != row and matrix[r][column]:
                factor = matrix[r][column]
                matrix[r] = [a - factor * b for a, b in zip(matrix[r], matrix[row], strict=True)]
        pivots.append((row, column))
        row += 1
    return {places[c] for r, c in pivots if sum(1 for value in matrix[r] if value) == 1}


def bounds(shown, low):
    """How far each hidden figure is known when none is below `low`: the sums tightened until nothing moves any more."""
    known = {(r, c): (low, 10_000) for r, row in enumerate(shown) for c, value in enumerate(row) if value is None}
    lines = list(equations(shown))
    for _round in range(60):
        before = dict(known)
        for unknown, constant in lines:
            for place, sign in unknown.items():
                rest = [(s, *known[p]) for p, s in unknown.items() if p != place]
                least = constant - sum(s * (high if s > 0 else lo) for s, lo, high in rest)
                most = constant - sum(s * (lo if s > 0 else high) for s, lo, high in rest)
                first, last = sorted((sign * least, sign * most))
                known[place] = (max(known[place][0], first), min(known[place][1], last))
        if known == before:
            break
    return known


@settings(max_examples=400, deadline=None)
@given(tables())
def test_no_small_figure_is_shown_or_follows_from_what_is_shown(figures):
    full, shown = whole(figures), shown_whole(protect_table(figures))
    places = list(product(range(len(full)), range(len(full[0]))))
    small = [(r, c) for r, c in places if is_small(full[r][c])]

    assert all(shown[r][c] in (None, full[r][c]) for r, c in places)
    assert all(shown[r][c] is None for r, c in small)
    assert not solved(shown) & set(small)
    lowest = min((full[r][c] for r, c in places if shown[r][c] is None), default=0)
    known = bounds(shown, min(lowest, 1))
    assert all(known[place][0] < known[place][1] for place in small), (figures, shown)


@settings(max_examples=400, deadline=None)
@given(st.lists(FIGURES, max_size=8))
def test_no_small_figure_of_a_list_follows_from_its_sum(figures):
    told = protect_list(figures)
    small = [place for place, value in enumerate(figures) if is_small(value)]
    hidden = [value for value, shown in zip(figures, told.cells, strict=True) if shown is None]

    assert all(told.cells[place] is None for place in small)
    assert told.total in (None, sum(figures))
    if small and told.total is not None:
        assert len(hidden) > 1 and sum(hidden) > len(hidden)


def test_a_table_without_small_figures_stays_as_it_is():
    told = protect_table([[10, 20, 0], [30, 40, 50]])

    assert told.cells == [[10, 20, 0], [30, 40, 50]]
    assert (told.row_totals, told.column_totals, told.total) == ([30, 120], [40, 60, 50], 150)
    assert told.hidden == 0


def test_one_small_figure_takes_a_rectangle_with_it_and_leaves_the_sums():
    told = protect_table([[3, 20, 30], [40, 50, 60], [70, 80, 90]])

    assert told.cells[0][0] is None
    assert sum(cell is None for row in told.cells for cell in row) == 4
    assert told.hidden == 4


def test_a_figure_alone_in_its_row_and_column_is_hidden_over_the_sums():
    told = protect_table([[3, 0, 0], [0, 40, 50], [0, 60, 70]])

    assert told.cells[0] == [None, 0, 0]
    assert told.row_totals[0] is None and told.column_totals[0] is None
    assert told.total == 223


def test_so_few_that_the_sum_is_small_are_not_counted_at_all():
    assert protect_list([1, 2, 0]).total is None
    assert protect_table([[1, 0], [2, 0]]).total is None


@pytest.mark.parametrize(
    ("part", "of", "told"),
    [(50, 100, 50), (3, 100, None), (98, 100, None), (0, 100, 0), (100, 100, 100), (2, 4, None), (7, 21, 35)],
)
def test_a_share_is_told_in_steps_of_five(part, of, told):
    assert protect_share(part, of) == told
