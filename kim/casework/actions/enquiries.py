"""Enquiries: taking them down, deciding them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kim.casework import notices
from kim.casework.actions.shared import already, change, lock, not_in_future
from kim.casework.exceptions import EnquiryAlreadyDecided, ReasonMissing
from kim.casework.models import Enquiry, Triage, TriageResult
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
    enquiry.proposed_for = _responsible(enquiry)
    enquiry.save()
    audit.record("enquiry.recorded", target=enquiry, channel=enquiry.channel.key)
    notices.tell_proposed(enquiry, by=by)
    return enquiry


@transaction.atomic
def edit(*, enquiry: Enquiry, by: User, version: int, **fields: Any) -> Enquiry:
    """Correct an enquiry that is not decided yet."""
    enquiry = _undecided(enquiry, version)
    not_in_future(fields.get("received_on"))
    changed = change(enquiry, **fields)
    if "municipality" in changed:
        enquiry.proposed_for = _responsible(enquiry)
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
    enquiry = _undecided(enquiry, version)
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


def _undecided(enquiry: Enquiry, version: int) -> Enquiry:
    enquiry = lock(enquiry, version)
    if not enquiry.is_open:
        raise EnquiryAlreadyDecided
    return enquiry


def _responsible(enquiry: Enquiry) -> User | None:
    if enquiry.municipality is None:
        return None
    return next(iter(case_managers_for(enquiry.municipality, timezone.localdate())), None)
