"""An anonymous contact gives their name: the way from a figure to a person."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.casework import notices
from kim.casework.actions.enquiries import reopen, responsible_for
from kim.casework.actions.shared import already, change, lock
from kim.casework.exceptions import NameMissing, NotAnonymous
from kim.casework.models import Enquiry, EnquiryState
from kim.organisation.public import User
from kim.privacy.public import audit

# What one of several contacts has in common with the others.
SHARED = ("unit", "received_on", "channel", "referrer", "municipality", "language", "life_area", "matter", "outreach")


@transaction.atomic
def name(*, enquiry: Enquiry, by: User, version: int, submission: UUID | None = None, **fields: Any) -> Enquiry:
    """Give an anonymous enquiry the name of its person; out of several contacts counted together, one is taken out.

    Whatever was answered or decided before stays beside it, and the enquiry is open again unless it was admitted.
    """
    if earlier := already(Enquiry, submission, taken_from=enquiry):
        return earlier
    enquiry = lock(enquiry, version)
    if not enquiry.anonymous:
        raise NotAnonymous
    if not (fields.get("given_name") or fields.get("family_name")):
        raise NameMissing
    named = _one_of(enquiry, by, submission, fields) if enquiry.number_of > 1 else _named(enquiry, by, fields)
    audit.record("enquiry.named", target=named, taken_from=named.taken_from_id)
    notices.tell_proposed(named, by=by)
    return named


def _named(enquiry: Enquiry, by: User, fields: dict[str, Any]) -> Enquiry:
    """The same row with a name."""
    values = fields | {"anonymous": False, "named_on": timezone.localdate()}
    if enquiry.state in (EnquiryState.OPEN, EnquiryState.ADMITTED):
        change(enquiry, **values)
    else:
        reopen(enquiry, by=by, reason=_("The person has given their name."), **values)
    return _proposed(enquiry)


def _one_of(tally: Enquiry, by: User, submission: UUID | None, fields: dict[str, Any]) -> Enquiry:
    """A row of its own for one of several; the tally stands for one less, so that the sum stays true."""
    values = {name: getattr(tally, name) for name in SHARED} | fields
    named = Enquiry(
        taken_from=tally, named_on=timezone.localdate(), recorded_by=by, submission=submission, **values
    )  # fmt: skip
    change(tally, number_of=tally.number_of - 1)
    named.save()
    return _proposed(named)


def _proposed(enquiry: Enquiry) -> Enquiry:
    """Proposed to whoever is responsible for the place, where that is known."""
    if responsible := responsible_for(enquiry):
        enquiry.proposed_for = responsible
        enquiry.save(update_fields=["proposed_for"])
    return enquiry
