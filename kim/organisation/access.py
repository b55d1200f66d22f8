"""How far somebody sees: the part of the scope that comes from units, supervision and deputising."""

from datetime import date

from django.utils import timezone

from kim.organisation.models import Absence, Unit, User
from kim.organisation.roles import Permission, Role
from kim.privacy.public import Scope

__all__ = ["Permission", "Role", "scope_of"]


def scope_of(user: User, *, name: str = "request", on: date | None = None) -> Scope:
    """The scope of this person on this day (today if left out): two queries, no case is looked at.

    A deputy stands in only where the absent person's work is case work and the deputy's own role allows it.
    """
    day = on or timezone.localdate()
    memberships = user.current_memberships if on is None else list(user.memberships.on(day))
    serving = frozenset(m.unit_id for m in memberships if Permission.CASE_HEADS in Role(m.role).permissions)
    leading = frozenset(m.unit_id for m in memberships if m.role == Role.LEAD)
    works_in_cases = any(Permission.CASE_WORK in Role(m.role).permissions for m in memberships)
    return Scope(
        name=name,
        user_id=user.pk,
        units=serving,
        supervised=_with_children(leading) if leading else frozenset(),
        acting_for=Absence.deputised_by(user, day) if works_in_cases else frozenset(),
    )


def _with_children(units: frozenset[int]) -> frozenset[int]:
    children = Unit.objects.filter(parent_id__in=units).values_list("id", flat=True)
    return units | frozenset(children)
