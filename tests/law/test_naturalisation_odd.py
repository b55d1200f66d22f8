"""The pre-check with what people really state: boundaries of the law in time, contradictions, half-known days, free text."""

from datetime import date, timedelta
from typing import Any

import pytest

from kim.law.naturalisation import FactsError, answer, law, read
from kim.law.naturalisation.dates import add_months, iso_of, parse

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


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ((1985, 3, 4), "1985-03-04"),
        ((1985, 11), "1985-11"),
        ((1985,), "1985"),
        ((1985, None, None), "1985"),
        ((None,), ""),
    ],
)
def test_parts_of_a_day_are_written_as_far_as_they_are_known(parts, text):
    assert iso_of(*parts) == text


@pytest.mark.parametrize(
    ("decided", "earliest"),
    [("2026-11-21", "2026-01-01"), ("2026-11-22", "2026-01-01"), ("2026-11-23", "2028-06-02")],
)
def test_the_time_of_the_procedure_counts_from_the_day_of_recognition_on(decided, earliest):
    """§ 55 (3) AsylG: recognised on the day that is looked at is recognised; a day later is not."""
    papers = [held(None, "2021-01-01", "2023-06-01", "aufenthaltsgestattung"), held("25(2)", "2023-06-02")]
    found = ask(entry="2021-01-01", statuses=papers, protection={"type": "refugee", "decided": decided})
    assert found["earliest_date"] == earliest


@pytest.mark.parametrize(
    ("named", "earliest"),
    [("81(3) Satz 2", "2028-06-02"), ("81(3) S. 2", "2028-06-02"), ("81(3)", "2026-01-01"), ("81(4)", "2026-01-01"),
     ("81(4) Satz 2", "2026-01-01")],
)  # fmt: skip
def test_only_the_fiction_of_a_suspended_removal_is_no_lawful_time(named, earliest):
    """§ 81 (3) sentence 2 AufenthG: the removal is deemed suspended; sentence 1 and (4): the stay is deemed lawful or the title goes on."""
    papers = [held(named, "2021-01-01", "2023-06-01", "fiktion"), held("25(2)", "2023-06-02")]
    assert ask(entry="2021-01-01", statuses=papers)["earliest_date"] == earliest


@pytest.mark.parametrize(("days", "eligible"), [(1, "yes"), (2, "no")])
def test_days_abroad_are_counted_to_the_day_against_half_of_the_five_years(days, eligible):
    """Half of five years are 913.125 days: six times 150 days, twelve and one are not more, one more day is."""
    first = date(2022, 1, 1)
    lengths = [150, 150, 150, 150, 150, 150, 12, days]
    absences, start = [], first
    for length in lengths:
        absences.append({"from": f"{start}", "to": f"{start + timedelta(days=length - 1)}"})
        start += timedelta(days=length + 60)
    found = ask(entry="2018-01-01", statuses=[held("25(2)", "2018-01-01")], absences=absences)
    assert found["eligible"] == eligible


def outcomes(found: dict[str, Any]) -> dict[str, str]:
    """What each rule came to, without those that do not apply."""
    return {each["rule"]: each["outcome"] for each in found["requirements"] if each["outcome"] != "not_applicable"}


# Where everything else is stated as met, and where nothing at all is known.
STATED = {
    "NE9": "NE9 NE9.2 NE9.3 NE9.4 NE9.5 NE9.9 NE9.7 NE9.8",
    "NE26(3)": "NE9.4 NE9.5 NE9.9 NE9.8 NE26.3.5Y NE26.3.LIFE NE26.3.REV",
    "StAG9": "STAG9.1 STAG10.1.2 STAG10.1.ID STAG10.1.3 STAG10.1.5 STAG10.1.6 STAG10.1.7 STAG10.1.1 STAG10.1.1a",
}
OPEN = {
    "NE9": "NE9 NE26.4 NE9.2 NE9.WAIVER NE9.3 NE9.SPOUSE NE9.4 NE9.5 NE9.9 NE9.7 NE9.8",
    "NE26(3)": "NE9.4 NE9.5 NE9.9 NE9.8 NE26.3.5Y NE26.3.3Y NE26.3.LIFE NE26.3.AGE NE26.3.REV",
}


@pytest.mark.parametrize("basis", STATED)
def test_what_is_stated_as_met_is_met(basis):
    assert outcomes(ask(basis=basis)) == dict.fromkeys(STATED[basis].split(), "met")


@pytest.mark.parametrize("basis", OPEN)
def test_where_nothing_is_known_everything_is_open_and_nothing_is_no(basis):
    assert outcomes(ask(basis=basis, others_met=False)) == dict.fromkeys(OPEN[basis].split(), "unknown")


def test_naturalised_together_is_for_the_office_to_decide_also_where_it_is_stated():
    assert outcomes(ask(basis="StAG10(2)"))["STAG10.2"] == "discretionary"


@pytest.mark.parametrize(
    ("papers", "title"),
    [
        ([held(None, "2018-01-01", "2026-11-21", "duldung"), held("25(2)", "2026-11-22")], "met"),
        ([held(None, "2018-01-01", "2026-11-22", "duldung"), held("25(2)", "2026-11-23")], "not_met"),
        ([held("25(2)", "2018-01-01", "2026-11-22"), held(None, "2026-11-23", "2027-11-22", "duldung")], "met"),
        ([held("25(2)", "2018-01-01", "2026-11-21"), held(None, "2026-11-22", "2027-11-22", "duldung")], "not_met"),
    ],
)
def test_a_title_holds_on_its_first_and_on_its_last_day(papers, title):
    assert row(ask(entry="2018-01-01", statuses=papers), "STAG10.1.2") == title


@pytest.mark.parametrize(("born", "asked"), [("1990-06-13", "unknown"), ("1990-06-14", "not_met")])
def test_a_guest_worker_is_born_by_the_day_on_which_the_last_one_came(born, asked):
    """§ 10 (1) sentence 1 number 3 letter a: entry by 13 June 1990."""
    found = ask(born=born, guest_worker=True, benefits=["SGB II"], statuses=[held("28", "1992-01-01")])
    assert row(found, "STAG10.1.3a") == asked


@pytest.mark.parametrize(("born", "declares"), [("2010-11-22", True), ("2010-11-23", False)])
def test_whoever_is_sixteen_today_declares_and_is_tested(born, declares):
    found = outcomes(ask(born=born, statuses=[held("25(2)", "2015-01-01")]))
    assert ("STAG10.1.1" in found, "STAG10.1.7" in found, "STAG10.1.MINOR" in found) == (
        declares,
        declares,
        not declares,
    )


@pytest.mark.parametrize("text", ["2026-05-17-01", "02026", "2026-5", "2026-005", "٢٠٢٦", "2026-٠٥", "abcd", "", "-"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        parse(text)


def test_months_end_where_the_calendar_ends():
    assert add_months(date(9999, 12, 1), 3) == date(9999, 12, 1)
    assert add_months(date(2026, 11, 30), 3) == date(2027, 3, 1)


def test_one_conviction_is_no_sum_and_several_are():
    one, two = ({"type": "fine", "day_units": units} for units in (60, 20))
    assert "STAG12a.1.SUM" not in outcomes(ask(convictions=[one]))
    assert outcomes(ask(convictions=[one, two]))["STAG12a.1.SUM"] == "met"
