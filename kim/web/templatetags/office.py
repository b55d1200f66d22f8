"""Filters of the administration's pages."""

from datetime import date
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.web.templatetags.kim import day

register = template.Library()


@register.filter
def period(entry: Any) -> str:
    """since 01.07.2021, until 30.06.2022, 01.01. to 31.12.2021; empty when both ends are open."""
    return period_of(entry.valid_from, entry.valid_to)


@register.filter
def period_of_values(entry: dict[str, Any]) -> str:
    """The days of an entry that is kept as values."""
    return period_of(entry["valid_from"], entry["valid_to"])


def period_of(first: date | None, last: date | None) -> str:
    """The days in words."""
    values = {"first": day(first) if first else "", "last": day(last) if last else ""}
    if first and last:
        return _("%(first)s to %(last)s") % values
    if first:
        return _("since %(first)s") % values if first <= timezone.localdate() else _("from %(first)s on") % values
    return _("until %(last)s") % values if last else ""


@register.filter
def is_over(entry: Any) -> bool:
    """Whether the entry's last day is past."""
    return bool(entry.valid_to and entry.valid_to < timezone.localdate())
