"""The pages of the lead on which texts are typed."""

from django.utils.translation import gettext_lazy as _

from kim.casework.public import access
from kim.organisation.public import Permission, PostCatchment, User
from kim.web.drafts.places import Kind, address, register


def _leads(user: User) -> bool:
    return user.has(Permission.CASE_HAND_OVER) and bool(access.scope_for(user).supervised)


def register_all() -> None:
    """Make them known; called when the addresses are read."""
    title = _("Reason for handing over")
    register("spreading", Kind(title, "", address("lead:spread"), part_of=User, may=_leads))
    register("spreading_area", Kind(title, "", address("lead:area"), part_of=PostCatchment, may=_leads))
