"""Short answers: most contacts are no case. Counted without a name, or an enquiry answered at once without a check."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kim.casework.actions.enquiries import undecided
from kim.casework.actions.shared import already, change, lock, not_in_future
from kim.casework.exceptions import AgencyMissing, AnswerMissing, NoShortAnswer, NotANumberOfContacts
from kim.casework.models import Enquiry, EnquiryState
from kim.organisation.public import Agency, Unit, User
from kim.privacy.public import audit

SHORT = (EnquiryState.ADVISED_ONCE, EnquiryState.REFERRED_ON)
AT_ONCE = 200


@transaction.atomic
def count(
    *,
    by: User,
    unit: Unit,
    received_on: date,
    result: str,
    number_of: int = 1,
    passed_to: Agency | None = None,
    submission: UUID | None = None,
    **fields: Any,
) -> Enquiry:
    """Count one or several short contacts of one kind that were answered at once; nobody's name is kept."""
    if earlier := already(Enquiry, submission, recorded_by=by):
        return earlier
    not_in_future(received_on)
    enquiry = Enquiry(
        unit=unit, received_on=received_on, recorded_by=by, proposed_for=by, submission=submission, anonymous=True,
        answered_on=received_on, answered_by=by, **_checked(result, number_of, passed_to), **fields,
    )  # fmt: skip
    enquiry.save()
    audit.record("enquiry.counted", target=enquiry, channel=enquiry.channel.key, result=result, number_of=number_of)
    return enquiry


@transaction.atomic
def correct(
    *,
    enquiry: Enquiry,
    by: User,
    version: int,
    result: str,
    number_of: int = 1,
    passed_to: Agency | None = None,
    **fields: Any,
) -> Enquiry:
    """Correct short contacts that were counted: a slip on a busy day must not stay in the figures."""
    enquiry = lock(enquiry, version)
    if not (enquiry.anonymous and enquiry.is_short):
        raise NoShortAnswer
    not_in_future(fields.get("received_on"))
    changed = change(
        enquiry,
        **_checked(result, number_of, passed_to),
        **fields,
        answered_on=fields.get("received_on", enquiry.answered_on),
    )
    audit.record("enquiry.count_corrected", target=enquiry, fields=changed)
    return enquiry


@transaction.atomic
def answer(
    *,
    enquiry: Enquiry,
    by: User,
    version: int,
    result: str,
    answer: str = "",
    minutes: int | None = None,
    passed_to: Agency | None = None,
) -> Enquiry:
    """Answer an open enquiry at once: short advice, or on to an agency; no check of the target group."""
    enquiry = undecided(enquiry, version)
    answer = answer.strip()
    if result == EnquiryState.ADVISED_ONCE and not answer:
        raise AnswerMissing
    values = _checked(result, enquiry.number_of, passed_to)
    change(
        enquiry, **values, answer=answer, minutes=minutes, answered_on=timezone.localdate(), answered_by=by,
        proposed_for=enquiry.proposed_for or by,
    )  # fmt: skip
    audit.record("enquiry.answered", target=enquiry, result=result)
    return enquiry


def _checked(result: str, number_of: int, passed_to: Agency | None) -> dict[str, Any]:
    """The answer, if it is one that needs no check; who is referred on is referred to somebody."""
    if result not in SHORT:
        raise NoShortAnswer
    if not 1 <= number_of <= AT_ONCE:
        raise NotANumberOfContacts
    if result == EnquiryState.REFERRED_ON and passed_to is None:
        raise AgencyMissing
    return {
        "state": result,
        "number_of": number_of,
        "passed_to": passed_to if result == EnquiryState.REFERRED_ON else None,
    }
