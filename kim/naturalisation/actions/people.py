"""The people of an application: corrected, and taken out of it while the others go on. What was there before is kept."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kim.naturalisation.actions.applications import NewApplicant, count_version, open_for_people, running
from kim.naturalisation.exceptions import (
    ChangedMeanwhile,
    InTheFuture,
    LastPerson,
    LeavingNeedsReason,
    NotInApplication,
    ReasonForCorrection,
)
from kim.naturalisation.models import Applicant, ApplicantChange, Application, ChangeKind, LeftReason
from kim.naturalisation.states import Stage
from kim.organisation.public import User
from kim.privacy.public import audit

# What the certificate names: once granted, a change of it is a correction and says why.
ON_THE_CERTIFICATE = ("given_name", "family_name", "born_on")
FIELDS = tuple(NewApplicant.__dataclass_fields__)


@transaction.atomic
def change(
    *, application: Application, pk: int, person: NewApplicant, by: User, version: int, reason: str = ""
) -> Applicant:
    """Correct what is known of somebody; the earlier values stay in the history. Saving without a change leaves no trace."""
    row = running(application, by=by)
    if row.version != version:
        raise ChangedMeanwhile
    held = _held(row, pk)
    values = {name: _stored(getattr(person, name)) for name in FIELDS}
    before = {name: getattr(held, name) for name in FIELDS if getattr(held, name) != values[name]}
    if not before:
        return held
    if row.stage == Stage.DECISION and not reason and set(before) & set(ON_THE_CERTIFICATE):
        raise ReasonForCorrection
    for name in before:
        setattr(held, name, values[name])
    held.save(update_fields=list(before))
    _keep(row, held, ChangeKind.CHANGED, by, {name: _plain(value) for name, value in before.items()}, reason)
    audit.record("application.person_changed", target=row, fields=sorted(before))
    return held


@transaction.atomic
def leave(*, application: Application, pk: int, reason: str, on: date, by: User, version: int) -> Applicant:
    """Take somebody out, with the reason; the application goes on for the others."""
    row = open_for_people(application, by=by, version=version)
    held = _held(row, pk)
    if reason not in LeftReason.values:
        raise LeavingNeedsReason
    if on > timezone.localdate():
        raise InTheFuture
    if row.applicants.count() == 1:
        raise LastPerson
    held.left_on, held.left_reason = on, reason
    held.save(update_fields=["left_on", "left_reason"])
    _keep(row, held, ChangeKind.LEFT, by, {}, "")
    audit.record("application.person_left", target=row, reason=reason)
    return held


def _held(row: Application, pk: int) -> Applicant:
    found = row.applicants.select_for_update(of=("self",)).filter(pk=pk).first()
    if found is None:
        raise NotInApplication
    return found


def _keep(row: Application, who: Applicant, kind: str, by: User, before: dict[str, Any], reason: str) -> None:
    ApplicantChange.objects.create(
        application=row, unit_id=row.unit_id, applicant=who, kind=kind, before=before, reason=reason, recorded_by=by
    )
    count_version(row, by=by)


def _stored(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _plain(value: Any) -> Any:
    """As JSON keeps it: a municipality as its name."""
    if value is None or isinstance(value, str | bool | list):
        return value
    return str(value)
