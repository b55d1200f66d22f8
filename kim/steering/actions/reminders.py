"""Work orders remind by themselves: whoever is responsible before, on and after the day, then the chair of the deciding body."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from kim.organisation.public import Body, County, User
from kim.privacy.public import Scope, open_scope
from kim.steering.models import BodyRules, HolderKind, OrderReminder, ReminderKind, SeatHolder, WorkOrder
from kim.steering.states import OPEN_ORDER_STATES
from kim.workbench.public import notices

NOTICE = {
    ReminderKind.SOON: "order_due",
    ReminderKind.TODAY: "order_due",
    ReminderKind.LATE: "order_late",
    ReminderKind.CHAIR: "order_escalated",
}


def tell_given(order: WorkOrder, *, by: User) -> None:
    """Whoever looks after a new order hears of it, in the transaction that gives it."""
    if order.person_id is not None:
        notices.tell(recipient=order.person_id, kind="order_given", target=order, by=by)


@dataclass(frozen=True)
class Days:
    """How many days before something is reminded of, and how many after its day the chair hears; `own` if the body set any."""

    remind_days: int
    escalate_days: int
    own: bool = False


USUAL = Days(7, 14)  # where the profile of the county says nothing


def county_days() -> Days:
    """The days of the county; where its profile names none, seven and fourteen."""
    county = County.objects.only("remind_days", "escalate_days").first()
    before, after = (county.remind_days, county.escalate_days) if county else (None, None)
    return Days(USUAL.remind_days if before is None else before, USUAL.escalate_days if after is None else after)


def days_of(body: Body, county: Days) -> Days:
    """The body's own days; what it has not set is as in the county."""
    rules: BodyRules | None = getattr(body, "rules", None)
    before, after = (rules.remind_days, rules.escalate_days) if rules else (None, None)
    if before is None and after is None:
        return county
    return Days(
        county.remind_days if before is None else before, county.escalate_days if after is None else after, own=True
    )


def kinds_due(due_on: date, rules: Days, today: date) -> Iterator[ReminderKind]:
    """What something open asks for today; of the reminders only the one that fits."""
    left = (due_on - today).days
    if left < 0:
        yield ReminderKind.LATE
    elif left == 0:
        yield ReminderKind.TODAY
    elif left <= rules.remind_days:
        yield ReminderKind.SOON
    if left < 0 and -left >= rules.escalate_days:
        yield ReminderKind.CHAIR


def remind_due(today: date) -> int:
    """The worker's daily round; gives how many reminders went out. Run twice, it says nothing new."""
    with open_scope(Scope(name="notices")):
        county = county_days()
        asking = [
            (order, kind)
            for order in _open_orders()
            for kind in kinds_due(order.due_on, days_of(order.decision.body, county), today)
        ]
        return sum(_remind(order, kind, today) for order, kind in asking if not _sent(order, kind))


def _open_orders() -> QuerySet[WorkOrder]:
    return (
        WorkOrder.objects.filter(state__in=sorted(OPEN_ORDER_STATES))
        .select_related("decision__body__rules", "decision__topic", "body")
        .prefetch_related("reminders")
    )


def _sent(order: WorkOrder, kind: ReminderKind) -> bool:
    return any(each.kind == kind and each.due_on == order.due_on for each in order.reminders.all())


@transaction.atomic
def _remind(order: WorkOrder, kind: ReminderKind, today: date) -> int:
    """One reminder, its notices, and its line in the order's history, in one transaction."""
    people = chairs_of(order.decision.body_id, today) if kind == ReminderKind.CHAIR else responsible(order, today)
    _row, new = OrderReminder.objects.get_or_create(
        order=order, kind=kind, due_on=order.due_on, defaults={"sent_on": today, "told": len(people)}
    )
    if not new:
        return 0
    for person in people:
        once = f"{order.pk}:{kind}:{order.due_on}"
        notices.tell(recipient=person, kind=NOTICE[kind], target=order, day=order.due_on, once=once)
    day = {"escalated_on": today} if kind == ReminderKind.CHAIR else {"reminded_on": today}
    WorkOrder.objects.filter(pk=order.pk).update(**day)
    return 1


def responsible(order: WorkOrder, today: date) -> list[int]:
    """Who is reminded: whoever looks after it; without one the chair of the body it went to, else whoever keeps the topic."""
    if order.person_id is not None:
        return [order.person_id]
    chairs = chairs_of(order.body_id, today) if order.body_id else []
    topic = order.decision.topic
    return chairs or ([topic.keeper_id] if topic is not None and topic.keeper_id else [])


def chairs_of(body_id: int | None, today: date) -> list[int]:
    """Those who chair a body and have an account."""
    held = SeatHolder.objects.on(today).filter(
        chairs=True, kind=HolderKind.MEMBER, seat__body_id=body_id, user__isnull=False
    )
    return sorted({holder.user_id for holder in held if holder.user_id is not None})
