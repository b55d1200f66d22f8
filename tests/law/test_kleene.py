"""Strong Kleene logic, by its tables and by its laws."""

from itertools import product

import pytest

from kim.law.kleene import MET, NOT_MET, UNKNOWN, Kleene, all_of, any_of, known, not_

ALL = list(Kleene)
PAIRS = list(product(ALL, ALL))
AND = {(MET, MET): MET, (MET, UNKNOWN): UNKNOWN, (UNKNOWN, UNKNOWN): UNKNOWN}
OR = {(NOT_MET, NOT_MET): NOT_MET, (NOT_MET, UNKNOWN): UNKNOWN, (UNKNOWN, UNKNOWN): UNKNOWN}


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_all_of_follows_the_table(left: Kleene, right: Kleene) -> None:
    expected = AND.get((left, right)) or AND.get((right, left)) or NOT_MET

    assert all_of([left, right]) is expected


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_any_of_follows_the_table(left: Kleene, right: Kleene) -> None:
    expected = OR.get((left, right)) or OR.get((right, left)) or MET

    assert any_of([left, right]) is expected


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_de_morgan_holds(left: Kleene, right: Kleene) -> None:
    assert not_(all_of([left, right])) is any_of([not_(left), not_(right)])


def test_nothing_asked_for_is_met_and_nothing_offered_is_not() -> None:
    assert (all_of([]), any_of([])) == (MET, NOT_MET)


def test_a_missing_answer_is_unknown_not_no() -> None:
    assert (known(True), known(False), known(None)) == (MET, NOT_MET, UNKNOWN)
