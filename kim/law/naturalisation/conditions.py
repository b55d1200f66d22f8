"""The tests a rule may name in its condition, and how conditions join."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from kim.law.kleene import MET, NOT_MET, UNKNOWN, all_of, any_of
from kim.law.naturalisation import knowing, living, penal, settlement, stay
from kim.law.naturalisation.leaf import Case, Leaf

Test: TypeAlias = Callable[[Case, Mapping[str, Any]], Leaf]
Check: TypeAlias = Callable[[Case], Leaf]

TESTS: Mapping[str, Test] = {
    name: test
    for room, names in (
        (stay, ("residence", "title", "capacity", "identity", "renunciation", "declaration")),
        (knowing, ("language", "child_language", "oral", "efforts", "cause", "civics", "course", "achievement")),
        (knowing, ("below_16",)),
        (penal, ("convictions", "public_order")),
        (settlement, ("permit_years", "mostly_supports", "pension_age", "stated")),
        (living, ("supports", "not_responsible", "strict_support", "applied_by", "guest_worker", "full_time")),
        (living, ("family_of_worker", "pending", "several_spouses", "deception", "marriage", "together")),
        (living, ("parent_at_birth", "pension")),
    )
    for name in names
    for test in (getattr(room, name),)
}
# Tests whose finding may change only because days pass; the others need something to happen.
TIMED = frozenset(
    (
        "residence",
        "title",
        "capacity",
        "declaration",
        "language",
        "child_language",
        "civics",
        "below_16",
        "full_time",
        "family_of_worker",
        "deception",
        "marriage",
        "convictions",
        "permit_years",
        "pension_age",
        "cause",
    )
)


def open_by_discretion(case: Case, params: Mapping[str, Any]) -> Leaf:
    """The office's discretion: counted as unknown, marked."""
    return Leaf(UNKNOWN, "discretion", may=True)


def compile_condition(condition: Mapping[str, Any]) -> tuple[Check, frozenset[str]]:
    """A condition as a function, with the names of the tests in it."""
    for word, join in (("all", all_of), ("any", any_of)):
        if word in condition:
            parts = [compile_condition(part) for part in condition[word]]
            names = frozenset(name for _check, found in parts for name in found)
            return _joined([check for check, _names in parts], join), names
    name = condition["test"]
    test = open_by_discretion if name == "discretion" else TESTS[name]
    params = {key: frozenset(v) if isinstance(v, list) else v for key, v in condition.items() if key != "test"}
    return (lambda case: test(case, params)), frozenset({name})


def _joined(checks: Sequence[Check], join: Callable[[Any], Any]) -> Check:
    def check(case: Case) -> Leaf:
        leaves = [one(case) for one in checks]
        values = [leaf.value for leaf in leaves if leaf.value is not None]
        if not values:
            return leaves[0]
        value = join(values)
        deciding = [leaf for leaf in leaves if leaf.value is value]
        chosen = deciding[0]
        days = [leaf.when for leaf in deciding if leaf.when]
        when = max(days) if days and (value is MET) == (join is all_of) else (min(days) if days else None)
        if value is NOT_MET and days and join is all_of:
            when = max(days) if len(days) == len(deciding) else None
        rests = tuple(rule for leaf in leaves for rule in leaf.rests_on)
        asks = tuple(dict.fromkeys(key for leaf in deciding for key in leaf.asks)) if value is UNKNOWN else ()
        may = value is UNKNOWN and all(leaf.may for leaf in deciding)
        return Leaf(value, chosen.why, chosen.params, when, rests, may, asks)

    return check
