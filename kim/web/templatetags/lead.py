"""What the board draws in one go: 40 case managers have 280 cells of phases."""

from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from kim.web import wording

register = template.Library()


@register.simple_tag
def phase_cells(row: dict[str, Any]) -> SafeString:
    """How many cases of somebody stand in each phase, each figure a link to them."""
    name, url = conditional_escape(row["name"]), conditional_escape(row["all_url"])
    cells = (
        _cell(conditional_escape(label), number, f"{url}&amp;phase={phase}", name)
        for label, number, phase in row["cells"]
    )
    return mark_safe("".join(cells))  # noqa: S308 -- parts that are escaped each


def _cell(label: str, number: int, url: str, name: str) -> str:
    if not number:
        return f'<td class="kim-num kim-quiet" data-label="{label}"><span class="kim-m">–</span></td>'
    link = f'<a class="kim-q" href="{url}">{wording.grouped(number)}<span class="kim-sr"> {label}, {name}</span></a>'
    return f'<td class="kim-num" data-label="{label}">{link}</td>'
