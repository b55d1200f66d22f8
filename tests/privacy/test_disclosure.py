"""Small figures are hidden, and readers still get as much as can be told."""

from itertools import product

import pytest

from kim.privacy.disclosure import is_small, protect_list, protect_share, protect_table, protect_tables, protect_windows


def test_a_table_without_small_figures_stays_as_it_is():
    told = protect_table([[10, 20, 0], [30, 40, 50]])

    assert told.cells == [[10, 20, 0], [30, 40, 50]]
    assert (told.row_totals, told.column_totals, told.total) == ([30, 120], [40, 60, 50], 150)
    assert told.hidden == 0


def test_one_small_figure_takes_a_rectangle_with_it_and_leaves_the_sums():
    told = protect_table([[3, 20, 30], [40, 50, 60], [70, 80, 90]])

    assert told.cells == [[None, None, 30], [None, None, 60], [70, 80, 90]]
    assert told.hidden == 4


def test_rectangles_join_those_with_few_and_leave_those_with_many():
    told = protect_table([[300, 200, 100, 400], [2, 4, 4, 5], [500, 600, 700, 800], [4, 3, 2, 4]])

    assert [None in row for row in told.cells] == [False, True, False, True]
    assert None not in (*told.row_totals, *told.column_totals)


def test_a_small_sum_is_hidden_with_its_neighbour_and_both_lines_with_it():
    told = protect_table([[3, 0, 0], [0, 40, 50], [0, 60, 70]])

    assert told.row_totals == [None, None, 130] and told.column_totals == [None, None, 120]
    assert told.cells == [[None] * 3, [None] * 3, [None, None, 70]]
    assert told.total == 223


def test_a_small_figure_of_a_list_takes_its_neighbour_with_it_and_no_zero():
    told = protect_list([40, 3, 0, 0, 60, 70, 0])

    assert told.cells == [None, None, 0, 0, 60, 70, 0]
    assert told.total == 173


def test_where_hardly_anything_but_ones_is_counted_only_the_sum_is_told():
    assert protect_list([1, 1, 0, 4, 0]).cells == [None] * 5
    assert protect_list([1, 1, 0, 4, 0]).total == 6


def test_so_few_that_the_sum_is_small_are_not_counted_at_all():
    assert protect_list([1, 2, 0]).total is None
    assert protect_table([[1, 0], [2, 0]]).total is None
    assert protect_table([[1, 0], [2, 0]]).hidden == 9


def test_nobody_is_told_as_nobody():
    assert protect_list([0, 0]).cells == [0, 0]
    assert protect_table([[0, 0], [0, 0]]).hidden == 0
    assert protect_table([]).total == 0 and protect_list([]).total == 0


def test_a_sum_is_hidden_alike_in_every_list_and_table_over_the_same_people():
    by_month, by_kind = [[3, 1, 0], [9, 20, 30], [40, 50, 60]], [[4, 0], [9, 50], [60, 90]]

    told = protect_tables({("place", "month"): by_month, ("place", "kind"): by_kind})

    hidden = protect_list([4, 59, 150]).cells
    assert hidden == [None, None, 150]
    assert [each.row_totals for each in told.values()] == [hidden, hidden]


@pytest.mark.parametrize(
    "tables",
    [
        {("place", "month"): [[9, 9], [9, 9]], ("place", "kind"): [[9, 8], [9, 9]]},
        {("place", "month"): [[9, 9]], ("kind", "channel"): [[9, 8]]},
        {("a", "b"): [[9, 9], [9, 9]], ("b", "c"): [[9, 9], [9, 9]], ("c", "a"): [[9, 9], [9, 9]]},
    ],
    ids=["other sums", "other people", "a ring"],
)
def test_tables_that_do_not_fit_together_are_refused(tables):
    with pytest.raises(ValueError, match=r"differ|people|ring"):
        protect_tables(tables)


def test_what_was_published_stays_and_a_new_month_is_decided_by_itself():
    figures = [[40, 30, 20, 50], [30, 20, 40, 3], [20, 9, 60, 80]]

    first, second = protect_windows(figures, [(0, 3), (1, 4)])

    assert first.hidden == 0
    assert [row[:2] for row in second.cells] == [row[1:] for row in first.cells]
    assert [row[2] for row in second.cells] == [None, None, 80]
    assert second.row_totals == [None, None, 149] and second.total == 312


def test_a_month_with_hardly_anybody_takes_the_sums_of_its_window_along():
    first, second = protect_windows([[40, 30, 2], [30, 20, 0]], [(0, 2), (0, 3)])

    assert first.total == 120 and second.total is None
    assert second.row_totals == [None, None] and second.cells[0] == [40, 30, None]


def test_every_figure_is_told_as_it_is_or_not_at_all():
    figures = [[r * c * 7 % 23 for c in range(12)] for r in range(8)]

    told = protect_table(figures)

    assert all(told.cells[r][c] in (None, figures[r][c]) for r, c in product(range(8), range(12)))
    assert all(told.cells[r][c] is None for r, c in product(range(8), range(12)) if is_small(figures[r][c]))
    assert told.row_totals == [sum(row) for row in figures]


@pytest.mark.parametrize(
    ("part", "of", "told"),
    [(50, 100, 50), (3, 100, None), (98, 100, None), (0, 100, 0), (100, 100, 100), (2, 4, None), (7, 21, 35)],
)
def test_a_share_is_told_in_steps_of_five(part, of, told):
    assert protect_share(part, of) == told
