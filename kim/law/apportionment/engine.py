"""From weights and an order to shares: groups, fixed shares, the method, then the threshold as often as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kim.law.apportionment import checks
from kim.law.apportionment.faults import ApportionmentError
from kim.law.apportionment.methods import DIVISORS, by_divisor, largest_remainder
from kim.law.apportionment.model import FIRST_TO_ALL, Apportionment, Order, Share, Tie, Unit, Warned
from kim.law.apportionment.words import decimal, names

Shares = dict[str, Fraction]


def apportion(units: Sequence[Unit], order: Order) -> Apportionment:
    """The shares of all units; they add up to the posts, and ApportionmentError says why they cannot."""
    checks.check(units, order)
    all_units = grouped(units, order)
    free = [unit for unit in all_units if unit.key not in order.fixed]
    rest = order.posts - sum(order.fixed.values(), Fraction(0))
    checks.check_rest(free, rest, order)
    minimum = _on_steps(order)
    found, dropped, ties = _until_threshold(free, rest, order, minimum) if free else ({}, [], [])
    shares = found | dict(order.fixed)
    total = sum((unit.weight for unit in all_units), Fraction(0))
    gone = {unit.key for unit in dropped}
    rows = tuple(
        Share(
            unit,
            order.posts * unit.weight / total,
            shares.get(unit.key, Fraction(0)),
            "fixed" if unit.key in order.fixed else "dropped" if unit.key in gone else "computed",
        )
        for unit in all_units
    )
    unserved = _unserved(free, rest, order)
    warnings = _warnings(all_units, order, minimum, dropped, unserved)
    return Apportionment(order, total, rows, tuple(ties), warnings, tuple(unit.key for unit in unserved))


def grouped(units: Sequence[Unit], order: Order) -> list[Unit]:
    """The units with each group in the place of its first municipality."""
    by_key = {unit.key: unit for unit in units}
    group_of = {member: group for group in order.groups for member in group.members}
    found: dict[str, Unit] = {}
    for unit in units:
        group = group_of.get(unit.key)
        if group is None:
            found[unit.key] = unit
        elif group.key not in found:
            members = [by_key[key] for key in group.members]
            name = group.name or " + ".join(member.name for member in members)
            weight = sum((member.weight for member in members), Fraction(0))
            found[group.key] = Unit(group.key, name, weight, group.members)
    return list(found.values())


def _on_steps(order: Order) -> Fraction:
    """The minimum, lifted to the next step where there are steps."""
    return order.minimum if order.method == "exact" else -(-order.minimum // order.step) * order.step


def _until_threshold(
    units: list[Unit], posts: Fraction, order: Order, minimum: Fraction
) -> tuple[Shares, list[Unit], list[Tie]]:
    """Shared again without the smallest share below the threshold, until none is below it."""
    active, dropped, close, fatal = list(units), list[Unit](), list[tuple[Unit, Unit]](), list[Tie]()
    while True:
        shares, ties = _shared(active, posts, order, minimum)
        below = [unit for unit in active if shares[unit.key] < order.threshold]
        if not below:
            break
        if len(active) == 1:
            raise ApportionmentError("threshold_posts", threshold=decimal(order.threshold), posts=decimal(posts))
        leaving = _smallest(below, shares, order, minimum)
        gone = {unit.key for unit in leaving}
        # Whoever lost a tie and is dropped for it stands in no later tie.
        fatal += [tie for tie in ties if gone & (set(tie.keys) - set(tie.won))]
        active = [unit for unit in active if unit.key not in gone]
        close += _twins(leaving[-1], active, shares) if active else []
        dropped += leaving
        if not active:
            raise ApportionmentError("threshold_posts", threshold=decimal(order.threshold), posts=decimal(posts))
        checks.check_minimum(active, posts, order)
    staying = {unit.key for unit in active}
    saved = [Tie((out.key, kept.key), (kept.key,), "threshold") for out, kept in close if kept.key in staying]
    return shares, dropped, [*fatal, *ties, *saved]


def _smallest(below: list[Unit], shares: Shares, order: Order, minimum: Fraction) -> list[Unit]:
    """The smallest share; several at once only where dropping them one by one is proved to end the same."""
    if order.method in DIVISORS and not minimum and (nothing := [unit for unit in below if not shares[unit.key]]):
        # Without those who hold no step a divisor method gives all others what they had.
        return nothing
    if order.method == "exact" and not minimum:
        return _light(below, shares, order.threshold)
    last = max(below, key=lambda unit: (-shares[unit.key], unit.rank))
    return [last]


def _light(below: list[Unit], shares: Shares, threshold: Fraction) -> list[Unit]:
    """Exact shares keep their proportions: as many of the lightest as stay below with those before them gone."""
    queue = sorted(below, key=lambda unit: unit.rank, reverse=True)
    posts = sum(shares.values(), Fraction(0))
    left, leaving = posts, list[Unit]()
    for unit in queue:
        if left and shares[unit.key] * posts / left >= threshold:
            break
        leaving.append(unit)
        left -= shares[unit.key]
    return leaving


def _twins(out: Unit, active: list[Unit], shares: Shares) -> list[tuple[Unit, Unit]]:
    return [(out, unit) for unit in active if (shares[unit.key], unit.weight) == (shares[out.key], out.weight)]


def _shared(units: list[Unit], posts: Fraction, order: Order, minimum: Fraction) -> tuple[Shares, tuple[Tie, ...]]:
    """One run of the method; who has no weight gets the minimum and no more."""
    weighty = [unit for unit in units if unit.weight]
    weightless = {unit.key: minimum for unit in units if not unit.weight}
    left = posts - sum(weightless.values(), Fraction(0))
    if order.method == "exact":
        return weightless | _exact(weighty, left, minimum), ()
    steps, at_least = int(left / order.step), int(minimum / order.step)
    if order.method == "largest-remainder":
        found = largest_remainder(weighty, steps, at_least)
    else:
        found = by_divisor(order.method, weighty, steps, at_least)
    return weightless | {key: held * order.step for key, held in found.of.items()}, found.ties


def _exact(units: list[Unit], posts: Fraction, minimum: Fraction) -> Shares:
    """Shares by weight; who stays below the minimum gets it, and the others share what is left."""
    lifted: Shares = {}
    rest = list(units)
    while rest:
        total = sum((unit.weight for unit in rest), Fraction(0))
        each = (posts - minimum * len(lifted)) / total
        below = {unit.key for unit in rest if unit.weight * each < minimum}
        if not below:
            return lifted | {unit.key: unit.weight * each for unit in rest}
        lifted |= dict.fromkeys(below, minimum)
        rest = [unit for unit in rest if unit.key not in below]
    return lifted


def _unserved(free: list[Unit], posts: Fraction, order: Order) -> list[Unit]:
    """Whom a method that serves everybody first cannot serve, because there are fewer steps than municipalities."""
    weighty = sorted((unit for unit in free if unit.weight), key=lambda unit: unit.rank)
    if order.method not in FIRST_TO_ALL or len(weighty) * order.step <= posts:
        return []
    return weighty[int(posts / order.step) :]


def _warnings(
    units: list[Unit], order: Order, minimum: Fraction, dropped: list[Unit], unserved: list[Unit]
) -> tuple[Warned, ...]:
    found = []
    if none := [unit for unit in units if not unit.weight]:
        what = "the minimum and no more" if minimum else "nothing"
        found.append(_warned("weightless", f"Without weight, and so with {what}: {names(none)}.", none))
    if minimum != order.minimum:
        sentence = f"The minimum of {decimal(order.minimum)} is lifted to {decimal(minimum)}, the next step."
        found.append(Warned("minimum_lifted", sentence))
    if dropped:
        sentence = f"Below the threshold of {decimal(order.threshold)}, and so without a share: {names(dropped)}."
        found.append(_warned("dropped", sentence, dropped))
    if unserved:
        sentence = f"There are fewer steps than municipalities; nothing is left for {names(unserved)}."
        found.append(_warned("unserved", sentence, unserved))
    return tuple(found)


def _warned(code: str, sentence: str, units: list[Unit]) -> Warned:
    return Warned(code, sentence, tuple(unit.key for unit in units))
