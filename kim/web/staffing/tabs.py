"""The tabs of the pages on posts; each shows only those that somebody may open."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import User
from kim.staffing.public import access

TABS: tuple[tuple[str, Any, Callable[[User], bool]], ...] = (
    ("entitlement", _("Entitlement"), access.reads),
    ("apportionment_list", _("Apportionments"), access.reads),
    ("post_list", _("Posts and people"), access.reads_posts),
    ("grants:list", _("Funding files"), access.reads_grants),
)


def tabs(user: User, here: str) -> list[dict[str, Any]]:
    """What this person may look at, and where they are."""
    return [
        {"label": label, "url": reverse(name if ":" in name else f"staffing:{name}"), "current": name == here}
        for name, label, may in TABS
        if may(user)
    ]
