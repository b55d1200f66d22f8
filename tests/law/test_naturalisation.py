"""The pre-check of naturalisation: worked examples that cite their rule, the traps of residence time, the limits of the data."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kim.law.naturalisation import answer, read
from kim.law.naturalisation.sections import section

ON = date(2026, 11, 22)
SHARED = Path(__file__).parents[3] / "shared" / "facts" / "naturalisation_examples.json"
NE = [{"kind": "niederlassungserlaubnis", "section": "9", "from": "2015-01-10"}]


def permit(start: str, named: str = "18b", **more: Any) -> dict[str, Any]:
    return {"kind": "aufenthaltserlaubnis", "section": named, "from": start} | more


def ask(on: date = ON, lang: str = "de", **facts: Any) -> dict[str, Any]:
    return answer(read({"basis": "StAG10", "others_met": True} | facts), on=on, lang=lang)


def outcomes(found: dict[str, Any], rule: str) -> set[str]:
    return {row["outcome"] for row in found["requirements"] if row["rule"] == rule}


# (facts, day, eligible, earliest, rule that is cited, its outcome)
SGB2 = {"benefits": ["SGB2"]}
EXAMPLES = [
    (
        {"nationality": ["TR"], "statuses": NE, "renunciation": "unwilling, no exception"},
        "2024-06-26",
        "no",
        "2024-06-27",
        "STAG10.1.4",
        "not_met",
    ),
    (
        {"nationality": ["TR"], "statuses": NE, "renunciation": "unwilling, no exception"},
        "2024-06-27",
        "yes",
        "2024-06-27",
        "STAG10.1.4",
        "not_applicable",
    ),
    (
        {
            "nationality": ["IT"],
            "statuses": [{"kind": "freizuegigkeit_eu", "from": "2014-04-01"}],
            "renunciation": "unwilling",
        },
        "2023-05-01",
        "yes",
        "2022-04-01",
        "STAG12.2",
        "met",
    ),
    (
        {
            "statuses": [permit("2016-05-15", "25(2) alt.1")],
            "integration_course": "passed",
            "refugee_travel_document": True,
        },
        "2023-06-01",
        "yes",
        "2023-05-15",
        "STAG10.3.SHORT7",
        "met",
    ),
    (
        {"statuses": [permit("2021-12-01")], "language": {"level": "B2"}, "achievement": "grades"},
        "2025-06-01",
        "no",
        "2026-12-01",
        "STAG10.3.SHORT3",
        "not_met",
    ),
    (
        {
            "statuses": [
                permit("2019-01-01", to="2026-09-30"),
                {"kind": "fiktion", "section": "81(4)", "from": "2026-10-01"},
            ]
        },
        "2026-11-22",
        "unknown",
        None,
        "STAG10.1.2",
        "unknown",
    ),
    (
        SGB2 | {"employment": {"full_time_now": True, "full_time_since": "2025-04-01", "full_time_months_last_24": 19}},
        "2026-11-01",
        "no",
        "2026-12-01",
        "STAG10.1.3b",
        "not_met",
    ),
    (
        SGB2
        | {
            "employment": None,
            "spouse": {"married": True, "full_time_now": True, "full_time_months_last_24": 24},
            "minor_child_in_household": True,
        },
        "2026-11-22",
        "yes",
        None,
        "STAG10.1.3c",
        "met",
    ),
    (
        SGB2 | {"single_parent": True, "employment": {"full_time_now": False}},
        "2026-11-22",
        "no",
        None,
        "STAG8.2",
        "discretionary",
    ),
    (
        SGB2 | {"responsible_for_benefits": False, "application_date": "2023-08-23"},
        "2026-11-22",
        "yes",
        None,
        "STAG40a",
        "met",
    ),
    (
        SGB2 | {"responsible_for_benefits": False, "application_date": "2023-08-24"},
        "2026-11-22",
        "no",
        None,
        "STAG40a",
        "not_met",
    ),
    ({"convictions": [{"type": "fine", "day_units": 90}]}, "2026-11-22", "yes", None, "STAG12a.1.2", "met"),
    (
        {"convictions": [{"type": "fine", "day_units": 91}]},
        "2026-11-22",
        "unknown",
        None,
        "STAG12a.1.SLIGHT",
        "discretionary",
    ),
    ({"convictions": [{"type": "fine", "day_units": 120}]}, "2026-11-22", "no", None, "STAG10.1.5", "not_met"),
    (
        {
            "convictions": [{"type": "fine", "day_units": 60}, {"type": "fine", "day_units": 40}],
            "aggregate_sentence_day_units": 85,
        },
        "2026-11-22",
        "yes",
        None,
        "STAG12a.1.SUM",
        "met",
    ),
    ({"pending_investigation": True}, "2026-11-22", "unknown", None, "STAG12a.3", "unknown"),
    (
        {
            "basis": "StAG10(2)",
            "age": 15,
            "parent_naturalised_at_same_time": True,
            "language": {"age_appropriate": True},
            "civics": None,
            "declarations": None,
        },
        "2026-11-22",
        "yes",
        None,
        "STAG10.2",
        "discretionary",
    ),
    (
        {"statuses": [permit("2017-10-01")], "absences": [{"from": "2022-01-01", "to": "2022-09-15"}]},
        "2026-11-22",
        "unknown",
        "2024-09-16",
        "STAG12b.2.CREDIT",
        "discretionary",
    ),
    (
        {"deception_finding": {"date": "2026-03-01", "final_or_immediately_enforceable": True}},
        "2026-11-22",
        "no",
        "2036-03-01",
        "STAG35a",
        "not_met",
    ),
    ({"married_to_several_spouses": True}, "2026-11-22", "no", None, "STAG11.3a", "not_met"),
    ({"statuses": [permit("2019-01-01", "24")]}, "2026-11-22", "no", None, "STAG10.1.2", "not_met"),
    (
        {
            "basis": "StAG9",
            "statuses": [permit("2022-01-01", "28")],
            "spouse_german": {"marriage_date": "2025-02-01", "existing": True},
        },
        "2026-11-22",
        "no",
        "2027-02-01",
        "STAG9.1",
        "not_met",
    ),
    (
        {
            "basis": "StAG4(3)",
            "child_born": "2024-06-26",
            "parent": {"lawful_residence_from": "2018-01-01", "unlimited_right": True},
        },
        "2024-06-26",
        "no",
        None,
        "STAG4.3",
        "not_met",
    ),
    (
        {
            "basis": "StAG4(3)",
            "child_born": "2024-06-27",
            "parent": {"lawful_residence_from": "2018-01-01", "unlimited_right": True},
        },
        "2026-11-22",
        "yes",
        None,
        "STAG4.3",
        "met",
    ),
    ({"basis": "StAG8"}, "2026-11-22", "unknown", None, "STAG8.1", "met"),
    (
        {"basis": "NE26(3)", "statuses": [permit("2022-01-01", "25(2) alt.1")], "language": {"level": "A2"}},
        "2026-11-22",
        "no",
        "2027-01-01",
        "NE26.3.5Y",
        "not_met",
    ),
]


@pytest.mark.parametrize(("facts", "day", "eligible", "earliest", "rule", "outcome"), EXAMPLES)
def test_an_example_is_answered_and_cites_its_rule(facts, day, eligible, earliest, rule, outcome):
    found = ask(on=date.fromisoformat(day), **facts)

    assert found["eligible"] == eligible
    assert earliest in (None, found["earliest_date"])
    assert outcome in outcomes(found, rule)


@pytest.mark.skipif(not SHARED.is_file(), reason="the collection of examples is not part of the repository")
def test_every_example_of_the_collection_is_answered_as_expected():
    for example in json.loads(SHARED.read_text()):
        found = answer(read(example["facts"]), on=date.fromisoformat(example["as_of_date"]))
        expected = example["expected"]
        assert found["eligible"] == expected["eligible"], example["id"]
        if wanted := expected.get("earliest_date"):
            away = date.fromisoformat(found["earliest_date"]) - date.fromisoformat(wanted)
            assert abs(away) <= timedelta(days=expected["tolerance_days"]), example["id"]


PROCEDURE = [
    {"kind": "aufenthaltsgestattung", "section": "AsylG55(1)", "from": "2021-06-01", "to": "2023-06-14"},
    permit("2023-06-15", "25(2) alt.1"),
]


def test_time_of_the_procedure_counts_once_protection_was_granted_and_toleration_never():
    refugee = {"type": "refugee", "decided": "2023-05-01"}
    assert ask(statuses=PROCEDURE, protection=refugee)["earliest_date"] == "2026-06-01"
    banned = [PROCEDURE[0], permit("2023-06-15", "25(3)")]
    assert "not_met" in outcomes(ask(statuses=banned, protection={"type": "deportation ban only"}), "ASYLG55.3")
    tolerated = [PROCEDURE[0] | {"kind": "duldung"}, PROCEDURE[1]]
    assert ask(statuses=tolerated)["earliest_date"] == "2028-06-15"


def test_a_gap_is_ignored_only_when_the_application_was_late():
    gap = [permit("2020-05-01", to="2023-04-30"), permit("2023-05-21")]
    assert ask(statuses=gap, gap_reason="late application for renewal")["eligible"] == "yes"
    assert ask(statuses=gap, gap_reason="title not renewed for other reasons")["discretionary"] is True
    assert ask(statuses=gap)["eligible"] == "unknown"


def test_a_day_known_by_month_only_leaves_open_what_it_decides():
    assert ask(statuses=[permit("2021-11")])["eligible"] == "unknown"
    assert ask(statuses=[permit("2021-10")])["eligible"] == "yes"
    assert ask(statuses=[permit("2021-12")])["eligible"] == "no"


def test_outside_the_data_the_answer_is_a_limit():
    early = ask(on=date(2021, 8, 19))
    assert (early["eligible"], early["requirements"]) == ("unknown", [])
    assert "20.08.2021" in early["notice"]
    assert "noch nicht durchgesehen" in ask(on=date(2026, 11, 23))["notice"]


def test_what_nobody_stated_is_asked_for_and_never_taken_as_met():
    found = answer(read({"basis": "StAG10", "statuses": NE}), on=ON)

    assert found["eligible"] == "unknown"
    assert {"identity", "convictions", "language.level", "benefits"} <= {item["key"] for item in found["missing_facts"]}
    assert {"D03", "D08"} <= {item["id"] for item in found["missing_documents"]}


@pytest.mark.parametrize("text", ["§ 25 Abs. 2", "25(2)", "25 II", "25 Abs 2 Satz 1 Alt. 1", "§25 Absatz 2"])
def test_a_section_is_read_however_it_is_written(text):
    assert section(text).short == "25(2)"


def test_a_paper_of_unknown_beginning_counts_since_the_entry_at_the_earliest():
    facts = {
        "basis": "StAG10",
        "nationality": ["SYR"],
        "statuses": [{"kind": "aufenthaltserlaubnis", "section": "25(2)"}],
    }
    late = answer(read(facts | {"entry": "2024-05"}), on=date(2026, 11, 24), lang="de")
    assert (late["eligible"], late["earliest_date"]) == ("no", "2029-05-01")
    assert answer(read(facts | {"entry": "2018-05"}), on=date(2026, 11, 24), lang="de")["eligible"] == "unknown"
    assert answer(read(facts), on=date(2026, 11, 24), lang="de")["eligible"] == "unknown"
