"""The state machines of steering, each written as one table: from, to, who, what must be there.

`docs/states/` is generated from here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TopicState(models.TextChoices):
    """Where a topic stands on its way from observations to feedback (S16, S19 of the mission)."""

    COLLECTED = "collected", pgettext_lazy("topic", "collected")
    CASE_LEVEL = "case_level", pgettext_lazy("topic", "working group on case level")
    STRUCTURE_LEVEL = "structure_level", pgettext_lazy("topic", "working group on structure level")
    PROPOSED = "proposed", pgettext_lazy("topic", "proposed to the steering group")
    DECIDED = "decided", pgettext_lazy("topic", "decided")
    ORDERED = "ordered", pgettext_lazy("topic", "work ordered")
    IMPLEMENTED = "implemented", pgettext_lazy("topic", "implemented")
    CHECKED = "checked", pgettext_lazy("topic", "effect checked")
    AT_MINISTRY = "at_ministry", pgettext_lazy("topic", "with the ministry")
    ANSWERED = "answered", pgettext_lazy("topic", "answered")
    MERGED = "merged", pgettext_lazy("topic", "merged into another")


class Who(models.TextChoices):
    """Who may take a step."""

    COORDINATION = "coordination", _("coordinating office")
    BODY = "body", _("the body itself, or the coordinating office")


@dataclass(frozen=True)
class TopicFacts:
    """What the gates of a topic look at: counts, no text."""

    observations: int = 0
    proposals: int = 0
    decisions: int = 0
    accepted: int = 0
    not_competent: int = 0
    refused: int = 0
    open_orders: int = 0
    orders: int = 0
    checks: int = 0
    ministry_papers: int = 0
    unanswered_decisions: int = 0
    feedbacks: int = 0


@dataclass(frozen=True)
class Gate:
    """Something a step asks for, with the sentence that says what is missing."""

    key: str
    missing: Any
    met: Callable[[TopicFacts], bool]


PROPOSAL_THERE = Gate(
    "proposal_there", _("There is no submitted proposal for this topic yet."), lambda facts: facts.proposals > 0
)
DECISION_THERE = Gate(
    "decision_there", _("No decision on this topic is recorded yet."), lambda facts: facts.decisions > 0
)
ACCEPTED = Gate(
    "accepted", _("No proposal of this topic has been accepted or amended yet."), lambda facts: facts.accepted > 0
)
ORDER_THERE = Gate("order_there", _("No work order has been given yet."), lambda facts: facts.orders > 0)
ORDERS_DONE = Gate(
    "orders_done", _("A work order is still open."), lambda facts: facts.orders > 0 and facts.open_orders == 0
)
EFFECT_LOOKED_AT = Gate("effect_looked_at", _("The effect has not been checked yet."), lambda facts: facts.checks > 0)
PAPER_WRITTEN = Gate(
    "paper_written", _("The paper to the ministry is not recorded yet."), lambda facts: facts.ministry_papers > 0
)
FEEDBACK_GIVEN = Gate(
    "feedback_given",
    _("Nobody has been told yet what became of it. Write the feedback first."),
    lambda facts: facts.feedbacks > 0 and facts.unanswered_decisions == 0,
)


@dataclass(frozen=True)
class TopicStepRule:
    """One way a topic may go."""

    source: TopicState
    target: TopicState
    who: Who
    gates: tuple[Gate, ...] = ()
    needs_reason: bool = False


def _rules() -> tuple[TopicStepRule, ...]:
    s, office, body = TopicState, Who.COORDINATION, Who.BODY
    return (
        TopicStepRule(s.COLLECTED, s.CASE_LEVEL, office),
        TopicStepRule(s.COLLECTED, s.STRUCTURE_LEVEL, office),
        TopicStepRule(s.CASE_LEVEL, s.STRUCTURE_LEVEL, body),
        TopicStepRule(s.STRUCTURE_LEVEL, s.CASE_LEVEL, body, needs_reason=True),
        TopicStepRule(s.CASE_LEVEL, s.PROPOSED, body, (PROPOSAL_THERE,)),
        TopicStepRule(s.STRUCTURE_LEVEL, s.PROPOSED, body, (PROPOSAL_THERE,)),
        TopicStepRule(s.PROPOSED, s.STRUCTURE_LEVEL, office, needs_reason=True),
        TopicStepRule(s.PROPOSED, s.CASE_LEVEL, office, needs_reason=True),
        TopicStepRule(s.PROPOSED, s.DECIDED, office, (DECISION_THERE,)),
        TopicStepRule(s.DECIDED, s.ORDERED, office, (ACCEPTED, ORDER_THERE)),
        TopicStepRule(s.DECIDED, s.STRUCTURE_LEVEL, office, needs_reason=True),
        TopicStepRule(s.DECIDED, s.AT_MINISTRY, office, (PAPER_WRITTEN,)),
        TopicStepRule(s.DECIDED, s.ANSWERED, office, (FEEDBACK_GIVEN,)),
        TopicStepRule(s.ORDERED, s.IMPLEMENTED, office, (ORDERS_DONE,)),
        TopicStepRule(s.IMPLEMENTED, s.CHECKED, office, (EFFECT_LOOKED_AT,)),
        TopicStepRule(s.CHECKED, s.ANSWERED, office, (FEEDBACK_GIVEN,)),
        TopicStepRule(s.CHECKED, s.STRUCTURE_LEVEL, office, needs_reason=True),
        TopicStepRule(s.AT_MINISTRY, s.ANSWERED, office, (FEEDBACK_GIVEN,)),
        TopicStepRule(s.AT_MINISTRY, s.STRUCTURE_LEVEL, office, needs_reason=True),
        TopicStepRule(s.COLLECTED, s.ANSWERED, office, (FEEDBACK_GIVEN,), needs_reason=True),
        TopicStepRule(s.CASE_LEVEL, s.ANSWERED, office, (FEEDBACK_GIVEN,), needs_reason=True),
        TopicStepRule(s.STRUCTURE_LEVEL, s.ANSWERED, office, (FEEDBACK_GIVEN,), needs_reason=True),
        TopicStepRule(s.ANSWERED, s.STRUCTURE_LEVEL, office, needs_reason=True),
    )


TOPIC_STEPS = _rules()
OPEN_TOPIC_STATES = frozenset(TopicState) - {TopicState.ANSWERED, TopicState.MERGED}


class ProposalState(models.TextChoices):
    """A proposal on its way to a decision (F8)."""

    DRAFT = "draft", pgettext_lazy("proposal", "draft")
    SUBMITTED = "submitted", pgettext_lazy("proposal", "submitted")
    SCHEDULED = "scheduled", pgettext_lazy("proposal", "on an agenda")
    DECIDED = "decided", pgettext_lazy("proposal", "decided")
    SENT_BACK = "sent_back", pgettext_lazy("proposal", "sent back")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "withdrawn")


PROPOSAL_STEPS: dict[ProposalState, tuple[ProposalState, ...]] = {
    ProposalState.DRAFT: (ProposalState.SUBMITTED, ProposalState.WITHDRAWN),
    ProposalState.SUBMITTED: (ProposalState.SCHEDULED, ProposalState.DRAFT, ProposalState.WITHDRAWN),
    ProposalState.SCHEDULED: (ProposalState.DECIDED, ProposalState.SENT_BACK, ProposalState.SUBMITTED),
    ProposalState.SENT_BACK: (ProposalState.SUBMITTED, ProposalState.WITHDRAWN),
    ProposalState.DECIDED: (),
    ProposalState.WITHDRAWN: (),
}


class MeetingState(models.TextChoices):
    """A meeting from the first date to the approved minutes."""

    PLANNED = "planned", pgettext_lazy("meeting", "planned")
    INVITED = "invited", pgettext_lazy("meeting", "invitation sent")
    IN_SESSION = "in_session", pgettext_lazy("meeting", "in session")
    HELD = "held", pgettext_lazy("meeting", "held, minutes being written")
    MINUTES_OUT = "minutes_out", pgettext_lazy("meeting", "minutes sent")
    APPROVED = "approved", pgettext_lazy("meeting", "minutes approved")
    CLOSED = "closed", pgettext_lazy("meeting", "closed")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")


MEETING_STEPS: dict[MeetingState, tuple[MeetingState, ...]] = {
    MeetingState.PLANNED: (MeetingState.INVITED, MeetingState.IN_SESSION, MeetingState.CANCELLED),
    MeetingState.INVITED: (MeetingState.IN_SESSION, MeetingState.CANCELLED),
    MeetingState.IN_SESSION: (MeetingState.HELD,),
    MeetingState.HELD: (MeetingState.MINUTES_OUT, MeetingState.IN_SESSION),
    MeetingState.MINUTES_OUT: (MeetingState.APPROVED, MeetingState.HELD),
    MeetingState.APPROVED: (MeetingState.CLOSED,),
    MeetingState.CLOSED: (),
    MeetingState.CANCELLED: (),
}


class Outcome(models.TextChoices):
    """What the body made of a proposal."""

    ACCEPTED = "accepted", pgettext_lazy("decision", "accepted")
    AMENDED = "amended", pgettext_lazy("decision", "accepted with changes")
    SENT_BACK = "sent_back", pgettext_lazy("decision", "sent back")
    REJECTED = "rejected", pgettext_lazy("decision", "rejected")
    NOT_COMPETENT = "not_competent", pgettext_lazy("decision", "not competent")


class OrderState(models.TextChoices):
    """A work order from giving it to its proof."""

    GIVEN = "given", pgettext_lazy("work order", "given")
    IN_PROGRESS = "in_progress", pgettext_lazy("work order", "in progress")
    DONE = "done", pgettext_lazy("work order", "done")
    DROPPED = "dropped", pgettext_lazy("work order", "dropped")


ORDER_STEPS: dict[OrderState, tuple[OrderState, ...]] = {
    OrderState.GIVEN: (OrderState.IN_PROGRESS, OrderState.DONE, OrderState.DROPPED),
    OrderState.IN_PROGRESS: (OrderState.DONE, OrderState.DROPPED),
    OrderState.DONE: (OrderState.IN_PROGRESS,),
    OrderState.DROPPED: (),
}
OPEN_ORDER_STATES = frozenset({OrderState.GIVEN, OrderState.IN_PROGRESS})
