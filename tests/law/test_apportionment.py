"""Posts shared by weights: published tables, the rules beside the method, and what is refused."""

from fractions import Fraction as F

import pytest

from kim.law.apportionment import METHODS, ApportionmentError, Group, Order, Unit, apportion
from kim.law.apportionment.words import places

# Asylum seekers assigned to the municipalities of Rhein-Kreis Neuss in 2017: Kreistag II/2125/XVI/2017.
ASSIGNED = {
    "Dormagen": 563,
    "Grevenbroich": 647,
    "Jüchen": 198,
    "Kaarst": 297,
    "Korschenbroich": 246,
    "Meerbusch": 272,
    "Neuss": 620,
    "Rommerskirchen": 182,
}
# Distribution key in percent, first quarter of 2017: rp-online.de.
PERCENT = dict(zip(ASSIGNED, ("0.34", "0.34", "0.16", "0.23", "0.19", "0.26", "0.67", "0.11"), strict=True))


def units(weights) -> list[Unit]:
    return [Unit(key, key, F(weight)) for key, weight in weights.items()]


def shared(weights, posts="7", method="largest-remainder", step="0.5", **more):
    return apportion(units(weights), Order(posts=F(posts), method=method, step=F(step), **more))


def of(result) -> dict[str, F]:
    return {row.unit.key: row.share for row in result.shares}


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        (ASSIGNED, "1.3028 1.4972 0.4582 0.6873 0.5693 0.6294 1.4347 0.4212"),
        (PERCENT, "1.0348 1.0348 0.4870 0.7000 0.5783 0.7913 2.0391 0.3348"),
    ],
)
def test_the_exact_shares_of_seven_posts_are_those_worked_out_by_hand(weights, expected):
    result = shared(weights, method="exact")

    assert [places(row.share, 4) for row in result.shares] == expected.split()
    assert sum(of(result).values()) == 7
    assert all(row.deviation == 0 for row in result.shares)


def test_half_posts_by_largest_remainder_and_by_divisors():
    assert [str(share) for share in of(shared(ASSIGNED)).values()] == [
        "3/2",
        "3/2",
        "1/2",
        "1/2",
        "1/2",
        "1/2",
        "3/2",
        "1/2",
    ]
    assert of(shared(PERCENT, method="adams"))["Rommerskirchen"] == F(1, 2)
    assert of(shared(PERCENT, method="dhondt"))["Neuss"] == F(5, 2)


def test_equals_are_decided_by_the_rule_and_reported():
    """Dormagen and Grevenbroich have the same key; with one whole post for both, the smaller key gets it."""
    result = shared({"b": 2, "a": 2, "c": 1}, posts="2", step="1", method="dhondt")
    assert (of(result), result.ties) == ({"b": 1, "a": 1, "c": 0}, ())

    result = shared({"b": 2, "a": 2, "c": 1}, posts="1", step="1", method="dhondt")
    assert of(result) == {"b": 0, "a": 1, "c": 0}
    assert [(tie.keys, tie.won, tie.about) for tie in result.ties] == [(("a", "b"), ("a",), "step")]

    result = shared({"small": 1, "large": 3}, posts="2", step="1")
    assert of(result) == {"small": 0, "large": 2}
    assert result.ties[0].won == ("large",)


def test_below_the_threshold_the_smallest_leaves_and_another_may_grow_over_it():
    """Jüchen and Rommerskirchen are below half a post; without Rommerskirchen, Jüchen reaches it: 7 * 0.16 / 2.19."""
    result = shared(PERCENT, method="exact", threshold=F(1, 2))

    assert [row.unit.key for row in result.shares if row.how == "dropped"] == ["Rommerskirchen"]
    assert places(of(result)["Jüchen"], 4) == "0.5114"
    assert sum(of(result).values()) == 7
    assert "Rommerskirchen" in result.warnings[0].sentence


def test_a_tie_that_costs_a_place_is_reported_also_after_the_loser_has_left():
    result = shared({"a": 3, "b": 3, "c": 3}, posts="2", step="1", threshold=F(1), method="sainte-lague")

    assert of(result) == {"a": 1, "b": 1, "c": 0}
    assert any("c" in tie.keys and "c" not in tie.won for tie in result.ties)


@pytest.mark.parametrize("method", METHODS)
def test_the_minimum_holds_for_everybody_and_the_sum_stays(method):
    result = shared({"a": 100, "b": 10, "c": 1, "d": 0}, posts="5", method=method, minimum=F(1, 2))

    assert min(of(result).values()) == F(1, 2)
    assert sum(of(result).values()) == 5


