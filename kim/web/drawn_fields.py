"""A whole form field in one go: question, help, faults and input. The form of an assessment has seventy of them, and a template for
each, with its parts, took longer than everything else on the page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.html import conditional_escape as escaped
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from kim.web.renderer import input_drawn

_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "checks"),
    (forms.RadioSelect, "radio"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Textarea, "textarea"),
    (forms.SelectMultiple, "multiple"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
)
_WITHOUT_CLASS = frozenset({"checkbox", "radio", "checks", "hidden", "file"})


def kind_of(bound: BoundField) -> str:
    """Which of KIM's fields shows this form field."""
    widget = bound.field.widget
    for known, kind in _KINDS:
        if isinstance(widget, known):
            return kind
    return "date" if isinstance(bound.field, forms.DateField) or "data-kim-date" in widget.attrs else "text"


def hint_of(bound: BoundField) -> Any:
    """What the field points out once before saving, if anything (see `kim.web.forms.Hint`)."""
    return getattr(bound.form, "hints", {}).get(bound.name)


def input_of(bound: BoundField, kind: str, has_hint: bool, more: dict[str, Any]) -> SafeString:
    """The input itself with KERN's class and everything a screen reader needs."""
    attrs = {name.replace("_", "-"): value for name, value in more.items() if value}
    if kind not in _WITHOUT_CLASS:
        given = bound.field.widget.attrs.get("class", "")
        attrs["class"] = f"kern-form-input__input {given}".strip()
        attrs["placeholder"] = False  # question above, help below: nothing vanishes while one types
    if kind == "date":
        attrs |= {"data-kim-date": True, "inputmode": "numeric", "autocomplete": "off", "maxlength": "20"}
        bound.field.widget.format = "%d.%m.%Y"  # type: ignore[attr-defined]
    if described := _described_by(bound, has_hint):
        attrs["aria-describedby"] = described
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return bound.as_widget(attrs=attrs)


def _described_by(bound: BoundField, has_hint: bool) -> str:
    ids = [f"{bound.auto_id}_hint"] if has_hint else []
    ids += [f"{bound.auto_id}_look"] if hint_of(bound) else []
    return " ".join([*ids, *([f"{bound.auto_id}_error"] if bound.errors else [])])


def field_of(bound: BoundField, *, hint: Any = "", size: str = "", label: Any = "", keep: str = "",
             as_list: bool = False, unmarked: bool = False) -> SafeString:  # fmt: skip
    """The field as `<c-field>` shows it; what each word means stands there."""
    kind = kind_of(bound)
    if kind == "hidden":
        return SafeString(str(bound))
    hint = hint or bound.field.help_text or (gettext("DD.MM.YYYY") if kind == "date" else "")
    name, about = escaped(label or bound.label), _about(bound, hint)
    if not bound.field.required and not unmarked and kind != "checkbox":
        name += f' <span class="kim-free">{escaped(gettext("optional"))}</span>'
    if kind in ("radio", "checks"):
        return _group(bound, name, about, bool(hint), kind == "radio" and not as_list)
    drawn = input_of(bound, kind, bool(hint), {} if kind == "checkbox" else {"data_kim_keep": keep})
    if kind == "checkbox":
        return _ticked(bound, name, about, drawn)
    if kind == "select":
        drawn = mark_safe(f'<span class="kim-select">{drawn}</span>')  # noqa: S308 - drawn by Django
    classes = f"kim-field kim-field--{kind}" + (f" kim-field--{size}" if size else "") + _faulty(bound)
    return _put(f'<div class="{classes}"><label for="{bound.id_for_label}">{name}</label>{about}{drawn}</div>')


def _put(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - its parts are escaped where they are made


def _faulty(bound: BoundField) -> str:
    return " kim-field--err" if bound.errors else ""


def _ticked(bound: BoundField, name: str, about: str, drawn: str) -> SafeString:
    return _put(
        f'<div class="kim-field{_faulty(bound)}">'
        f'<label class="kim-check" for="{bound.id_for_label}">{drawn} <span>{name}</span></label>{about}</div>'
    )


def _group(bound: BoundField, name: str, about: str, has_hint: bool, in_a_line: bool) -> SafeString:
    """Buttons beside each other, or ticks below each other."""
    ids = f"{bound.auto_id}_error" if bound.errors else f"{bound.auto_id}_hint" if has_hint else ""
    described = f' aria-describedby="{ids}"' if ids else ""
    inside = f'<span class="kim-seg">{segments_of(bound)}</span>' if in_a_line else _below_each_other(bound)
    opening = f'<fieldset class="kim-field{_faulty(bound)}"{described}><legend>{name}</legend>'
    return _put(f"{opening}{about}{inside}</fieldset>")


def _below_each_other(bound: BoundField) -> SafeString:
    return format_html_join(
        "", '<label class="kim-check" for="{}">{} <span>{}</span></label>',
        ((c.id_for_label, c.tag(), c.choice_label) for c in bound),
    )  # fmt: skip


def segments_of(bound: BoundField) -> SafeString:
    """The buttons of a switch or a scale, in one go: an assessment has two hundred of them."""
    drawn = (
        f'<label for="{each.id_for_label}">{input_drawn(each.data)}{escaped(each.choice_label)}</label>'
        for each in bound
    )
    return _put("".join(drawn))


def _about(bound: BoundField, hint: Any) -> str:
    """Help, faults, and what the field points out, with the ids its input names."""
    parts = [format_html('<span class="kim-hint" id="{}_hint">{}</span>', bound.auto_id, hint)] if hint else []
    if bound.errors:
        said = format_html_join("", "{} ", ((error,) for error in bound.errors))
        parts.append(format_html('<span class="kim-err" id="{}_error">{}</span>', bound.auto_id, said))
    if look := hint_of(bound):
        parts.append(render_to_string("cotton/field/look.html", {"field": bound, "hint": look}))
    return "".join(parts)
