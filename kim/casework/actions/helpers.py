"""The people and agencies around a person: written down, corrected, and kept when they no longer help."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kim.casework.actions.shared import already, change, lock, running
from kim.casework.models import Case, Helper
from kim.organisation.public import User
from kim.privacy.public import audit


@transaction.atomic
def add(*, case: Case, by: User, submission: UUID | None = None, **told: Any) -> Helper:
    """Write down somebody who helps."""
    if earlier := already(Helper, submission, case=case):
        return earlier
    case = running(case)
    helper = Helper.objects.create(
        case=case, recorded_by=by, recorded_on=timezone.localdate(), submission=submission, **told
    )
    audit.record("helper.added", target=helper, case_id=case.pk)
    return helper


@transaction.atomic
def edit(*, helper: Helper, by: User, version: int, **told: Any) -> Helper:
    """Correct what is known, or say what the relation is like now."""
    running(helper.case)
    helper = lock(helper, version)
    changed = change(helper, **told)
    if changed:
        audit.record("helper.edited", target=helper, case_id=helper.case_id, fields=changed)
    return helper


@transaction.atomic
def end(*, helper: Helper, by: User, ended: bool = True, version: int | None = None) -> Helper:
    """Take somebody off the picture who no longer helps, or put them back; what is known of them stays."""
    running(helper.case)
    helper = lock(helper, version)
    if change(helper, ended_on=timezone.localdate() if ended else None):
        audit.record("helper.ended", target=helper, case_id=helper.case_id, ended=ended)
    return helper
