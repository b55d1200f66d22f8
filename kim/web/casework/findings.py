"""The target-group finding in sentences: what each criterion asks for, how it stands and why."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Municipality

VALUES = {
    "met": (pgettext_lazy("criterion", "met"), "good"),
    "not_met": (pgettext_lazy("criterion", "not met"), "bad"),
    "unknown": (pgettext_lazy("criterion", "unknown"), "waiting"),
}
RESULTS = {
    "met": _("By the rule, this person belongs to the target group."),
    "not_met": _(
        "By the rule, this person does not belong to the target group. You may take them on all the same; give a reason."
    ),
    "unknown": _("The rule cannot say yet. Ask for what is open, or decide all the same."),
}
_LIVES_THERE = _("Lives in one of: %(places)s")
_STATUS = {
    "refugee": _("refugee"),
    "newcomer": _("newcomer"),
    "eu_citizen": _("EU citizen"),
    "labour_migrant": _("labour migrant"),
    "long_resident": _("long resident"),
    "other": pgettext_lazy("status", "other"),
}
SENTENCES: dict[str, Any] = {
    "age_between.met": _("Age %(age)s, asked for %(min)s to %(max)s."),
    "age_between.too_young": _("Age %(age)s, asked for %(min)s to %(max)s."),
    "age_between.too_old": _("Age %(age)s, asked for %(min)s to %(max)s."),
    "age_between.across_limit": _("Age %(age)s, asked for %(min)s to %(max)s: the exact date of birth decides."),
    "age_between.unknown": _("Age not known, asked for %(min)s to %(max)s."),
    "refugee_or_newcomer.met": _("Is a refugee or newcomer."),
    "refugee_or_newcomer.not_met": _("Is neither a refugee nor a newcomer."),
    "refugee_or_newcomer.unknown": _("Not known whether refugee or newcomer."),
    "status_group_in.met": _("Belongs to: %(groups)s."),
    "status_group_in.not_met": _("Asked for: %(groups)s."),
    "status_group_in.unknown": _("Status not known, asked for: %(groups)s."),
    "child_of_member.met": _("Is the child of somebody in the target group."),
    "child_of_member.not_met": _("Is not the child of somebody in the target group."),
    "child_of_member.unknown": _("Not known whether a parent belongs to the target group."),
    "years_in_germany_at_most.met": _("%(years)s years in Germany, at most %(max)s."),
    "years_in_germany_at_most.not_met": _("%(years)s years in Germany, at most %(max)s."),
    "years_in_germany_at_most.unknown": _("Years in Germany not known, at most %(max)s."),
    "years_in_county_at_most.met": _("%(years)s years in the county, at most %(max)s."),
    "years_in_county_at_most.not_met": _("%(years)s years in the county, at most %(max)s."),
    "years_in_county_at_most.unknown": _("Years in the county not known, at most %(max)s."),
    "lives_in_county.met": _("Lives in the county."),
    "lives_in_county.not_met": _("Does not live in the county."),
    "lives_in_county.unknown": _("Place of residence not known."),
    "lives_in_municipality.met": _LIVES_THERE,
    "lives_in_municipality.not_met": _("Lives elsewhere; asked for: %(places)s"),
    "lives_in_municipality.unknown": _("Place of residence not known; asked for: %(places)s"),
    "no_other_case_management.met": _("No other agency manages the case."),
    "no_other_case_management.not_met": _("Another agency already manages the case."),
    "no_other_case_management.unknown": _("Not known whether another agency manages the case."),
    "any_of.met": _("At least one of the following holds."),
    "any_of.not_met": _("None of the following holds."),
    "any_of.unknown": _("One of the following is enough; none is certain yet."),
    "all_of.met": _("All of the following hold."),
    "all_of.not_met": _("Not all of the following hold."),
    "all_of.unknown": _("All of the following are needed; some are open."),
}


def findings_in_words(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The stages of a finding, as kept with a decision, with sentences instead of keys."""
    places = _places(rows)
    return [
        {
            "label": _label(stage),
            "in_force": stage["in_force"],
            "criteria": [_criterion(row, places) for row in stage["criteria"]],
        }
        for stage in rows
    ]


def _criterion(row: Mapping[str, Any], places: Mapping[str, str]) -> dict[str, Any]:
    word, tone = VALUES[row["value"]]
    return {
        "label": _label(row),
        "word": word,
        "tone": tone if row["counts"] else "plain",
        "sentence": sentence(row["message"], row["params"], places),
        "counts": row["counts"],
        "parts": [_part(part, row, places) for part in row["parts"]],
    }


def _part(part: Mapping[str, Any], whole: Mapping[str, Any], places: Mapping[str, str]) -> dict[str, Any]:
    """One of several ways to meet a criterion; one that is not needed any more is not shown as a fault."""
    words = _criterion(part, places)
    needed = whole["value"] != "met" or part["value"] == "met"
    return words if needed else words | {"tone": "plain"}


def sentence(message: str, params: Mapping[str, Any], places: Mapping[str, str] | None = None) -> str:
    """The reason in words; a key that a later rule brings along stands for itself."""
    if message not in SENTENCES:
        return message
    values = dict(params)
    if "youngest" in values:
        values["age"] = _age(values["youngest"], values["oldest"])
    if "groups" in values:
        values["groups"] = ", ".join(str(_STATUS.get(group, group)) for group in values["groups"])
    if "municipalities" in values:
        values["places"] = ", ".join((places or {}).get(ags, ags) for ags in values["municipalities"])
    return str(SENTENCES[message]) % values


def _age(youngest: int, oldest: int) -> str:
    return (
        str(oldest)
        if youngest == oldest
        else _t("%(youngest)s to %(oldest)s") % {"youngest": youngest, "oldest": oldest}
    )


def _label(row: Mapping[str, Any]) -> str:
    return str(row["label_en"] if (get_language() or "de").startswith("en") else row["label_de"])


def _places(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Names of the municipalities that the rule mentions; no query when it mentions none."""
    keys = {ags for stage in rows for criterion in stage["criteria"] for ags in _keys_in(criterion)}
    return dict(Municipality.objects.filter(ags__in=keys).values_list("ags", "name")) if keys else {}


def _keys_in(row: Mapping[str, Any]) -> list[str]:
    return [*row["params"].get("municipalities", ()), *(ags for part in row["parts"] for ags in _keys_in(part))]
