"""Bodies at work: their rules, their seats, and who holds them from a day to a day."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kim.organisation.public import Body, User
from kim.privacy.public import audit
from kim.steering.access import reach_of
from kim.steering.actions.shared import change, lock
from kim.steering.exceptions import HolderMissing, SeatTaken
from kim.steering.models import BodyRules, HolderKind, Seat, SeatHolder


@transaction.atomic
def save_rules(*, body: Body, by: User, version: int, **fields: Any) -> BodyRules:
    """The mandate and the rules of a body; a body without any gets its first ones."""
    if not reach_of(by).steers:
        raise PermissionDenied
    rules, _new = BodyRules.objects.get_or_create(body=body)
    rules = lock(rules, None if _new else version)
    if change(rules, by, **fields):
        audit.record("body.rules", target=body)
    return rules


@transaction.atomic
def save_seat(*, body: Body, by: User, seat: Seat | None = None, version: int = 0, **fields: Any) -> Seat:
    """A new seat at the end of the table, or a change of one."""
    _keeper(body, by)
    if seat is None:
        seat = Seat.objects.create(body=body, position=body.seats.count() + 1, changed_by=by, **fields)
        audit.record("body.seat_added", target=seat)
        return seat
    seat = lock(seat, version)
    if change(seat, by, **fields):
        audit.record("body.seat_changed", target=seat)
    return seat


@transaction.atomic
def put_on_seat(
    *,
    seat: Seat,
    by: User,
    kind: HolderKind = HolderKind.MEMBER,
    user: User | None = None,
    name: str = "",
    **fields: Any,
) -> SeatHolder:
    """Somebody takes the seat from a day on; who held it until then leaves it on the day before."""
    _keeper(seat.body, by)
    if user is None and not name.strip():
        raise HolderMissing
    first: date = fields["valid_from"]
    before = SeatHolder.objects.filter(seat=seat, kind=kind, valid_to=None, valid_from__lt=first).first()
    if before is not None:
        change(before, by, valid_to=date.fromordinal(first.toordinal() - 1))
    try:
        with transaction.atomic():
            holder = SeatHolder.objects.create(
                seat=seat, kind=kind, user=user, name=name.strip(), changed_by=by, **fields
            )
    except IntegrityError as error:
        raise SeatTaken from error
    audit.record("body.seat_held", target=seat, holder=holder.pk)
    return holder


@transaction.atomic
def end_holding(*, holder: SeatHolder, by: User, on: date) -> SeatHolder:
    """The last day on the seat; never before the first."""
    _keeper(holder.seat.body, by)
    holder = lock(holder)
    if holder.valid_to is not None and holder.valid_to <= on:
        return holder  # has left already; what was stays
    last = max(on, holder.valid_from) if holder.valid_from else on
    change(holder, by, valid_to=last)
    audit.record("body.seat_left", target=holder.seat, holder=holder.pk)
    return holder


def _keeper(body: Body, by: User) -> None:
    if not reach_of(by).manages(body.pk):
        raise PermissionDenied
