"""Days in a text, in the ways Germans write them: those of the case, and days that are too exact for an observation."""

import re
from collections.abc import Iterator

from kim.casework.guard.kinds import Finding, Kind
from kim.casework.guard.known import Day, Known

_MONTHS = {
    **{"januar": 1, "jänner": 1, "jan": 1, "februar": 2, "feb": 2, "märz": 3, "maerz": 3, "mär": 3, "mrz": 3, "april": 4, "apr": 4},
    **{"mai": 5, "juni": 6, "jun": 6, "juli": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9},
    **{"oktober": 10, "okt": 10, "november": 11, "nov": 11, "dezember": 12, "dez": 12},
}  # fmt: skip
_TENS = {"zwanzig": 20, "dreißig": 30}
_FIRST_TWELVE = tuple(
    f"{word}ten"
    for word in ("ers", "zwei", "drit", "vier", "fünf", "sechs", "sieb", "ach", "neun", "zehn", "elf", "zwölf")
)
_UNITS = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_ORDINALS = {
    **{word: number for number, word in enumerate(_FIRST_TWELVE, start=1)},
    **{f"{word}zehnten": 10 + number for number, word in enumerate(_UNITS, start=1) if number > 2},
    **{"sechzehnten": 16, "siebzehnten": 17, "zwanzigsten": 20, "dreißigsten": 30, "einunddreißigsten": 31},
    **{f"{word}undzwanzigsten": 20 + number for number, word in enumerate(_UNITS, start=1)},
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d|[’']?\d\d(?!\d))"
_AFTER = r"(?![\w-]|[.,/]\d)"
_FULL = [
    rf"(?P<day>\d{{1,2}})\s?\.\s?(?P<month>\d{{1,2}})\s?\.\s?{_YEAR}{_AFTER}",
    rf"(?P<day>\d{{1,2}})([/-])(?P<month>\d{{1,2}})\2{_YEAR}{_AFTER}",
    r"(?P<year>(?:19|20)\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
    rf"(?P<day>\d{{1,2}})\s?\.?\s?{_MONTH}\s?{_YEAR}{_AFTER}",
    rf"(?P<day>{'|'.join(_ORDINALS)})\s+{_MONTH}\s?{_YEAR}{_AFTER}",
]
_PARTS = [
    rf"(?P<day>\d{{1,2}})\s?\.\s?(?P<month>\d{{1,2}})\s?\.{_AFTER}",
    rf"(?P<day>\d{{1,2}})\s?\.\s?{_MONTH}(?!\w)",
    rf"(?P<day>{'|'.join(_ORDINALS)})\s+{_MONTH}(?!\w)",
    rf"(?<![\d.]){_MONTH}\s?{_YEAR}{_AFTER}",
    rf"(?<![\d.])(?P<month>\d{{1,2}})\s?[./]\s?(?P<year>(?:19|20)\d\d){_AFTER}",
    r"(?P<year>(?:19|20)\d\d)(?![\w-]|[.,/]\d)",
]
_PATTERNS = [re.compile(rf"(?<![\w.,/-]){pattern}", re.IGNORECASE) for pattern in _FULL + _PARTS]
_ABOUT_BIRTH = re.compile(
    r"gebor|geb\.|geburt|jahrgang|\bjg\b|auf die welt|zur welt|volljährig|jahre? alt|wird am", re.IGNORECASE
)
_ABOUT_RULES = re.compile(
    r"gilt|gelten|galt|gesetz|in kraft|stichtag|verordnung|erlass|beschluss|beschlossen|regelung|sitzung|richtlinie|novelle|vertrag vom|"
    r"verlängert bis|befristet bis|ausgelaufen|läuft aus|urteil|rundschreiben|satzung|protokoll",
    re.IGNORECASE,
)
_NEAR = 45
_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def find_days(text: str, known: Known) -> Iterator[Finding]:
    """Days of the case in any form; other full dates unless they speak of rules or begin or end a month."""
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if (day := _read(match)) is None:
                continue
            taken.append(match.span())
            if (sure := _tells(day, text, match, known)) is not None:
                yield Finding(match.start(), match.end(), Kind.DATE, sure)


def _read(match: re.Match[str]) -> Day | None:
    """What was written, if it can be a day."""
    parts = match.groupdict()
    year, month, day = _year(parts.get("year")), _month(parts.get("month")), _day(parts.get("day"))
    if month > 12 or day > 31 or (parts.get("month") and not month) or (parts.get("day") and not day):
        return None
    return Day(year, month, day)


def _year(written: str | None) -> int:
    """98 is 1998, 08 is 2008."""
    if not written:
        return 0
    number = int(written.lstrip("’'"))
    return number if number > 99 else number + (1900 if number > 35 else 2000)


def _month(written: str | None) -> int:
    if not written:
        return 0
    return int(written) if written.isdecimal() else _MONTHS[written.lower()]


def _day(written: str | None) -> int:
    if not written:
        return 0
    return int(written) if written.isdecimal() else _ORDINALS[written.lower()]


def _tells(day: Day, text: str, match: re.Match[str], known: Known) -> bool | None:
    """Whether this day belongs to the case (True), could belong to somebody (False), or to nobody (None)."""
    near = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    birth = _ABOUT_BIRTH.search(near) is not None
    if day.year and day.month and day.day:
        if any((one.year, one.month, one.day) == (day.year, day.month, day.day) for one in known.days):
            return True
        return None if not birth and (_is_edge(day) or _ABOUT_RULES.search(near)) else False
    births = [one for one in known.days if one.birth]
    if day.year and day.month:
        return True if any((one.year, one.month) == (day.year, day.month) for one in births) else None
    if day.day:
        return True if birth and any((one.month, one.day) == (day.month, day.day) for one in births) else None
    return True if birth and any(one.year == day.year for one in births) else None


def _is_edge(day: Day) -> bool:
    """The first and the last day of a month are days of rules, rarely of people."""
    return day.day == 1 or day.day == _LAST_DAYS[day.month - 1] or (day.month, day.day) == (2, 28)
