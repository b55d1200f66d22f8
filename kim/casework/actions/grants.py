"""Who else may read in a case: giving a grant and ending it."""

from datetime import date

from django.db import connection, transaction

from kim.casework.exceptions import (
    GrantEndsBeforeStart,
    GrantLastsTooLong,
    GrantOutlastsItsConsent,
    GrantWithoutItsBasis,
    NotYoursToShare,
    SectionsUnknown,
)
from kim.casework.models import AccessGrant, Case, Consent, GrantBasis, Referral
from kim.casework.models.grant import QUARTER
from kim.organisation.public import Post, Unit, User
from kim.privacy.public import SECTIONS, audit

Grantee = User | Unit | Post
OPENED = frozenset(SECTIONS) - {"head"}
LOOKED_AT_AGAIN = (GrantBasis.SUPERVISION, GrantBasis.DEPUTY)


@transaction.atomic
def give(
    *, case: Case, to: Grantee, sections: set[str], basis: GrantBasis, legal_basis: str, reason: str,
    valid_from: date, valid_to: date, by: User, consent: Consent | None = None, referral: Referral | None = None,
) -> int:  # fmt: skip
    """Open these sections of the case to a person, a unit or the holder of a post; gives the grant's id.

    On the basis of a consent or a referral it hangs on that row, and falls with it.
    """
    if not sections or not sections <= OPENED:
        raise SectionsUnknown
    if valid_to < valid_from:
        raise GrantEndsBeforeStart
    if basis in LOOKED_AT_AGAIN and valid_to > valid_from + QUARTER:
        raise GrantLastsTooLong
    if case.assigned_to_id != by.pk:
        raise NotYoursToShare
    _check_basis(basis, consent, referral, valid_from, valid_to)
    with connection.cursor() as cursor:
        cursor.execute(
            "select kim_give_access(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                case.pk, *_columns(to), sorted(sections), basis, legal_basis, consent.pk if consent else None,
                referral.pk if referral else None, reason, valid_from, valid_to,
            ],
        )  # fmt: skip
        pk = int(cursor.fetchone()[0])
    audit.record(
        "access.given", target=case, case_id=case.pk, grant=pk, to=f"{to._meta.model_name} {to.pk}", sections=sorted(sections),
        basis=str(basis), valid_from=valid_from.isoformat(), valid_to=valid_to.isoformat(),
        consent=consent.pk if consent else None, referral=referral.pk if referral else None,
    )  # fmt: skip
    return pk


@transaction.atomic
def end(*, grant: AccessGrant, by: User) -> bool:
    """Close a grant now; False when it was over already. The row stays: it is the history of who could read."""
    if grant.case.assigned_to_id != by.pk:
        raise NotYoursToShare
    with connection.cursor() as cursor:
        cursor.execute("select kim_end_access(%s)", [grant.pk])
        ended = bool(cursor.fetchone()[0])
    if ended:
        audit.record("access.ended", target=grant.case, case_id=grant.case_id, grant=grant.pk)
    return ended


def _check_basis(
    basis: GrantBasis, consent: Consent | None, referral: Referral | None, first: date, last: date
) -> None:
    """A consent carries only its own days; a referral only while it is open and its consent stands."""
    if (basis == GrantBasis.CONSENT) != (consent is not None) or (basis == GrantBasis.REFERRAL) != (
        referral is not None
    ):
        raise GrantWithoutItsBasis
    if consent is not None and (consent.withdrawn_on or first < consent.given_on or consent.valid_until < last):
        raise GrantOutlastsItsConsent
    if referral is not None and (not referral.is_open or referral.consent_withdrawn_on):
        raise GrantWithoutItsBasis
    if referral is not None and referral.consent is not None and referral.consent.valid_until < last:
        raise GrantOutlastsItsConsent


def _columns(to: Grantee) -> list[int | None]:
    return [to.pk if isinstance(to, kind) else None for kind in (User, Unit, Post)]
