"""The helpers of a person as a picture and as rows."""

from typing import Any

from django.utils.translation import gettext

from kim.casework.public import Case, Helper, HelperKind, HouseholdMember, Tie, access
from kim.charts import WIDE, Bond, EcoMap
from kim.organisation.public import LifeArea, User
from kim.web.drawings import Shown, shown

_RINGS = (HelperKind.PERSON, HelperKind.GROUP, HelperKind.AGENCY)
_KINDS = {
    Tie.STRONG: "strong", Tie.WEAK: "weak", Tie.STRAINED: "strained", Tie.RECEIVES: "receives", Tie.GIVES: "gives",
    Tie.NOT_ASKED: "unknown",
}  # fmt: skip


def network_words(user: User, case: Case) -> dict[str, Any]:
    """Context of the section about the network: the picture of who helps today, and whether anybody is written down."""
    helpers = list(Helper.objects.filter(case=case, ended_on=None))
    return {"network": eco_map(case, helpers, _household(user, case)), "helpers": helpers}


def eco_map(case: Case, helpers: list[Helper], household: list[str]) -> Shown:
    """The person in the middle, those who live with them below the name, the helpers around."""
    chart = EcoMap(
        id="network",
        title=gettext("Network of %(name)s") % {"name": case.person.full_name},
        description=_told(helpers),
        nothing=gettext("Nobody is written down yet. Ask who helps, and who makes things harder."),
        centre=(case.person.given_name or case.person.full_name, *household),
        bonds=tuple(_bond(helper) for helper in helpers),
        rings=(gettext("Family, friends"), gettext("Groups"), gettext("Agencies")),
        words={kind: str(Tie(tie).label) for tie, kind in _KINDS.items()},  # type: ignore[misc]
        heads=(gettext("Who"), gettext("Kind"), gettext("Relation"), gettext("Note")),
    )
    return shown(chart, width=WIDE)


def _bond(helper: Helper) -> Bond:
    note = helper.note or (gettext("since %(when)s") % {"when": helper.since} if helper.since else "")
    if helper.contact_allowed == "no":
        note = ", ".join(part for part in (note, gettext("do not contact")) if part)
    kind: Any = _KINDS[Tie(helper.tie)]
    ring: Any = _RINGS.index(HelperKind(helper.kind))
    return Bond(name=helper.name, kind=kind, ring=ring, note=note)


def _told(helpers: list[Helper]) -> str:
    """Strong: Hiba, women's group. Strained: Jobcenter."""
    said = []
    for tie in _KINDS:
        names = ", ".join(helper.name for helper in helpers if helper.tie == tie)
        if names:
            label = str(Tie(tie).label)
            said.append(f"{label[:1].upper()}{label[1:]}: {names}.")
    return " ".join(said)


def _household(user: User, case: Case) -> list[str]:
    """First names of those who live there, for who reads that part; the little ones share a line."""
    if not access.may_work_in(user, case, section="profile"):
        return []
    members = HouseholdMember.objects.filter(case=case, lives="here").select_related("person").order_by("id")
    names = [(each.relation == "child", each.person.given_name) for each in members if each.person.given_name]
    children = ", ".join(name for is_child, name in names if is_child)
    adults = [name for is_child, name in names if not is_child][:2]
    return [*adults, *([children] if children else [])]


def area_names(helpers: list[Helper]) -> dict[str, str]:
    """Names of the life areas by key, where any helper is about one."""
    if not any(helper.life_areas for helper in helpers):
        return {}
    return {area.key: area.label for area in LifeArea.objects.all()}
