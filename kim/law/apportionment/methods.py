"""The methods on whole steps: quota methods by remainder, divisor methods by priority. No options, no words.

A divisor method gives the next step to the highest priority `weight / signpost(steps held)`. Stepping one by one would take
as long as there are steps; here everybody starts at the rounded quota, and only the few steps too many or too few move.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from kim.law.apportionment.model import Tie, Unit

Priority = tuple[int, Fraction]


class Steps(NamedTuple):
    """How many steps each unit gets, and the ties on the way."""

    of: dict[str, int]
    ties: tuple[Tie, ...] = ()


class Divisor(NamedTuple):
    """A divisor method: the priority of a weight that holds so many steps, and its way of rounding a quota n/d."""

    priority: Callable[[int, int], Priority]
    rounded: Callable[[int, int], int]


def _over(top: int, bottom: int) -> Priority:
    """A priority; whoever holds nothing comes first where the signpost is 0, the heavier before the lighter."""
    return (0, Fraction(top, bottom)) if bottom else (1, Fraction(top))


def _hill_rounded(top: int, bottom: int) -> int:
    whole = top // bottom
    return whole + (top * top > whole * (whole + 1) * bottom * bottom)


DIVISORS = {
    "sainte-lague": Divisor(lambda w, s: _over(w, 2 * s + 1), lambda n, d: (2 * n + d) // (2 * d)),
    "dhondt": Divisor(lambda w, s: _over(w, s + 1), lambda n, d: n // d),
    "adams": Divisor(_over, lambda n, d: -(-n // d)),
    "hill": Divisor(lambda w, s: _over(w * w, s * (s + 1)), _hill_rounded),
}


def whole_weights(units: Sequence[Unit]) -> dict[str, int]:
    """The weights as whole numbers in the same proportion."""
    common = lcm(*(unit.weight.denominator for unit in units))
    return {unit.key: int(unit.weight * common) for unit in units}


def largest_remainder(units: Sequence[Unit], steps: int, at_least: int) -> Steps:
    """Everybody the whole steps of the quota, the rest by remainder; who stays below the minimum gets it, and the others share anew."""
    lifted: dict[str, int] = {}
    rest = list(units)
    while rest:
        found = _by_remainder(rest, steps - at_least * len(lifted))
        below = {key for key, held in found.of.items() if held < at_least}
        if not below:
            return Steps(lifted | found.of, found.ties)
        lifted |= dict.fromkeys(below, at_least)
        rest = [unit for unit in rest if unit.key not in below]
    return Steps(lifted)


def _by_remainder(units: Sequence[Unit], steps: int) -> Steps:
    weights = whole_weights(units)
    total = sum(weights.values())
    parts = {unit.key: divmod(steps * weights[unit.key], total) for unit in units}
    held = {key: whole for key, (whole, _) in parts.items()}
    left = steps - sum(held.values())
    if not left:
        return Steps(held)
    queue = sorted(units, key=lambda unit: (-parts[unit.key][1], unit.rank))
    for unit in queue[:left]:
        held[unit.key] += 1
    last = parts[queue[left - 1].key][1]
    return Steps(held, _tie(queue, queue[:left], lambda unit: parts[unit.key][1] == last))


def _tie(queue: Iterable[Unit], winners: Sequence[Unit], is_equal: Callable[[Unit], bool]) -> tuple[Tie, ...]:
    equal = [unit for unit in queue if is_equal(unit)]
    keys = {unit.key for unit in winners}
    won = tuple(unit.key for unit in equal if unit.key in keys)
    return (Tie(tuple(unit.key for unit in equal), won, "step"),) if len(won) < len(equal) else ()


def by_divisor(name: str, units: Sequence[Unit], steps: int, at_least: int) -> Steps:
    """The shares of a divisor method, nobody below the minimum."""
    method, weights = DIVISORS[name], whole_weights(units)
    total = sum(weights.values())
    held = {key: max(at_least, method.rounded(steps * weight, total)) for key, weight in weights.items()}
    too_many = sum(held.values()) - steps
    if too_many > 0:
        _take(method, weights, held, too_many, at_least)
    elif too_many < 0:
        _give(method, weights, held, -too_many)
    return Steps(held, _settle(method, units, weights, held, at_least))


def _give(method: Divisor, weights: dict[str, int], held: dict[str, int], count: int) -> None:
    heap = [(_turned(method.priority(weights[key], steps)), key) for key, steps in held.items()]
    heapq.heapify(heap)
    for _ in range(count):
        _, key = heap[0]
        held[key] += 1
        heapq.heapreplace(heap, (_turned(method.priority(weights[key], held[key])), key))


def _turned(priority: Priority) -> Priority:
    return (-priority[0], -priority[1])


def _take(method: Divisor, weights: dict[str, int], held: dict[str, int], count: int, at_least: int) -> None:
    heap = [(method.priority(weights[key], steps - 1), key) for key, steps in held.items() if steps > at_least]
    heapq.heapify(heap)
    for _ in range(count):
        _, key = heapq.heappop(heap)
        held[key] -= 1
        if held[key] > at_least:
            heapq.heappush(heap, (method.priority(weights[key], held[key] - 1), key))


def _settle(
    method: Divisor, units: Sequence[Unit], weights: dict[str, int], held: dict[str, int], at_least: int
) -> tuple[Tie, ...]:
    """Where the last step given and the first one refused have the same priority, the rule for ties decides."""
    after = {key: method.priority(weights[key], steps) for key, steps in held.items()}
    before = {key: method.priority(weights[key], steps - 1) for key, steps in held.items() if steps > at_least}
    edge = max(after.values())
    if not before or min(before.values()) != edge:
        return ()
    refused = {key for key, priority in after.items() if priority == edge}
    given = {key for key, priority in before.items() if priority == edge}
    equal = sorted((unit for unit in units if unit.key in refused | given), key=lambda unit: unit.rank)
    for key in given:
        held[key] -= 1
    winners = equal[: len(given)]
    for unit in winners:
        held[unit.key] += 1
    return _tie(equal, winners, lambda _: True)
