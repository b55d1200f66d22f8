"""Who plans posts: the coordinating office and the head of the integration centre; administrators look after the facts."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from kim.organisation.public import Permission, User
from kim.staffing.models import Apportionment, FundingGrant


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


def reads_posts(user: User) -> bool:
    """Who is on which post, what is vacant, and what is planned: whoever steers, administers, assists or leads a team."""
    return reads(user) or user.has(Permission.COUNTY_IMPORT) or user.has(Permission.CASE_HAND_OVER)


def recruits(user: User) -> bool:
    """Whether they record how the search for somebody goes: coordination, head, assistant, administration."""
    return reads(user) or user.has(Permission.COUNTY_IMPORT)


def reads_grants(user: User) -> bool:
    """Who looks into funding files: whoever reads about posts, the lead and the administration included."""
    return reads_posts(user)


def manages_grants(user: User) -> bool:
    """Who keeps funding files: the coordinating office, its assistant, the head of the integration centre."""
    return user.has(Permission.GRANTS_MANAGE)


def grant_for(user: User, pk: int, *, to_manage: bool = False) -> FundingGrant:
    """One funding file: 403 for whoever has no page here, 404 where there is none."""
    if not reads_grants(user) or (to_manage and not manages_grants(user)):
        raise PermissionDenied
    found: FundingGrant = get_object_or_404(FundingGrant.objects.for_list(), pk=pk)
    return found


def takes_figures(user: User) -> bool:
    """Whether they read in figures: who plans by them, and who imports for the county and sees these pages."""
    return plans(user) or (reads(user) and user.has(Permission.COUNTY_IMPORT))
