"""What several actions need: guarding versions, keeping the days of a case's head true, harmless double submission."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, models
from django.db.models import Max, Min
from django.utils import timezone

from kim.casework.exceptions import CaseIsClosed, ChangedMeanwhile, DayInTheFuture, FormUsedElsewhere
from kim.casework.models import Case, Contact, ContactKind, FollowUp, PhaseChange, Referral
from kim.casework.states import Phase, ReferralState
from kim.organisation.public import User
from kim.privacy.public import audit

M = TypeVar("M", bound=models.Model)


def lock(row: M, version: int | None = None) -> M:
    """The row as it is now, locked; refused when somebody else has saved since this version was read.

    What one may read but not write (a grant opens sections to read) cannot be locked under the policies either.
    """
    fresh = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if fresh is None:
        raise PermissionDenied
    if version is not None and fresh.version != version:  # type: ignore[attr-defined]
        raise ChangedMeanwhile
    return fresh


def change(row: M, **values: Any) -> list[str]:
    """Set these fields, count the version up, save; gives the names of those that really changed."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.version += 1  # type: ignore[attr-defined]
        row.save()
    return changed


def already(model: type[M], submission: UUID | None, **belongs_to: Any) -> M | None:
    """What an earlier click of the same form has made, if any; a second click waits for the first.

    A form's id that has made something elsewhere (another case, somebody else's enquiry) makes nothing here.
    """
    if submission is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(submission)])
        cursor.execute("select kim_form_used(%s, %s)", [model._meta.db_table, submission])
        if not cursor.fetchone()[0]:
            return None
    earlier = model._default_manager.filter(submission=submission, **belongs_to).first()
    if earlier is None:
        raise FormUsedElsewhere
    return earlier


class Anything:
    """Whatever is stored may be saved over."""


ANYTHING = Anything()
Seen = date | Anything | None


def unchanged(stored: date | None, seen: Seen, wanted: date | None) -> None:
    """Refuse to save over a day that somebody else has stored since it was seen. The head of a case moves with every
    contact, so its days are guarded one by one."""
    if not isinstance(seen, Anything) and stored not in (seen, wanted):
        raise ChangedMeanwhile


_late: ContextVar[int | None] = ContextVar("late", default=None)


@contextmanager
def admitted(case: Case) -> Iterator[None]:
    """While a late entry is made, this closed case takes it (see late_entries)."""
    token = _late.set(case.pk)
    try:
        yield
    finally:
        _late.reset(token)


def running(case: Case) -> Case:
    """The case, locked, if work in it goes on or a late entry is just being made."""
    fresh = lock(case)
    if fresh.is_closed and fresh.pk != _late.get():
        raise CaseIsClosed
    return fresh


def change_phase(case: Case, to: str, on: date, by: User, reason: str, skipped: Sequence[str] = ()) -> None:
    """Put the case into another phase, with the step and its reason in the history; the gate has been asked before."""
    PhaseChange.objects.create(
        case=case, from_phase=case.phase, to_phase=to, changed_on=on, changed_by=by,
        reason=reason.strip()[:500], skipped=list(skipped),
    )  # fmt: skip
    audit.record("case.phase_changed", target=case, case_id=case.pk, before=case.phase, after=to, skipped=list(skipped))
    case.phase, case.phase_since = to, on
    keep_days(case)


def not_in_future(day: date | None) -> None:
    """Refuse a day that has not come yet."""
    if day and day > timezone.localdate():
        raise DayInTheFuture


def keep_days(case: Case) -> None:
    """Bring the days on the head up to date: the next thing due, the last contact."""
    due = [
        FollowUp.objects.filter(case=case, done_at=None).aggregate(day=Min("due_on"))["day"],
        Referral.objects.filter(case=case, state=ReferralState.REQUESTED).aggregate(day=Min("answer_due_on"))["day"],
        case.review_on,
    ]
    case.next_due_on = None if case.phase == Phase.CLOSED else min((day for day in due if day), default=None)
    # Who stands in does not see confidential contacts, so the day only moves on; contacts are not taken back.
    seen = Contact.objects.filter(case=case).exclude(kind=ContactKind.ATTEMPT).aggregate(day=Max("held_on"))["day"]
    case.last_contact_on = max((day for day in (case.last_contact_on, seen) if day), default=None)
    case.version += 1
    case.save()
