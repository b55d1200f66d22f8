"""What stands in an entry of the county, in words for people."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kim.organisation.public import CountyChange, loading
from kim.web.office.county_fields import KIND, MANY, choices_of, figure_kinds, many, usual_word
from kim.web.office.words import in_language
from kim.web.templatetags.kim import day
from kim.web.templatetags.office import period_of

Names = dict[str, dict[Any, str]]
_ID = "_id"
_LABEL = ("name_de", "name_en")


def names_for(kinds: Iterable[str]) -> Names:
    """What the rows of these kinds are called, by key and by number: one query a kind."""
    found: Names = {}
    for name in set(kinds):
        kind = KIND[name]
        label = {"staff": ("last_name", "first_name"), "post": ("title",)}.get(name, ("name",))
        rows = kind.model._default_manager.values_list("pk", kind.known_by[0], *label)
        found[name] = {}
        for pk, key, *parts in rows:
            found[name][pk] = found[name][key] = ", ".join(part for part in parts if part) or key
    return found


def entry_name(kind: loading.Kind, values: Mapping[str, Any], names: Names) -> str:
    """What people call an entry: its name, or what a relation connects."""
    if kind.name == "county" or "username" in values:
        return str(values.get("name") or f"{values.get('first_name', '')} {values.get('last_name', '')}".strip())
    if kind.relation or kind.name == "figure":
        parts = [in_words(kind, part, _of(values, part), names) for part in kind.known_by]
        return " – ".join(part for part in parts if part and part != "–")
    if kind.name == "term":
        return f"{usual_word(values['key'])}: {values.get('name_de') or values.get('name_en')}"
    if kind.name == "milestone":
        return f"{in_words(kind, 'happened_on', values['happened_on'], names)}: {in_language(values, *_LABEL)}"
    if kind.name == "block":
        return f"{values['number']}: {in_language(values, *_LABEL)}"
    label = in_language(values, *_LABEL) if values.get("name_de") and values.get("name_en") else values.get("name_de")
    return str(values.get("name") or label or values.get("title") or values.get("key") or "")


def _of(values: Mapping[str, Any], name: str) -> Any:
    return values[name] if name in values else values.get(f"{name}{_ID}")


def in_words(kind: loading.Kind, name: str, value: Any, names: Names) -> str:
    """A value as it is shown."""
    if value is None or (not value and isinstance(value, str | list)):
        return "–"
    if isinstance(value, bool) and (kind.name, name) == ("supervision", "professional"):
        return _("Professional supervision") if value else _("Line supervision")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in kind.references:
        return names.get(kind.references[name], {}).get(value, str(value))
    if name in ("valid_from", "valid_to", "reference_date", "happened_on", "seats_on"):
        return day(date.fromisoformat(value)) if isinstance(value, str) else day(value)
    return _several(name, value, names) if isinstance(value, list) else _chosen(kind, name, value, names)


def _several(name: str, values: list[Any], names: Names) -> str:
    flat = all(isinstance(each, str) for each in values)
    if flat and name in MANY:
        words = names.setdefault(name, dict(many(name)))
        values = [str(words.get(each, each)) for each in values]
    return ", ".join(values) if flat else _("%(count)s entries") % {"count": len(values)}


def _chosen(kind: loading.Kind, name: str, value: Any, names: Names) -> str:
    if (kind.name, name) == ("figure", "what"):
        return str(names.setdefault("what", dict(figure_kinds())).get(value, value))
    if name in ("starts_at", "ends_at"):
        return str(value)[:5]
    choices = choices_of(kind, name)
    return str({str(key): label for key, label in choices()}.get(str(value), value)) if choices else str(value)


def choice_words(kind: str, name: str, value: Any) -> str | None:
    """The word for a value that is one of several, for a comparison of files."""
    choices = choices_of(KIND[kind], name)
    return str({str(key): label for key, label in choices()}.get(str(value), "")) if choices else None


def when(values: Mapping[str, Any]) -> dict[str, str]:
    """Whether an entry is past, holds now or is to come, with its days in words."""
    first, last = (_day(values.get(name)) for name in ("valid_from", "valid_to"))
    today = timezone.localdate()
    state = "past" if last and last < today else "coming" if first and first > today else "now"
    return {"state": state, "days": period_of(first, last)}


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None


def told(changes: Iterable[CountyChange]) -> list[dict[str, Any]]:
    """Changes for people: who, when, which entry, from what to what."""
    changes = list(changes)
    names = names_for({to for change in changes for to in KIND[change.kind].references.values()})
    return [_told(change, names) for change in changes]


def _told(change: CountyChange, names: Names) -> dict[str, Any]:
    kind = KIND[change.kind]
    before, after = change.before or {}, change.after or {}
    fields = [name for name in {**before, **after} if before.get(name) != after.get(name)] if before and after else []
    act = {"insert": _("new"), "delete": _("removed")}.get(change.act, _("changed"))
    return {
        "at": change.at, "kind": kind.name, "kind_name": loading.KIND_NAMES[kind.name], "row": change.row,
        "name": entry_name(kind, after or before, names), "act": act, "gone": change.act == "delete",
        "who": str(change.by) if change.by else change.origin or _("the operator of KIM"),
        "from_file": bool(change.origin), "fields": [_difference(kind, name, before, after, names) for name in fields],
    }  # fmt: skip


def _difference(
    kind: loading.Kind, column: str, before: Mapping[str, Any], after: Mapping[str, Any], names: Names
) -> dict[str, str]:
    name = column.removesuffix(_ID)
    return {
        "label": str(loading.field_name(kind.name, name)),
        "before": in_words(kind, name, before.get(column), names),
        "after": in_words(kind, name, after.get(column), names),
    }
