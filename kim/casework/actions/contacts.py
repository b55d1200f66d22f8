"""Contacts and follow-ups."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kim.casework.actions.shared import already, keep_days, lock, not_in_future, running
from kim.casework.exceptions import FollowUpIsDone, NotTheirContact
from kim.casework.models import Case, Contact, FollowUp, Repeats
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
    place: str = "",
    interpreter: str = "",
    present: Sequence[int] = (),
    present_note: str = "",
    life_areas: Sequence[str] = (),
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
        is_first_advice=is_first_advice, recorded_by=by, submission=submission, place=place, interpreter=interpreter,
        present=_of_household(case, present), present_note=present_note, life_areas=list(life_areas),
    )  # fmt: skip
    keep_days(case)
    audit.record("contact.recorded", target=contact, case_id=case.pk, contact_kind=kind, confidential=confidential)
    return contact


def _of_household(case: Case, people: Sequence[int]) -> list[int]:
    """Of these people those who live in this household."""
    return sorted(case.household.filter(person__in=people).values_list("person", flat=True)) if people else []


@transaction.atomic
def correct(*, contact: Contact, by: User, version: int, **fields: Any) -> Contact:
    """Correct a contact; what it said before stays readable (the database keeps it), with who wrote it and when."""
    case = running(contact.case)
    contact = lock(contact, version)
    if by.pk not in (contact.recorded_by_id, case.assigned_to_id):
        raise NotTheirContact
    not_in_future(fields.get("held_on"))
    if "present" in fields:
        fields["present"] = _of_household(case, fields["present"])
    changed = [name for name, value in fields.items() if getattr(contact, name) != value]
    if not changed:
        return contact
    for name in changed:
        setattr(contact, name, fields[name])
    contact.save(update_fields=changed)
    contact.refresh_from_db()
    keep_days(case)
    audit.record("contact.corrected", target=contact, case_id=case.pk, fields=sorted(changed))
    return contact


@transaction.atomic
def plan_follow_up(
    *,
    case: Case,
    by: User,
    due_on: date,
    text: str,
    repeats: str = "",
    repeats_until: date | None = None,
    submission: UUID | None = None,
) -> FollowUp:
    """Put something on the list for a day; what repeats comes again each time it is done, until its last day."""
    if earlier := already(FollowUp, submission, case=case):
        return earlier
    case = running(case)
    follow_up = FollowUp.objects.create(
        case=case, due_on=due_on, text=text, recorded_by=by, submission=submission, repeats=repeats,
        repeats_until=repeats_until if repeats else None,
    )  # fmt: skip
    keep_days(case)
    audit.record("follow_up.planned", target=follow_up, case_id=case.pk, due_on=due_on)
    return follow_up


@transaction.atomic
def move_follow_up(*, follow_up: FollowUp, by: User, due_on: date) -> FollowUp:
    """Put it on another day."""
    case = running(follow_up.case)
    follow_up = lock(follow_up)
    if follow_up.done_at is not None:
        raise FollowUpIsDone
    before, follow_up.due_on = follow_up.due_on, due_on
    follow_up.save(update_fields=["due_on"])
    keep_days(case)
    audit.record("follow_up.moved", target=follow_up, case_id=case.pk, before=before, due_on=due_on)
    return follow_up


@transaction.atomic
def follow_up_done(*, follow_up: FollowUp, by: User) -> FollowUp:
    """Tick it off; a second click changes nothing. What repeats is on the list again for its next day."""
    case = running(follow_up.case)
    follow_up = lock(follow_up)
    if follow_up.done_at is None:
        follow_up.done_at, follow_up.done_by = timezone.now(), by
        follow_up.save(update_fields=["done_at", "done_by"])
        _repeat(follow_up, case, by)
        keep_days(case)
        audit.record("follow_up.done", target=follow_up, case_id=follow_up.case_id)
    return follow_up


@transaction.atomic
def end_follow_up(*, follow_up: FollowUp, by: User, dropped: bool) -> FollowUp:
    """Take it off the list for good when the case ends: done, or no longer needed; what repeats does not come again."""
    running(follow_up.case)
    follow_up = lock(follow_up)
    if follow_up.done_at is not None:
        raise FollowUpIsDone
    follow_up.done_at, follow_up.done_by, follow_up.dropped = timezone.now(), by, dropped
    follow_up.save(update_fields=["done_at", "done_by", "dropped"])
    audit.record("follow_up.dropped" if dropped else "follow_up.done", target=follow_up, case_id=follow_up.case_id)
    return follow_up


def _repeat(done: FollowUp, case: Case, by: User) -> None:
    """The next one, on the first of its days that lies ahead."""
    due, today = done.due_on, timezone.localdate()
    while done.repeats and (due == done.due_on or due <= today):
        due = next_day(due, done.repeats)
    if done.repeats and done.repeats_until and due <= done.repeats_until:
        FollowUp.objects.create(
            case=case,
            due_on=due,
            text=done.text,
            recorded_by=by,
            repeats=done.repeats,
            repeats_until=done.repeats_until,
        )


def next_day(day: date, repeats: str) -> date:
    """A week on, or the same day of the next month (its last day, where the month is shorter)."""
    if repeats == Repeats.WEEKLY:
        return day + timedelta(days=7)
    year, month = divmod(day.year * 12 + day.month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
