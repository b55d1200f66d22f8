"""The pages of the administration on which long texts are typed."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Permission, User, loading
from kim.web.drafts.places import Ids, Kind, address, register
from kim.web.office.county_fields import EDITED


def _manages(user: User) -> bool:
    return user.has(Permission.COUNTY_MANAGE)


def register_all() -> None:
    """Make them known; called when the addresses are read."""
    register(
        "county_rule",
        Kind(_("Target-group rule"), "", address("office:county_rule_text", pick=[]), new=0, may=_manages),
    )
    register(
        "county_rule_rows",
        Kind(_("Target-group rule"), "", address("office:county_rule", pick=[]), new=0, may=_manages),
    )
    for kind in EDITED:
        register(f"entry_{kind.name}", Kind(loading.KIND_NAMES[kind.name], "", _entry(kind.name), new=0, may=_manages))


def _entry(kind: str) -> Callable[[Ids], str]:
    def url(ids: Ids) -> str:
        if ids[0] == "new":
            return reverse("office:county_entry_new", args=[kind])
        return reverse("office:county_entry", args=[kind, ids[0]])

    return url
