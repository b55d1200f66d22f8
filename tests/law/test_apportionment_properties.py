"""What holds for every apportionment, and the same results from plain searches and from a package by others."""

import itertools
import random
from fractions import Fraction as F
from math import floor

import pytest
from apportionment.methods import TiesException, compute
from hypothesis import assume, given
from hypothesis import strategies as st

from kim.law.apportionment import METHODS, Group, Order, Unit, apportion

DIVISORS = ("sainte-lague", "dhondt", "adams", "hill")
weights = st.lists(st.integers(1, 60), min_size=1, max_size=7)
counts = st.integers(1, 24)
methods = st.sampled_from(METHODS)
steps = st.sampled_from([F(1, 100), F(1, 10), F(1, 4), F(1, 2), F(1)])


def units(values) -> list[Unit]:
    return [Unit(f"{number:02}", f"{number:02}", F(value)) for number, value in enumerate(values)]


def shares(values, count, method, step=F(1), **more) -> list[F]:
    result = apportion(units(values), Order(posts=count * step, method=method, step=step, **more))
    return [row.share for row in result.shares]


@given(weights, counts, methods, steps, st.integers(0, 3), st.integers(0, 3))
def test_the_sum_is_the_posts_and_every_share_stands_on_a_step(values, count, method, step, low, high):
    minimum = min(low, count // len(values)) * step
    threshold = min(high, count) * step
    found = shares(values, count, method, step, minimum=minimum, threshold=threshold)

    assert sum(found) == count * step
    assert all(share == 0 or share >= max(minimum, threshold) for share in found)
    if method != "exact":
        assert all(share % step == 0 for share in found)


@given(weights, counts, st.sampled_from(["exact", *DIVISORS]))
def test_with_one_more_post_nobody_gets_less(values, count, method):
    before, after = shares(values, count, method), shares(values, count + 1, method)
    assert all(old <= new for old, new in zip(before, after, strict=True))


def test_largest_remainder_has_no_such_monotony():
    """The Alabama paradox: known of the method, therefore not promised."""
    assert (shares([6, 6, 2], 10, "largest-remainder")[2], shares([6, 6, 2], 11, "largest-remainder")[2]) == (2, 1)


@given(weights, counts, methods, st.randoms(use_true_random=False), st.fractions(F(1, 50), 50))
def test_order_and_scale_of_the_weights_do_not_matter(values, count, method, chance, factor):
    row = units(values)
    order = Order(posts=F(count), method=method, step=F(1))
    expected = {share.unit.key: share.share for share in apportion(row, order).shares}
    mixed = [Unit(unit.key, unit.name, unit.weight * factor) for unit in chance.sample(row, len(row))]
    assert {share.unit.key: share.share for share in apportion(mixed, order).shares} == expected


@given(weights, counts)
def test_largest_remainder_keeps_the_quota(values, count):
    total = sum(values)
    for value, share in zip(values, shares(values, count, "largest-remainder"), strict=True):
        assert abs(share - F(count * value, total)) < 1


@given(weights, counts, methods)
def test_who_has_more_weight_never_gets_less(values, count, method):
    found = sorted(zip(values, shares(values, count, method), strict=True))
    for (light, less), (heavy, more) in itertools.pairwise(found):
        assert less <= more or light == heavy


@given(st.lists(st.integers(1, 60), min_size=3, max_size=7), counts, methods)
def test_a_group_gets_what_one_municipality_of_its_weight_would(values, count, method):
    joined = shares(values, count, method, groups=(Group("00", ("00", "01")),))
    merged = [Unit("00", "00", F(values[0] + values[1])), *units(values)[2:]]
    result = apportion(merged, Order(posts=F(count), method=method, step=F(1)))
    assert joined == [row.share for row in result.shares]


def _signpost(method: str, held: int) -> F:
    """Squared, so that Hill's is exact as well."""
    value = {"sainte-lague": F(2 * held + 1, 2), "dhondt": F(held + 1), "adams": F(held)}.get(method)
    return F(held * (held + 1)) if value is None else value**2


def one_by_one(values, count, method, at_least=0) -> list[int]:
    """Every step by itself to the greatest priority."""

    def urgency(number: int) -> tuple[F, F, F, int]:
        post = _signpost(method, held[number])
        squared = F(values[number]) ** 2
        return (F(post == 0), squared / post if post else squared, F(values[number]), -number)

    held = [at_least] * len(values)
    for _ in range(count - at_least * len(values)):
        held[max(range(len(values)), key=urgency)] += 1
    return held


@given(weights, counts, st.sampled_from(DIVISORS), st.integers(0, 3))
def test_divisor_methods_agree_with_giving_step_by_step(values, count, method, low):
    at_least = min(low, count // len(values))
    assert shares(values, count, method, minimum=F(at_least)) == one_by_one(values, count, method, at_least)


THEIRS = {
    "largest-remainder": "hamilton", "sainte-lague": "webster", "dhondt": "jefferson", "adams": "adams", "hill": "huntington",
}  # fmt: skip


def theirs(values, count, method) -> list[int]:
    """The table of the published package `apportionment` (Lackner and others, doi 10.5281/zenodo.6108968)."""
    names = [str(number) for number in range(len(values))]
    found: list[int] = compute(THEIRS[method], values, count, fractions=True, parties=names, tiesallowed=False)
    return found


@pytest.mark.parametrize("method", THEIRS)
@given(values=st.lists(st.integers(1, 100_000), min_size=1, max_size=9), count=st.integers(1, 40))
def test_every_method_gives_the_table_of_a_package_by_others(method, values, count):
    """Where it knows one table only: whom a tie favours is decided by a rule of its own there, and by ours here."""
    try:
        expected = theirs(values, count, method)
    except TiesException:
        assume(False)
    assert shares(values, count, method) == expected


@pytest.mark.parametrize("method", THEIRS)
def test_four_hundred_municipalities_by_a_package_by_others(method):
    """As many as North Rhine-Westphalia has, 396, and 600 steps."""
    chance = random.Random(11)
    values = [chance.randrange(1, 10**7) for _ in range(396)]
    assert shares(values, 600, method) == theirs(values, 600, method)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=4), st.integers(1, 7))
