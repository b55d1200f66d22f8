"""Protection: the flag on the person, which everybody who may know of them sees, and its reason, which hardly anybody reads."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kim.casework.actions.shared import change, lock, running
from kim.casework.exceptions import ProtectionWithoutReason
from kim.casework.models import Case, ProtectionNeed
from kim.organisation.public import User
from kim.privacy.public import audit


@transaction.atomic
def protect(
    *, case: Case, by: User, kind: str, reason: str, since_on: date | None = None, ended_on: date | None = None
) -> ProtectionNeed:
    """Protect the client: name and address are masked from now on; the reason is read like a confidential note."""
    case = running(case)
    if not reason.strip():
        raise ProtectionWithoutReason
    change(lock(case.person), is_protected=ended_on is None or case.person.is_protected)
    made = ProtectionNeed.objects.create(
        case=case, kind=kind, reason=reason.strip(), since_on=since_on, ended_on=ended_on, recorded_by=by
    )
    audit.record("protection.noted", target=made, case_id=case.pk, fields=["is_protected"])
    return made


@transaction.atomic
def edit(*, need: ProtectionNeed, by: User, version: int, **values: Any) -> ProtectionNeed:
    """Correct the reason."""
    case = running(need.case)
    need = lock(need, version)
    if not values.get("reason", need.reason).strip():
        raise ProtectionWithoutReason
    if changed := change(need, **values):
        audit.record("protection.edited", target=need, case_id=case.pk, fields=changed)
    return need


@transaction.atomic
def lift(*, case: Case, by: User, person_version: int | None = None) -> None:
    """Nobody and nothing has to be protected any more: the flag goes, the reasons stay with the day they ended."""
    case = running(case)
    change(lock(case.person, person_version), is_protected=False)
    for need in ProtectionNeed.objects.select_for_update().filter(case=case, ended_on=None):
        change(need, ended_on=max(timezone.localdate(), need.since_on or date.min))
    audit.record("protection.lifted", target=case, case_id=case.pk, fields=["is_protected"])
