"""Decided, but not implemented: the standing list of a body's chair."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import pgettext_lazy

from kim.organisation.public import User
from kim.steering.access import decisions_for, orders_for
from kim.steering.models import Decision, OrderReport, WorkOrder
from kim.steering.states import OPEN_ORDER_STATES, Outcome

BINDING = (Outcome.ACCEPTED, Outcome.AMENDED)
ORDER_EXPECTED_AFTER = timedelta(days=14)


class Why(models.TextChoices):
    LATE = "late", pgettext_lazy("not implemented", "past its day")
    NO_ORDER = "no_order", pgettext_lazy("not implemented", "no work order given")


@dataclass(frozen=True)
class Unfinished:
    """One line: the decision, its order if there is one, why it stands here, for how many days, and the last report."""

    decision: Decision
    order: WorkOrder | None
    why: Why
    days: int
    last: OrderReport | None

    @property
    def held_up_by(self) -> str:
        """Why it stands still, as whoever is ordered said it."""
        return self.order.held_up_by if self.order else ""

    @property
    def escalated_on(self) -> date | None:
        """The day on which the chair was told."""
        return self.order.escalated_on if self.order else None


def without_order(decisions: QuerySet[Decision], today: date) -> QuerySet[Decision]:
    """Binding decisions that are still open and for which nobody has an order after two weeks."""
    waiting = decisions.filter(outcome__in=BINDING, closed_on=None, orders=None)
    return waiting.filter(decided_on__lte=today - ORDER_EXPECTED_AFTER)


def overdue(orders: QuerySet[WorkOrder], today: date) -> QuerySet[WorkOrder]:
    """Open orders past their day."""
    return orders.filter(state__in=sorted(OPEN_ORDER_STATES), due_on__lt=today)


def unfinished_decisions(decisions: QuerySet[Decision], today: date) -> QuerySet[Decision]:
    """Those of them that stand on the list: with an order past its day, or without any."""
    late = overdue(WorkOrder.objects.all(), today).values("decision")
    return decisions.filter(Q(pk__in=late) | Q(pk__in=without_order(Decision.objects.all(), today).values("pk")))


def unfinished(user: User, today: date, body: int | None = None) -> list[Unfinished]:
    """What this person may read of it, of one body or of all, the oldest first; three queries however many there are."""
    only: dict[str, Any] = {"decision__body": body} if body else {}
    newest = Prefetch("reports", OrderReport.objects.order_by("-reported_on", "-id"), to_attr="newest")
    late = overdue(orders_for(user).filter(**only), today).prefetch_related(newest)
    late = late.select_related("decision__body", "decision__topic", "body", "agency", "unit", "person")
    decisions = decisions_for(user).filter(**({"body": body} if body else {}))
    rows = [
        Unfinished(each.decision, each, Why.LATE, (today - each.due_on).days, next(iter(each.newest), None))  # type: ignore[attr-defined]
        for each in late
    ]
    rows += [
        Unfinished(each, None, Why.NO_ORDER, (today - each.decided_on).days, None)
        for each in without_order(decisions, today).select_related("body", "topic")
    ]
    return sorted(rows, key=lambda row: (-row.days, row.decision.number))
