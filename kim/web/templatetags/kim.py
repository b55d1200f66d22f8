"""The filters and tags every template has: KIM's wording, and what its components are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from kim.charts import rating_line
from kim.web import wording
from kim.web.appearance import COOKIE
from kim.web.drawn_fields import field_of, hint_of, input_of, kind_of

register = template.Library()
STATIONS = 7

day = register.filter("day", wording.day)
near_day = register.filter("near_day", wording.near_day)
clock = register.filter("clock", wording.clock)
days_since = register.filter("days_since", wording.days_since)
days = register.filter("days", wording.days)
ago_days = register.filter("ago_days", wording.ago_days)
since_days = register.filter("since_days", wording.since_days)
grouped = register.filter("grouped", wording.grouped)
capped = register.filter("capped", wording.capped)
direction = register.filter("direction", wording.direction)
bdi = register.filter("bdi", wording.bdi)
initials = register.filter("initials", wording.initials)


@register.filter
def tel(number: str) -> str:
    """The address that dials a number as people write it; the zero in brackets is left out behind a country code."""
    plain = number.strip()
    return "tel:" + ("+" + re.sub(r"\(0\)|\D", "", plain) if plain.startswith("+") else re.sub(r"\D", "", plain))


@register.filter
def station(label: str, at: Any) -> SafeString:
    """A phase inside a list: where it stands among the seven, as dots, and always the word."""
    return format_html('<span class="kim-nw">{}{}</span>', _dots(int(at)), label)


@lru_cache(maxsize=16)
def _dots(at: int) -> SafeString:
    classes = ("is-here" if place == at else "is-done" if place < at else "" for place in range(1, STATIONS + 1))
    dots = (format_html('<i class="{}"></i>', name) if name else SafeString("<i></i>") for name in classes)
    return format_html('<span class="kim-mini" aria-hidden="true">{}</span>', SafeString("".join(dots)))


@register.simple_tag(takes_context=True)
def chosen_theme(context: Context) -> str:
    """Light or dark where somebody chose so: with their account, and before they sign in, in this browser."""
    request, user = context.get("request"), context.get("user")
    signed_in = getattr(user, "is_authenticated", False)
    chosen = getattr(user, "theme", "") if signed_in else request.COOKIES.get(COOKIE, "") if request else ""
    return chosen if chosen in {"light", "dark"} else ""


# What components are made of --------------------------------------------------------------------------


@register.filter
def passed_on(attrs: Mapping[str, Any]) -> SafeString:
    """The attributes a component does not know itself, escaped, for its outermost element."""
    keep = attrs.attrs_dict() if hasattr(attrs, "attrs_dict") else dict(attrs)
    pairs = [(name, value) for name, value in keep.items() if value is not False and value is not None]
    return format_html_join("", "{}", ((_attribute(name, value),) for name, value in pairs))


def _attribute(name: str, value: Any) -> SafeString:
    return format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value)


@register.filter
def stations(steps: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Steps for the stepper; those further than one from here are left out on a phone."""
    listed = [dict(step) for step in steps or ()]
    here = next((place for place, step in enumerate(listed) if step.get("state") == "here"), len(listed) - 1)
    for place, step in enumerate(listed):
        step["far"] = abs(place - here) > 1
    return listed


field_kind = register.filter("field_kind", kind_of)
field_hint = register.filter("field_hint", hint_of)


@register.filter
def form_hints(form: forms.BaseForm) -> list[BoundField]:
    """The fields that point something out."""
    return [form[name] for name in getattr(form, "hints", {})]


@register.simple_tag
def control(bound: BoundField, has_hint: Any = False, **more: Any) -> SafeString:
    """The input itself with KERN's class and everything a screen reader needs."""
    return input_of(bound, kind_of(bound), bool(has_hint), more)


@register.simple_tag
def drawn_field(bound: BoundField, as_list: Any = False, unmarked: Any = False, **more: Any) -> SafeString:
    """What `<c-field>` shows, for pages with so many fields that a component for each takes too long."""
    return field_of(bound, as_list=bool(as_list), unmarked=bool(unmarked), **more)


@register.filter
def form_faults(form: forms.BaseForm) -> list[dict[str, str]]:
    """Every fault of a form with the place to mend it; the first radio stands for its group."""
    faults = [{"target": "", "label": "", "text": str(text)} for text in form.non_field_errors()]
    for bound in form:
        place = f"{bound.auto_id}_0" if field_kind(bound) in {"radio", "checks"} else bound.auto_id
        label = capfirst(str(bound.label or bound.name))
        faults += [{"target": str(place), "label": label, "text": str(text)} for text in bound.errors]
    return faults


# Small drawings: whole numbers, so that no decimal comma gets into them --------------------------------


@register.simple_tag
def rating(need: Any = None, own: Any = None, before: Any = None) -> SafeString:
    """Need and own view, 0 to 4, on one line beside their figures; what is empty is not known."""
    from kim.web.drawings import look  # noqa: PLC0415 - drawings read the wording of these tags

    known = [None if value in (None, "") else max(0, min(4, int(value))) for value in (need, own, before)]
    return mark_safe(rating_line(look(), need=known[0], own=known[1], before=known[2]))  # noqa: S308 - figures only


@register.simple_tag
def change_bar(change: Any) -> dict[str, Any]:
    """Start, width and meaning of a bar for -4 to 4; fewer needs are good."""
    value = max(-4, min(4, int(change or 0)))
    size = abs(value) * 16
    return {"x": 70 - size if value < 0 else 70, "width": size, "tone": "good" if value < 0 else "bad"}


@register.simple_tag
def wait_marks(waited: Any, agreed: Any = None, scale: Any = 30) -> dict[str, Any]:
    """A bar of the days waited and the stroke of the days agreed, in units of a 140 wide rail."""
    full, done = max(1, int(scale or 30)), max(0, int(waited or 0))
    stroke = None if agreed in (None, "") else min(140, int(agreed) * 140 // full)
    late = stroke is not None and done > int(agreed)
    return {"width": min(140, done * 140 // full), "stroke": stroke, "tone": "bad" if late else "ink"}


@register.filter
def joined_rows(rows: Iterable[Iterable[Any]]) -> SafeString:
    """Label and value pairs as the inside of a description list."""
    return format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", (tuple(row) for row in rows or ()))
