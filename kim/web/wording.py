"""How KIM writes days, numbers and names, in German and English."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

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


def day(value: Any) -> str:
    """A day in full: 23.11.2026, in English 23 Nov 2026; nothing for nothing."""
    date = _as_day(value)
    if date is None:
        return ""
    if _is_english():
        return f"{_short_day(date)}{NO_BREAK}{date.year}"
    return f"{date:%d.%m.}{date.year:04d}"


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


def clock(value: Any) -> str:
    """The time of day, 09:30."""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{value:%H:%M}" if isinstance(value, dt.datetime | dt.time) else ""


def days_since(value: Any, today: Any = None) -> int | None:
    """Whole days from that day to today, negative for a day to come."""
    date = _as_day(value)
    return None if date is None else (_today(today) - date).days


def days(number: Any) -> str:
    """A length of time in days: 1 Tag, 19 Tage."""
    return "" if number in (None, "") else _counted(int(number), ngettext("%s day", "%s days", int(number)))


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


def grouped(value: Any, decimals: Any = None) -> str:
    """A number as read here: 65.500 or 0,25 in German, 65,500 or 0.25 in English; what is cut off rounds it."""
    if value is None or value == "":
        return ""
    places = int(decimals) if decimals not in (None, "") else None
    if places is None and type(value) is int and -1000 < value < 1000:
        return str(value)
    if not isinstance(value, int | float | Decimal):
        value = Decimal(str(value))
    if places is not None and not isinstance(value, int):
        value = _rounded(Decimal(str(value)), places)
    return str(formats.number_format(value, places, force_grouping=True))


def _rounded(value: Decimal, places: int) -> Decimal:
    """Half away from zero, for the formatting itself cuts off; what rounds to nothing has no minus."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) if value.is_finite() else value
    return rounded or abs(rounded)


def capped(value: Any, limit: int = 1000) -> str:
    """A total that stops counting: 240, or 1.000+ once the limit is reached."""
    if value in (None, ""):
        return ""
    return f"{grouped(limit)}+" if int(value) >= int(limit) else grouped(int(value))


def direction(language: Any) -> str:
    """Which way a language is written; an unknown one is left to its own letters."""
    if not language:
        return "auto"
    parts = str(language).lower().replace("_", "-").split("-")
    scripts = [part for part in parts[1:] if len(part) == 4]
    if scripts:
        return "rtl" if scripts[0] in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if parts[0] in RIGHT_TO_LEFT else "ltr"


def bdi(name: Any, language: Any = "") -> SafeString:
    """A name in its own script, kept from turning the line around it."""
    if not name:
        return SafeString()
    lang = format_html(' lang="{}"', language) if language else ""
    return format_html('<bdi class="kim-script"{} dir="{}">{}</bdi>', lang, direction(language), name)


def initials(name: Any) -> str:
    """Two letters for a person: first and last word."""
    words = [word for word in str(name or "").split() if word[0].isalpha() and word[0].isupper()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:]))
