"""The pages of steering on which long texts are typed."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.public import Body, Permission, User
from kim.steering.public import (
    AgendaItem,
    Decision,
    Meeting,
    MinistryPaper,
    OpenPoint,
    Proposal,
    StandingItem,
    Topic,
    WorkOrder,
    access,
)
from kim.steering.public import proposals as acts
from kim.web.drafts.places import Ids, Kind, address, register

TOPIC = "steering:topic_detail"


def register_all() -> None:
    """Make them known; called when the addresses are read."""
    _observations()
    _topics()
    _meetings()
    _decisions()


def _observations() -> None:
    register("observation", Kind(_("Report an observation"), "case", address("steering:observation_from_case")))
    free = address("steering:observation_new", pick=[])
    register("observation_free", Kind(_("Report an observation"), "", free, new=0, may=_observes))


def _topics() -> None:
    register("topic", Kind(_("Topic"), "", _topic, new=0, part_of=Topic, may=_steers))
    register("topic_step", Kind(_("Step of a topic"), "", address(TOPIC), part_of=Topic, may=_reads))
    register("topic_merge", Kind(_("Merge the topic"), "", address("steering:topic_merge"), part_of=Topic, may=_steers))
    feedback = address("steering:topic_feedback")
    register("topic_feedback", Kind(_("Feedback"), "", feedback, part_of=Topic, may=_steers))
    register("effect", Kind(_("Effect"), "", address("steering:topic_effect"), part_of=Topic, may=_steers))
    paper = Kind(_("Paper to the ministry"), "", _ministry, ids=2, new=1, part_of=MinistryPaper, may=_steers)
    register("ministry", paper)
    inbox = address("steering:observation_inbox", pick=[])
    register("set_aside", Kind(_("Set observations aside"), "", inbox, new=0, may=_steers))


def _meetings() -> None:
    register("rules", Kind(_("Rules of the body"), "", address("steering:body_rules"), part_of=Body, may=_steers))
    new_body = address("steering:body_new", pick=[])
    register("body", Kind(_("Set up a body"), "", new_body, new=0, may=_steers))
    standing = address("steering:standing_new")
    register("standing_new", Kind(_("New standing item"), "", standing, part_of=Body, may=_keeps_minutes))
    standing = address("steering:standing_edit")
    register("standing", Kind(_("Standing item of a body"), "", standing, part_of=StandingItem, may=_keeps_minutes))
    for act in ("bericht", "erledigt", "wieder"):
        point = address("steering:point_detail")
        register(f"point_{act}", Kind(_("Open point"), "", point, part_of=OpenPoint, may=_reads))
    register("meeting", Kind(_("Meeting"), "", _meeting, new=0, part_of=Meeting, may=_keeps_minutes))
    invitation = address("steering:meeting_invite")
    register("invitation", Kind(_("Invitation to a meeting"), "", invitation, part_of=Meeting, may=_keeps_minutes))
    new_item = address("steering:meeting_item_new")
    register("agenda_item_new", Kind(_("New item"), "", new_item, part_of=Meeting, may=_keeps_minutes))
    for word, title, url in (
        ("agenda_item", _("Item of an agenda"), "steering:meeting_item_edit"),
        ("session_item", _("Minutes of an item"), "steering:session_item"),
        ("ballot", _("Vote"), "steering:session_ballot"),
        ("session_decide", pgettext_lazy("steering", "Decision"), "steering:session_decide"),
        ("correction_item", _("Correction of the minutes"), "steering:session_item"),
    ):
        register(word, Kind(title, "", address(url), part_of=AgendaItem, may=_keeps_minutes))


def _decisions() -> None:
    register("proposal", Kind(_("Proposal"), "", _proposal, new=0, part_of=Proposal, may=acts.may_write))
    advice = address("steering:proposal_advise")
    register("advice", Kind(_("Recommendation"), "", advice, part_of=Proposal, may=_keeps_minutes))
    for word, title, url in (
        ("decision", _("Change of a decision"), "steering:decision_amend"),
        ("feedback", _("Feedback"), "steering:feedback_new"),
        ("order_new", _("Give a work order"), "steering:order_new"),
    ):
        register(word, Kind(title, "", address(url), part_of=Decision, may=_keeps_minutes))
    for act in ("report", "why", "done", "drop", "reopen"):
        order = address("steering:order_detail")
        register(f"order_{act}", Kind(_("Work order"), "", order, part_of=WorkOrder, may=_reads))


def _topic(ids: Ids) -> str:
    return reverse("steering:topic_new") if ids[0] == "new" else reverse("steering:topic_edit", args=[ids[0]])


def _ministry(ids: Ids) -> str:
    if ids[1] == "new":
        return reverse("steering:ministry_new", args=[ids[0]])
    return reverse("steering:ministry_answer", args=list(ids))


def _meeting(ids: Ids) -> str:
    return reverse("steering:meeting_new") if ids[0] == "new" else reverse("steering:meeting_edit", args=[ids[0]])


def _proposal(ids: Ids) -> str:
    return reverse("steering:proposal_new") if ids[0] == "new" else reverse("steering:proposal_edit", args=[ids[0]])


def _observes(user: User) -> bool:
    return user.has(Permission.OBSERVE)


def _steers(user: User) -> bool:
    return access.reach_of(user).steers


def _reads(user: User) -> bool:
    return access.reach_of(user).anything


def _keeps_minutes(user: User) -> bool:
    reach = access.reach_of(user)
    return reach.steers or reach.keeps_minutes or bool(reach.chairs)
