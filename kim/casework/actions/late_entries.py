"""Late entries: what still has to go into a file that is closed, with the reason why it comes late."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from kim.casework.access import may_change
from kim.casework.actions.shared import admitted, lock
from kim.casework.exceptions import CaseIsNotClosed, ReasonMissing
from kim.casework.models import Case, LateEntry
from kim.organisation.public import User
from kim.privacy.public import audit

M = TypeVar("M", bound=models.Model)


@transaction.atomic
def add(*, case: Case, by: User, reason: str, act: Callable[[Case], M]) -> M:
    """Do one act of entering (a contact, a document, …) in a closed file; what it makes is marked as late from then on.

    Whoever is responsible does this, or stands in for them; the file stays closed.
    """
    case = lock(case)
    if not case.is_closed:
        raise CaseIsNotClosed
    if not may_change(by, case):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    with admitted(case):
        row = act(case)
    entry, is_new = LateEntry.objects.get_or_create(
        case=case, kind=row._meta.model_name, row=row.pk, defaults={"reason": reason.strip()[:300], "recorded_by": by}
    )
    if is_new:
        audit.record("case.late_entry", target=row, case_id=case.pk, entry=entry.pk)
    return row
