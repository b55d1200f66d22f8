"""`kim staffing entitlement` and `apportion`: JSON for other programs, sentences and exit codes, no database."""

import json
from decimal import Decimal as D
from fractions import Fraction as F
from pathlib import Path

import pytest

from kim.cli import main

COUNTY = Path(__file__).parents[2] / "counties" / "rhein-kreis-neuss.toml"
# Asylum seekers assigned to the municipalities in 2017: Kreistag II/2125/XVI/2017.
ASSIGNED = """key,name,weight
05162004,Dormagen,563
05162008,Grevenbroich,647
05162012,Jüchen,198
05162016,Kaarst,297
05162020,Korschenbroich,246
05162022,Meerbusch,272
05162024,Neuss,620
05162028,Rommerskirchen,182
"""


@pytest.fixture
def weights(tmp_path):
    path = tmp_path / "weights.csv"
    path.write_text(ASSIGNED, encoding="utf-8")
    return path


def run(capsys, *words) -> tuple[int, str, str]:
    return main(["staffing", *map(str, words)]), *capsys.readouterr()


def shared(capsys, weights, *more, method="exact", posts="7"):
    code, out, err = run(
        capsys, "apportion", "--posts", posts, "--weights", weights, "--method", method, "--json", *more
    )
    return code, json.loads(out) if out else None, err


def test_rhein_kreis_neuss_2021_has_fifteen_and_a_quarter_posts_each_with_its_source(capsys):
    code, out, _ = run(capsys, "entitlement", "--county", COUNTY, "--on", "2021-12-31", "--json")

    found = json.loads(out)
    assert (code, found["county"], found["on"], D(found["total_fte"])) == (
        0,
        "Rhein-Kreis Neuss",
        "2021-12-31",
        D("15.25"),
    )
    assert [line["fte"] for line in found["lines"]] == ["3.5", "0.5", "1.0", "1.0", "7.0", "2.25"]
    assert all(line["rule"] and line["citation"] and line["facts"] and line["certainty"] for line in found["lines"])
    assert [line["block"] for line in found["lines"] if line["certainty"] == "claimed by the county"] == [3]
    assert all(fact["source"] for line in found["lines"] for fact in line["facts"])
    assert any("AZR" in sentence for sentence in found["unknown"])


def test_exact_shares_add_up_as_fractions(capsys, weights):
    code, found, err = shared(capsys, weights)

    assert (code, err) == (0, "")
    assert (found["posts"], found["method"], found["weights_total"]) == ("7", "exact", "3025")
    assert [row["quota"] for row in found["shares"]] == (
        ["1.3028", "1.4972", "0.4582", "0.6873", "0.5693", "0.6294", "1.4347", "0.4212"]
    )
    assert sum(F(row["share_exact"]) for row in found["shares"]) == 7
    assert found["shares"][0]["share_exact"] == "3941/3025"


def test_steps_minimum_threshold_groups_and_fixed_shares(capsys, weights, tmp_path):
    groups = tmp_path / "groups.csv"
    groups.write_text("group;key\nnord;5162012\nnord;05162028\n")
    code, found, _ = shared(
        capsys, weights, "--step", "0,5", "--minimum", "0.5", "--groups", groups, "--fixed", "05162024=2",
        method="largest-remainder",
    )  # fmt: skip

    rows = {row["key"]: row for row in found["shares"]}
    assert (code, sum(D(row["share"]) for row in rows.values())) == (0, 7)
    assert (rows["nord"]["members"], rows["05162024"]["share"]) == (["05162012", "05162028"], "2")
    assert "share_exact" not in rows["nord"]

    _, found, _ = shared(capsys, weights, "--threshold", "0.5")
    assert [row["name"] for row in found["shares"] if D(row["share"]) == 0] == ["Jüchen", "Rommerskirchen"]
    assert any("Rommerskirchen" in sentence for sentence in found["warnings"])


def test_fewer_steps_than_municipalities_end_with_two_and_name_the_unserved(capsys, weights):
    code, found, err = shared(capsys, weights, method="adams", posts="3")

    assert code == 2
    assert any("Jüchen" in sentence and "Rommerskirchen" in sentence for sentence in found["warnings"])
    assert found["unserved"] == ["05162012", "05162028"]
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "more",
    [
        ("--posts", "seven"), ("--posts", "0"), ("--posts", "-1"), ("--step", "0"), ("--minimum", "2"), ("--method", "guess"),
        ("--weights", "/nowhere.csv"), ("--groups", "/nowhere.csv"), ("--fixed", "a"), ("--posts", "7.3"),
    ],
)  # fmt: skip
def test_a_bad_call_ends_with_two_and_one_sentence(capsys, weights, more):
    given = {"--posts": "7", "--weights": str(weights), "--method": "dhondt"} | {more[0]: more[1]}
    code, out, err = run(capsys, "apportion", *(word for pair in given.items() for word in pair))
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_a_bad_day_or_profile_ends_with_two(capsys, tmp_path):
    assert run(capsys, "entitlement", "--county", COUNTY, "--on", "2021-02-30")[0] == 2
    broken = tmp_path / "county.toml"
    broken.write_text("schema_version = 1\n")
    code, out, err = run(capsys, "entitlement", "--county", broken, "--on", "2021-01-01")
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_both_commands_speak_to_people_too(capsys, weights):
    assert "15.25" in run(capsys, "entitlement", "--county", COUNTY, "--on", "2021-12-31")[1]
    assert "Neuss" in run(capsys, "apportion", "--posts", "7", "--weights", weights, "--method", "hill")[1]
