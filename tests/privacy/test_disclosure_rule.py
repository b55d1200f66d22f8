"""The rule run backwards: whoever knows it and tries every table that fits still cannot tell that a hidden figure is a person.

Every table up to a size is published; those that look alike are what somebody has to choose from.
"""

from collections import defaultdict

import pytest

from kim.privacy.disclosure import protect_list, protect_table, protect_tables, protect_windows


def spread(places, total):
    """Every way to spread so many people over so many places."""
    if places == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in spread(places - 1, total - first):
            yield (first, *rest)


def table(flat, width):
    return [list(flat[start : start + width]) for start in range(0, len(flat), width)]


def whole(figures):
    """A table with its sums, line by line."""
    full = [[*row, sum(row)] for row in figures]
    return tuple(value for row in [*full, [sum(column) for column in zip(*full, strict=True)]] for value in row)


def shown(told):
    """A published table with its sums, line by line."""
    lines = [[*row, total] for row, total in zip(told.cells, told.row_totals, strict=True)]
    return tuple(value for row in [*lines, [*told.column_totals, told.total]] for value in row)


def leave_doubt(published, threshold, total):
    """Nothing is told wrongly, and each hidden figure can be no person in one of the cases that look the same.

    Where the sum is hidden too, cases with more people look the same: only those are judged that leave room for them.
    """
    alike = defaultdict(list)
    for seen, truth in published:
        assert all(told in (None, value) for told, value in zip(seen, truth, strict=True))
        alike[seen].append(truth)
    assert len(alike) > 20
    for seen, truths in alike.items():
        if min(truth[-1] for truth in truths) <= total - threshold:
            for place in (place for place, told in enumerate(seen) if told is None):
                values = {truth[place] for truth in truths}
                assert max(values) >= threshold and len(values) > 1, (seen, place, values)
            assert not any(told is not None and 0 < told < threshold for told in seen), seen


@pytest.mark.parametrize(("places", "total", "threshold"), [(3, 22, 5), (4, 16, 5), (6, 10, 3)])
def test_lists_run_backwards_leave_every_hidden_figure_in_doubt(places, total, threshold):
    def published():
        for people in range(total + 1):
            for figures in spread(places, people):
                told = protect_list(figures, threshold=threshold)
                yield (*told.cells, told.total), (*figures, people)

    leave_doubt(published(), threshold, total)


@pytest.mark.parametrize(("height", "width", "total", "threshold"), [(2, 2, 17, 5), (2, 3, 10, 3), (3, 3, 7, 2)])
def test_tables_run_backwards_leave_every_hidden_figure_in_doubt(height, width, total, threshold):
    def published():
        for people in range(total + 1):
            for flat in spread(height * width, people):
                figures = table(flat, width)
                yield shown(protect_table(figures, threshold=threshold)), whole(figures)

    leave_doubt(published(), threshold, total)


def test_two_tables_over_the_same_people_run_backwards_leave_every_hidden_figure_in_doubt():
    def published():
        for people in range(9):
            fitting = defaultdict(list)
            for flat in spread(4, people):
                figures = table(flat, 2)
                fitting[tuple(map(sum, figures))].append(figures)
            for tables in fitting.values():
                for one, other in ((one, other) for one in tables for other in tables):
                    told = protect_tables({("place", "month"): one, ("place", "kind"): other}, threshold=2)
                    yield sum(map(shown, told.values()), ()), whole(one) + whole(other)

    leave_doubt(published(), 2, 8)


def test_publications_that_follow_each_other_run_backwards_leave_every_hidden_figure_in_doubt():
    windows = [(0, 2), (1, 3), (0, 3)]

    def published():
        for people in range(8):
            for flat in spread(6, people):
                figures = table(flat, 3)
                told = protect_windows(figures, windows, threshold=2)
                truth = [whole([row[first:end] for row in figures]) for first, end in windows]
                yield sum(map(shown, told), ()), sum(truth, ())

    leave_doubt(published(), 2, 7)
