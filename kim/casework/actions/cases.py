"""The way of a case: opening, phases, handing over, closing, reopening."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kim.casework import notices
from kim.casework.access import leads
from kim.casework.actions import handover_sheets, reach
from kim.casework.actions.closings import close, reopen  # noqa: F401 - the end of the way, told in a file of its own
from kim.casework.actions.shared import ANYTHING, Seen, change_phase, not_in_future, running, unchanged
from kim.casework.exceptions import (
    CaseIsClosed,
    DeputyTakesOver,
    GateNotPassed,
    NoSuchStep,
    NotACaseManager,
    ReasonMissing,
    SameCaseManager,
)
from kim.casework.facts import facts_of
from kim.casework.models import Assignment, Case, Enquiry, Person, PhaseChange
from kim.casework.states import Phase, transition
from kim.organisation.public import County, Municipality, User, unit_of_case_manager
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
    case = begin(
        Person.objects.create(**person), by=by, unit=own_unit, enquiry=enquiry, advice_agreed_on=advice_agreed_on
    )
    reach.first_known(case, profile or {})
    audit.record("case.opened", target=case, case_id=case.pk, assigned_to=assigned_to.pk)
    if assigned_to != by:
        _assign(case, assigned_to, target_unit, "", today)
        notices.tell_handed_over(case, before=None, to=assigned_to, by=by)
    return case


def begin(
    client: Person, *, by: User, unit: int, enquiry: Enquiry | None = None, advice_agreed_on: date | None = None
) -> Case:
    """The head of a new case of this person, with whoever opens it; what is known of them is written by the caller."""
    today = timezone.localdate()
    case = Case.objects.create(
        reference=_reference(client.municipality, today), person=client, enquiry=enquiry, unit_id=unit,
        assigned_to=by, municipality=client.municipality, phase_since=today, opened_on=today,
        advice_agreed_on=advice_agreed_on,
    )  # fmt: skip
    Assignment.objects.create(case=case, user=by, unit_id=unit, from_on=today, decided_by=by)
    PhaseChange.objects.create(case=case, to_phase=Phase.ACCESS, changed_on=today, changed_by=by)
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
    change_phase(case, to, on or timezone.localdate(), by, reason, skipped=[c.key for c in missing])
    return case


@transaction.atomic
def hand_over(*, case: Case, by: User, to: User, reason: str, words: str = "") -> None:
    """Give a case to another case manager, also of another unit; it may leave one's own sight with this act.

    A running case takes its handover sheet along, with these words on it.
    """
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
    if not case.is_closed:
        handover_sheets.pass_on(case_id=case.pk, to=to, by=by, words=words)
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