def test_largest_remainder_is_the_allocation_that_deviates_least(values, count):
    """Among all ways to share the steps; the rule for ties is left out by comparing the deviation."""
    quotas = [F(count * value, sum(values)) for value in values]

    def deviation(held) -> F:
        return sum(((F(each) - quota) ** 2 for each, quota in zip(held, quotas, strict=True)), F(0))

    every = (held for held in itertools.product(range(count + 1), repeat=len(values)) if sum(held) == count)
    assert deviation(shares(values, count, "largest-remainder")) == min(deviation(held) for held in every)


@given(weights, counts, methods, st.integers(1, 4))
def test_the_threshold_drops_the_smallest_one_by_one(values, count, method, high):
    """The shortcuts of the engine end where dropping one after the other ends."""
    threshold = F(min(high, count))
    left = list(range(len(values)))
    while True:
        row = [Unit(f"{number:02}", "", F(values[number])) for number in left]
        result = apportion(row, Order(posts=F(count), method=method, step=F(1)))
        found = dict(zip(left, (each.share for each in result.shares), strict=True))
        if min(found.values()) >= threshold:
            break
        left.remove(min(left, key=lambda number: (found[number], values[number], -number)))
    expected = [found.get(number, F(0)) for number in range(len(values))]
    assert shares(values, count, method, threshold=threshold) == expected


def test_eleven_thousand_municipalities_agree_with_a_search_for_the_divisor():
    """Another way to the same table: halve the interval of the divisor until the rounded quotas add up."""
    chance = random.Random(7)
    values = [chance.randrange(1, 10**9) for _ in range(11_000)]
    low, high = F(1), F(sum(values))
    while True:
        middle = (low + high) / 2
        held = [floor(value / middle + F(1, 2)) for value in values]
        if sum(held) == 20_000:
            break
        low, high = (middle, high) if sum(held) > 20_000 else (low, middle)
    found = apportion(units(values), Order(posts=F(10_000), method="sainte-lague"))
    assert [row.share * 2 for row in found.shares] == held
