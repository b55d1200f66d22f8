"""What is refused before anything is shared; each refusal is one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NoReturn

from kim.law.apportionment.faults import ApportionmentError
from kim.law.apportionment.model import METHODS, Order, Unit
from kim.law.apportionment.words import decimal

SMALLEST_STEP = Fraction(1, 100)


def _refuse(code: str, **values: object) -> NoReturn:
    shown = {key: decimal(value) if isinstance(value, Fraction) else value for key, value in values.items()}
    raise ApportionmentError(code, **shown)


def check(units: Sequence[Unit], order: Order) -> None:
    """Weights, the figures of the order, its groups and fixed shares."""
    if order.method not in METHODS:
        _refuse("method", method=order.method, methods=", ".join(METHODS))
    _weights(units)
    _figures(order)
    _groups({unit.key for unit in units}, order)
    _fixed({unit.key for unit in units}, order)


def _weights(units: Sequence[Unit]) -> None:
    if not units:
        _refuse("no_units")
    seen: set[str] = set()
    for unit in units:
        if unit.key in seen:
            _refuse("duplicate", key=unit.key)
        if unit.weight < 0:
            _refuse("negative", name=unit.name, key=unit.key, weight=unit.weight)
        seen.add(unit.key)
    if not any(unit.weight for unit in units):
        _refuse("all_zero")


def _figures(order: Order) -> None:
    if order.posts <= 0:
        _refuse("posts", posts=order.posts)
    if order.step < SMALLEST_STEP:
        _refuse("step", step=order.step)
    if order.method != "exact" and order.posts % order.step:
        lower = order.posts // order.step * order.step
        _refuse("posts_step", posts=order.posts, step=order.step, lower=lower, upper=lower + order.step)
    if order.minimum < 0:
        _refuse("minimum", minimum=order.minimum)
    if order.threshold < 0:
        _refuse("threshold", threshold=order.threshold)


def _groups(keys: set[str], order: Order) -> None:
    seen: dict[str, str] = {}
    names: set[str] = set()
    for group in order.groups:
        if group.key in names:
            _refuse("group_twice", group=group.key)
        if group.key in keys and group.key not in group.members:
            _refuse("group_key", group=group.key)
        if not group.members:
            _refuse("group_empty", group=group.key)
        names.add(group.key)
        for key in group.members:
            if key not in keys:
                _refuse("group_unknown", group=group.key, key=key)
            if key in seen:
                _refuse("group_overlap", key=key, group=seen[key], other=group.key)
            seen[key] = group.key


def _fixed(keys: set[str], order: Order) -> None:
    group_of = {member: group.key for group in order.groups for member in group.members}
    known = (keys - set(group_of)) | set(group_of.values())
    for key, share in order.fixed.items():
        if key not in known and key in group_of:
            _refuse("fixed_grouped", key=key, group=group_of[key])
        if key not in known:
            _refuse("fixed_unknown", key=key)
        if share < 0:
            _refuse("fixed_negative", key=key, share=share)
        if order.method != "exact" and share % order.step:
            _refuse("fixed_step", key=key, share=share, step=order.step)


def check_rest(free: Sequence[Unit], rest: Fraction, order: Order) -> None:
    """What the fixed shares leave must fit those without one."""
    if rest < 0:
        _refuse("fixed_posts", fixed=order.posts - rest, posts=order.posts)
    if not free and rest:
        _refuse("fixed_rest", rest=rest)
    if free and not rest:
        _refuse("fixed_all", count=len(free))
    if free and not any(unit.weight for unit in free):
        _refuse("all_zero")
    check_minimum(free, rest, order)


def check_minimum(units: Sequence[Unit], posts: Fraction, order: Order) -> None:
    """The minimum of all together must not exceed the posts."""
    minimum = order.minimum if order.method == "exact" else -(-order.minimum // order.step) * order.step
    needed = minimum * len(units)
    if needed > posts:
        _refuse("minimum_posts", count=len(units), minimum=minimum, needed=needed, posts=posts)
