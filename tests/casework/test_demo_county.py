"""The invented county is the same every time, looks like one at work, and breaks none of its own rules."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from kim.casework.demo import build
from kim.casework.demo.calendar import Calendar, holidays
from kim.casework.demo.origins import ORIGINS
from kim.casework.demo.profile import sample_profile
from kim.casework.states import CHAIN, CaseFacts, Phase, transition

TODAY = date(2026, 11, 23)
ROOT = Path(__file__).resolve().parents[2]


def by_kind(county):
    found = defaultdict(list)
    for row in county.rows():
        found[type(row).__name__].append(row)
    return found


def per_case(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.case].append(row)
    return found


@pytest.fixture(scope="module")
def county():
    return by_kind(build(400, 7, today=TODAY))


@pytest.fixture(scope="module", params=[(400, 7), (150, 1), (1500, 99)], ids=str)
def any_county(request):
    people, seed = request.param
    return by_kind(build(people, seed, today=TODAY))


def test_the_same_seed_and_day_give_the_same_county():
    assert list(build(200, 3, today=TODAY).rows()) == list(build(200, 3, today=TODAY).rows())


def test_another_seed_or_day_gives_another_county():
    rows = list(build(60, 3, today=TODAY).rows())

    assert rows != list(build(60, 4, today=TODAY).rows())
    assert rows != list(build(60, 3, today=TODAY + timedelta(days=1)).rows())


def test_the_county_does_not_depend_on_the_process():
    script = (
        "from datetime import date; from hashlib import sha256; from kim.casework.demo import build;"
        f"rows = list(build(120, 5, today=date.fromisoformat('{TODAY}')).rows());"
        "print(sha256(repr(rows).encode()).hexdigest())"
    )
    digests = set()
    for hash_seed in ("0", "12345"):
        environment = os.environ | {"PYTHONHASHSEED": hash_seed}
        run = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=environment,
            check=True,
        )
        digests.add(run.stdout.strip())

    here = sha256(repr(list(build(120, 5, today=TODAY).rows())).encode()).hexdigest()
    assert digests == {here}


@pytest.mark.parametrize("people", [0, 1, 2, 7, 19, 20, 33, 400])
def test_there_are_exactly_as_many_people_as_asked_for(people):
    assert len(by_kind(build(people, 1, today=TODAY))["Person"]) == people


def test_fewer_than_no_people_is_refused():
    with pytest.raises(ValueError, match="people"):
        build(-1, today=TODAY)


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 12, 25), date(2027, 1, 1), date(2026, 3, 29)])
def test_odd_days_are_fine(today):
    assert len(by_kind(build(80, 1, today=today))["Case"]) > 20


def test_batches_hold_the_same_rows():
    county = build(100, 2, today=TODAY)

    batched = Counter(repr(row) for batch in county.batches(500) for rows in batch.values() for row in rows)

    assert batched == Counter(repr(row) for row in county.rows())


def test_ids_are_used_once_and_point_to_rows_that_exist(any_county):
    ids = {kind: [row.id for row in any_county[kind]] for kind in ("Person", "Enquiry", "Case", "Assessment", "Goal")}
    cases = set(ids["Case"])

    assert all(len(numbers) == len(set(numbers)) for numbers in ids.values())
    assert {case.person for case in any_county["Case"]} <= set(ids["Person"])
    assert {row.case for kind, rows in any_county.items() for row in rows if hasattr(row, "case")} <= cases
    assert {row.goal for row in any_county["Measure"]} <= set(ids["Goal"])
    assert {row.assessment for row in any_county["AssessmentItem"]} <= set(ids["Assessment"])


def test_ids_begin_where_the_database_says():
    county = by_kind(build(30, 1, today=TODAY, first_ids={"person": 1001, "case": 501}))

    assert min(person.id for person in county["Person"]) == 1001
    assert min(case.id for case in county["Case"]) == 501


def test_every_file_number_is_its_own_and_the_counters_know_the_last(any_county):
    references = [case.reference for case in any_county["Case"]]

    assert len(references) == len(set(references))
    assert sum(counter.last for counter in any_county["ReferenceCounter"]) == len(references)


def test_every_case_went_through_its_gates(any_county):
    """Each step of each case is held against the table of phases with what was on file that day."""
    contacts, agreements = per_case(any_county["Contact"]), per_case(any_county["GoalAgreement"])
    assessments, goals = per_case(any_county["Assessment"]), per_case(any_county["Goal"])
    closings, steps = per_case(any_county["Closing"]), per_case(any_county["PhaseChange"])
    reviews = per_case(any_county["Review"])
    with_steps = {measure.goal for measure in any_county["Measure"]}
    for case in any_county["Case"]:
        since = case.opened_on
        assert [steps[case.id][0].from_phase, steps[case.id][0].to_phase] == ["", "access"]
        for change in steps[case.id][1:]:
            on = change.changed_on
            talked = [c for c in contacts[case.id] if c.held_on <= on and c.kind != "attempt"]
            assessed = [a for a in assessments[case.id] if a.completed_on and a.completed_on <= on]
            still_open = [g for g in goals[case.id] if g.agreed_on <= on and (g.ended_on is None or g.ended_on >= on)]
            agreed = [a for a in agreements[case.id] if a.agreed_on <= on]
            facts = CaseFacts(
                advice_agreed=case.advice_agreed_on is not None and case.advice_agreed_on <= on,
                first_advice_contacts=sum(c.is_first_advice for c in talked),
                completed_assessments=len(assessed),
                assessments_since_phase=sum(a.number > 1 and a.completed_on >= since for a in assessed),
                open_goals=len(still_open),
                open_goals_with_measures=sum(g.id in with_steps for g in still_open),
                agreements=len(agreed),
                review_on=agreed[-1].review_on if agreed else None,
                reviews_since_phase=sum(r.held_on is not None and since <= r.held_on <= on for r in reviews[case.id]),
                closing_recorded=any(c.closed_on == on for c in closings[case.id]),
            )
            way = transition(change.from_phase, change.to_phase)
            assert way, (case.id, change)
            assert way.missing(facts) == [], (case.id, change, facts)
            since = on
        assert (steps[case.id][-1].to_phase, steps[case.id][-1].changed_on) == (case.phase, case.phase_since)


def test_a_closing_tells_what_came_of_its_goals_and_one_review_is_planned_at_most(any_county):
    goals = {goal.id: goal for goal in any_county["Goal"]}
    closings = {closing.id: closing for closing in any_county["Closing"]}
    for told in any_county["ClosedGoal"]:
        goal, closing = goals[told.goal], closings[told.closing]
        assert (goal.case, goal.state, goal.ended_on) == (closing.case, told.result, closing.closed_on)
    days = {case.id: case.review_on for case in any_county["Case"]}
    planned = [review for review in any_county["Review"] if review.state == "planned"]
    assert {r.case: r.planned_on for r in planned} == {case: day for case, day in days.items() if day}
    assert len(planned) == len({r.case for r in planned})


def test_what_is_behind_the_steering_gate_still_has_an_open_goal(any_county):
    goals = per_case(any_county["Goal"])
    later = set(CHAIN[4:])

    assert all(
        any(goal.state == "open" for goal in goals[case.id])
        for case in any_county["Case"]
        if Phase(case.phase) in later
    )


def test_days_stand_in_order_and_nothing_has_happened_tomorrow(any_county):
    opened = {case.id: case.opened_on for case in any_county["Case"]}
    ended = {case.id: case.closed_on or TODAY for case in any_county["Case"]}
    dated = {
        "Contact": "held_on",
        "Assessment": "held_on",
        "Goal": "agreed_on",
        "GoalAgreement": "agreed_on",
        "Referral": "state_since",
        "PhaseChange": "changed_on",
    }
    for kind, field in dated.items():
        for row in any_county[kind]:
            assert opened[row.case] <= getattr(row, field) <= ended[row.case], (kind, field, row)
    for enquiry in any_county["Enquiry"]:
        assert enquiry.received_on <= TODAY
    assert all(r.sent_on <= (r.answered_on or r.sent_on) <= r.state_since for r in any_county["Referral"])
    for changes in per_case(any_county["PhaseChange"]).values():
        assert changes == sorted(changes, key=lambda change: change.changed_on)


def test_what_the_database_demands_of_a_row_holds(any_county):
    assert all((case.phase == "closed") == (case.closed_on is not None) for case in any_county["Case"])
    assert all((person.birth_given == "given") == (person.birth_year is not None) for person in any_county["Person"])
    assert all(person.birth_year is None or 1900 <= person.birth_year <= TODAY.year for person in any_county["Person"])
    assert all(
        profile.entered_given == "given" or profile.entered_on is None for profile in any_county["ClientProfile"]
    )
    assert all((goal.state == "open") == (goal.ended_on is None) for goal in any_county["Goal"])
    assert all((measure.state == "open") == (measure.ended_on is None) for measure in any_county["Measure"])
    assert all((follow_up.done_at is None) == (follow_up.done_by is None) for follow_up in any_county["FollowUp"])
    for referral in any_county["Referral"]:
        assert (referral.basis == "consent") == (referral.consent is not None)
        assert (referral.basis == "law") == bool(referral.legal_basis)
        assert (referral.basis != "by_themselves") == bool(referral.data_categories)
        assert (referral.state in ("declined", "broken_off", "withdrawn")) == bool(referral.decline_reason)
    for step in any_county["ReferralStep"]:
        assert bool(step.reason) == (step.to_state in ("declined", "broken_off", "withdrawn"))
    for triage in any_county["Triage"]:
        assert triage.reason


def test_the_head_knows_what_is_due_next_and_when_they_last_spoke(any_county):
    follow_ups, contacts, referrals = (per_case(any_county[kind]) for kind in ("FollowUp", "Contact", "Referral"))
    for case in any_county["Case"]:
        due = [f.due_on for f in follow_ups[case.id] if f.done_at is None]
        due += [r.answer_due_on for r in referrals[case.id] if r.state == "requested"]
        due += [case.review_on] if case.review_on else []
        spoken = [c.held_on for c in contacts[case.id] if c.kind != "attempt"]
        assert case.next_due_on == (None if case.phase == "closed" else min(due, default=None))
        assert case.last_contact_on == max(spoken, default=None)


def test_a_closed_case_leaves_nothing_open(any_county):
    closed = {case.id for case in any_county["Case"] if case.phase == "closed"}
    open_states = ("requested", "waitlisted", "accepted", "started")

    assert closed
    assert not [f for f in any_county["FollowUp"] if f.case in closed and f.done_at is None]
    assert not [r for r in any_county["Referral"] if r.case in closed and r.state in open_states]
    assert not [g for g in any_county["Goal"] if g.case in closed and g.state == "open"]


def test_every_case_has_one_person_responsible_now(any_county):
    current = Counter(row.case for row in any_county["Assignment"] if row.to_on is None)
    responsible = {row.case: row.user for row in any_county["Assignment"] if row.to_on is None}

    assert set(current.values()) == {1}
    assert all(responsible[case.id] == case.assigned_to for case in any_county["Case"])


def test_all_phases_occur_and_some_cases_were_taken_up_again(county):
    assert {case.phase for case in county["Case"]} == {*map(str, CHAIN), "closed"}
    assert any(case.reopened_count for case in county["Case"])
    assert any(closing.reopening_reason for closing in county["Closing"])


@pytest.mark.parametrize("seed", range(1, 9))
def test_the_case_manager_of_grevenbroich_has_her_hands_full(seed):
    county = by_kind(build(400, seed, today=TODAY))
    mine = {case.id for case in county["Case"] if case.assigned_to == "brandes" and case.phase != "closed"}
    due = [f.due_on for f in county["FollowUp"] if f.case in mine and f.done_at is None]
    waiting = [r for r in county["Referral"] if r.case in mine and r.state == "requested"]

    assert 40 <= len(mine) <= 62
    assert TODAY in due
    assert any(day < TODAY for day in due)
    assert sum(TODAY <= day <= TODAY + timedelta(days=6) for day in due) >= 5
    assert any(referral.answer_due_on < TODAY for referral in waiting)
    assert sum(e.state == "open" and e.proposed_for == "brandes" for e in county["Enquiry"]) >= 3
    assert any(
        case.review_on and case.review_on <= TODAY + timedelta(days=14) for case in county["Case"] if case.id in mine
    )


def test_samar_haddad_is_there_with_her_family(county):
    samar = next(
        person for person in county["Person"] if person.given_name == "Samar" and person.family_name == "Haddad"
    )
    case = next(case for case in county["Case"] if case.person == samar.id)
    household = {row.person for row in county["HouseholdMember"] if row.case == case.id}
    names = {person.given_name for person in county["Person"] if person.id in household}

    assert (samar.name_original, case.assigned_to, case.phase) == ("سمر حداد", "brandes", "goal_agreement")
    assert names == {"Nabil", "Yazan", "Lina", "Huda"}
    assert sum(row.case == case.id for row in county["Assessment"]) == 2
    assert [row.state for row in county["Goal"] if row.case == case.id].count("reached") == 1
    assert sum(row.case == case.id for row in county["Goal"]) == 3
    assert any(
        row.case == case.id and row.answer_due_on < TODAY for row in county["Referral"] if row.state == "requested"
    )


def test_answers_that_are_no_values_occur(county):
    assert {"given", "not_asked", "not_known"} <= {person.birth_given for person in county["Person"]}
    assert any(person.birth_month is None for person in county["Person"] if person.birth_year)
    assert sum((person.birth_month, person.birth_day) == (1, 1) for person in county["Person"]) > 30
    assert {"not_asked", "given"} <= {profile.entered_given for profile in county["ClientProfile"]}
    assert {"not_asked", "refused"} <= {item.own_view for item in county["AssessmentItem"]}


def test_names_come_in_several_scripts_and_fit_their_columns(county):
    scripts = {person.name_original_language for person in county["Person"]}

    assert {"", "ar", "uk", "fa"} <= scripts
    assert all(person.search_keys and person.search_text and person.sort_key for person in county["Person"])
    assert all(len(key) <= 60 for person in county["Person"] for key in person.search_keys)


def test_needs_develop_between_assessments(county):
    first = {row.case: row.id for row in county["Assessment"] if row.number == 1}
    second = {row.case: row.id for row in county["Assessment"] if row.number == 2}
    needs = defaultdict(dict)
    for item in county["AssessmentItem"]:
        if item.need.isdigit():
            needs[item.assessment][item.life_area] = int(item.need)
    changes = [
        needs[second[case]][area] - needs[first[case]][area]
        for case in second
        for area in needs[second[case]].keys() & needs[first[case]].keys()
    ]

    assert {-1, 0, 1} <= set(changes)
    assert sum(changes) < 0


def test_a_large_county_is_mostly_history():
    cases = by_kind(build(6000, 1, today=TODAY))["Case"]
    small = by_kind(build(400, 1, today=TODAY))["Case"]

    closed_share = [sum(case.phase == "closed" for case in some) / len(some) for some in (cases, small)]
    assert closed_share[0] > closed_share[1]


def test_texts_have_no_gaps_left_and_fit_their_columns(county):
    texts = [row.text for kind in ("Contact", "FollowUp", "Measure") for row in county[kind]]
    texts += [row.situation for row in county["AssessmentItem"]] + [row.own_words for row in county["Goal"]]

    assert not [text for text in texts if "{" in text or "  " in text]
    assert max(len(row.text) for row in county["FollowUp"]) <= 200
    assert max(len(row.own_words) for row in county["Goal"]) <= 500
    assert len({row.text for row in county["Contact"]}) > 150


def test_the_calendar_knows_working_days():
    calendar = Calendar(TODAY)

    assert calendar.day(calendar.work(date(2026, 4, 6).toordinal())) == date(2026, 4, 2)  # Easter Monday
    assert calendar.day(calendar.next_work(date(2026, 12, 24).toordinal())) == date(2026, 12, 28)
    assert {date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 27)} <= set(holidays(2027))


def test_every_origin_has_enough_names():
    for origin in ORIGINS:
        assert min(len(origin.men), len(origin.women), len(origin.families)) >= 20, origin.key
        assert all(name.spellings[0] for name in (*origin.men, *origin.women, *origin.families))


def test_nobody_is_born_tomorrow_or_after_their_own_case(any_county):
    for person in any_county["Person"]:
        if person.birth_year:
            assert date(person.birth_year, person.birth_month or 1, person.birth_day or 1) < TODAY
    opened = {case.id: case.opened_on for case in any_county["Case"]}
    assert all(p.entered_on is None or p.entered_on < opened[p.case] for p in any_county["ClientProfile"])


def test_sentences_suit_the_household(county):
    born = {person.id: person.birth_year or 0 for person in county["Person"]}
    with_children = {row.case for row in county["HouseholdMember"] if row.relation == "child"}
    told = [(row.case, row.situation) for row in county["AssessmentItem"]]
    told += [(row.case, row.text) for kind in ("Contact", "FollowUp") for row in county[kind]]

    assert born
    assert not [text for case, text in told if case not in with_children and ("Kita" in text or "Grundschule" in text)]
    assert not [text for case, text in told if case in with_children and "Keine Kinder" in text]


def test_a_reopening_is_told_the_same_way_twice(county):
    reasons = {(row.case, row.changed_on): row.reason for row in county["PhaseChange"] if row.from_phase == "closed"}
    closings = {(row.case, row.reopened_on): row.reopening_reason for row in county["Closing"] if row.reopened_on}

    assert reasons == closings


def test_no_data_left_without_a_consent_that_names_this_agency_and_these_data(any_county):
    consents = {consent.id: consent for consent in any_county["Consent"]}
    agencies = {offer.ref: offer.agency for offer in sample_profile().offers}

    for referral in any_county["Referral"]:
        if referral.basis != "consent":
            continue
        consent = consents[referral.consent]
        assert (consent.case, consent.agency) == (referral.case, agencies[referral.offer])
        assert consent.given_on <= referral.sent_on <= consent.valid_until
        assert set(referral.data_categories) <= {*consent.data_categories, *consent.special_categories}


def test_the_steps_of_a_referral_lead_to_where_it_stands(any_county):
    steps = defaultdict(list)
    for step in any_county["ReferralStep"]:
        steps[step.referral].append(step)

    for referral in any_county["Referral"]:
        way = steps[referral.id]
        assert [step.from_state for step in way] == ["requested", *(step.to_state for step in way)][: len(way)]
        assert (
            (way[-1].to_state, way[-1].happened_on, way[-1].reason)
            == (
                referral.state,
                referral.state_since,
                referral.decline_reason,
            )
            if way
            else referral.state == "requested"
        )
