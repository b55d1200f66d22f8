"""The end of a case: closing it, with a second person where the county wants one, and taking it up again."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kim.casework.actions import confirmations, plans
from kim.casework.actions.settling import Settlement, settle
from kim.casework.actions.shared import change_phase, lock, not_in_future, running
from kim.casework.exceptions import CaseIsNotClosed, DayBeforeOpening, NoSuchStep, ReasonMissing
from kim.casework.models import (
    Case,
    ClosedGoal,
    Closing,
    Confirmation,
    ConfirmationState,
    Confirmed,
    GoalResult,
    GoalState,
    Informed,
    ProposedClosing,
)
from kim.casework.states import Phase, transition
from kim.organisation.public import Agency, ClosingReason, RetentionClass, User
from kim.privacy.public import audit

CASE_FILES = "case"  # the retention class of case files
# What is not reached stays open: the file says so, and a case taken up again goes on with it.
ENDS = {
    GoalResult.REACHED: GoalState.REACHED,
    GoalResult.PARTLY: GoalState.PARTLY,
    GoalResult.DROPPED: GoalState.DROPPED,
}


@dataclass(frozen=True)
class GoalEnd:
    """The result of one goal: which, what came of it, in a few words why."""

    goal: int
    result: str
    words: str = ""


@dataclass(frozen=True)
class Ending:
    """Everything a closing says."""

    reason: ClosingReason
    result: str
    handover: str = ""
    on: date | None = None
    handover_agency: Agency | None = None
    informed: str = Informed.NOT_YET
    informed_on: date | None = None
    goals: Sequence[GoalEnd] = ()
    settled: Sequence[Settlement] = ()


def keep_until(closed_on: date) -> date | None:
    """The last day on which the file is kept: closing plus the years of the county's class; None where it has set none."""
    years = RetentionClass.objects.filter(key=CASE_FILES).values_list("years", flat=True).first()
    if years is None:
        return None
    try:
        return closed_on.replace(year=closed_on.year + years)
    except ValueError:  # 29 February
        return closed_on.replace(year=closed_on.year + years, day=28)


@transaction.atomic
def close(*, case: Case, by: User, reason: ClosingReason, result: str, **more: Any) -> Closing:
    """End a case with its reason and result (more: the fields of `Ending`). Closing is possible from every phase."""
    if confirmations.needed(Confirmed.CLOSING):
        raise confirmations.SecondPersonNeeded
    return _close(case, by, Ending(reason=reason, result=result, **more))


def _close(case: Case, by: User, ending: Ending) -> Closing:
    case = running(case)
    on = ending.on or timezone.localdate()
    _check(case, ending, on)
    settle(case=case, by=by, chosen=ending.settled, on=on)
    case = running(case)  # settling keeps the days of its head
    closing = Closing.objects.create(
        case=case, closed_on=on, reason=ending.reason, result=ending.result.strip(), handover=ending.handover.strip(),
        handover_agency=ending.handover_agency, informed=ending.informed, informed_on=ending.informed_on,
        keep_until=keep_until(on), closed_by=by,
    )  # fmt: skip
    _end_goals(case, by, closing, ending.goals)
    case.closed_on = on
    change_phase(case, Phase.CLOSED, on, by, "")
    audit.record("case.closed", target=case, case_id=case.pk, reason=ending.reason.key)
    return closing


def _check(case: Case, ending: Ending, on: date) -> None:
    not_in_future(on)
    not_in_future(ending.informed_on)
    if on < case.opened_on or (ending.informed_on and ending.informed_on < case.opened_on):
        raise DayBeforeOpening
    if not ending.result.strip():
        raise ReasonMissing


def _end_goals(case: Case, by: User, closing: Closing, results: Sequence[GoalEnd]) -> None:
    goals = case.goals.in_bulk([each.goal for each in results])
    for each in results:
        if (goal := goals.get(each.goal)) is None:
            continue
        ClosedGoal.objects.create(
            closing=closing, case=case, goal=goal, result=each.result, words=each.words.strip()[:300]
        )
        if goal.state == GoalState.OPEN and each.result in ENDS:
            plans.end_goal(goal=goal, by=by, state=ENDS[GoalResult(each.result)])


@transaction.atomic
def propose(*, case: Case, by: User, ending: Ending, asked: User, shown: str) -> Confirmation:
    """Put a closing before a second person: it takes effect when they confirm it."""
    case = running(case)
    _check(case, ending, ending.on or timezone.localdate())
    waiting = confirmations.propose(case=case, by=by, what=Confirmed.CLOSING, asked=asked, shown=shown)
    ProposedClosing.objects.create(confirmation=waiting, case=case, values=as_json(ending))
    return waiting


def as_json(ending: Ending) -> dict[str, Any]:
    """A closing as it is kept until the second person has decided."""
    return {
        "reason": ending.reason.pk, "result": ending.result, "handover": ending.handover,
        "on": ending.on.isoformat() if ending.on else None,
        "handover_agency": ending.handover_agency.pk if ending.handover_agency else None,
        "informed": str(ending.informed), "informed_on": ending.informed_on.isoformat() if ending.informed_on else None,
        "goals": [asdict(each) for each in ending.goals],
        "settled": [asdict(each) for each in ending.settled],
    }  # fmt: skip


def from_json(values: Mapping[str, Any]) -> Ending:
    """The closing that was kept."""
    agency = values["handover_agency"]
    return Ending(
        reason=ClosingReason.objects.get(pk=values["reason"]), result=values["result"], handover=values["handover"],
        on=_day(values["on"]), handover_agency=Agency.objects.filter(pk=agency).first() if agency else None,
        informed=values["informed"], informed_on=_day(values["informed_on"]),
        goals=tuple(GoalEnd(**each) for each in values["goals"]),
        settled=tuple(Settlement(**each) for each in values.get("settled", ())),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def sent_back(case: Case) -> tuple[Confirmation, Ending] | None:
    """The last proposed closing, if it came back: with it the proposer begins again."""
    last = case.confirmations.filter(what=Confirmed.CLOSING).select_related("closing", "asked").last()
    if last is None or last.state not in (ConfirmationState.SENT_BACK, ConfirmationState.WITHDRAWN):
        return None
    return last, from_json(last.closing.values)


def _take_effect(confirmation: Confirmation, proposer: User) -> None:
    proposed = ProposedClosing.objects.filter(confirmation=confirmation).first()
    if proposed is None:  # the case is no longer the proposer's, nor is what they wrote
        raise PermissionDenied
    _close(confirmation.case, proposer, from_json(proposed.values))


confirmations.EFFECTS[Confirmed.CLOSING] = _take_effect


@transaction.atomic
def reopen(*, case: Case, by: User, reason: str, to: str = Phase.SERVICE_STEERING) -> Case:
    """Take a closed case up again; the closing stays in the file and names the reason."""
    case = lock(case)
    if not case.is_closed:
        raise CaseIsNotClosed
    if transition(Phase.CLOSED, to) is None:
        raise NoSuchStep
    if not reason.strip():
        raise ReasonMissing
    now = timezone.now()
    today = timezone.localdate(now)
    case.closings.filter(reopened_on=None).update(
        reopened_on=today, reopened_at=now, reopened_by=by, reopening_reason=reason.strip()[:500]
    )
    case.closed_on = None
    case.reopened_count += 1
    change_phase(case, to, today, by, reason)
    audit.record("case.reopened", target=case, case_id=case.pk)
    return case
