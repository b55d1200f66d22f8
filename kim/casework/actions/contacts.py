"""Contacts and follow-ups."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kim.casework.actions.shared import already, keep_days, lock, not_in_future, running
from kim.casework.models import Case, Contact, FollowUp
from kim.organisation.public import User
from kim.privacy.public import audit


@transaction.atomic
def record(
    *,
    case: Case,
    by: User,
    kind: str,
    text: str,
    held_on: date | None = None,
    minutes: int | None = None,
    confidential: bool = False,
    is_first_advice: bool = False,
    submission: UUID | None = None,
) -> Contact:
    """Note a contact in a running case."""
    if earlier := already(Contact, submission, case=case):
        return earlier
    case = running(case)
    held_on = held_on or timezone.localdate()
    not_in_future(held_on)
    contact = Contact.objects.create(
        case=case, kind=kind, held_on=held_on, minutes=minutes, text=text, confidential=confidential,
        is_first_advice=is_first_advice, recorded_by=by, submission=submission,
    )  # fmt: skip
    keep_days(case)
    audit.record("contact.recorded", target=contact, case_id=case.pk, contact_kind=kind, confidential=confidential)
    return contact


@transaction.atomic
def plan_follow_up(*, case: Case, by: User, due_on: date, text: str, submission: UUID | None = None) -> FollowUp:
    """Put something on the list for a day."""
    if earlier := already(FollowUp, submission, case=case):
        return earlier
    case = running(case)
    follow_up = FollowUp.objects.create(case=case, due_on=due_on, text=text, recorded_by=by, submission=submission)
    keep_days(case)
    audit.record("follow_up.planned", target=follow_up, case_id=case.pk, due_on=due_on)
    return follow_up


@transaction.atomic
def follow_up_done(*, follow_up: FollowUp, by: User) -> FollowUp:
    """Tick it off; a second click changes nothing."""
    case = running(follow_up.case)
    follow_up = lock(follow_up)
    if follow_up.done_at is None:
        follow_up.done_at, follow_up.done_by = timezone.now(), by
        follow_up.save(update_fields=["done_at", "done_by"])
        keep_days(case)
        audit.record("follow_up.done", target=follow_up, case_id=follow_up.case_id)
    return follow_up
