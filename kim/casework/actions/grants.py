"""Who else may read in a case: giving a grant and ending it."""

from datetime import date

from django.db import connection, transaction

from kim.casework.exceptions import GrantEndsBeforeStart, NotYoursToShare, SectionsUnknown
from kim.casework.models import AccessGrant, Case, GrantBasis
from kim.organisation.public import Post, Unit, User
from kim.privacy.public import SECTIONS, audit

Grantee = User | Unit | Post
OPENED = frozenset(SECTIONS) - {"head"}


@transaction.atomic
def give(
    *, case: Case, to: Grantee, sections: set[str], basis: GrantBasis, legal_basis: str, reason: str,
    valid_from: date, valid_to: date, by: User,
) -> int:  # fmt: skip
    """Open these sections of the case to a person, a unit or the holder of a post; gives the grant's id."""
    if not sections or not sections <= OPENED:
        raise SectionsUnknown
    if valid_to < valid_from:
        raise GrantEndsBeforeStart
    if case.assigned_to_id != by.pk:
        raise NotYoursToShare
    with connection.cursor() as cursor:
        cursor.execute(
            "select kim_give_access(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [case.pk, *_columns(to), sorted(sections), basis, legal_basis, reason, valid_from, valid_to],
        )
        pk = int(cursor.fetchone()[0])
    audit.record(
        "access.given", target=case, case_id=case.pk, grant=pk, to=f"{to._meta.model_name} {to.pk}", sections=sorted(sections),
        basis=str(basis), valid_from=valid_from.isoformat(), valid_to=valid_to.isoformat(),
    )  # fmt: skip
    return pk


@transaction.atomic
def end(*, grant: AccessGrant, by: User) -> bool:
    """Close a grant from today on; False when it was over already."""
    if grant.case.assigned_to_id != by.pk:
        raise NotYoursToShare
    with connection.cursor() as cursor:
        cursor.execute("select kim_end_access(%s)", [grant.pk])
        ended = bool(cursor.fetchone()[0])
    if ended:
        audit.record("access.ended", target=grant.case, case_id=grant.case_id, grant=grant.pk)
    return ended


def _columns(to: Grantee) -> list[int | None]:
    return [to.pk if isinstance(to, kind) else None for kind in (User, Unit, Post)]
