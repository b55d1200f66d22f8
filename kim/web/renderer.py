"""Drop-down lists drawn in one go. Django draws each entry by templates of its own, and a list of 200 case managers takes longer
than the rest of its page. The words that come out are the same, which tests hold."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

SELECT = "django/forms/widgets/select.html"


class Renderer(DjangoTemplates):
    """Django's own renderer, but for drop-down lists."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        return (
            _select(context["widget"]) if template_name == SELECT else super().render(template_name, context, request)
        )


def _select(widget: Mapping[str, Any]) -> SafeString:
    lines = mark_safe("".join(line for group in widget["optgroups"] for line in _group(*group)))  # noqa: S308 -- each is escaped
    return format_html('<select name="{}"{}>{}\n</select>', widget["name"], _attributes(widget["attrs"]), lines)


def _group(name: Any, options: list[dict[str, Any]], _index: int) -> Iterator[str]:
    if name:
        yield format_html('\n  <optgroup label="{}">', name)
    for each in options:
        yield format_html(
            '\n  <option value="{}"{}>{}</option>', str(each["value"]), _attributes(each["attrs"]), each["label"]
        )
    if name:
        yield "\n  </optgroup>"


def _attributes(attrs: Mapping[str, Any]) -> SafeString:
    given = (
        (name, "" if value is True else format_html('="{}"', str(value)))
        for name, value in attrs.items()
        if value is not False
    )
    return format_html_join("", " {}{}", given)
