"""What may be done with the people of an application, and what became of them, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kim.naturalisation.public import Applicant, ApplicantChange, Application, ChangeKind, Relation, states
from kim.web.forms import country_names
from kim.web.naturalisation.fields import german
from kim.web.templatetags.kim import day

NAMES: dict[str, Any] = {
    "given_name": gettext_lazy("Given name"), "family_name": gettext_lazy("Family name"),
    "born_on": gettext_lazy("Date of birth"), "citizenships": pgettext_lazy("applicant", "Citizenships"),
    "municipality": gettext_lazy("Place of residence"), "street": gettext_lazy("Street and number"),
    "phone": gettext_lazy("Telephone"), "email": gettext_lazy("E-mail"),
    "is_protected": gettext_lazy("Blocked address"), "relation": pgettext_lazy("applicant", "As"),
}  # fmt: skip


def may(row: Application) -> dict[str, bool]:
    """What the stage still allows with people: correcting until the end, coming and going until the decision."""
    return {
        "may_edit_people": row.is_running,
        "may_change_people": row.is_running and row.stage != states.Stage.DECISION,
    }


def history_of(row: Application) -> list[dict[str, Any]]:
    """What became of the people of an application, the newest first."""
    rows = ApplicantChange.objects.filter(application=row).select_related("recorded_by")
    everybody = {each.pk: each for each in Applicant.everybody.filter(application=row)}
    return [_told(each, everybody[each.applicant_id]) for each in rows]


def _told(each: ApplicantChange, who: Applicant) -> dict[str, Any]:
    if each.kind == ChangeKind.LEFT:
        text = f"{who.get_left_reason_display()}, {day(who.left_on)}"
    elif each.kind == ChangeKind.ADDED and who.receipt:
        text = _("from advice, with the consent of the person")
    else:
        text = "; ".join(
            f"{NAMES[name]}: {_value(name, value)}" for name, value in each.before.items() if name in NAMES
        )
        text = _("before: %(values)s") % {"values": text} if text else ""
    if each.reason:
        text = f"{text} ({each.reason})" if text else each.reason
    return {"row": each, "who": str(who), "text": text}


def _value(name: str, value: Any) -> str:
    """An earlier value as people read it; what was empty says so."""
    if name == "is_protected":
        return _("yes") if value else _("no")
    if name == "citizenships":
        value = ", ".join(country_names().get(code, code) for code in value)
    elif name == "born_on" and value:
        value = german(value)
    elif name == "relation":
        value = Relation(value).label if value in Relation.values else value
    return str(value or "–")
