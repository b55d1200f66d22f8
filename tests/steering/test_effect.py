"""Whether something fell: no false joy, and a real fall is seen."""

import math
import random

import pytest

from kim.steering.effect import compare
from kim.steering.models import EffectResult

MONTHS = 6


def poisson(rng: random.Random, mean: float) -> int:
    """Knuth's way, good for small means."""
    limit, k, product = math.exp(-mean), 0, rng.random()
    while product > limit:
        k, product = k + 1, product * rng.random()
    return k


def bursts(rng: random.Random, mean: float) -> int:
    """Counts that vary twice as much as chance: a Poisson whose mean is itself drawn."""
    return poisson(rng, rng.gammavariate(mean, 1.0))


def called_fallen(draw, series: int, *, after: float = 1.0) -> float:
    rng = random.Random(7)
    results = []
    for _number in range(series):
        mean = rng.uniform(1, 8)
        before = [draw(rng, mean) for _month in range(MONTHS)]
        results.append(compare(before, [draw(rng, mean * after) for _month in range(MONTHS)]).result)
    return results.count(EffectResult.FALLEN) / series


@pytest.mark.parametrize("draw", [poisson, bursts])
def test_of_a_hundred_series_without_effect_at_most_five_are_called_fallen(draw):
    assert called_fallen(draw, 100) <= 0.05
    assert called_fallen(draw, 2000) <= 0.05


def test_a_fall_to_a_quarter_is_mostly_seen():
    assert called_fallen(poisson, 500, after=0.25) >= 0.7


def test_few_observations_say_nothing_and_the_sentence_tells_the_counts():
    found = compare([1, 0, 1], [0, 0, 0])
    assert found.result == EffectResult.TOO_FEW
    assert "2 Beobachtungen in 3 Monaten vorher, 0 Beobachtungen in 3 Monaten nachher" in found.sentence


def test_a_rise_is_called_a_rise_and_one_single_burst_is_not():
    assert compare([1, 2, 1, 1, 2, 1], [5, 6, 5, 7, 6, 5]).result == EffectResult.RISEN
    assert compare([2, 1, 2, 12, 1, 2], [2, 1, 2, 1, 2, 1]).result == EffectResult.NOT_FALLEN


def test_a_side_without_months_is_refused():
    with pytest.raises(ValueError, match="at least one month"):
        compare([], [1])
