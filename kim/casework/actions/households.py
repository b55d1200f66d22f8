"""Households: one thing that the cases of several clients share. The database keeps their rows alike (kim_share_household)."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kim.casework.access import may_change
from kim.casework.actions import cases, reach
from kim.casework.actions.shared import change, lock, running
from kim.casework.exceptions import HasACaseAlready, IsTheClient, NotACaseManager, NotBothYours
from kim.casework.models import Case, HouseholdMember, Lives, Person
from kim.organisation.public import User, unit_of_case_manager
from kim.privacy.public import audit

HEAD = ("given_name", "family_name", "birth_year", "birth_month", "birth_day")


@transaction.atomic
def add_to_household(
    *, case: Case, by: User, relation: str, note: str = "", lives: str = Lives.HERE, person: Mapping[str, Any]
) -> HouseholdMember:
    """Add somebody to the household of the client, for every case of it; entered twice by a second click, they stay one."""
    case = running(case)
    known = {f"person__{name}": person.get(name) for name in HEAD if name in person}
    if earlier := case.household.filter(relation=relation, **known).first():
        return earlier
    return _join(case, Person.objects.create(**person), relation=relation, lives=lives, note=note)


@transaction.atomic
def link_client(
    *, case: Case, other: Case, by: User, relation: str, note: str = "", lives: str = Lives.HERE
) -> HouseholdMember:
    """Put another client with their case into this household; only whoever works in both cases may."""
    if not may_change(by, other):
        raise NotBothYours
    case, other = running(case), running(other)
    if other.person_id == case.person_id:
        raise IsTheClient
    earlier = case.household.filter(person=other.person_id).first()
    member = earlier or HouseholdMember.objects.create(
        case=case, person=other.person, relation=relation, lives=lives, note=note
    )
    _call("kim_join_household", case.pk, other.pk)
    audit.record("household.joined", target=member, case_id=case.pk, fields=["household"])
    return member


def _join(case: Case, person: Person, **values: Any) -> HouseholdMember:
    member = HouseholdMember.objects.create(case=case, person=person, **values)
    _call("kim_share_household", case.pk)
    audit.record("household.added", target=member, case_id=case.pk, relation=member.relation, fields=["household"])
    return member


@transaction.atomic
def edit_member(
    *,
    member: HouseholdMember,
    by: User,
    version: int,
    person: Mapping[str, Any] | None = None,
    person_version: int | None = None,
    asked: bool = False,
    **values: Any,
) -> HouseholdMember:
    """Correct relation, place and note, and the head of a member who has no case of their own."""
    case = running(member.case)
    member = lock(member, version)
    changed = change(member, **values)
    if person and not is_client(member.person):
        changed += change(lock(member.person, person_version), **person)
    if changed:
        _call("kim_share_household", case.pk)
        audit.record("household.edited", target=member, case_id=case.pk, fields=changed, asked=asked)
    return member


@transaction.atomic
def remove_from_household(*, member: HouseholdMember, by: User) -> None:
    """Take somebody out of the household, for every case of it; who has a case of their own takes it along. They stay on file."""
    case = running(member.case)
    audit.record("household.removed", target=member, case_id=case.pk, person=member.person_id, fields=["household"])
    _call("kim_share_household", case.pk, member.person_id)


@transaction.atomic
def open_case_for(*, member: HouseholdMember, by: User) -> Case:
    """Open a case of their own for somebody of the household; both cases share the household from then on."""
    case, today = running(member.case), timezone.localdate()
    unit = unit_of_case_manager(by, today)
    if unit is None:
        raise NotACaseManager
    if is_client(member.person, running=True):
        raise HasACaseAlready
    client = lock(member.person)
    if member.lives == Lives.HERE:
        change(client, municipality=case.municipality)
    fresh = cases.begin(client, by=by, unit=unit)
    reach.first_known(fresh, _address_of(case) if member.lives == Lives.HERE else {})
    audit.record("case.opened", target=fresh, case_id=fresh.pk, assigned_to=by.pk, from_household=True)
    if may_change(by, case):
        _call("kim_join_household", case.pk, fresh.pk)
    return fresh


def _address_of(case: Case) -> dict[str, str]:
    """The address both share, unless it is protected."""
    now = case.addresses.filter(is_current=True, is_protected=False).first()
    return {"street": now.street, "postcode": now.postcode} if now and not case.person.is_protected else {}


def is_client(person: Person, *, running: bool = False) -> bool:
    """Whether somebody known from one's own cases has a case, or a running one, wherever in the county."""
    with connection.cursor() as cursor:
        cursor.execute("select kim_is_client(%s, %s)", [person.pk, running])
        return bool(cursor.fetchone()[0])


def _call(function: str, *values: int) -> None:
    places = ", ".join(["%s"] * len(values))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"select {function}({places})", list(values))
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", None) == "42501":
            raise (NotBothYours if function == "kim_join_household" else PermissionDenied) from error
        raise
