"""What the frame of every page needs: county, navigation, whether this is a demo."""

from typing import Any

from django.db.models import Subquery
from django.db.models.functions import Left
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kim.organisation.public import County, CountyLogo, Permission
from kim.privacy.public import Installation
from kim.steering.public import access as steering
from kim.web.navigation import navigation_for
from kim.web.notices.bar import waiting_for
from kim.web.start.personas import personas_here


def _county() -> County:
    """The county with the mark of its logo, empty without one; one query."""
    mark = Left(Subquery(CountyLogo.objects.values("digest")[:1]), 12)
    county = County.objects.annotate(logo_mark=mark).first() or County(name="KIM", short_name="")
    county.logo_mark = getattr(county, "logo_mark", None) or ""  # type: ignore[attr-defined]
    return county


def _finds_cases(request: HttpRequest) -> bool:
    """Whether the search looks through cases for this person, or through offers alone."""
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated and user.has(Permission.CASE_HEADS))


def _finds_topics(request: HttpRequest) -> bool:
    """Whether the search looks through topics and decisions for this person."""
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated and steering.reach_of(user).anything)


def shell(request: HttpRequest) -> dict[str, Any]:
    """County, demo mark and navigation; asked for only when a page uses them."""
    return {
        "county": SimpleLazyObject(_county),
        "is_demo": SimpleLazyObject(lambda: Installation.objects.filter(demo=True).exists()),
        "nav": SimpleLazyObject(lambda: navigation_for(request)),
        "finds_cases": SimpleLazyObject(lambda: _finds_cases(request)),
        "finds_topics": SimpleLazyObject(lambda: _finds_topics(request)),
        "personas": SimpleLazyObject(personas_here),
    } | waiting_for(request)
