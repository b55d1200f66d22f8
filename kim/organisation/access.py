"""How far somebody sees: the part of the scope that comes from units, supervision and deputising."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from kim.organisation.models import Absence, Membership, Unit, User
from kim.organisation.roles import Permission, Role
from kim.privacy.public import Scope

__all__ = ["Permission", "Role", "absent_people", "scope_of"]


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


def absent_people(user: User) -> QuerySet[User]:
    """Whose absences this person may record: administrators everybody's, leads those of their units, others their own."""
    people = User.objects.filter(is_active=True)
    if user.has(Permission.COUNTY_MANAGE):
        return people.order_by("last_name", "first_name", "pk")
    if not user.has(Permission.STAFF_ABSENCES):
        return people.none()
    leading = frozenset(m.unit_id for m in user.current_memberships if m.role == Role.LEAD)
    led = Membership.objects.on(timezone.localdate()).filter(unit__in=_with_children(leading))
    return people.filter(Q(pk=user.pk) | Q(pk__in=led.values("user"))).order_by("last_name", "first_name", "pk")
