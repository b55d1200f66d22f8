"""The record of the first advice: one a case, written once and corrected later."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from kim.casework.actions import contacts
from kim.casework.actions.shared import change, lock, not_in_future, running
from kim.casework.exceptions import ChangedMeanwhile, DayBeforeOpening
from kim.casework.models import Case, ContactKind, FirstAdvice, YesNo
from kim.organisation.public import User
from kim.privacy.public import audit


@transaction.atomic
def record(
    *, case: Case, by: User, held_on: date, version: int = 0, minutes: int | None = None, **told: Any
) -> FirstAdvice:
    """Write down the first advice, or correct it: `version` is the one seen, 0 where there was none.

    The first time it leaves a contact marked as first advice, unless one is noted, and the agreement to the advice, if given.
    """
    case = running(case)
    not_in_future(held_on)
    if held_on < case.opened_on and (case.enquiry is None or held_on < case.enquiry.received_on):
        raise DayBeforeOpening
    known = FirstAdvice.objects.filter(case=case).first()
    if known is None:
        return _first(case, by, minutes, held_on=held_on, **told)
    if _same(known, told | {"held_on": held_on}):
        return known  # a second click, or nothing new
    if not version:
        raise ChangedMeanwhile
    advice = lock(known, version)
    changed = change(advice, held_on=held_on, **told)
    _keep_agreement(case, by, advice)
    audit.record("first_advice.edited", target=advice, case_id=case.pk, fields=changed)
    return advice


def _first(case: Case, by: User, minutes: int | None, **told: Any) -> FirstAdvice:
    advice = FirstAdvice.objects.create(case=case, recorded_by=by, **told)
    if not case.contacts.exclude(kind=ContactKind.ATTEMPT).filter(is_first_advice=True).exists():
        contacts.record(
            case=case, by=by, kind=ContactKind.TALK, held_on=advice.held_on, minutes=minutes, is_first_advice=True,
            text=gettext("First advice, written down in the record of the first advice."),
        )  # fmt: skip
    _keep_agreement(case, by, advice)
    audit.record("first_advice.recorded", target=advice, case_id=case.pk)
    return advice


def _keep_agreement(case: Case, by: User, advice: FirstAdvice) -> None:
    """Who agreed in this conversation has agreed on its day, unless an earlier day is known."""
    from kim.casework.actions.cases import agree_advice  # noqa: PLC0415 - cases knows contacts

    if advice.agreed == YesNo.YES and case.advice_agreed_on is None:
        agree_advice(case=case, by=by, on=advice.held_on)


def _same(known: FirstAdvice, told: Mapping[str, Any]) -> bool:
    return all(getattr(known, name) == value for name, value in told.items())
