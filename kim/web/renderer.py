"""Fields drawn in one go. Django draws each entry of a drop-down list and each button of a scale by templates of its own, and a list of
200 case managers, or the scales of an assessment, take longer than the rest of their page. What comes out is the same, which tests hold."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_FOLDER = "django/forms/widgets/"
_INPUTS = ("input", "text", "hidden", "number", "email", "date", "checkbox", "radio_option", "checkbox_option")


class Renderer(DjangoTemplates):
    """Django's own renderer, but for drop-down lists, texts and what is ticked."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        widget, draw = context.get("widget", {}), _DRAWN.get(template_name)
        if draw is None or widget.get("wrap_label"):
            return super().render(template_name, context, request)
        return draw(widget)


def _select(widget: Mapping[str, Any]) -> SafeString:
    lines = mark_safe("".join(line for group in widget["optgroups"] for line in _group(*group)))  # noqa: S308 -- each is escaped
    return format_html('<select name="{}"{}>{}\n</select>', widget["name"], _attributes(widget["attrs"]), lines)


def _group(name: Any, options: list[dict[str, Any]], _index: int) -> Iterator[str]:
    if name:
        yield format_html('\n  <optgroup label="{}">', name)
    for each in options:
        value, label = _escaped(str(each["value"])), _escaped(each["label"])
        yield f'\n  <option value="{value}"{_attributes(each["attrs"])}>{label}</option>'
    if name:
        yield "\n  </optgroup>"


def input_drawn(widget: Mapping[str, Any]) -> SafeString:
    """What is typed or ticked in one place."""
    value = widget["value"]
    given = "" if value is None else f' value="{_escaped(str(value))}"'
    opening = f'<input type="{_escaped(widget["type"])}" name="{_escaped(widget["name"])}"'
    return mark_safe(f"{opening}{given}{_attributes(widget['attrs'])}>")  # noqa: S308 -- each is escaped


def _textarea(widget: Mapping[str, Any]) -> SafeString:
    text = widget["value"] or ""
    return format_html('<textarea name="{}"{}>\n{}</textarea>', widget["name"], _attributes(widget["attrs"]), text)


def _escaped(value: Any) -> str:
    """As Django escapes, without asking each time whether to do so later."""
    if type(value) is str:
        return escape(value)
    if isinstance(value, Promise):
        value = str(value)
    return str(value.__html__()) if hasattr(value, "__html__") else escape(str(value))


def _attributes(attrs: Mapping[str, Any]) -> SafeString:
    if not attrs:
        return SafeString("")
    given = (
        f" {_escaped(name)}" + ("" if value is True else f'="{_escaped(str(value))}"')
        for name, value in attrs.items()
        if value is not False
    )
    return mark_safe("".join(given))  # noqa: S308 -- each is escaped


_DRAWN = {f"{_FOLDER}{name}.html": input_drawn for name in _INPUTS} | {
    f"{_FOLDER}select.html": _select,
    f"{_FOLDER}textarea.html": _textarea,
}
