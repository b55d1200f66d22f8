"""Enquiries: taking them down, deciding them, taking them up again."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kim.casework import notices
from kim.casework.actions.shared import already, change, lock, not_in_future
from kim.casework.exceptions import (
    AnonymousHasAName,
    EnquiryAlreadyDecided,
    EnquiryIsACase,
    EnquiryIsOpen,
    ReasonMissing,
    SeveralContacts,
)
from kim.casework.models import Case, Enquiry, EnquiryState, TakenUpAgain, Triage, TriageResult
from kim.casework.target_group import finding_as_rows
from kim.law.target_group import TargetGroupFinding
from kim.organisation.public import Unit, User, case_managers_for
from kim.privacy.public import audit


@transaction.atomic
def record(*, by: User, unit: Unit, received_on: date, submission: UUID | None = None, **fields: Any) -> Enquiry:
    """Take an enquiry down; it is proposed to the case manager of the municipality."""
    if earlier := already(Enquiry, submission, recorded_by=by):
        return earlier
    not_in_future(received_on)
    enquiry = Enquiry(unit=unit, received_on=received_on, recorded_by=by, submission=submission, **fields)
    _without_a_name(enquiry)
    enquiry.proposed_for = responsible_for(enquiry)
    enquiry.save()
    audit.record("enquiry.recorded", target=enquiry, channel=enquiry.channel.key, anonymous=enquiry.anonymous)
    notices.tell_proposed(enquiry, by=by)
    return enquiry


@transaction.atomic
def edit(*, enquiry: Enquiry, by: User, version: int, **fields: Any) -> Enquiry:
    """Correct an enquiry that is not decided yet."""
    enquiry = undecided(enquiry, version)
    not_in_future(fields.get("received_on"))
    if not enquiry.anonymous:
        fields.pop("anonymous", None)  # a name that is known stays known; who gives one is named (naming.name)
    _without_a_name(enquiry, fields)
    changed = change(enquiry, **fields)
    if "municipality" in changed:
        enquiry.proposed_for = responsible_for(enquiry)
        enquiry.save(update_fields=["proposed_for"])
        notices.tell_proposed(enquiry, by=by)
    audit.record("enquiry.edited", target=enquiry, fields=changed)
    return enquiry


@transaction.atomic
def decide(
    *,
    enquiry: Enquiry,
    by: User,
    version: int,
    result: str,
    finding: TargetGroupFinding | None,
    rule_version: int | None,
    reason: str = "",
    **answers: Any,
) -> Triage:
    """Decide an enquiry. The rule explains, people decide: outside the target group, and for a refusal, a reason is needed."""
    enquiry = undecided(enquiry, version)
    rule_result = finding.value.value if finding else "unknown"
    if not reason.strip() and (result != TriageResult.ADMIT or rule_result == "not_met"):
        raise ReasonMissing
    triage = Triage.objects.create(
        enquiry=enquiry,
        rule_version=rule_version,
        rule_result=rule_result,
        findings=finding_as_rows(finding) if finding else [],
        result=result,
        reason=reason.strip(),
        decided_by=by,
        decided_on=timezone.localdate(),
        **answers,
    )
    change(enquiry, state=result)
    audit.record("enquiry.decided", target=enquiry, result=result, rule=rule_result, rule_version=rule_version)
    return triage


@transaction.atomic
def take_up_again(*, enquiry: Enquiry, by: User, version: int, reason: str) -> Enquiry:
    """Open an answered or decided enquiry again. What was decided before stays beside it, with the reason for looking anew."""
    enquiry = lock(enquiry, version)
    if enquiry.is_open:
        raise EnquiryIsOpen
    if not reason.strip():
        raise ReasonMissing
    if enquiry.number_of > 1:
        raise SeveralContacts
    if Case.objects.filter(enquiry=enquiry).exists():
        raise EnquiryIsACase
    reopen(enquiry, by=by, reason=reason.strip())
    if enquiry.proposed_for is None:
        enquiry.proposed_for = responsible_for(enquiry)
        enquiry.save(update_fields=["proposed_for"])
    notices.tell_proposed(enquiry, by=by)
    return enquiry


def reopen(enquiry: Enquiry, *, by: User, reason: str, **fields: Any) -> None:
    """Put the answer or decision of a locked enquiry beside it and set it back to open."""
    before = enquiry.state
    TakenUpAgain.objects.create(
        enquiry=enquiry, before=before, reason=reason, taken_up_by=by, answer=enquiry.answer,
        passed_to=enquiry.passed_to, answered_on=enquiry.answered_on, answered_by=enquiry.answered_by,
    )  # fmt: skip
    nothing = {"answer": "", "passed_to": None, "answered_on": None, "answered_by": None}
    change(enquiry, state=EnquiryState.OPEN, taken_up_on=timezone.localdate(), **nothing, **fields)
    audit.record("enquiry.taken_up_again", target=enquiry, before=before)


def undecided(enquiry: Enquiry, version: int) -> Enquiry:
    """The enquiry, locked, if nobody has decided it."""
    enquiry = lock(enquiry, version)
    if not enquiry.is_open:
        raise EnquiryAlreadyDecided
    return enquiry


def responsible_for(enquiry: Enquiry) -> User | None:
    """The case manager of the municipality, if it is known and has one."""
    if enquiry.municipality is None:
        return None
    return next(iter(case_managers_for(enquiry.municipality, timezone.localdate())), None)


NAMES = ("given_name", "family_name", "birth_year")


def _without_a_name(enquiry: Enquiry, fields: dict[str, Any] | None = None) -> None:
    """An anonymous enquiry keeps no name and no birth date."""
    values = {name: (fields or {}).get(name, getattr(enquiry, name)) for name in ("anonymous", *NAMES)}
    if values["anonymous"] and any(values[name] for name in NAMES):
        raise AnonymousHasAName
