"""Work orders: given by a decision, reported on, done with proof, dropped with a reason, taken up again."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kim.organisation.public import Agency, Body, Unit, User
from kim.privacy.public import audit
from kim.steering.access import may_report, reach_of
from kim.steering.actions.reminders import tell_given
from kim.steering.actions.shared import change, lock
from kim.steering.exceptions import (
    BeforeItBegan,
    NothingToImplement,
    OrderNeedsOne,
    ProofMissing,
    ReasonMissing,
    ReportMissing,
    StepNotPossible,
)
from kim.steering.models import Decision, OrderReport, WorkOrder
from kim.steering.states import OPEN_ORDER_STATES, ORDER_STEPS, OrderState, Outcome
from kim.workbench.public import submissions

BINDING = (Outcome.ACCEPTED, Outcome.AMENDED)


def may_give(user: User, decision: Decision) -> bool:
    """Whether they may give and take back work orders of this decision: the coordinating office, or the body's chair."""
    reach = reach_of(user)
    return reach.steers or decision.body_id in reach.chairs


@transaction.atomic
def give(
    *, decision: Decision, by: User, what: str, due_on: date, indicator: str = "", body: Body | None = None,
    agency: Agency | None = None, unit: Unit | None = None, person: User | None = None, submission: UUID | None = None,
) -> WorkOrder:  # fmt: skip
    """Give a work order to one body, one agency or one unit; twice the same form gives one order."""
    if not may_give(by, decision):
        raise PermissionDenied
    decision = lock(decision)
    if decision.outcome not in BINDING:
        raise NothingToImplement
    if sum(each is not None for each in (body, agency, unit)) != 1:
        raise OrderNeedsOne
    form: dict[str, Any] = {"by": by, "purpose": "work_order", "submission": submission}
    if not submissions.claim(**form):
        return WorkOrder.objects.get(pk=submissions.made(**form) or 0)
    last = decision.orders.aggregate(last=Max("number"))["last"] or 0
    order = WorkOrder.objects.create(
        decision=decision, number=last + 1, what=what, indicator=indicator, body=body, agency=agency, unit=unit,
        person=person, due_on=due_on, changed_by=by,
    )  # fmt: skip
    submissions.remember(**form, made=order)
    audit.record("order.given", target=order)
    tell_given(order, by=by)
    return order


@transaction.atomic
def report(*, order: WorkOrder, by: User, version: int, text: str, percent: int) -> OrderReport:
    """Say how far it is; the first report begins the work."""
    order = _mine(order, by, version)
    if order.state not in OPEN_ORDER_STATES:
        raise StepNotPossible
    return _go(order, by, OrderState.IN_PROGRESS, text, percent=min(percent, 99))


@transaction.atomic
def finish(*, order: WorkOrder, by: User, version: int, proof: str, done_on: date | None = None) -> OrderReport:
    """Done, with what proves it."""
    order = _mine(order, by, version)
    _check(order, OrderState.DONE)
    if not proof.strip():
        raise ProofMissing
    day = done_on or timezone.localdate()
    if day < order.decision.decided_on:
        raise BeforeItBegan(day=f"{order.decision.decided_on:%d.%m.%Y}")
    return _go(order, by, OrderState.DONE, proof, percent=100, proof=proof.strip(), done_on=day)


@transaction.atomic
def say_why(*, order: WorkOrder, by: User, version: int, reason: str) -> OrderReport:
    """Why an order past its day stands still; it stays on the list with the order until somebody says otherwise."""
    order = _mine(order, by, version)
    today = timezone.localdate()
    if order.state not in OPEN_ORDER_STATES or order.due_on >= today:
        raise StepNotPossible
    if not reason.strip():
        raise ReasonMissing
    said = {"held_up_by": reason.strip(), "held_up_said_on": today}
    return _go(order, by, OrderState(order.state), reason, percent=order.percent, **said)


@transaction.atomic
def drop(*, order: WorkOrder, by: User, version: int, reason: str) -> OrderReport:
    """Not done any more, with the reason; only who gave it may say so."""
    order = _given_by(order, by, version)
    _check(order, OrderState.DROPPED)
    if not reason.strip():
        raise ReasonMissing
    return _go(order, by, OrderState.DROPPED, reason, percent=order.percent)


@transaction.atomic
def reopen(*, order: WorkOrder, by: User, version: int, reason: str) -> OrderReport:
    """Take up again what was done; its proof stays among the reports."""
    order = _given_by(order, by, version)
    _check(order, OrderState.IN_PROGRESS, only_from=OrderState.DONE)
    if not reason.strip():
        raise ReasonMissing
    return _go(
        order,
        by,
        OrderState.IN_PROGRESS,
        reason,
        percent=0,
        proof="",
        done_on=None,
        held_up_by="",
        held_up_said_on=None,
    )


def _mine(order: WorkOrder, by: User, version: int) -> WorkOrder:
    if not may_report(by, order):
        raise PermissionDenied
    return lock(order, version)


def _given_by(order: WorkOrder, by: User, version: int) -> WorkOrder:
    if not may_give(by, order.decision):
        raise PermissionDenied
    return lock(order, version)


def _check(order: WorkOrder, to: OrderState, only_from: OrderState | None = None) -> None:
    state = OrderState(order.state)
    if to not in ORDER_STEPS[state] or (only_from and state != only_from):
        raise StepNotPossible


def _go(order: WorkOrder, by: User, to: OrderState, text: str, *, percent: int, **values: Any) -> OrderReport:
    if not text.strip():
        raise ReportMissing
    change(order, by, state=to, percent=percent, **values)
    said = OrderReport.objects.create(
        order=order, reported_on=timezone.localdate(), state=to, percent=percent, text=text.strip(), reported_by=by
    )
    audit.record("order.reported", target=order, to=str(to))
    return said
