"""What the frame of every page needs: county, navigation, whether this is a demo."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kim.organisation.public import County
from kim.privacy.public import Installation
from kim.web.navigation import navigation_for
from kim.web.start.personas import personas_here


def shell(request: HttpRequest) -> dict[str, Any]:
    """County, demo mark and navigation; asked for only when a page uses them."""
    return {
        "county": SimpleLazyObject(lambda: County.objects.first() or County(name="KIM", short_name="")),
        "is_demo": SimpleLazyObject(lambda: Installation.objects.filter(demo=True).exists()),
        "nav": SimpleLazyObject(lambda: navigation_for(request)),
        "personas": SimpleLazyObject(personas_here),
    }
