"""Whom a stage of the target group means, in one sentence of plain words."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kim.web.office import words
from kim.web.templatetags.office import period_of

OLDEST = 130
GROUPS = ("any_of", "all_of")
Names = Mapping[str, str]
_PLAIN = {
    "refugee_or_newcomer": lambda: _("is a refugee or newcomer"),
    "child_of_member": lambda: _("is the child of somebody in the target group"),
    "lives_in_county": lambda: _("lives in the county"),
    "no_other_case_management": lambda: _("has no other case management"),
}


def told(stages: Iterable[Mapping[str, Any]], names: Names) -> list[dict[str, Any]]:
    """Each stage with the sentence that says whom it means; places are named by code or official key."""
    return [_stage(stage, names) for stage in stages]


def label_for(criterion: Mapping[str, Any], names: Names) -> str:
    """A wording for a criterion nobody worded."""
    parts = [part.get("label") or label_for(part, names) for part in criterion.get("parts", ())]
    if parts and criterion["kind"] in GROUPS:
        joined = _either(parts) if criterion["kind"] == "any_of" else _both(parts)
        return joined if len(joined) <= 200 else words.criterion_check(criterion["kind"], {}, names)
    if criterion["kind"] == "age_between":
        clause = _age(criterion["params"])
    else:
        clause = words.criterion_check(criterion["kind"], criterion.get("params", {}), names)
    return clause[:1].upper() + clause[1:]


def _stage(stage: Mapping[str, Any], names: Names) -> dict[str, Any]:
    counting = [each for each in stage.get("criteria", ()) if each.get("counts", True)]
    hints = [each for each in stage.get("criteria", ()) if not each.get("counts", True)]
    return {
        "label": words.in_language(stage, "label_de", "label_en") or _("Stage without a name"),
        "days": period_of(_day(stage.get("valid_from")), _day(stage.get("valid_to"))),
        "planned": bool(stage.get("planned")),
        "sentence": _sentence(counting, names),
        "hints": [_clause(each, names) for each in hints],
    }


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None


def _sentence(criteria: list[Mapping[str, Any]], names: Names) -> str:
    if not criteria:
        return ""
    clauses = [_clause(each, names) for each in criteria]
    if len(clauses) > 1 and any(each["kind"] in GROUPS for each in criteria):
        clauses = [f"({number})\u00a0{clause}" for number, clause in enumerate(clauses, start=1)]
    return _("Meant is whoever %(clauses)s.") % {"clauses": _both(clauses)}


def _clause(criterion: Mapping[str, Any], names: Names) -> str:
    """What must hold, as it goes on after “whoever”."""
    kind, params = criterion["kind"], criterion.get("params") or {}
    if kind in GROUPS:
        return _group(criterion, names)
    if kind in _PLAIN:
        return str(_PLAIN[kind]())
    if kind == "age_between":
        return _("is %(age)s") % {"age": _age(params)}
    if kind in ("years_in_germany_at_most", "years_in_county_at_most"):
        return _years(kind, params.get("max"))
    return _one_of(kind, params, names)


def _one_of(kind: str, params: Mapping[str, Any], names: Names) -> str:
    if kind == "lives_in_municipality":
        places = [names.get(each, each) for each in params.get("municipalities") or ()]
        return _("lives in %(places)s") % {"places": _either(places) or "…"}
    if kind == "status_group_in":
        groups = [words.word(words.STATUS_GROUPS, each) for each in params.get("groups") or ()]
        return _("belongs to these groups: %(groups)s") % {"groups": _either(groups) or "…"}
    return "…"


def _group(criterion: Mapping[str, Any], names: Names) -> str:
    parts = [
        f"({_clause(part, names)})" if part["kind"] in GROUPS else _clause(part, names)
        for part in criterion.get("parts", ())
    ]
    return (_either(parts) if criterion["kind"] == "any_of" else _both(parts)) or "…"


def _age(params: Mapping[str, Any]) -> str:
    least, most = params.get("min"), params.get("max")
    values = {"least": "…" if least is None else least, "most": "…" if most is None else most}
    if most == OLDEST and least is not None:
        return _("%(least)s years old or older") % values
    if least == 0 and most is not None:
        return _("at most %(most)s years old") % values
    return _("%(least)s to %(most)s years old") % values


def _years(kind: str, most: Any) -> str:
    values = {"count": "…" if most is None else most}
    number = most if isinstance(most, int) else 2
    if kind == "years_in_germany_at_most":
        text = ngettext(
            "has been in Germany for at most %(count)s year",
            "has been in Germany for at most %(count)s years",
            number,
        )
    else:
        text = ngettext(
            "has been in the county for at most %(count)s year",
            "has been in the county for at most %(count)s years",
            number,
        )
    return text % values


def _both(parts: list[str]) -> str:
    return _("%(some)s and %(last)s") % _split(parts) if len(parts) > 1 else "".join(parts)


def _either(parts: list[str]) -> str:
    return _("%(some)s or %(last)s") % _split(parts) if len(parts) > 1 else "".join(parts)


def _split(parts: list[str]) -> dict[str, str]:
    return {"some": ", ".join(parts[:-1]), "last": parts[-1]}
