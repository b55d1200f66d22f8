"""The way of a case: opening, phases, handing over, closing, reopening."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kim.casework import notices
from kim.casework.access import leads
from kim.casework.actions.shared import ANYTHING, Seen, keep_days, lock, not_in_future, running, unchanged
from kim.casework.exceptions import (
    CaseIsClosed,
    CaseIsNotClosed,
    DayBeforeOpening,
    DeputyTakesOver,
    GateNotPassed,
    NoSuchStep,
    NotACaseManager,
    ReasonMissing,
    SameCaseManager,
)
from kim.casework.facts import facts_of
from kim.casework.models import Assignment, Case, ClientProfile, Closing, Enquiry, Person, PhaseChange
from kim.casework.states import Phase, transition
from kim.organisation.public import ClosingReason, County, Municipality, User, unit_of_case_manager
from kim.privacy.public import audit


@transaction.atomic
def open_case(
    *,
    by: User,
    assigned_to: User,
    person: Mapping[str, Any],
    profile: Mapping[str, Any] | None = None,
    enquiry: Enquiry | None = None,
    advice_agreed_on: date | None = None,
) -> Case:
    """Register the person and open their case; it goes to the chosen case manager, perhaps out of one's own sight."""
    today = timezone.localdate()
    own_unit, target_unit = unit_of_case_manager(by, today), unit_of_case_manager(assigned_to, today)
    if own_unit is None or target_unit is None or not assigned_to.is_active:
        raise NotACaseManager
    not_in_future(advice_agreed_on)
    client = Person.objects.create(**person)
    case = Case.objects.create(
        reference=_reference(client.municipality, today), person=client, enquiry=enquiry, unit_id=own_unit,
        assigned_to=by, municipality=client.municipality, phase_since=today, opened_on=today,
        advice_agreed_on=advice_agreed_on,
    )  # fmt: skip
    ClientProfile.objects.create(case=case, **(profile or {}))
    Assignment.objects.create(case=case, user=by, unit_id=own_unit, from_on=today, decided_by=by)
    PhaseChange.objects.create(case=case, to_phase=Phase.ACCESS, changed_on=today, changed_by=by)
    audit.record("case.opened", target=case, case_id=case.pk, assigned_to=assigned_to.pk)
    if assigned_to != by:
        _assign(case, assigned_to, target_unit, "", today)
        notices.tell_handed_over(case, before=None, to=assigned_to, by=by)
    return case


def _reference(municipality: Municipality | None, day: date) -> str:
    code = municipality.code if municipality else "XX"
    with connection.cursor() as cursor:
        cursor.execute("select kim_next_reference(%s, %s)", [code, day.year])
        number = cursor.fetchone()[0]
    county = County.objects.first()
    pattern = county.reference_pattern if county else "{code}-{yy}-{n}"
    return pattern.format(code=code, yy=f"{day:%y}", yyyy=f"{day:%Y}", n=number)


@transaction.atomic
def agree_advice(*, case: Case, by: User, on: date, seen: Seen = ANYTHING) -> Case:
    """Record the day on which the person agreed to the advice; refused when another day than the one seen is stored."""
    case = running(case)
    unchanged(case.advice_agreed_on, seen, on)
    not_in_future(on)
    case.advice_agreed_on = on
    case.version += 1
    case.save()
    audit.record("case.advice_agreed", target=case, case_id=case.pk, on=on)
    return case


@transaction.atomic
def plan_review(*, case: Case, by: User, on: date | None, seen: Seen = ANYTHING) -> Case:
    """Set, move or take away the day of the next review; refused when another day than the one seen is stored."""
    case = running(case)
    unchanged(case.review_on, seen, on)
    case.review_on = on
    keep_days(case)
    audit.record("case.review_planned", target=case, case_id=case.pk, on=on)
    return case


@transaction.atomic
def step(*, case: Case, by: User, to: str, reason: str = "", on: date | None = None) -> Case:
    """Go to another phase through its gate; going on although something is missing, and going back, needs a reason."""
    case = running(case)
    way = transition(case.phase, to)
    if way is None or to == Phase.CLOSED:
        raise NoSuchStep
    missing = way.missing(facts_of(case))
    if not reason.strip():
        if missing:
            raise GateNotPassed(missing)
        if way.back:
            raise ReasonMissing
    _change_phase(case, to, on or timezone.localdate(), by, reason, skipped=[c.key for c in missing])
    return case


@transaction.atomic
def close(
    *, case: Case, by: User, reason: ClosingReason, result: str, handover: str = "", on: date | None = None
) -> Closing:
    """End a case with its reason and result. Closing is possible from every phase."""
    case = running(case)
    on = on or timezone.localdate()
    not_in_future(on)
    if on < case.opened_on:
        raise DayBeforeOpening
    if not result.strip():
        raise ReasonMissing
    closing = Closing.objects.create(
        case=case, closed_on=on, reason=reason, result=result.strip(), handover=handover.strip(), closed_by=by
    )
    case.closed_on = on
    _change_phase(case, Phase.CLOSED, on, by, "")
    audit.record("case.closed", target=case, case_id=case.pk, reason=reason.key)
    return closing


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
        reopened_on=today, reopened_at=now, reopened_by=by, reopening_reason=reason.strip()
    )
    case.closed_on = None
    case.reopened_count += 1
    _change_phase(case, to, today, by, reason)
    audit.record("case.reopened", target=case, case_id=case.pk)
    return case


@transaction.atomic
def hand_over(*, case: Case, by: User, to: User, reason: str) -> None:
    """Give a case to another case manager, also of another unit; it may leave one's own sight with this act."""
    today = timezone.localdate()
    unit = unit_of_case_manager(to, today)
    if unit is None or not to.is_active:
        raise NotACaseManager
    if case.assigned_to_id == to.pk:
        raise SameCaseManager
    if case.is_closed and not leads(by, case):
        raise CaseIsClosed
    if to == by and not leads(by, case):
        raise DeputyTakesOver
    if not reason.strip():
        raise ReasonMissing
    audit.record("case.handed_over", target=case, case_id=case.pk, before=case.assigned_to_id, after=to.pk)
    _assign(case, to, unit, reason.strip(), today)
    notices.tell_handed_over(case, before=case.assigned_to_id, to=to, by=by)


def _assign(case: Case, to: User, unit: int, reason: str, on: date) -> None:
    """The database decides again, on the row as it is now: what changed since the page was read is a refusal, no fault."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select kim_assign_case(%s, %s, %s, %s, %s)", [case.pk, to.pk, unit, reason[:300], on])
    except DatabaseError as error:
        refusal = _REFUSALS.get(getattr(error.__cause__, "sqlstate", None) or "")
        if refusal is None:
            raise
        raise refusal from error


# What kim_assign_case says: not yours, not a case manager of that unit, closed.
_REFUSALS = {"42501": PermissionDenied, "23514": NotACaseManager, "55000": CaseIsClosed}


def _change_phase(case: Case, to: str, on: date, by: User, reason: str, skipped: list[str] | None = None) -> None:
    PhaseChange.objects.create(
        case=case, from_phase=case.phase, to_phase=to, changed_on=on, changed_by=by,
        reason=reason.strip()[:500], skipped=skipped or [],
    )  # fmt: skip
    audit.record("case.phase_changed", target=case, case_id=case.pk, before=case.phase, after=to, skipped=skipped or [])
    case.phase, case.phase_since = to, on
    keep_days(case)
