"""Figures of years: counted once, and no hidden one is found by laying pages of several years side by side."""

from collections import defaultdict
from datetime import date
from functools import cache
from itertools import product
from random import Random

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from kim.naturalisation import appointments, statistics
from kim.naturalisation.models import YearFigure
from tests import factories
from tests import factories_naturalisation as rows

VALUES = ("AFG", "SYR", "TUR")
THIS_YEAR = factories.today().year


def _figures(columns):
    return {
        ("citizenship", value, year): number
        for year, column in columns.items()
        for value, number in zip(VALUES, column, strict=False)
        if number
    }


def _seen(figures, windows):
    """All that somebody learns who lays these pages side by side."""
    told = {}
    for window in windows:
        table = statistics.by_value(figures, "citizenship", window)
        told[window] = (tuple((value, tuple(cells), total) for value, cells, total in table.lines), tuple(table.sums))
    return told


def test_whoever_runs_the_rule_backwards_over_all_pages_still_does_not_know_that_a_hidden_figure_is_small():
    windows = ((2023,), (2024,), (2023, 2024))
    alike = defaultdict(list)
    for first, second in product(product(range(8), repeat=2), repeat=2):
        alike[str(_seen(_figures({2023: first, 2024: second}), windows))].append((first, second))
    for worlds in alike.values():
        for year, value in product(range(2), repeat=2):
            numbers = {world[year][value] for world in worlds}
            assert max(numbers) >= 5 or numbers == {0}, (worlds[:3], year, value)


def test_a_year_reads_the_same_beside_whichever_years_it_stands():
    random = Random(7)
    columns = {year: tuple(random.choice((0, 0, 1, 2, 4, 5, 9, 30)) for _value in VALUES) for year in range(2015, 2027)}
    figures = _figures(columns)

    @cache
    def told(window):
        table = statistics.by_value(figures, "citizenship", window)
        return {
            (value, year): cell for value, cells, _sum in table.lines for year, cell in zip(window, cells, strict=True)
        }

    for year in columns:
        windows = [tuple(range(first, first + 4)) for first in range(year - 3, year + 1)]
        for value in VALUES:
            cells = {told(window)[value, year] for window in windows if (value, year) in told(window)}
            assert len(cells) <= 1 and not cells & {1, 2, 3, 4}


def test_open_applications_of_an_office_are_no_longer_told_once_they_would_give_a_hidden_figure_away():
    lines = [
        ("A", 2023, 40, 20, 5, 60),
        ("A", 2024, 30, 3, 20, 67),
        ("A", 2025, 30, 20, 10, 67),
        ("B", 2025, 9, 8, 7, 50),
    ]

    found = {(each.office, each.year): each.figures for each in statistics.of_all_offices(lines)}

    assert found["A", 2024][1] is None
    assert [found["A", year][3] for year in (2024, 2025)] == [None, None]
    assert found["B", 2025] == [9, 8, 7, 50]


def test_a_year_is_counted_once_and_read_by_its_own_office_and_in_counts_by_the_coordinating_one(world, scope_as):
    last = date(THIS_YEAR - 2, 5, 4)  # counted in every month of this year
    done = {
        "stage": "certificate",
        "stage_since": last,
        "submitted_on": last,
        "decided_on": last,
        "certificate_on": last,
    }
    for _number in range(7):
        rows.application(**done)
    rows.application(rows.office("ebh-neuss"), **done)
    with connection.cursor() as cursor:
        cursor.execute("select kim_count_naturalisation_years(), kim_count_naturalisation_years()")
        assert cursor.fetchone()[1] == 0
    rows.application(**done)  # recorded late: what was published does not move
    with scope_as(rows.officer("ella")) as ella:
        counted = statistics.counted(rows.office())
        assert counted["naturalised", "", last.year] == counted["citizenship", "SYR", last.year] == 7
        assert set(YearFigure.objects.values_list("unit", flat=True)) == {rows.office().pk}
        with pytest.raises(PermissionDenied):
            appointments.for_the_steering_group()
    assert ella
    with scope_as(factories.user("office", role="coordinator", in_unit=factories.unit("office"))):
        found = appointments.for_the_steering_group()
        assert 1 not in [figure for row in found for figure in row.figures]
        assert not YearFigure.objects.exists()
