"""Where a case can go on from here, offered on the page where a piece of work has just been finished."""

from typing import Any

from django.urls import reverse

from kim.casework.public import Case, facts
from kim.casework.public import states as flow
from kim.web.casework.forms.phase import StepForm

# The pages that offer the next phase, and the phases in which what they show is the work of the hour.
OFFERED_ON = {
    "first_advice": (flow.Phase.ACCESS, flow.Phase.FIRST_ADVICE),
    "assessment_list": (flow.Phase.ASSESSMENT, flow.Phase.RE_ASSESSMENT),
}


def next_phase(case: Case, page: str) -> dict[str, Any] | None:
    """The step that follows, and what its gate still asks for; None where this page has nothing to offer."""
    way = next(iter(flow.next_steps(case.phase)), None)
    if case.is_closed or way is None or case.phase not in OFFERED_ON[page]:
        return None
    missing = way.missing(facts.facts_of(case))
    return {
        "target": way.target,
        "missing": [{"text": condition.missing, "url": fix_url(case, condition.key)} for condition in missing],
        "needs_reason": way.back,
        "page": page,
        "form": StepForm(initial={"to": way.target}, auto_id="id_next_%s", needs_reason=way.back),
    }


# Where what a gate asks for can be put right.
_FIXES = {
    "advice_agreed": "case_advice",
    "first_advice_held": "first_advice_edit",
    "assessed": "assessment_list",
    "goal_with_measure": "goal_list",
    "agreed": "goal_list",
    "review_planned": "case_review",
    "review_held": "case_review_hold",
    "assessed_again": "assessment_list",
}


def fix_url(case: Case, key: str) -> str:
    """The page on which this condition of a gate can be met."""
    return reverse(f"casework:{_FIXES[key]}", args=[case.pk])
