"""Bodies at work: their rules, their seats, and who holds them from a day to a day."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from kim.organisation.public import Body, User
from kim.privacy.public import audit
from kim.steering.access import reach_of
from kim.steering.actions.shared import change, lock
from kim.steering.exceptions import (
    BasisMissing,
    BeforeItBegan,
    BodyNameTaken,
    ChairTaken,
    HolderMissing,
    ParentNotThere,
    SeatTaken,
)
from kim.steering.models import BodyAct, BodyRecord, BodyRules, Decision, HolderKind, Seat, SeatHolder
from kim.workbench.public import submissions

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "ae", "Ö": "oe", "Ü": "ue"})


@transaction.atomic
def set_up(
    *, by: User, name: str, level: str, valid_from: date, parent: Body | None = None, decision: Decision | None = None,
    reference: str = "", submission: UUID | None = None, **rules: Any,
) -> Body:  # fmt: skip
    """A new body by decision, with its mandate and rules; it stands in the county's profile from then on."""
    _steerer(by)
    form: dict[str, Any] = {"by": by, "purpose": "body", "submission": submission}
    if not submissions.claim(**form):
        return Body.objects.get(pk=submissions.made(**form) or 0)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('kim.county.load'))")
    _may_be_set_up(name, valid_from, parent, decision, reference)
    if decision is not None and valid_from < decision.decided_on:
        raise BeforeItBegan(day=f"{decision.decided_on:%d.%m.%Y}")
    body = Body.objects.create(key=_free_key(name), name=name, level=level, parent=parent, valid_from=valid_from)
    made = BodyRules.objects.create(body=body, founded_by=decision, changed_by=by, **rules)
    record_act(body, BodyAct.SET_UP, by, valid_from, decision, reference, made.mandate)
    submissions.remember(**form, made=body)
    audit.record("body.set_up", target=body)
    return body


def _may_be_set_up(name: str, first: date, parent: Body | None, decision: Decision | None, reference: str) -> None:
    if decision is None and not reference.strip():
        raise BasisMissing
    if Body.objects.filter(Q(valid_to=None) | Q(valid_to__gte=first), name__iexact=name).exists():
        raise BodyNameTaken
    if parent is not None and not Body.objects.on(first).filter(pk=parent.pk).exists():
        raise ParentNotThere


def _free_key(name: str) -> str:
    """A key as the profile has them: lower letters, digits, hyphens; a number where it is taken."""
    stem = slugify(name.translate(UMLAUTS))[:50].strip("-_").replace("_", "-")
    stem = stem if stem[:1].isalpha() else f"gremium-{stem}".strip("-")
    taken = set(Body.objects.filter(key__startswith=stem).values_list("key", flat=True))
    free = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(each for each in free if each not in taken)


def record_act(
    body: Body,
    act: BodyAct,
    by: User,
    on: date,
    decision: Decision | None = None,
    reference: str = "",
    mandate: str = "",
) -> BodyRecord:
    """A line of the body's own history."""
    return BodyRecord.objects.create(
        body=body,
        act=act,
        happened_on=on,
        decision=decision,
        reference=reference.strip(),
        mandate=mandate,
        recorded_by=by,
    )


@transaction.atomic
def save_rules(*, body: Body, by: User, version: int, **fields: Any) -> BodyRules:
    """The mandate and the rules of a body; a body without any gets its first ones. Every mandate stays in its history."""
    _steerer(by)
    rules, _new = BodyRules.objects.get_or_create(body=body)
    rules = lock(rules, None if _new else version)
    before = rules.mandate
    changed = change(rules, by, **fields)
    if "mandate" in changed:
        if before and not body.records.exclude(mandate="").exists():  # what held before there was a history
            record_act(body, BodyAct.MANDATE, by, body.valid_from or timezone.localdate(), mandate=before)
        record_act(body, BodyAct.MANDATE, by, timezone.localdate(), mandate=rules.mandate)
    if changed:
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
    begun = max(filter(None, (seat.valid_from, seat.body.valid_from)), default=None)
    if begun is not None and first < begun:
        raise BeforeItBegan(day=f"{begun:%d.%m.%Y}")
    if fields.get("chairs") and (chair := _other_chair(seat, kind, first)):
        raise ChairTaken(name=chair.label)
    before = held_until_now(seat, kind, first)
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


def held_until_now(seat: Seat, kind: HolderKind, first: date) -> SeatHolder | None:
    """Who leaves the seat the day before somebody else takes it."""
    return SeatHolder.objects.filter(seat=seat, kind=kind, valid_to=None, valid_from__lt=first).first()


def _other_chair(seat: Seat, kind: HolderKind, first: date) -> SeatHolder | None:
    """Who chairs the body on another seat from this day on; a member and a deputy may both."""
    rows = SeatHolder.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=first), seat__body=seat.body_id, kind=kind, chairs=True
    )
    return rows.exclude(seat=seat).select_related("user").first()


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


@transaction.atomic
def end_seat(*, seat: Seat, by: User, on: date) -> Seat:
    """The last day of a seat; whoever holds it leaves with it."""
    _keeper(seat.body, by)
    seat = lock(seat)
    if seat.valid_to is not None and seat.valid_to <= on:
        return seat
    last = max(on, seat.valid_from) if seat.valid_from else on
    change(seat, by, valid_to=last)
    for holder in seat.holders.filter(Q(valid_to=None) | Q(valid_to__gt=last)):
        end_holding(holder=holder, by=by, on=last)
    audit.record("body.seat_ended", target=seat)
    return seat


def seats_of_the_same(holder: SeatHolder) -> QuerySet[SeatHolder]:
    """Every holding of this person that has not ended: by account, else by the same name and address."""
    running = SeatHolder.objects.filter(Q(valid_to=None) | Q(valid_to__gt=timezone.localdate()))
    whose = Q(user=holder.user_id) if holder.user_id else Q(user=None, name=holder.name, email=holder.email)
    return running.filter(whose).select_related("seat__body", "user").order_by("seat__body__name", "pk")


@transaction.atomic
def leave_everywhere(*, holder: SeatHolder, by: User, on: date) -> int:
    """Somebody leaves the county: all their seats are free after this day; gives how many."""
    _steerer(by)
    held = list(seats_of_the_same(holder))
    for each in held:
        end_holding(holder=each, by=by, on=on)
    return len(held)


def _steerer(by: User) -> None:
    if not reach_of(by).steers:
        raise PermissionDenied


def _keeper(body: Body, by: User) -> None:
    if not reach_of(by).manages(body.pk):
        raise PermissionDenied
