"""Two versions of a record beside each other, when somebody else has saved in the meantime; each field is chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kim.web.drafts.typed import when
from kim.web.forms import KimForm, as_sent
from kim.web.templatetags.kim import day

# What is stored where nothing was chosen.
NO_ANSWER = {"", "not_asked", "normal"}


@dataclass(frozen=True)
class Difference:
    """One field: what was typed here and what is stored now, in words and as a browser sends it."""

    name: str
    label: str
    typed: str
    stored: str
    typed_value: str
    stored_value: str


@dataclass(frozen=True)
class Versions:
    """What differs, and who saved the other version when, as far as it was noted."""

    rows: list[Difference]
    by: str = ""
    at: str = ""


def put_beside(form: KimForm, current: Mapping[str, Any], versions: Mapping[str, Any], *saved: Any) -> bool:
    """Keep what was typed, show what is stored now beside it, and let the next save be made upon it.

    False where nothing differs: the same form sent twice, which has been saved already.
    `saved` are the records as they are stored now; they name who saved last.
    """
    rows = list(_differences(form, current))
    form.data = form.data.copy()
    for name, version in versions.items():
        form.data[name] = as_sent(version)
    for row in rows:
        form.data.pop(f"take-{row.name}", None)
    form.versions = Versions(rows, *_last_saved(*saved))
    return bool(rows)


def _differences(form: KimForm, current: Mapping[str, Any]) -> Iterator[Difference]:
    for name, value in current.items():
        if name not in form.fields or not _was_asked(form, name) or (name.endswith("_given") and value == "given"):
            continue
        field, typed = form.fields[name], form[name].value()
        stored_value, typed_value = as_sent(field.prepare_value(value)), as_sent(typed)
        unanswered = isinstance(field.widget, forms.RadioSelect) and name not in form.data
        if unanswered and stored_value in NO_ANSWER:
            continue
        if stored_value != typed_value:
            label = str(form[name].label)
            yield Difference(name, label, in_words(field, typed), in_words(field, value), typed_value, stored_value)


def _was_asked(form: KimForm, name: str) -> bool:
    """Whether the form sent had this field; a box that is not ticked and an answer not chosen are not sent."""
    field = form.fields[name]
    if isinstance(field.widget, forms.HiddenInput):
        return False
    unsent = (forms.RadioSelect, forms.SelectMultiple, forms.CheckboxSelectMultiple)
    return name in form.data or isinstance(field, forms.BooleanField) or isinstance(field.widget, unsent)


def in_words(field: forms.Field, value: Any) -> str:
    """A value as it stands on the screen."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    prepared = field.prepare_value(value)
    if isinstance(prepared, list | tuple):
        known = dict(_flat(field.choices))
        return ", ".join(known.get(as_sent(each), str(each)) for each in prepared) or "–"
    if hasattr(field, "choices"):
        return str(dict(_flat(field.choices)).get(as_sent(prepared), prepared) or "–")
    return day(prepared) or str(prepared if prepared not in (None, "") else "–").strip()


def _flat(choices: Any) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield as_sent(getattr(value, "value", value)), str(label)


def _last_saved(*records: Any) -> tuple[str, str]:
    known = [record for record in records if getattr(record, "changed_at", None)]
    if not known:
        return "", ""
    last = max(known, key=lambda record: record.changed_at)
    at: datetime = last.changed_at
    return str(last.changed_by.short_name if last.changed_by else ""), when(at)
