"""Appointments: planning, moving, calling off, saying what came of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kim.casework.actions.shared import already, change, lock, running
from kim.casework.exceptions import AppointmentDoesNotFit, AppointmentEndsBeforeStart, AppointmentLiesAhead
from kim.casework.models import Appointment, Case, Contact, Enquiry
from kim.casework.states import APPOINTMENT_TRANSITIONS, AppointmentState
from kim.organisation.public import User
from kim.privacy.public import audit

# What a calendar shows of an appointment; a change of it is a new version there.
IN_CALENDARS = {"starts_at", "ends_at", "place_kind"}


@transaction.atomic
def plan(
    *,
    by: User,
    starts_at: datetime,
    ends_at: datetime,
    case: Case | None = None,
    enquiry: Enquiry | None = None,
    owner: User | None = None,
    submission: UUID | None = None,
    **fields: Any,
) -> Appointment:
    """Put an appointment into a calendar: of a running case, of an enquiry, or free of both."""
    if earlier := already(Appointment, submission, case=case, enquiry=enquiry):
        return earlier
    _in_order(starts_at, ends_at)
    if case is not None:
        case = running(case)
    made = Appointment.objects.create(
        case=case, enquiry=enquiry, owner=owner or by, starts_at=starts_at, ends_at=ends_at, recorded_by=by,
        submission=submission, **fields,
    )  # fmt: skip
    _record("planned", made)
    return made


@transaction.atomic
def edit(*, appointment: Appointment, by: User, version: int, **fields: Any) -> Appointment:
    """Change what it is about, where, with whom; its time is moved, not edited."""
    appointment = _planned(appointment, version)
    if IN_CALENDARS & {name for name, value in fields.items() if getattr(appointment, name) != value}:
        appointment.sequence += 1
    changed = change(appointment, **fields)
    _record("edited", appointment, fields=changed)
    return appointment


@transaction.atomic
def move(*, appointment: Appointment, by: User, version: int, starts_at: datetime, ends_at: datetime) -> Appointment:
    """Put it at another time: the old one stays in the file as moved, the new one is the same in every calendar."""
    _in_order(starts_at, ends_at)
    appointment = _planned(appointment, version)
    if (appointment.starts_at, appointment.ends_at) == (starts_at, ends_at):
        return appointment
    same = {
        name: getattr(appointment, name)
        for name in (
            "case_id", "enquiry_id", "owner_id", "about", "meets", "agency_id", "place_kind", "place", "interpreter_language",
            "uid",
        )
    }  # fmt: skip
    change(appointment, state=AppointmentState.MOVED)
    # Whoever was booked to interpret was booked for the other time.
    interpreter = "open" if appointment.interpreter == "booked" else appointment.interpreter
    follower = Appointment.objects.create(
        **same, interpreter=interpreter, starts_at=starts_at, ends_at=ends_at, sequence=appointment.sequence + 1,
        recorded_by=by,
    )  # fmt: skip
    change(appointment, moved_to=follower)
    _record("moved", follower)
    return follower


@transaction.atomic
def settle(
    *, appointment: Appointment, by: User, version: int, state: str, called_off_by: str = "", note: str = ""
) -> Appointment:
    """Say what came of it: held, not attended, or called off and by whom; also where the case is closed by now."""
    appointment = lock(appointment, version)
    if state not in APPOINTMENT_TRANSITIONS[AppointmentState(appointment.state)] or state == AppointmentState.MOVED:
        raise AppointmentDoesNotFit
    if state != AppointmentState.CANCELLED and appointment.starts_at > timezone.now():
        raise AppointmentLiesAhead
    cancelled = state == AppointmentState.CANCELLED
    appointment.sequence += 1
    change(appointment, state=state, called_off_by=(called_off_by or "us") if cancelled else "", note=note)
    _record("settled", appointment, state=state)
    return appointment


@transaction.atomic
def note_contact(*, appointment: Appointment, contact: Contact, by: User) -> Appointment:
    """The note that was written about it."""
    appointment = lock(appointment)
    if appointment.case_id != contact.case_id:
        raise AppointmentDoesNotFit
    change(appointment, contact=contact)
    return appointment


def _planned(appointment: Appointment, version: int) -> Appointment:
    if appointment.case_id is not None:
        running(Case(pk=appointment.case_id))
    appointment = lock(appointment, version)
    if not appointment.is_planned:
        raise AppointmentDoesNotFit
    return appointment


def _in_order(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise AppointmentEndsBeforeStart


def _record(what: str, appointment: Appointment, **more: Any) -> None:
    audit.record(f"appointment.{what}", target=appointment, case_id=appointment.case_id, **more)
