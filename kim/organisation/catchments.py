"""Who is responsible for a municipality on a day."""

from datetime import date

from django.db.models import Q

from kim.organisation.models import Municipality, User
from kim.organisation.roles import Role


def case_managers_for(municipality: Municipality, on: date) -> list[User]:
    """The holders of case-management posts whose catchment covers this municipality on this day, steadily ordered."""
    valid = Q()
    for relation in ("posts_held", "posts_held__post__catchments", "memberships"):
        valid &= Q(**{f"{relation}__valid_from": None}) | Q(**{f"{relation}__valid_from__lte": on})
        valid &= Q(**{f"{relation}__valid_to": None}) | Q(**{f"{relation}__valid_to__gte": on})
    return list(
        User.objects.filter(
            valid,
            posts_held__post__catchments__municipality=municipality,
            memberships__role=Role.CASE_MANAGER,
            is_active=True,
        )
        .order_by("last_name", "id")
        .distinct()
    )


def catchment_of(user: User, on: date) -> list[Municipality]:
    """The municipalities somebody is responsible for on a day."""
    valid = Q()
    for relation in ("catchments", "catchments__post__holders"):
        valid &= Q(**{f"{relation}__valid_from": None}) | Q(**{f"{relation}__valid_from__lte": on})
        valid &= Q(**{f"{relation}__valid_to": None}) | Q(**{f"{relation}__valid_to__gte": on})
    return list(Municipality.objects.filter(valid, catchments__post__holders__user=user).distinct())


def unit_of_case_manager(user: User, on: date) -> int | None:
    """The unit in which somebody is a case manager on a day."""
    return user.memberships.on(on).filter(role=Role.CASE_MANAGER).values_list("unit_id", flat=True).first()
