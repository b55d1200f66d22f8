"""What goes from a case to a naturalisation office: shown field by field, kept with its consent, called back with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kim.casework.exceptions import HandedOverAlready, HandoverNotAllowed
from kim.casework.models import AfterWithdrawal, Case, Consent, DataCategory, Direction, NaturalisationHandover, Person
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
        children = case.household.filter(relation="child", lives="here").select_related("person")
        people += [Passed(each.person, _identity(each.person)) for each in children if not each.person.is_protected]
    return people


def _identity(person: Person) -> dict[str, Any]:
    whole = person.birth_year and person.birth_month and person.birth_day
    born = date(person.birth_year, person.birth_month, person.birth_day).isoformat() if whole else None  # type: ignore[arg-type]
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
    if submission and NaturalisationHandover.objects.filter(case=case, submission=submission).exists():
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
