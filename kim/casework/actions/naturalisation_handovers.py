"""What goes from a case to a naturalisation office: shown field by field, kept with its consent, called back with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kim.casework.exceptions import HandedOverAlready, HandoverNotAllowed
from kim.casework.models import (
    AfterWithdrawal,
    Case,
    Consent,
    DataCategory,
    Direction,
    HandedOverPerson,
    NaturalisationHandover,
    Person,
)
from kim.law.naturalisation.dates import iso_of
from kim.organisation.public import Unit
from kim.privacy.public import audit

# The same words as kim_handover_purpose(); a consent for another purpose does not count.
PURPOSE = "Übergabe an die Einbürgerungsbehörde für einen Antrag auf Einbürgerung"
DATA = (DataCategory.IDENTITY, DataCategory.CITIZENSHIP, DataCategory.CONTACT, DataCategory.FAMILY)


@dataclass(frozen=True)
class Passed:
    """One person with the fields that would go, and nothing else."""

    person: Person
    fields: dict[str, Any]


def consent_for(case: Case, office: Unit) -> Consent | None:
    """The consent that lets something go to this office today, the newest first."""
    rows = Consent.objects.valid(timezone.localdate()).filter(case=case, office=office, purpose=PURPOSE)
    found: Consent | None = rows.exclude(direction=Direction.FROM).first()
    return found if found and DataCategory.IDENTITY in found.data_categories else None


def proposed(case: Case, consent: Consent) -> list[Passed]:
    """The client and, where the consent names the family, the children of the household; none who is protected."""
    data = set(consent.data_categories)
    people = [Passed(case.person, _of_client(case, data))]
    if DataCategory.FAMILY in data:
        people += [Passed(each, _identity(each)) for each in children(case)]
    return people


def children(case: Case) -> list[Person]:
    """The children of the household, but those who are protected."""
    rows = case.household.filter(relation="child", lives="here").select_related("person")
    return [each.person for each in rows if not each.person.is_protected]


def still_here(case: Case, ended: Iterable[int]) -> list[Person]:
    """Children of the household of whom nothing lies at an office; what lies there from another case is found with the act.

    `ended`: handovers whose people the office no longer has in an application.
    """
    there = HandedOverPerson.objects.filter(case=case, handover__over_on=None).exclude(handover__in=ended)
    known = set(there.exclude(handover__afterwards=AfterWithdrawal.ERASED).values_list("person", flat=True))
    return [person for person in children(case) if person.pk not in known]


def proposed_later(case: Case, consent: Consent, ended: Iterable[int]) -> list[Passed]:
    """Children who may join the application that is there, where the consent names the family."""
    if DataCategory.FAMILY not in consent.data_categories:
        return []
    return [Passed(person, _identity(person)) for person in still_here(case, ended)]


def _identity(person: Person) -> dict[str, Any]:
    born = iso_of(person.birth_year, person.birth_month, person.birth_day)
    return {"given_name": person.given_name, "family_name": person.family_name, "born_on": born}


def _of_client(case: Case, data: set[str]) -> dict[str, Any]:
    fields = _identity(case.person)
    if DataCategory.CITIZENSHIP in data:
        fields["citizenships"] = list(case.profile.nationalities)
    if DataCategory.CONTACT in data:
        home = case.addresses.filter(is_current=True, is_protected=False).first()
        ways = {way.kind: way.value for way in reversed(case.ways.exclude(safe="no"))}
        fields |= {
            "street": home.street if home else "", "municipality": case.municipality_id,
            "phone": ways.get("phone", ""), "email": ways.get("email", ""),
        }  # fmt: skip
    return fields


@transaction.atomic
def keep(*, case: Case, consent: Consent, people: Sequence[Passed], submission: UUID | None) -> UUID | None:
    """Keep that these people go to the office of the consent; gives the token with which it is received, nothing for a second click."""
    if was_kept(case, submission):
        return None
    data = [name for name in DATA if name in consent.data_categories]
    token = uuid4()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select kim_keep_handover(%s, %s, %s, %s, %s, %s, %s)",
                [case.pk, consent.pk, consent.office_id, [each.person.pk for each in people], data, submission, token],
            )
    except DatabaseError as error:
        state = getattr(error.__cause__, "sqlstate", "")
        if state == "42501":
            raise PermissionDenied from error
        if state == "23505":
            raise HandedOverAlready from error
        if state == "23514":
            raise HandoverNotAllowed from error
        raise
    audit.record(
        "case.handed_to_office", target=case, case_id=case.pk, office=consent.office.key if consent.office else "", data=data,
        people=len(people),
    )  # fmt: skip
    return token


def was_kept(case: Case, submission: UUID | None) -> bool:
    """Whether the same form was sent before."""
    return submission is not None and NaturalisationHandover.objects.filter(case=case, submission=submission).exists()


def tokens_of(case: Case) -> dict[int, UUID]:
    """The token of each handover of a case while its consent holds, to ask how it stands."""
    return _pairs("select handover, token from kim_handover_tokens(%s)", case.pk)


def tokens_to_call_back(consent: Consent) -> dict[int, UUID]:
    """The tokens that end with this consent."""
    return _pairs("select handover, token from kim_tokens_to_call_back(%s)", consent.pk)


def called_back(handover: int, afterwards: str) -> None:
    """Note what became of the office's copy; after this nothing ties the two any more."""
    with connection.cursor() as cursor:
        cursor.execute("select kim_handover_called_back(%s, %s)", [handover, AfterWithdrawal(afterwards)])
    row = NaturalisationHandover.objects.get(pk=handover)
    audit.record("case.called_back", target=row.case, case_id=row.case_id, afterwards=afterwards)


def over(handover: int) -> None:
    """The application of this handover ended otherwise: the same people may be handed over anew."""
    with connection.cursor() as cursor:
        cursor.execute("select kim_handover_over(%s)", [handover])


def _pairs(query: str, pk: int) -> dict[int, UUID]:
    with connection.cursor() as cursor:
        cursor.execute(query, [pk])
        return dict(cursor.fetchall())
