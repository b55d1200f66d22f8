"""Persons, what the case knows about them, and their households."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kim.casework.actions.shared import change, lock, running
from kim.casework.models import Case, HouseholdMember, Person
from kim.organisation.public import User
from kim.privacy.public import audit


@transaction.atomic
def edit_client(
    *,
    case: Case,
    by: User,
    person: Mapping[str, Any],
    person_version: int,
    profile: Mapping[str, Any],
    profile_version: int,
) -> Case:
    """Correct what is known about the client; the trail names the fields, not their values."""
    case = running(case)
    client = lock(case.person, person_version)
    known = lock(case.profile, profile_version)
    changed = change(client, **person) + change(known, **profile)
    if "municipality" in changed:
        change(case, municipality=client.municipality)
    if changed:
        audit.record("person.edited", target=client, case_id=case.pk, fields=changed)
    return case


@transaction.atomic
def add_to_household(
    *, case: Case, by: User, relation: str, note: str = "", person: Mapping[str, Any]
) -> HouseholdMember:
    """Add somebody who lives with the client; the same person entered twice, by a second click, stays one."""
    case = running(case)
    same = ("given_name", "family_name", "birth_year", "birth_month", "birth_day")
    known = {f"person__{name}": person.get(name) for name in same if name in person}
    if earlier := case.household.filter(relation=relation, **known).first():
        return earlier
    member = HouseholdMember.objects.create(
        case=case, person=Person.objects.create(**person), relation=relation, note=note
    )
    audit.record("household.added", target=member, case_id=case.pk, relation=relation)
    return member


@transaction.atomic
def remove_from_household(*, member: HouseholdMember, by: User) -> None:
    """Take somebody out of the household, e.g. after a move; the person stays on file."""
    running(member.case)
    audit.record("household.removed", target=member, case_id=member.case_id, person=member.person_id)
    member.delete()
