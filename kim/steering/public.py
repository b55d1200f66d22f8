"""What other rooms may use of steering."""

from kim.steering import access, exceptions, models, standing, states
from kim.steering.actions import intake, topics
from kim.steering.models import *  # noqa: F403
from kim.steering.states import MeetingState, OrderState, Outcome, ProposalState, TopicState

__all__ = [
    "MeetingState",
    "OrderState",
    "Outcome",
    "ProposalState",
    "TopicState",
    "access",
    "exceptions",
    "intake",
    "models",
    "standing",
    "states",
    "topics",
    *models.__all__,
]