def test_a_minimum_between_two_steps_is_lifted_and_said():
    result = shared(PERCENT, minimum=F("0.3"))

    assert min(of(result).values()) == F(1, 2)
    assert "minimum_lifted" in [warned.code for warned in result.warnings]


def test_a_group_is_one_unit_and_fixed_shares_go_first():
    """Siegen-Wittgenstein: six posts, several municipalities served together."""
    group = Group("nord", ("Jüchen", "Rommerskirchen"))
    result = shared(ASSIGNED, groups=(group,), fixed={"Neuss": F(2)})

    rows = {row.unit.key: row for row in result.shares}
    assert rows["nord"].unit.weight == 380
    assert rows["nord"].unit.name == "Jüchen + Rommerskirchen"
    assert (rows["Neuss"].share, rows["Neuss"].how) == (2, "fixed")
    assert "Jüchen" not in rows
    assert sum(of(result).values()) == 7


@pytest.mark.parametrize("method", ["adams", "hill"])
def test_with_fewer_steps_than_municipalities_the_unserved_are_named(method):
    result = shared(ASSIGNED, posts="3", method=method)

    assert result.unserved == ("Jüchen", "Rommerskirchen")
    assert sum(of(result).values()) == 3
    assert "Jüchen" in result.warnings[0].sentence


def test_one_municipality_gets_all_and_who_has_no_weight_nothing():
    assert of(shared({"a": 5})) == {"a": 7}
    result = shared({"a": 5, "b": 0}, method="hill")
    assert of(result) == {"a": 7, "b": 0}
    assert (result.warnings[0].code, result.unserved) == ("weightless", ())


@pytest.mark.parametrize(
    ("code", "weights", "more"),
    [
        ("no_units", {}, {}),
        ("negative", {"a": -1, "b": 2}, {}),
        ("all_zero", {"a": 0, "b": 0}, {}),
        ("method", {"a": 1}, {"method": "guess"}),
        ("posts", {"a": 1}, {"posts": "0"}),
        ("step", {"a": 1}, {"step": "0"}),
        ("posts_step", {"a": 1}, {"posts": "7.3"}),
        ("minimum", {"a": 1}, {"minimum": F(-1)}),
        ("minimum_posts", {"a": 1, "b": 1}, {"minimum": F(4)}),
        ("threshold", {"a": 1}, {"threshold": F(-1)}),
        ("threshold_posts", {"a": 1, "b": 1}, {"threshold": F(8)}),
        ("threshold_posts", {"a": 1, "b": 1}, {"threshold": F(8), "method": "exact"}),
        ("group_overlap", {"a": 1, "b": 1}, {"groups": (Group("x", ("a",)), Group("y", ("a", "b")))}),
        ("group_unknown", {"a": 1}, {"groups": (Group("x", ("q",)),)}),
        ("group_empty", {"a": 1}, {"groups": (Group("x", ()),)}),
        ("group_twice", {"a": 1, "b": 1}, {"groups": (Group("x", ("a",)), Group("x", ("b",)))}),
        ("group_key", {"a": 1, "b": 1}, {"groups": (Group("b", ("a",)),)}),
        ("fixed_unknown", {"a": 1}, {"fixed": {"q": F(1)}}),
        ("fixed_grouped", {"a": 1, "b": 1}, {"groups": (Group("x", ("a",)),), "fixed": {"a": F(1)}}),
        ("fixed_negative", {"a": 1}, {"fixed": {"a": F(-1)}}),
        ("fixed_step", {"a": 1, "b": 1}, {"fixed": {"a": F("0.3")}}),
        ("fixed_posts", {"a": 1, "b": 1}, {"fixed": {"a": F(8)}}),
        ("fixed_rest", {"a": 1}, {"fixed": {"a": F(1)}}),
        ("fixed_all", {"a": 1, "b": 1}, {"fixed": {"a": F(7)}}),
    ],
)
def test_what_cannot_be_shared_is_refused_by_one_sentence(code, weights, more):
    with pytest.raises(ApportionmentError) as refused:
        shared(weights, **more)

    assert refused.value.code == code
    assert str(refused.value).endswith(".")


def test_a_key_that_stands_twice_is_refused():
    with pytest.raises(ApportionmentError, match="stands twice"):
        apportion([Unit("a", "A", F(1)), Unit("a", "B", F(1))], Order(posts=F(1), method="exact"))
