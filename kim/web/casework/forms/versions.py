"""Two versions of a record side by side, when somebody else has saved in the meantime."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kim.web.forms import KimForm, as_sent


@dataclass(frozen=True)
class Difference:
    """One field: what is stored now, and what was typed here."""

    label: str
    stored: str
    typed: str
    target: str


def compare(form: KimForm, current: dict[str, Any]) -> list[Difference]:
    """Fields in which the stored record differs from what was typed; the next save is made upon the stored version."""
    version = current["version"]
    differing = {
        name: value
        for name, value in current.items()
        if name in form.fields
        and _was_asked(form, name)
        and as_sent(form.fields[name].prepare_value(value)) != as_sent(form[name].value())
        and not (name.endswith("_given") and value == "given")
    }
    form.show_current(differing, version)
    return [
        Difference(
            str(form[name].label),
            _shown(form.fields[name], value),
            _shown(form.fields[name], form[name].value()),
            form[name].auto_id,
        )
        for name, value in differing.items()
    ]


def _was_asked(form: KimForm, name: str) -> bool:
    """Whether the form sent had this field; a box that is not ticked is not sent."""
    field = form.fields[name]
    hidden = isinstance(field.widget, forms.HiddenInput)
    return not hidden and (name in form.data or isinstance(field, forms.BooleanField))


def _shown(field: forms.Field, value: Any) -> str:
    """A value as it stands on the screen."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    prepared = field.prepare_value(value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(_flat(field)).get(as_sent(prepared), prepared) or "–")
    return str(prepared if prepared not in (None, "") else "–")


def _flat(field: forms.ChoiceField) -> list[tuple[str, str]]:
    return [(as_sent(getattr(value, "value", value)), str(label)) for value, label in field.choices]
