"""The rows of a list, drawn in one go: a list of 30 rows has some 200 cells, and each tag around them costs."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.template.base import render_value_in_context
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from kim.web.tables.columns import Row

register = template.Library()


@register.simple_tag(takes_context=True)
def cells_of(context: Context, row: Row) -> SafeString:
    """The cells of a row: their own template's words, or the value as it stands."""
    with context.push(item=row["item"]):
        return mark_safe("".join(_drawn(context, row["cells"])))  # noqa: S308 -- parts that are escaped each


def _drawn(context: Context, cells: list[dict[str, Any]]) -> Iterator[str]:
    compiled = context.render_context.dicts[0].setdefault("kim cells", {})
    for cell in cells:
        yield cell["opening"]
        name = cell["template"]
        if not name:
            yield render_value_in_context(cell["text"], context)
        else:
            if name not in compiled:
                compiled[name] = context.template.engine.get_template(name)
            yield compiled[name].render(context)
        yield "</th>" if cell["column"].head else "</td>"
