"""The change of legal sphere: planned, happened, and the days between."""

from typing import Any

from django.db import transaction

from kim.casework.actions.shared import change, lock, not_in_future, running
from kim.casework.exceptions import ChangeLeadsNowhere, ChangeWithoutDay, EndBeforeStart
from kim.casework.models import Case, SphereChange
from kim.organisation.public import User
from kim.privacy.public import audit


@transaction.atomic
def add(*, case: Case, by: User, **values: Any) -> SphereChange:
    """Note that somebody comes into a legal sphere, changes it or leaves it."""
    case = running(case)
    _sound(values)
    made = SphereChange.objects.create(case=case, **values)
    audit.record("sphere.added", target=made, case_id=case.pk, fields=["spheres"])
    return made


@transaction.atomic
def edit(*, entry: SphereChange, by: User, version: int, asked: bool = False, **values: Any) -> SphereChange:
    """Correct a change of legal sphere, or say that it has happened."""
    case = running(entry.case)
    entry = lock(entry, version)
    _sound(values)
    if changed := change(entry, **values):
        audit.record("sphere.edited", target=entry, case_id=case.pk, fields=changed, asked=asked)
    return entry


@transaction.atomic
def drop(*, entry: SphereChange, by: User) -> None:
    """Take a change away that was entered by mistake."""
    running(entry.case)
    audit.record("sphere.dropped", target=entry, case_id=entry.case_id, fields=["spheres"])
    entry.delete()


def _sound(values: dict[str, Any]) -> None:
    """What the database would refuse, each with its sentence."""
    if values["from_sphere"] == values["to_sphere"]:
        raise ChangeLeadsNowhere
    if not (values["planned_on"] or values["ended_on"] or values["happened_on"]):
        raise ChangeWithoutDay
    not_in_future(values["happened_on"])
    if values["ended_on"] and values["happened_on"] and values["happened_on"] <= values["ended_on"]:
        raise EndBeforeStart
