"""How to reach somebody, and where they live: ways and addresses, the current one kept true on the head of the case."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kim.casework.actions.shared import change, lock, not_in_future, running
from kim.casework.exceptions import EndBeforeStart
from kim.casework.models import Case, ClientProfile, ContactWay, HomeAddress, WayKind
from kim.organisation.public import User
from kim.privacy.public import audit

REACH = ("phone", "email", "street", "postcode")


def first_known(case: Case, profile: Mapping[str, Any]) -> ClientProfile:
    """What is known when a case is opened: the profile, and as rows of their own how to reach them and where they live."""
    known = ClientProfile.objects.create(
        case=case, **{name: value for name, value in profile.items() if name not in REACH}
    )
    ways = [(kind, profile.get(kind, "")) for kind in (WayKind.PHONE, WayKind.EMAIL) if profile.get(kind)]
    for number, (kind, value) in enumerate(ways):
        ContactWay.objects.create(case=case, kind=kind, value=value, is_preferred=number == 0)
    if profile.get("street") or profile.get("postcode"):
        HomeAddress.objects.create(
            case=case, street=profile.get("street", ""), postcode=profile.get("postcode", ""),
            municipality=case.municipality,
        )  # fmt: skip
    return known


@transaction.atomic
def add_way(*, case: Case, by: User, **values: Any) -> ContactWay:
    """Note a way to reach the person; one of them is used first."""
    case = running(case)
    if values.get("is_preferred"):
        _prefer_none(case)
    way = ContactWay.objects.create(case=case, **values)
    audit.record("way.added", target=way, case_id=case.pk, fields=["ways"], of=way.kind)
    return way


@transaction.atomic
def edit_way(*, way: ContactWay, by: User, version: int, asked: bool = False, **values: Any) -> ContactWay:
    """Correct a way to reach the person."""
    case = running(way.case)
    way = lock(way, version)
    if values.get("is_preferred") and not way.is_preferred:
        _prefer_none(case)
    if changed := change(way, **values):
        audit.record("way.edited", target=way, case_id=case.pk, fields=changed, asked=asked)
    return way


@transaction.atomic
def drop_way(*, way: ContactWay, by: User) -> None:
    """Take a way away that leads nowhere any more."""
    running(way.case)
    audit.record("way.dropped", target=way, case_id=way.case_id, fields=["ways"], of=way.kind)
    way.delete()


def _prefer_none(case: Case) -> None:
    for way in ContactWay.objects.select_for_update().filter(case=case, is_preferred=True):
        change(way, is_preferred=False)


@transaction.atomic
def move(*, case: Case, by: User, **values: Any) -> HomeAddress:
    """Note where the person lives now; the address before ends that day. One with a last day is of the past itself."""
    case = running(case)
    not_in_future(values.get("from_on"))
    if values.get("to_on"):
        return _earlier(case, values)
    for earlier in HomeAddress.objects.select_for_update().filter(case=case, is_current=True):
        _end(earlier, values.get("from_on"))
    address = HomeAddress.objects.create(case=case, **values)
    audit.record("address.added", target=address, case_id=case.pk, fields=["address"])
    keep_place(case, address)
    return address


def _earlier(case: Case, values: dict[str, Any]) -> HomeAddress:
    if values.get("from_on") and values["to_on"] < values["from_on"]:
        raise EndBeforeStart
    address = HomeAddress.objects.create(case=case, is_current=False, **values)
    audit.record("address.added", target=address, case_id=case.pk, fields=["address"])
    return address


def _end(address: HomeAddress, moved_on: Any) -> None:
    """The address is one of the past. Its last day is the one on which the next begins, as on a day of moving."""
    if moved_on and address.from_on and moved_on < address.from_on:
        raise EndBeforeStart
    change(address, is_current=False, to_on=moved_on)


@transaction.atomic
def edit_address(*, address: HomeAddress, by: User, version: int, asked: bool = False, **values: Any) -> HomeAddress:
    """Correct an address, or end one."""
    case = running(address.case)
    address = lock(address, version)
    if values.get("to_on"):
        values["is_current"] = False
    if changed := change(address, **values):
        audit.record("address.edited", target=address, case_id=case.pk, fields=changed, asked=asked)
    if address.is_current:
        keep_place(case, address)
    return address


@transaction.atomic
def drop_address(*, address: HomeAddress, by: User) -> None:
    """Take an address away that was entered by mistake."""
    running(address.case)
    audit.record("address.dropped", target=address, case_id=address.case_id, fields=["address"])
    address.delete()


def keep_place(case: Case, address: HomeAddress) -> None:
    """The municipality of today stands on the head of the case and on the person; a place outside the county is none of it."""
    person = lock(case.person)
    change(person, municipality=address.municipality)
    change(case, municipality=address.municipality)
