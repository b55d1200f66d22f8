"""Persons and what the case knows about them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kim.casework.actions.households import (  # noqa: F401 - households have a file of their own, and one name outside
    add_to_household,
    edit_member,
    link_client,
    open_case_for,
    remove_from_household,
)
from kim.casework.actions.shared import change, lock, running
from kim.casework.models import Case
from kim.organisation.public import User
from kim.privacy.public import audit


@transaction.atomic
def edit_client(
    *,
    case: Case,
    by: User,
    person: Mapping[str, Any],
    person_version: int | None = None,
    profile: Mapping[str, Any],
    profile_version: int | None = None,
    asked: bool = False,
) -> Case:
    """Correct what is known about the client; the trail names the fields, not their values, and whether the person asked for it."""
    case = running(case)
    client = lock(case.person, person_version)
    known = lock(case.profile, profile_version)
    changed = change(client, **person) + change(known, **profile)
    if "municipality" in changed:
        change(case, municipality=client.municipality)
    if changed:
        audit.record("person.edited", target=client, case_id=case.pk, fields=changed, asked=asked)
    return case
