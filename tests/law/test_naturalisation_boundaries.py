"""The pre-check at its boundaries: the very day, the last day, what is stated and what is not known at all."""

from datetime import date, timedelta
from typing import Any

import pytest

from kim.law.naturalisation.dates import add_months, iso_of, parse
from tests.law.test_naturalisation_odd import ask, held, row


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
