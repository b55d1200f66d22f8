"""Bodies for pages: as a tree with chair, seats, next meeting and open orders; and what one body has in hand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kim.organisation.public import Body, BodyLevel, User
from kim.steering.public import HolderKind, Meeting, OpenPoint, Seat, SeatHolder, WorkOrder, access, states

LEVELS = list(BodyLevel.values)


@dataclass(frozen=True)
class Branch:
    """A body in the tree: how deep it stands, who leads it, and whether its meetings are this person's to know of."""

    body: Any
    depth: int
    chair: str
    inside: bool

    @property
    def vacant(self) -> int:
        """Seats that nobody holds."""
        return int(self.body.n_seats - self.body.n_held)


def tree(user: User, on: date) -> list[Branch]:
    """The bodies of the day, each below the one it reports to; two queries however many there are."""
    chairs = {
        holder.seat.body_id: holder.label
        for holder in SeatHolder.objects.on(on)
        .filter(chairs=True, kind=HolderKind.MEMBER)
        .select_related("user", "seat")
    }
    rows, reach = list(_counted(user, on)), access.reach_of(user)
    return [Branch(body, depth, chairs.get(body.pk, ""), reach.sits_in(body.pk)) for body, depth in in_order(rows)]


def in_order(bodies: Iterable[Body]) -> Iterator[tuple[Body, int]]:
    """Each body after the one above it; whose parent is not there stands on top."""
    bodies = sorted(bodies, key=lambda body: (LEVELS.index(body.level), body.name))
    there = {body.pk for body in bodies}
    below: dict[int | None, list[Body]] = defaultdict(list)
    for body in bodies:
        below[body.parent_id if body.parent_id in there else None].append(body)

    def walk(parent: int | None, depth: int) -> Iterator[tuple[Body, int]]:
        for body in below[parent]:
            yield body, depth
            yield from walk(body.pk, depth + 1)

    return walk(None, 0)


def _counted(user: User, on: date) -> QuerySet[Body]:
    held = Exists(SeatHolder.objects.on(on).filter(seat=OuterRef("pk"), kind=HolderKind.MEMBER))
    seats = Seat.objects.on(on).order_by()
    ahead = access.meetings_for(user).filter(held_on__gte=on).exclude(state="cancelled").order_by()
    orders = open_orders(user).order_by()
    return Body.objects.on(on).select_related("parent").annotate(
        n_seats=_number(seats), n_held=_number(seats.filter(held)), n_orders=_number(orders),
        next_on=Subquery(ahead.filter(body=OuterRef("pk")).values("body").annotate(n=Min("held_on")).values("n")),
    )  # fmt: skip


def _number(rows: Any) -> Coalesce:
    return Coalesce(Subquery(rows.filter(body=OuterRef("pk")).values("body").annotate(n=Count("pk")).values("n")), 0)


def open_orders(user: User) -> QuerySet[WorkOrder]:
    """Work orders that are still to be done, as far as this person reads them."""
    return access.orders_for(user).filter(state__in=sorted(states.OPEN_ORDER_STATES))


def points_of(meeting: Meeting) -> QuerySet[OpenPoint]:
    """The points of the body that were open on the day of this meeting; settled ones stay to be read with it."""
    rows = OpenPoint.objects.filter(body=meeting.body_id, opened_on__lte=meeting.held_on)
    still = rows.filter(Q(closed_on=None) | Q(closed_on__gt=meeting.held_on) | Q(closed_in=meeting))
    return still.select_related("seat", "agency", "owner_body", "topic").order_by("due_on", "pk")
