"""The pre-check with what people really state: boundaries of the law in time, contradictions, half-known days, free text."""

from datetime import date
from typing import Any

import pytest

from kim.law.naturalisation import FactsError, answer, law, read

AE = "aufenthaltserlaubnis"
ON = "2026-11-22"


def held(named: str | None, start: str, end: str | None = None, kind: str = AE) -> dict[str, Any]:
    return {"kind": kind, "section": named, "from": start, "to": end}


def ask(on: str = ON, **facts: Any) -> dict[str, Any]:
    return answer(read({"basis": "StAG10", "others_met": True} | facts), on=date.fromisoformat(on))


def row(found: dict[str, Any], rule: str) -> str:
    return next((each["outcome"] for each in found["requirements"] if each["rule"] == rule), "")


# day, facts, eligible, earliest (None: not looked at, "-": no date), rule, its outcome
BY_VERSION = [
    (
        "2025-10-30",
        {
            "statuses": [held("18g", "2022-03-01", kind="blaue_karte")],
            "language": {"level": "C1"},
            "achievement": "civic engagement",
            "livelihood": {"self_and_relatives": True},
        },
        "no",
        "2027-03-01",
        "STAG10.3.SHORT3",
        "not_applicable",
    ),
    (
        "2023-06-01",
        {"statuses": [held("25(2) alt.1", "2017-05-15")], "language": {"level": "B2"}, "renunciation": "done"},
        "yes",
        "2023-05-15",
        "STAG10.3.SHORT6",
        "met",
    ),
    (
        "2024-06-26",
        {"statuses": [held("18d", "2015-03-10")], "renunciation": "done"},
        "no",
        "2024-06-27",
        "STAG10.1.2",
        "not_met",
    ),
    ("2025-02-01", {"statuses": [held("18d", "2015-03-10")]}, "yes", "2024-06-27", "STAG10.1.2", "met"),
    (
        "2022-12-30",
        {"statuses": [held("104c", "2013-03-10")], "renunciation": "done"},
        "yes",
        None,
        "STAG10.1.2",
        "met",
    ),
    (
        "2022-12-31",
        {"statuses": [held("104c", "2013-03-10")], "renunciation": "done"},
        "no",
        "-",
        "STAG10.1.2",
        "not_met",
    ),
    (
        "2024-06-01",
        {"statuses": [held("20a", "2013-03-10")], "renunciation": "done"},
        "no",
        "-",
        "STAG10.1.2",
        "not_met",
    ),
    (
        "2026-01-31",
        {"deception_finding": {"date": "2025-03-01", "final_or_immediately_enforceable": True}},
        "yes",
        None,
        "STAG35a",
        "not_applicable",
    ),
    (
        "2024-06-26",
        {"benefits": ["SGB2"], "responsible_for_benefits": False, "renunciation": "done"},
        "yes",
        None,
        "STAG10.1.3old",
        "met",
    ),
    (
        "2024-05-01",
        {"nationality": ["TR", "PL"], "entry": "2010-01-01", "renunciation": "unwilling"},
        "no",
        "2024-06-27",
        "STAG10.1.4",
        "not_met",
    ),
]
ODD = [
    ({"statuses": [held("24", "2022-03-10")]}, "no", "-", "STAG10.1.2", "not_met"),
    (
        {"statuses": [held("24", "2022-03-10", "2025-06-30"), held("18a", "2025-07-01")]},
        "no",
        "2027-03-10",
        "STAG10.1.2",
        "met",
    ),
    ({"statuses": [held("24", "2020-01-01"), held("28", "2022-01-01")]}, "yes", "2025-01-01", "STAG10.1.2", "met"),
    (
        {"statuses": [held("16b", "2021-09-01", "2026-01-31"), held("18b", "2026-02-01")], "land": "BY"},
        "unknown",
        None,
        "RES.STUDY",
        "unknown",
    ),
    (
        {"statuses": [held("18b", "2019-01-01", "2026-09-30")], "fiction_certificate": True},
        "unknown",
        None,
        "RES.FIKTION",
        "met",
    ),
    ({"statuses": [held("25(2)", "2020-02-29")]}, "yes", "2025-03-01", "STAG10.1.RES", "met"),
    (
        {"statuses": [held("25(2)", "2020-01-01")], "absences": [{"from": "2015-01-01", "to": "2026-12-31"}]},
        "no",
        None,
        "STAG12b.1.6M",
        "not_met",
    ),
    (
        {
            "nationality": ["IT"],
            "entry": "2018-01-01",
            "absences": [{"from": "2023-01-01", "to": "2023-12-01", "reason": "study"}],
        },
        "yes",
        None,
        "STAG12b.1.EU",
        "met",
    ),
    (
        {
            "nationality": ["IT"],
            "entry": "2018-01-01",
            "absences": [{"from": "2023-01-01", "to": "2023-12-01", "reason": "travel"}],
        },
        "unknown",
        None,
        "STAG12b.1.EU",
        "unknown",
    ),
    (
        {"statuses": [held("18b", "2012-01-01")], "absences": [{"from": None, "to": "2022-01-01"}]},
        "unknown",
        None,
        "STAG10.1.RES",
        "unknown",
    ),
    ({"nationality": "stateless"}, "yes", None, "STAG10.1.ID", "met"),
    ({"nationality": ["SY", "unclear"]}, "unknown", None, "STAG10.1.ID", "unknown"),
    (
        {"identity": {"passport": False, "id_card": True, "passport_obtainable": True}},
        "no",
        "-",
        "STAG10.1.ID",
        "not_met",
    ),
    (
        {"identity": {"passport": False, "id_card": True, "passport_obtainable": False}},
        "yes",
        None,
        "STAG10.1.ID",
        "met",
    ),
    (
        {"convictions": [{"type": "imprisonment", "months": 3.5, "suspended": True, "remitted": True}]},
        "unknown",
        None,
        "STAG12a.1.SLIGHT",
        "discretionary",
    ),
    (
        {"convictions": [{"type": "imprisonment", "months": 4, "suspended": True, "remitted": True}]},
        "no",
        "-",
        "STAG12a.1.3",
        "not_met",
    ),
    (
        {
            "convictions": [
                {
                    "type": "imprisonment",
                    "months": 3,
                    "suspended": True,
                    "remitted": False,
                    "probation_ends": "2026-05-31",
                }
            ]
        },
        "no",
        "-",
        "STAG12a.1.3",
        "not_met",
    ),
    ({"convictions": [{"type": "fine", "day_units": 200, "kind": "foreign"}]}, "unknown", None, "STAG12a.2", "unknown"),
    (
        {"convictions": [{"type": "fine", "day_units": 60, "kind": "foreign"}, {"type": "fine", "day_units": 80}]},
        "unknown",
        None,
        "STAG12a.2",
        "unknown",
    ),
    (
        {"convictions": [{"type": "fine", "day_units": 200, "kind": "foreign, not punishable in Germany"}]},
        "yes",
        None,
        "STAG12a.2",
        "met",
    ),
    ({"convictions": [{"type": "fine", "day_units": 200, "kind": "deleted"}]}, "yes", None, "BZR.DEL", "met"),
    (
        {"convictions": [{"type": "fine"}, {"type": "fine"}], "aggregate_sentence_day_units": 85},
        "yes",
        None,
        "STAG12a.1.SUM",
        "met",
    ),
    ({"aggregate_sentence_day_units": 150}, "no", "-", "STAG10.1.5", "not_met"),
    ({"convictions": [], "aggregate_sentence_day_units": 150}, "no", "-", "STAG10.1.5", "not_met"),
    (
        {"convictions": [{"type": "youth_measure", "hate_motive_found_in_judgment": True}]},
        "no",
        "-",
        "STAG12a.1.HATE",
        "not_met",
    ),
    ({"language": {"level": "A1", "cause": "no illness"}}, "unknown", None, "STAG10.6", "unknown"),
    ({"language": {"level": "A1", "cause": "trauma (certificate)"}}, "yes", None, "STAG10.6", "met"),
    ({"language": {"level": "A1", "cause": "age"}, "age": 34}, "unknown", None, "STAG10.6", "unknown"),
    (
        {
            "language": {"level": "A2", "oral_everyday": True, "serious_efforts_documented": True},
            "civics": {"passed": False},
        },
        "unknown",
        None,
        "STAG10.6",
        "not_met",
    ),
    (
        {
            "benefits": ["SGB12"],
            "guest_worker": True,
            "responsible_for_benefits": False,
            "entry": "1975-02-01",
            "nationality": ["TR"],
        },
        "unknown",
        None,
        "STAG10.1.3a",
        "unknown",
    ),
    ({"basis": "StAG8", "statuses": [held("60a", "2014-06-01", kind="duldung")]}, "no", "-", "STAG8.1", "not_met"),
    (
        {
            "basis": "StAG4(3)",
            "child_born": "1999-10-01",
            "parent": {"lawful_residence_from": "1980-01-01", "unlimited_right": True},
        },
        "unknown",
        "-",
        "STAG4.3",
        "unknown",
    ),
    (
        {
            "basis": "StAG4(3)",
            "child_born": "2027-06-01",
            "parent": {"lawful_residence_from": "2018-10-01", "unlimited_right": True},
        },
        "unknown",
        "-",
        "STAG4.3",
        "unknown",
    ),
    (
        {
            "basis": "NE9",
            "statuses": [held("16b", "2019-06-01", "2023-05-31"), held("18b", "2023-06-01")],
            "pension_contribution_months": 60,
        },
        "yes",
        "2026-06-01",
        "NE9.CREDIT",
        "met",
    ),
    ({"basis": "NE9", "statuses": [held("24", "2020-06-01")]}, "no", "-", "NE9", "not_met"),
    (
        {"basis": "NE9", "statuses": [held("25(2) alt.2", "2020-06-01")], "pension_contribution_months": 60},
        "unknown",
        None,
        "NE26.4",
        "discretionary",
    ),
    (
        {
            "basis": "NE9",
            "statuses": [held("18b", "2020-06-01")],
            "pension_contribution_months": 3,
            "spouse": {"pension_contribution_months": 70},
        },
        "yes",
        None,
        "NE9.SPOUSE",
        "met",
    ),
    (
        {
            "basis": "NE26(3)",
            "statuses": [held("25(2)", "2020-02-01")],
            "protection": {"type": "refugee"},
            "language": {"level": "A2"},
        },
        "yes",
        "2025-02-01",
        "NE26.3.5Y",
        "met",
    ),
    (
        {"basis": "NE26(3)", "statuses": [held("25(1)", "2020-02-01")], "benefits": ["SGB2"]},
        "unknown",
        None,
        "NE26.3.LIFE",
        "unknown",
    ),
    (
        {"basis": "NE26(3)", "statuses": [held("25(1)", "2020-02-01")], "benefits": ["SGB12"], "age": 70},
        "yes",
        None,
        "NE26.3.AGE",
        "met",
    ),
    (
        {"basis": "NE26(3)", "statuses": [held("25(1)", "2020-02-01")], "revocation_notice": True},
        "no",
        "-",
        "NE26.3.REV",
        "not_met",
    ),
]


