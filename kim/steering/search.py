"""Finding in what the bodies work on: every word has to stand in the number, the title or the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from kim.organisation.public import User
from kim.steering import access
from kim.steering.models import Decision, Meeting, Topic, WorkOrder

M = TypeVar("M", bound=Model)
SHORTEST = 2  # letters of a query


@dataclass(frozen=True)
class Hits:
    """What fits a query, of each kind the newest first."""

    topics: Sequence[Topic] = ()
    decisions: Sequence[Decision] = ()
    orders: Sequence[WorkOrder] = ()
    meetings: Sequence[Meeting] = ()

    @property
    def n(self) -> int:
        """How many there are."""
        return len(self.topics) + len(self.decisions) + len(self.orders) + len(self.meetings)


def find(user: User, query: str, *, limit: int) -> Hits:
    """Topics, decisions, work orders and meetings this person may read, at most so many of each."""
    words = query.split()[:8]
    if len(query) < SHORTEST or not access.reach_of(user).anything:
        return Hits()
    topics = _with(access.topics_for(user), words, "number", "title", "description")
    decisions = _with(access.decisions_for(user), words, "number", "title", "wording")
    orders = _with(access.orders_for(user), words, "decision__number", "what", "indicator")
    meetings = _with(access.meetings_for(user), words, "title", "body__name")
    return Hits(
        topics.order_by("-state_since", "-pk")[:limit],
        decisions.select_related("body").order_by("-decided_on", "-pk")[:limit],
        orders.select_related("decision").order_by("-due_on", "-pk")[:limit],
        meetings.select_related("body").order_by("-held_on", "-pk")[:limit],
    )


def _with(rows: QuerySet[M], words: Sequence[str], *fields: str) -> QuerySet[M]:
    for word in words:
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(anywhere)
    return rows
