"""Words for the keys a county profile uses."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

AGENCY_KINDS = {
    "authority": lazy("Authority"),
    "jobcenter": lazy("Jobcenter"),
    "youth_office": lazy("Youth welfare office"),
    "welfare": lazy("Welfare organisation"),
    "school": lazy("School or childcare"),
    "course_provider": lazy("Course provider"),
    "health": lazy("Health"),
    "counselling": lazy("Counselling"),
    "other": lazy("Other"),
}
UNIT_KINDS = {
    "ki": lazy("Integration centre"),
    "coordination": lazy("Coordination"),
    "case_management": lazy("Case management"),
    "foreigners_office": lazy("Foreigners' office"),
    "naturalisation_office": lazy("Naturalisation office"),
    "administration": lazy("Administrative department"),
    "other": lazy("Other"),
}
POST_ROLES = {
    "coordinator": lazy("Coordinator"),
    "assistant": lazy("Administrative assistant"),
    "case_manager": lazy("Case manager"),
    "foreigners_office": lazy("Foreigners' office"),
    "naturalisation_office": lazy("Naturalisation office"),
}
OWN_OFFICES = {
    "own_abh": lazy("Foreigners' office"),
    "own_ebh": lazy("Naturalisation office"),
    "own_jugendamt": lazy("Youth welfare office"),
    "own_integration_council": lazy("Integration council or committee"),
}
COUNTY_KINDS = {"county": lazy("County (Kreis)"), "independent_city": lazy("Independent city (kreisfreie Stadt)")}
STATUS_GROUPS = {
    "refugee": lazy("refugees"),
    "newcomer": lazy("newcomers"),
    "eu_citizen": lazy("EU citizens"),
    "labour_migrant": lazy("labour migrants"),
    "long_resident": lazy("long-term residents"),
    "other": lazy("others"),
}
_CHECKS = {
    "refugee_or_newcomer": lazy("Is a refugee or newcomer"),
    "child_of_member": lazy("Is a child of somebody in the target group"),
    "lives_in_county": lazy("Lives in a municipality of the county"),
    "no_other_case_management": lazy("Has no other case management"),
    "any_of": lazy("One of these is enough"),
    "all_of": lazy("All of these are needed"),
}


def in_language(values: Mapping[str, Any], german: str = "de", english: str = "en") -> str:
    """The wording of an entry in the language of the screen."""
    return str(values[english if (get_language() or "de").startswith("en") else german])


def word(words: Mapping[str, Any], key: str) -> str:
    """The word for a key; an unknown key stands for itself."""
    return str(words.get(key, key))


def criterion_check(kind: str, params: Mapping[str, Any], names_by_ags: Mapping[str, str]) -> str:
    """What KIM compares for this criterion, in a sentence."""
    if kind == "age_between":
        return _age(params.get("min"), params.get("max"))
    if kind in ("years_in_germany_at_most", "years_in_county_at_most"):
        return _years(kind, int(params["max"]))
    if kind == "lives_in_municipality":
        places = ", ".join(names_by_ags.get(ags, ags) for ags in params["municipalities"])
        return _("Lives in one of: %(places)s") % {"places": places}
    if kind == "status_group_in":
        return _("Belongs to: %(groups)s") % {"groups": ", ".join(word(STATUS_GROUPS, g) for g in params["groups"])}
    return word(_CHECKS, kind)


def _age(least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        return _("Aged %(least)s to %(most)s") % {"least": least, "most": most}
    if least is not None:
        return _("Aged %(least)s or older") % {"least": least}
    return _("Aged %(most)s or younger") % {"most": most}


def _years(kind: str, most: int) -> str:
    values = {"count": most}
    if kind == "years_in_germany_at_most":
        return ngettext("At most %(count)s year in Germany", "At most %(count)s years in Germany", most) % values
    return ngettext("At most %(count)s year in the county", "At most %(count)s years in the county", most) % values


def exists_word(exists: bool) -> str:
    """Whether there is one."""
    return pgettext("an office of its own", "yes") if exists else pgettext("an office of its own", "no")
