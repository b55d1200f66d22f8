"""The pages of proposals, meetings and decisions on which long texts are typed."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.public import User
from kim.steering.public import AgendaItem, Decision, access
from kim.steering.public import proposals as acts
from kim.web.drafts.places import Ids, Kind, address, register


def _proposal(ids: Ids) -> str:
    return reverse("steering:proposal_new") if ids[0] == "new" else reverse("steering:proposal_edit", args=[ids[0]])


def _keeps_minutes(user: User) -> bool:
    reach = access.reach_of(user)
    return reach.steers or reach.keeps_minutes or bool(reach.chairs)


def register_all() -> None:
    """Make them known; called when the addresses are read."""
    register("proposal", Kind(_("Proposal"), "", _proposal, new=0, may=acts.may_write))
    item = Kind(_("Minutes of an item"), "", address("steering:session_item"), part_of=AgendaItem, may=_keeps_minutes)
    register("session_item", item)
    decide = Kind(
        pgettext_lazy("steering", "Decision"),
        "",
        address("steering:session_decide"),
        part_of=AgendaItem,
        may=_keeps_minutes,
    )
    register("session_decide", decide)
    change = Kind(
        _("Change of a decision"), "", address("steering:decision_amend"), part_of=Decision, may=_keeps_minutes
    )
    register("decision", change)
