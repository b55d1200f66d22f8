"""Open points and agreements remind by themselves, once each, by the days of the body or of the county."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction

from kim.organisation.public import Body
from kim.privacy.public import Scope, open_scope
from kim.steering.actions import standing_items
from kim.steering.actions.reminders import Days, chairs_of, county_days, days_of, kinds_due
from kim.steering.models import (
    BodyReminder,
    HolderKind,
    OpenPoint,
    ReminderKind,
    SeatHolder,
    StandingItem,
    StandingKind,
)
from kim.workbench.public import notices

NOTICE = {
    ReminderKind.SOON: "point_due", ReminderKind.TODAY: "point_due", ReminderKind.LATE: "point_late",
    ReminderKind.CHAIR: "point_late",
}  # fmt: skip


def remind_due(today: date) -> int:
    """The worker's daily round; gives how many reminders went out. Run twice, it says nothing new."""
    with open_scope(Scope(name="notices")):
        county = county_days()
        return sum(_point(each, county, today) for each in _open_points()) + sum(
            _agreement(*each, today) for each in _agreements(county)
        )


def responsible(point: OpenPoint, today: date) -> list[int]:
    """Who is reminded: who holds the seat, or chairs the body that takes care of it; else the chair of the body itself."""
    held = SeatHolder.objects.on(today).filter(kind=HolderKind.MEMBER, seat=point.seat_id, user__isnull=False)
    own = list(held.values_list("user_id", flat=True)) if point.seat_id else []
    own = own or (chairs_of(point.owner_body_id, today) if point.owner_body_id else [])
    return sorted({each for each in own if each is not None}) or chairs_of(point.body_id, today)


def _open_points() -> Iterator[OpenPoint]:
    rows = OpenPoint.objects.filter(closed_on=None, due_on__isnull=False)
    yield from rows.select_related("body__rules").prefetch_related("reminders")


def _point(point: OpenPoint, county: Days, today: date) -> int:
    assert point.due_on is not None  # noqa: S101
    sent = {(each.kind, each.due_on) for each in point.reminders.all()}
    asked = kinds_due(point.due_on, days_of(point.body, county), today)
    new = [kind for kind in asked if (kind, point.due_on) not in sent]
    for kind in new:
        people = chairs_of(point.body_id, today) if kind == ReminderKind.CHAIR else responsible(point, today)
        _tell({"point": point}, kind, point.due_on, NOTICE[kind], people, today)
    return len(new)


def _agreements(county: Days) -> Iterator[tuple[standing_items.Standing, Days]]:
    """Running agreements with the day on which each is to be looked at again."""
    bodies = Body.objects.filter(standing_items__kind=StandingKind.AGREEMENT, standing_items__ended_on=None).distinct()
    for body in bodies.select_related("rules"):
        days = days_of(body, county)
        yield from ((each, days) for each in standing_items.overview(body) if _is_agreement(each.item))


def _is_agreement(item: StandingItem) -> bool:
    return item.kind == StandingKind.AGREEMENT


def _agreement(standing: standing_items.Standing, days: Days, today: date) -> int:
    """The chair hears before the day and on it; a meeting that looks at the agreement moves the day."""
    item, due = standing.item, standing.due_on
    if due is None or (due - today).days > days.remind_days:
        return 0
    kind = ReminderKind.SOON if due > today else ReminderKind.TODAY
    if item.reminders.filter(kind=kind, due_on=due).exists():
        return 0
    _tell({"agreement": item}, kind, due, "agreement_due", chairs_of(item.body_id, today), today)
    return 1


@transaction.atomic
def _tell(of: dict[str, Any], kind: ReminderKind, due: date, notice: str, people: list[int], today: date) -> None:
    """One reminder and its notices, in one transaction."""
    BodyReminder.objects.create(**of, kind=kind, due_on=due, sent_on=today, told=len(people))
    target = next(iter(of.values()))
    for person in people:
        notices.tell(recipient=person, kind=notice, target=target, day=due, once=f"{target.pk}:{kind}:{due}")
