"""Who plans posts: the coordinating office and the head of the integration centre; administrators look after the facts."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from kim.organisation.public import Permission, User
from kim.staffing.models import Apportionment


def reads(user: User) -> bool:
    """Whether the pages on posts are theirs."""
    return user.has(Permission.COORDINATE) or user.has(Permission.COUNTY_MANAGE)


def plans(user: User) -> bool:
    """Whether they record what was computed, agreed and decided."""
    return user.has(Permission.COORDINATE)


def apportionments_for(user: User) -> QuerySet[Apportionment]:
    """All apportionments, or none: they hold figures about municipalities, none about people."""
    return Apportionment.objects.all() if reads(user) else Apportionment.objects.none()


def apportionment_for(user: User, pk: int, *, to_plan: bool = False) -> Apportionment:
    """One of them: 403 for whoever has no page here, 404 where there is none."""
    if not reads(user) or (to_plan and not plans(user)):
        raise PermissionDenied
    found: Apportionment = get_object_or_404(apportionments_for(user).prefetch_related("shares"), pk=pk)
    return found
