"""What other rooms may use of steering."""

from kim.steering import access, archive, board, exceptions, models, papers, search, similar, standing, states, voting
from kim.steering.actions import (
    agenda_work,
    bodies,
    closing,
    courses,
    decisions,
    effects,
    ending,
    intake,
    meetings,
    open_points,
    orders,
    proposals,
    sessions,
    standing_items,
    topics,
)
from kim.steering.demo import load as demo
from kim.steering.models import *  # noqa: F403
from kim.steering.states import MeetingState, OrderState, Outcome, ProposalState, TopicState

__all__ = [
    "MeetingState",
    "OrderState",
    "Outcome",
    "ProposalState",
    "TopicState",
    "access",
    "archive",
    "effects",
    "exceptions",
    "intake",
    "meetings",
    "models",
    "standing",
    "states",
    "topics",
    "agenda_work",
    "decisions",
    "papers",
    "proposals",
    "search",
    "sessions",
    "board",
    "bodies",
    "demo",
    "courses",
    "similar",
    "voting",
    "closing",
    "orders",
    "ending",
    "open_points",
    "standing_items",
    *models.__all__,
]
