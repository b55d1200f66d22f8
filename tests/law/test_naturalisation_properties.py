"""Laws of the pre-check itself: more residence never hurts, unknown never becomes met, the earliest date is the earliest."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kim.law.kleene import MET, NOT_MET, UNKNOWN
from kim.law.naturalisation import answer, earliest, evaluate, read

ON = date(2026, 11, 22)
FULL: dict[str, Any] = {
    "basis": "StAG10",
    "age": 30,
    "identity": {"passport": True},
    "declarations": {"fdgo": True, "historical_responsibility": True},
    "language": {"level": "B1"},
    "civics": {"test_score": 20},
    "convictions": [],
    "benefits": [],
    "livelihood": {"self_and_relatives": True},
    "renunciation": "done",
}
days = st.dates(date(2012, 1, 1), date(2026, 6, 1))


@st.composite
def people(draw: Any) -> dict[str, Any]:
    start = draw(days)
    named = draw(st.sampled_from(["18b", "25(2) alt.1", "24", "16b"]))
    facts = FULL | {"statuses": [{"kind": "aufenthaltserlaubnis", "section": named, "from": start.isoformat()}]}
    if draw(st.booleans()):
        gone = start + timedelta(days=draw(st.integers(30, 1500)))
        back = gone + timedelta(days=draw(st.integers(1, 400)))
        facts["absences"] = [{"from": gone.isoformat(), "to": min(back, ON).isoformat()}] if gone < ON else []
    if draw(st.booleans()):
        months = draw(st.integers(0, 24))
        facts |= {"benefits": ["SGB2"], "employment": {"full_time_now": True, "full_time_months_last_24": months}}
        facts |= {"guest_worker": False, "spouse": {"married": False}, "application_date": "2025-01-01"}
        del facts["livelihood"]
    return facts


@settings(max_examples=60, deadline=None)
@given(people(), st.integers(1, 3000))
def test_more_residence_never_hurts(facts: dict[str, Any], more: int) -> None:
    start = date.fromisoformat(facts["statuses"][0]["from"]) - timedelta(days=more)
    longer = facts | {"statuses": [facts["statuses"][0] | {"from": start.isoformat()}]}
    order = {NOT_MET: 0, UNKNOWN: 1, MET: 2}

    assert order[evaluate(read(longer), on=ON).value] >= order[evaluate(read(facts), on=ON).value]


@settings(max_examples=60, deadline=None)
@given(people(), st.sampled_from([key for key in FULL if key != "basis"]))
def test_forgetting_a_fact_never_makes_anything_met(facts: dict[str, Any], key: str) -> None:
    before, after = (evaluate(read(one), on=ON).value for one in (facts, {k: v for k, v in facts.items() if k != key}))

    assert after is before or after is UNKNOWN or (before, after) == (UNKNOWN, NOT_MET)


@settings(max_examples=60, deadline=None)
@given(people())
def test_the_explanation_names_every_deciding_rule(facts: dict[str, Any]) -> None:
    named = {(row["rule"], row["outcome"]) for row in answer(read(facts), on=ON)["requirements"]}

    for standing in evaluate(read(facts), on=ON).standings:
        assert standing.group.main.id in {rule for rule, _outcome in named}
        if standing.covered_by:
            assert (standing.covered_by, "met") in named


@settings(max_examples=12, deadline=None)
@given(people())
def test_the_earliest_date_is_the_first_day_by_trying_every_day(facts: dict[str, Any]) -> None:
    person = read(facts)
    today = evaluate(person, on=ON)
    if today.value is not NOT_MET:
        return
    found = earliest(person, on=ON, today=today)

    tried = (ON + timedelta(days=n) for n in range(1, 365 * 6))
    first = next((day for day in tried if evaluate(person, on=ON, day=day).value is not NOT_MET), None)
    assert found == first