@pytest.mark.parametrize(
    ("on", "facts", "eligible", "earliest", "rule", "outcome"), BY_VERSION + [(ON, *each) for each in ODD]
)
def test_the_answer_is_that_of_the_law_of_the_day(on, facts, eligible, earliest, rule, outcome):
    found = ask(on, **facts)

    assert (found["eligible"], row(found, rule)) == (eligible, outcome)
    if earliest is not None:
        assert found["earliest_date"] == (None if earliest == "-" else earliest)


def test_what_can_hardly_be_meant_is_answered_and_said():
    found = ask(born="2010-05-01", statuses=[held("25(2)", "2005-01-01")])
    assert "before the day of birth" in found["warnings"][0]
    assert "2010" not in (found["earliest_date"] or "")
    assert ask(absences_total_months_last_5_years=70)["warnings"]
    assert ask(statuses=[held("25(2)", "2020-01-01")], absences=[{"from": "2018-01-01", "to": "2018-02-01"}])[
        "warnings"
    ]


@pytest.mark.parametrize(
    ("facts", "path", "named"),
    [
        ({"langauge": {"level": "B1"}}, "langauge", "'language'"),
        ({"born": "2010-05-01", "entry": "2009-01-01"}, "entry", "birth"),
        ({"born": "2011-02-29"}, "born", "no day"),
        ({"statuses": [held("25(2)", "2022-01-01", "2021-01-01")]}, "statuses[0]", "ends before it starts"),
        (
            {"statuses": [held(None, "2021-01-01", kind="none"), held("18b", "2020-01-01")]},
            "statuses[0]",
            "statuses[1]",
        ),
    ],
)
def test_what_contradicts_itself_is_named_with_its_place(facts, path, named):
    with pytest.raises(FactsError) as error:
        read({"basis": "StAG10"} | facts)

    assert error.value.path == path
    assert named in error.value.sentence


def test_who_is_german_already_is_not_naturalised():
    found = ask(nationality=["DE", "TR"])
    assert (found["eligible"], found["requirements"]) == ("unknown", [])
    assert "nicht eingebürgert" in found["notice"]


def test_every_provision_of_the_tables_can_be_explained():
    named = {rule.id for rule in law().rules}
    wanted = "LAW.TIME STAG11.1 STAG11.1a STAG11.2 STAG11.3b STAG12a.2 STAG12a.4 STAG16 STAG35 STAG37 STAG38 STAG42"
    wanted += " NE18C NE28.2 NE35 DAEU9A EU4A"
    assert set(wanted.split()) <= named
