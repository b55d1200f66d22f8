"""How KIM writes days, numbers and names, and what its components need to draw themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext

register = template.Library()

NO_BREAK = "\N{NO-BREAK SPACE}"
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "prs", "ps", "sd", "syr", "ug", "ur"})
RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "syrc", "thaa", "nkoo"})
SHORT_WEEKDAYS = {
    "de": ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
SHORT_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


# Days ------------------------------------------------------------------------------------------------


def _as_day(value: Any) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, dt.date) else None


def _today(value: Any = None) -> dt.date:
    return _as_day(value) or timezone.localdate()


def _is_english() -> bool:
    return (get_language() or "de").startswith("en")


def _short_day(value: dt.date) -> str:
    if _is_english():
        return f"{value.day}{NO_BREAK}{SHORT_MONTHS_EN[value.month - 1]}"
    return f"{value:%d.%m.}"


@register.filter
def day(value: Any) -> str:
    """A day in full: 23.11.2026, in English 23 Nov 2026; nothing for nothing."""
    date = _as_day(value)
    if date is None:
        return ""
    if _is_english():
        return f"{_short_day(date)}{NO_BREAK}{date.year}"
    return f"{date:%d.%m.}{date.year:04d}"


@register.filter
def near_day(value: Any, today: Any = None) -> str:
    """A day as people say it: heute, morgen, Di 24.11. this week, 04.12. this year, else in full."""
    date = _as_day(value)
    if date is None:
        return ""
    distance = (date - _today(today)).days
    if distance in (-1, 0, 1):
        return (gettext("today"), gettext("tomorrow"), gettext("yesterday"))[distance]
    if abs(distance) < 7:
        names = SHORT_WEEKDAYS["en" if _is_english() else "de"]
        return f"{names[date.weekday()]}{NO_BREAK}{_short_day(date)}"
    return _short_day(date) if date.year == _today(today).year else day(date)


@register.filter
def clock(value: Any) -> str:
    """The time of day, 09:30."""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{value:%H:%M}" if isinstance(value, dt.datetime | dt.time) else ""


@register.filter
def days_since(value: Any, today: Any = None) -> int | None:
    """Whole days from that day to today, negative for a day to come."""
    date = _as_day(value)
    return None if date is None else (_today(today) - date).days


@register.filter
def days(number: Any) -> str:
    """A length of time in days: 1 Tag, 19 Tage."""
    return "" if number in (None, "") else _counted(int(number), ngettext("%s day", "%s days", int(number)))


@register.filter
def ago_days(value: Any, today: Any = None) -> str:
    """How far a day lies from today: heute, gestern, vor 19 Tagen, in 9 Tagen."""
    distance = days_since(value, today)
    if distance is None:
        return ""
    if distance in (-1, 0, 1):
        return near_day(value, today)
    if distance > 0:
        return _counted(distance, ngettext("%s day ago", "%s days ago", distance))
    return _counted(-distance, ngettext("in %s day", "in %s days", -distance))


@register.filter
def since_days(value: Any, today: Any = None) -> str:
    """For how long something has lasted: seit heute, seit gestern, seit 19 Tagen."""
    distance = days_since(value, today)
    if distance is None:
        return ""
    if distance <= 0:
        return gettext("since today")
    if distance == 1:
        return gettext("since yesterday")
    return _counted(distance, ngettext("for %s day", "for %s days", distance))


# Numbers, texts, names ---------------------------------------------------------------------------------


def _counted(number: int, text: str) -> str:
    return text % grouped(number)


@register.filter
def grouped(value: Any, decimals: Any = None) -> str:
    """A number as read here: 65.500 or 0,25 in German, 65,500 or 0.25 in English."""
    if value is None or value == "":
        return ""
    places = int(decimals) if decimals not in (None, "") else None
    if not isinstance(value, int | float | Decimal):
        value = Decimal(str(value))
    return str(formats.number_format(value, places, force_grouping=True))


@register.filter
def capped(value: Any, limit: int = 1000) -> str:
    """A total that stops counting: 240, or 1.000+ once the limit is reached."""
    if value in (None, ""):
        return ""
    return f"{grouped(limit)}+" if int(value) >= int(limit) else grouped(int(value))


@register.filter
def direction(language: Any) -> str:
    """Which way a language is written; an unknown one is left to its own letters."""
    if not language:
        return "auto"
    parts = str(language).lower().replace("_", "-").split("-")
    scripts = [part for part in parts[1:] if len(part) == 4]
    if scripts:
        return "rtl" if scripts[0] in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if parts[0] in RIGHT_TO_LEFT else "ltr"


@register.filter
def bdi(name: Any, language: Any = "") -> SafeString:
    """A name in its own script, kept from turning the line around it."""
    if not name:
        return SafeString()
    lang = format_html(' lang="{}"', language) if language else ""
    return format_html('<bdi class="kim-script"{} dir="{}">{}</bdi>', lang, direction(language), name)


@register.filter
def initials(name: Any) -> str:
    """Two letters for a person: first and last word."""
    words = [word for word in str(name or "").split() if word[0].isalpha() and word[0].isupper()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:]))


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
def until(number: Any) -> range:
    """The whole numbers from 1 to this one, to repeat something."""
    return range(1, int(number or 0) + 1)


@register.filter
def stations(steps: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Steps for the stepper; those further than one from here are left out on a phone."""
    listed = [dict(step) for step in steps or ()]
    here = next((place for place, step in enumerate(listed) if step.get("state") == "here"), len(listed) - 1)
    for place, step in enumerate(listed):
        step["far"] = abs(place - here) > 1
    return listed


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


@register.filter
def field_kind(bound: BoundField) -> str:
    """Which of KIM's fields shows this form field."""
    for widget, kind in _KINDS:
        if isinstance(bound.field.widget, widget):
            return kind
    is_day = isinstance(bound.field, forms.DateField) or "data-kim-date" in bound.field.widget.attrs
    return "date" if is_day else "text"


def _described_by(bound: BoundField, has_hint: bool) -> str:
    ids = [f"{bound.auto_id}_hint"] if has_hint else []
    return " ".join([*ids, *([f"{bound.auto_id}_error"] if bound.errors else [])])


@register.simple_tag
def control(bound: BoundField, has_hint: Any = False, **more: Any) -> SafeString:
    """The input itself with KERN's class and everything a screen reader needs."""
    kind = field_kind(bound)
    attrs: dict[str, Any] = {name.replace("_", "-"): value for name, value in more.items() if value}
    if kind not in {"checkbox", "radio", "checks", "hidden", "file"}:
        given = bound.field.widget.attrs.get("class", "")
        attrs["class"] = f"kern-form-input__input {given}".strip()
        attrs["placeholder"] = False  # question above, help below: nothing vanishes while one types
    if kind == "date":
        attrs |= {"data-kim-date": True, "inputmode": "numeric", "autocomplete": "off", "maxlength": "20"}
        bound.field.widget.format = "%d.%m.%Y"  # type: ignore[attr-defined]
    if described := _described_by(bound, bool(has_hint)):
        attrs["aria-describedby"] = described
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return bound.as_widget(attrs=attrs)


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

SCALE_START, SCALE_STEP = 14, 43


@register.filter
def on_scale(value: Any) -> int | None:
    """Where 0 to 4 lies on the dumbbell's axis."""
    if value is None or value == "":
        return None
    return SCALE_START + SCALE_STEP * max(0, min(4, int(value)))


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
