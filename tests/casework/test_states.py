"""The table of a case's phases, walked along every transition."""

from collections import deque
from dataclasses import replace
from random import Random

import pytest

from kim.casework import states as flow
from kim.casework.states import CaseFacts, Phase

EVERYTHING = CaseFacts(
    advice_agreed=True, first_advice_contacts=1, completed_assessments=2, assessments_since_phase=1, open_goals=1,
    open_goals_with_measures=1, agreements=1, review_on=None, reviews_since_phase=1, closing_recorded=True,
)  # fmt: skip


def test_each_pair_of_phases_stands_in_the_table_once():
    pairs = [(step.source, step.target) for step in flow.TRANSITIONS]

    assert len(pairs) == len(set(pairs))
    assert all(source != target for source, target in pairs)


@pytest.mark.parametrize("step", flow.TRANSITIONS, ids=lambda step: f"{step.source}-{step.target}")
def test_a_gate_asks_for_each_of_its_conditions_and_for_nothing_else(step):
    missing = step.missing(CaseFacts())

    assert [c.key for c in missing] == [c.key for c in step.gate]
    met = replace(EVERYTHING, review_on="2026-01-01")
    assert step.missing(met) == []
    assert all(str(condition.missing) for condition in step.gate)


def test_every_phase_is_reached_from_the_beginning_and_leads_to_the_closing():
    def reachable(start, edges):
        seen, open_ones = {start}, deque([start])
        while open_ones:
            here = open_ones.popleft()
            for a, b in edges:
                if a == here and b not in seen:
                    seen.add(b)
                    open_ones.append(b)
        return seen

    edges = [(step.source, step.target) for step in flow.TRANSITIONS]
    assert reachable(Phase.ACCESS, edges) == set(Phase)
    assert reachable(Phase.CLOSED, [(b, a) for a, b in edges]) == set(Phase)


def test_the_re_assessment_loops_to_assessment_and_to_goals_and_each_loop_is_a_round():
    back = {step.target for step in flow.TRANSITIONS if step.source == Phase.RE_ASSESSMENT and step.back}
    assert back == {Phase.ASSESSMENT, Phase.GOAL_AGREEMENT}

    rng, steps, here, loops = Random(7), [], Phase.ACCESS, 0
    for _step in range(500):
        step = rng.choice([t for t in flow.TRANSITIONS if t.source == here])
        steps.append((step.source, step.target))
        loops += step.source == Phase.RE_ASSESSMENT and step.target != Phase.CLOSED
        here = step.target
    assert flow.round_of(steps) == 1 + loops


def test_a_closed_case_goes_on_where_work_can_begin_again():
    assert [s.target for s in flow.TRANSITIONS if s.source == Phase.CLOSED] == list(flow.CHAIN)
    assert not list(flow.next_steps(Phase.CLOSED))
