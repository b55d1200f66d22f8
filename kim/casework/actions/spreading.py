"""Several cases to several people at once: all of them or none, today or on a day to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from kim.casework.access import scope_with_grants
from kim.casework.actions.cases import hand_over
from kim.casework.exceptions import (
    CaseIsClosed,
    CasesChanged,
    DayTooFar,
    HandoverIsSettled,
    NotACaseManager,
    NothingToSpread,
    ReasonMissing,
    SameCaseManager,
)
from kim.casework.models import Case, PlannedHandover, PlannedState, Refusal
from kim.organisation.public import User, unit_of_case_manager
from kim.privacy.public import Scope, audit, open_scope, widen

FARTHEST_DAYS = 366


@dataclass(frozen=True)
class Move:
    """A case that goes from whoever held it when the preview was read to somebody else."""

    case_id: int
    held_by: int
    to: User


@transaction.atomic
def spread(
    *, moves: Sequence[Move], by: User, reason: str, on: date | None = None, leave_out_changed: bool = False
) -> list[Move]:
    """Hand the cases over, or plan it for a day to come; gives the moves made.

    What has changed since the preview is refused with its cases named, or left out when that was asked for.
    """
    today = timezone.localdate()
    if on and (on - today).days > FARTHEST_DAYS:
        raise DayTooFar
    if not reason.strip():
        raise ReasonMissing
    found = {case.pk: case for case in Case.objects.visible_to(by).filter(pk__in=[move.case_id for move in moves])}
    changed = [move for move in moves if _has_changed(found.get(move.case_id), move)]
    if changed and not leave_out_changed:
        raise CasesChanged([move.case_id for move in changed])
    made = [move for move in moves if move not in changed]
    if not made:
        raise NothingToSpread
    for move in made:
        if on and on > today:
            plan(case=found[move.case_id], by=by, to=move.to, reason=reason, on=on)
        else:
            hand_over(case=found[move.case_id], by=by, to=move.to, reason=reason)
    return made


def _has_changed(case: Case | None, move: Move) -> bool:
    return case is None or case.is_closed or case.assigned_to_id != move.held_by


@transaction.atomic
def plan(*, case: Case, by: User, to: User, reason: str, on: date) -> PlannedHandover:
    """Plan that the case goes to somebody on a day to come; an earlier plan for it is called off."""
    if case.is_closed:
        raise CaseIsClosed
    if unit_of_case_manager(to, on) is None or not to.is_active:
        raise NotACaseManager
    if case.assigned_to_id == to.pk:
        raise SameCaseManager
    for earlier in PlannedHandover.objects.filter(case=case, state=PlannedState.PLANNED):
        cancel(planned=earlier, by=by)
    planned = PlannedHandover.objects.create(
        case=case, held_by_id=case.assigned_to_id, to=to, on=on, reason=reason.strip()[:300], planned_by=by
    )
    audit.record("case.handover_planned", target=planned, case_id=case.pk, after=to.pk, on=on)
    return planned


@transaction.atomic
def cancel(*, planned: PlannedHandover, by: User) -> None:
    """Call a planned handover off; the case stays where it is."""
    planned = PlannedHandover.objects.select_for_update(of=("self",)).get(pk=planned.pk)
    if planned.state != PlannedState.PLANNED:
        raise HandoverIsSettled
    _settle(planned, PlannedState.CANCELLED)
    audit.record("case.handover_called_off", target=planned, case_id=planned.case_id)


def carry_out_due(today: date) -> int:
    """Carry out what is due, each in the scope and with the rights its planner has today; gives how many went over."""
    with open_scope(Scope(name="worker")), connection.cursor() as cursor:
        cursor.execute("select id, planned_by from kim_due_handovers(%s)", [today])
        due = cursor.fetchall()
    return sum(_carry_out(pk, planner) for pk, planner in due)


def _carry_out(pk: int, planner_id: int) -> bool:
    with open_scope(Scope(name="planned_handover", user_id=planner_id)):
        planner = User.objects.get(pk=planner_id)
        widen(scope_with_grants(planner, name="planned_handover"))
        planned = PlannedHandover.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
        if planned is None or planned.state != PlannedState.PLANNED:
            return False
        refusal = _refusal(planned, planner)
        _settle(planned, PlannedState.REFUSED if refusal else PlannedState.DONE, refusal)
        if refusal:
            audit.record("case.handover_refused", target=planned, case_id=planned.case_id, refusal=refusal)
        return not refusal


def _refusal(planned: PlannedHandover, planner: User) -> str:
    """Hands over; empty, or why it could not be done."""
    case = Case.objects.visible_to(planner).filter(pk=planned.case_id).first()
    if case is None or not planner.is_active:
        return str(Refusal.PERMISSION)
    if case.assigned_to_id != planned.held_by_id:
        return str(Refusal.CHANGED)
    try:
        with transaction.atomic():
            hand_over(case=case, by=planner, to=planned.to, reason=planned.reason)
    except PermissionDenied:
        return str(Refusal.PERMISSION)
    except CaseIsClosed:
        return str(Refusal.CLOSED)
    except NotACaseManager:
        return str(Refusal.NO_CASE_MANAGER)
    return ""


def _settle(planned: PlannedHandover, state: PlannedState, refusal: str = "") -> None:
    planned.state, planned.refusal, planned.settled_at = state, refusal, timezone.now()
    planned.save(update_fields=["state", "refusal", "settled_at"])
