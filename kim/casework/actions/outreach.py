"""Outreach: going out, what came of it, and attempts to reach somebody."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kim.casework.actions import contacts
from kim.casework.actions.shared import change, lock, not_in_future
from kim.casework.exceptions import AttemptIsAboutOne, DayTooFar, EnquiryAlreadyDecided, ReachedLater
from kim.casework.models import Attempt, AttemptResult, AttemptWay, Case, Contact, ContactKind, Enquiry, Outreach
from kim.casework.models.outreach import GROUPS
from kim.organisation.public import Agency, Unit, User
from kim.privacy.public import audit
from kim.workbench.public import submissions

WHAT, ATTEMPT = "outreach", "attempt"
A_YEAR = 366
TOLD_AS = {
    AttemptWay.PHONE: ContactKind.PHONE,
    AttemptWay.MESSAGE: ContactKind.MESSAGE,
    AttemptWay.MAIL: ContactKind.MESSAGE,
    AttemptWay.LETTER: ContactKind.LETTER,
    AttemptWay.VISIT: ContactKind.VISIT,
    AttemptWay.OTHERS: ContactKind.TALK,
}


@transaction.atomic
def record(
    *,
    by: User,
    unit: Unit,
    partners: Sequence[Agency] = (),
    staff: Sequence[User] = (),
    submission: UUID | None = None,
    **fields: Any,
) -> Outreach:
    """Write down a day of outreach; one that lies ahead is planned."""
    form: dict[str, Any] = {"by": by, "purpose": WHAT, "submission": submission}
    if not submissions.claim(**form):
        return Outreach.objects.get(pk=submissions.made(**form) or 0)
    _sensible(fields)
    outreach = Outreach.objects.create(unit=unit, recorded_by=by, **fields)
    outreach.partners.set(partners)
    outreach.staff.set(staff)
    submissions.remember(**form, made=outreach)
    audit.record("outreach.recorded", target=outreach, occasion=outreach.occasion, reached=outreach.reached)
    return outreach


@transaction.atomic
def edit(
    *,
    outreach: Outreach,
    by: User,
    version: int,
    partners: Sequence[Agency] = (),
    staff: Sequence[User] = (),
    **fields: Any,
) -> Outreach:
    """Correct it, or add what came of it; partners and staff count like any other field."""
    outreach = lock(outreach, version)
    _sensible(fields)
    if outreach.next_step != fields.get("next_step", outreach.next_step) or not fields.get("next_step", True):
        fields["next_done_on"] = None  # another step is to be done anew
    changed = change(outreach, **fields)
    for name, chosen in (("partners", partners), ("staff", staff)):
        if {one.pk for one in chosen} != set(getattr(outreach, name).values_list("pk", flat=True)):
            getattr(outreach, name).set(chosen)
            changed.append(name)
    if changed and set(changed) <= {"partners", "staff"}:
        outreach.version += 1
        outreach.save(update_fields=["version"])
    audit.record("outreach.edited", target=outreach, fields=changed)
    return outreach


@transaction.atomic
def step_done(*, outreach: Outreach, by: User) -> Outreach:
    """Tick off what was to be done next; a second click changes nothing."""
    outreach = lock(outreach)
    if outreach.awaits_next_step:
        change(outreach, next_done_on=timezone.localdate())
        audit.record("outreach.step_done", target=outreach)
    return outreach


@transaction.atomic
def attempt(
    *,
    by: User,
    way: str,
    result: str,
    made_on: date,
    note: str = "",
    enquiry: Enquiry | None = None,
    case: Case | None = None,
    outreach: Outreach | None = None,
    submission: UUID | None = None,
) -> Attempt:
    """Note an attempt to reach the person of an enquiry or of a case; in a case the history tells it as a contact."""
    if (enquiry is None) == (case is None):
        raise AttemptIsAboutOne
    not_in_future(made_on)
    form: dict[str, Any] = {"by": by, "purpose": ATTEMPT, "submission": submission}
    if not submissions.claim(**form):
        return Attempt.objects.get(pk=submissions.made(**form) or 0)
    if enquiry is not None and not lock(enquiry).is_open:
        raise EnquiryAlreadyDecided
    made = Attempt(
        enquiry=enquiry,
        case=case,
        outreach=outreach,
        made_on=made_on,
        way=way,
        result=result,
        note=note,
        recorded_by=by,
    )
    if case is not None:
        made.contact = _told(made, case, by)
    made.save()
    submissions.remember(**form, made=made)
    if enquiry is not None:
        audit.record("attempt.recorded", target=enquiry, way=way, result=result)
    return made


def _told(made: Attempt, case: Case, by: User) -> Contact:
    """The contact by which the history of the case tells the attempt; one that succeeded is a contact of its kind."""
    reached = made.result in (AttemptResult.REACHED, AttemptResult.UNWANTED)
    kind = TOLD_AS[AttemptWay(made.way)] if reached else ContactKind.ATTEMPT
    text = ". ".join(part for part in (str(made), made.note) if part)
    return contacts.record(case=case, by=by, kind=kind, text=text, held_on=made.made_on)


def _sensible(fields: dict[str, Any]) -> None:
    """A day ahead is a plan: nobody has been reached yet, and it lies within a year."""
    day, today = fields.get("held_on"), timezone.localdate()
    if day is None or day <= today:
        return
    if (day - today).days > A_YEAR:
        raise DayTooFar
    if any(fields.get(group) for group in GROUPS):
        raise ReachedLater
