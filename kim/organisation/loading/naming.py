"""What people call an entry and a value of it, instead of the keys a profile names them by."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language

from kim.organisation.loading.kinds import Kind
from kim.organisation.loading.rows import Values

# Every entry by kind and key.
Entries = Mapping[str, Mapping[str, Values]]
# A word for a value of a field of this kind, where whoever asks knows one.
Say = Callable[[str, str, Any], str | None]
_SEVERAL = {
    "spheres": "legal_sphere",
    "life_areas": "life_area",
    "municipalities": "municipality",
    "channels": "access_channel",
}
_OTHERS = {("figure", "what"): "figure_kind"}


def label_of(values: Values) -> str:
    """The name of an entry, or the key where it has none."""
    if "username" in values:
        return f"{values['first_name']} {values['last_name']}".strip() or str(values["username"])
    english = values.get("name_en") if (get_language() or "de").startswith("en") else ""
    return str(values.get("name") or english or values.get("name_de") or values.get("title") or values.get("key") or "")


def name_of(kind: Kind, values: Values, entries: Entries, say: Say | None = None) -> str:
    """What people call an entry: its name, or what a relation connects."""
    if not kind.relation and kind.name != "figure":
        return label_of(values)
    parts = (value_of(kind, part, values[part], entries, say) for part in kind.known_by if values[part] is not None)
    return " – ".join(part for part in parts if part)


def value_of(kind: Kind, name: str, value: Any, entries: Entries, say: Say | None = None) -> str:
    """A value as people read it; empty when there is a better way to show it."""
    if isinstance(value, bool) or value is None:
        return ""
    to = kind.references.get(name) or _OTHERS.get((kind.name, name))
    if to or name in _SEVERAL:
        keys: Iterable[Any] = value if isinstance(value, list) else [value]
        return ", ".join(_called(str(key), entries.get(to or _SEVERAL[name], {})) for key in keys)
    if isinstance(kind.column(name), models.DateField):
        return f"{date.fromisoformat(value):%d.%m.%Y}"
    if name == "weekday":
        return str(WEEKDAYS[value])
    found = say(kind.name, name, value) if say else None
    choices = dict(getattr(kind.column(name), "flatchoices", None) or ())
    return str(found or choices.get(value) or value) if isinstance(value, str | int) else ""


def _called(key: str, entries: Mapping[str, Values]) -> str:
    return label_of(entries[key]) if key in entries else key
