"""The residence document: its coarse group and last day; the exact title only with a reason and the person's agreement."""

from typing import Any

from django.db import transaction

from kim.casework.actions.shared import change, lock, not_in_future, running
from kim.casework.exceptions import (
    EndBeforeStart,
    FictionWithoutApplication,
    NoLastDayInThisGroup,
    TitleWithoutAgreement,
)
from kim.casework.models import Case, ResidenceDocument
from kim.casework.models.residence import ENDLESS
from kim.organisation.public import User
from kim.privacy.public import audit

# What the rules look at; whoever corrects one of them is held to all.
RULED = (
    "group",
    "title",
    "title_reason",
    "title_agreed_on",
    "valid_from",
    "valid_until",
    "extension_applied_on",
    "fiction_until",
)


@transaction.atomic
def note(*, case: Case, by: User, **values: Any) -> ResidenceDocument:
    """Note the document somebody has now; the one before stays as an earlier one."""
    case = running(case)
    _sound(values)
    for earlier in ResidenceDocument.objects.select_for_update().filter(case=case, is_current=True):
        change(earlier, is_current=False)
    made = ResidenceDocument.objects.create(case=case, **values)
    audit.record("residence.noted", target=made, case_id=case.pk, fields=["residence"], titled=bool(made.title))
    return made


@transaction.atomic
def edit(
    *, document: ResidenceDocument, by: User, version: int, asked: bool = False, **values: Any
) -> ResidenceDocument:
    """Correct a residence document."""
    case = running(document.case)
    document = lock(document, version)
    _sound({name: getattr(document, name) for name in RULED} | values)
    if changed := change(document, **values):
        audit.record("residence.edited", target=document, case_id=case.pk, fields=changed, asked=asked)
    return document


@transaction.atomic
def drop(*, document: ResidenceDocument, by: User) -> None:
    """Take a residence document away that was entered by mistake."""
    running(document.case)
    audit.record("residence.dropped", target=document, case_id=document.case_id, fields=["residence"])
    document.delete()


def _sound(values: dict[str, Any]) -> None:
    """The exact title comes with reason and agreement, and neither of them without it; days are in order."""
    told = [bool(values.get(name)) for name in ("title", "title_reason", "title_agreed_on")]
    if any(told) and not all(told):
        raise TitleWithoutAgreement
    not_in_future(values.get("title_agreed_on"))
    if values.get("valid_until") and values.get("group") in ENDLESS:
        raise NoLastDayInThisGroup
    not_in_future(values.get("extension_applied_on"))
    if values.get("fiction_until") and not values.get("extension_applied_on"):
        raise FictionWithoutApplication
    if values.get("valid_from") and values.get("valid_until") and values["valid_until"] < values["valid_from"]:
        raise EndBeforeStart
