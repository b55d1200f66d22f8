"""What comes onto the agendas of a body by itself: items of every meeting, and agreements that are looked at again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.organisation.public import Body, User
from kim.privacy.public import audit
from kim.steering.access import reach_of
from kim.steering.actions.shared import change, lock
from kim.steering.exceptions import AgreementIncomplete
from kim.steering.models import AgendaItem, BodyRules, ItemKind, Meeting, StandingItem, StandingKind
from kim.steering.states import MeetingState
from kim.workbench.public import submissions


@dataclass(frozen=True)
class Standing:
    """A standing item with the day it was last looked at and the day from which it is due; None: in every meeting."""

    item: StandingItem
    last_on: date | None
    due_on: date | None

    def is_due(self, on: date) -> bool:
        """Whether it belongs on an agenda of this day."""
        return self.due_on is None or self.due_on <= on


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def overview(body: Body, before: Meeting | None = None) -> list[Standing]:
    """What stands on agendas of this body and when each was looked at; seen from a meeting, only what was before it."""
    looked_at = _looked_at(body, before)
    rules = BodyRules.objects.filter(body=body).first()
    usual = rules.review_months if rules else None
    running = StandingItem.objects.filter(body=body, ended_on=None)
    return [_standing(each, looked_at.get(each.pk), usual) for each in running]


def _looked_at(body: Body, before: Meeting | None) -> dict[int, date]:
    """When each item last stood on an agenda and was not put off."""
    met = Meeting.objects.filter(body=body).exclude(state=MeetingState.CANCELLED)
    met = met.exclude(pk=before.pk).filter(held_on__lte=before.held_on) if before else met
    if before is None:
        met = met.filter(held_on__lte=timezone.localdate())
    rows = AgendaItem.objects.filter(meeting__in=met, standing__isnull=False, postponed=False)
    return dict(rows.values("standing").annotate(last=Max("meeting__held_on")).values_list("standing", "last"))


def _standing(item: StandingItem, last_on: date | None, usual: int | None) -> Standing:
    months = item.every_months or (usual if item.kind == StandingKind.AGREEMENT else None)
    if months is None:
        return Standing(item, last_on, None)
    since = max((day for day in (last_on, item.agreed_on) if day), default=None)
    return Standing(item, last_on, months_later(since, months) if since else None)


def due_for(meeting: Meeting, carried: Collection[int] = ()) -> list[dict[str, Any]]:
    """The items for this meeting's agenda; what is carried over from an earlier one does not come twice."""
    due = [each.item for each in overview(meeting.body, meeting) if each.is_due(meeting.held_on)]
    return [
        {
            "kind": ItemKind.STANDING, "title": _title(each), "minutes": each.minutes, "standing": each,
            "text": each.text,
        }
        for each in due if each.pk not in carried
    ]  # fmt: skip


def _title(item: StandingItem) -> str:
    if item.kind == StandingKind.AGREEMENT:
        return _("Look again at the agreement: %(title)s") % {"title": item.title}
    return item.title


@transaction.atomic
def save(
    *, body: Body, by: User, item: StandingItem | None = None, version: int = 0, submission: UUID | None = None,
    **fields: Any,
) -> StandingItem:  # fmt: skip
    """A new standing item or agreement at the end, or a change of one."""
    _keeper(body, by)
    if fields.get("kind") == StandingKind.AGREEMENT and not (fields.get("text") and fields.get("agreed_on")):
        raise AgreementIncomplete
    if item is not None:
        item = lock(item, version)
        if change(item, by, **fields):
            audit.record("body.standing_changed", target=body, item=item.pk)
        return item
    form: dict[str, Any] = {"by": by, "purpose": "standing_item", "submission": submission}
    if not submissions.claim(**form):
        return StandingItem.objects.get(pk=submissions.made(**form) or 0)
    last: int = body.standing_items.aggregate(last=Max("position"))["last"] or 0
    item = StandingItem.objects.create(body=body, position=last + 1, changed_by=by, **fields)
    submissions.remember(**form, made=item)
    audit.record("body.standing_added", target=body, item=item.pk)
    return item


@transaction.atomic
def move(*, item: StandingItem, by: User, up: bool) -> None:
    """One place up or down; at the end nothing happens."""
    _keeper(item.body, by)
    order = list(
        StandingItem.objects.select_for_update().filter(body=item.body, ended_on=None).order_by("position", "pk")
    )
    here = next((number for number, each in enumerate(order) if each.pk == item.pk), None)
    there = -1 if here is None else here - 1 if up else here + 1
    if here is not None and 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
        _number(order)
        audit.record("body.standing_changed", target=item.body, item=item.pk)


@transaction.atomic
def end(*, item: StandingItem, by: User) -> None:
    """It comes onto no further agenda; those it stood on keep it."""
    _keeper(item.body, by)
    item = lock(item)
    if item.ended_on is None:
        change(item, by, ended_on=timezone.localdate())
        audit.record("body.standing_ended", target=item.body, item=item.pk)


def _number(order: Iterable[StandingItem]) -> None:
    for position, each in enumerate(order, start=1):
        StandingItem.objects.filter(pk=each.pk).update(position=position, version=F("version") + 1)


def _keeper(body: Body, by: User) -> None:
    if not reach_of(by).manages(body.pk):
        raise PermissionDenied
