"""Whose cases somebody may take out: their own, all of them or one."""

from django.db.models import QuerySet

from kim.casework.models import Case
from kim.organisation.public import Permission, User


def cases_to_export(user: User, case_pk: int | None = None) -> QuerySet[Case]:
    """The cases this person is responsible for; standing in or a grant opens them to read, not to take out."""
    if not user.has(Permission.CASE_WORK):
        return Case.objects.none()
    own = Case.objects.visible_to(user).mine(user)
    return own if case_pk is None else own.filter(pk=case_pk)
