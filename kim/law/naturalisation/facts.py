"""Reading a file of facts: every key and form is checked, every fault says where it is and what was probably meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from kim.law.naturalisation import constants
from kim.law.naturalisation.dates import Span, parse


class FactsError(ValueError):
    """A file of facts cannot be read; the sentence names the path inside it."""

    def __init__(self, path: str, sentence: str) -> None:
        self.path, self.sentence = path, sentence
        super().__init__(f"{path}: {sentence}")


class Facts:
    """What is known of a person; a key that is absent was not said, None was said to be unknown."""

    __slots__ = ("basis", "data", "others_met", "timelines", "warnings")

    def __init__(self, data: dict[str, Any], warnings: list[str]) -> None:
        self.data, self.warnings = data, warnings
        self.basis: str = data["basis"]
        self.others_met = data.get("others_met") is True
        self.timelines: dict[object, Any] = {}

    def get(self, key: str) -> Any:
        """The value of a fact, or None."""
        return self.data.get(key)

    def table(self, key: str) -> Mapping[str, Any]:
        """The facts below a key; empty when nothing is known."""
        value = self.data.get(key)
        return value if isinstance(value, dict) else {}

    def said(self, *keys: str) -> bool:
        """Whether the file says anything about one of these facts."""
        return any(key in self.data for key in keys)

    def exception(self, value: bool | None, *keys: str) -> bool | None:
        """A fact an exception hangs on: with 'others met', one that nobody mentions does not exist."""
        return False if value is None and self.others_met and not self.said(*keys) else value


def read(raw: object, path: str = "") -> Facts:
    """Facts from a parsed JSON object; FactsError names what cannot be read."""
    if not isinstance(raw, dict):
        raise FactsError(path or "file", "facts are an object with keys such as 'basis' and 'statuses'")
    if not raw.get("basis"):
        raise FactsError(_join(path, "basis"), f"is needed; one of {', '.join(constants.BASES)}")
    warnings: list[str] = []
    data = _table(raw, constants.KEYS, path, "", warnings)
    if data["basis"] not in constants.BASES:
        near = _nearest(str(data["basis"]), constants.BASES)
        warnings.append(f"{_join(path, 'basis')}: '{data['basis']}' is not known{near}; it counts as unknown")
    _contradictions(data, path)
    _doubts(data, path, warnings)
    return Facts(data, warnings)


def _table(raw: object, keys: Mapping[str, object], path: str, plain: str, warnings: list[str]) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise FactsError(path, "an object with keys is needed here")
    out: dict[str, Any] = {}
    for key, value in raw.items():
        here = _join(path, str(key))
        if key not in keys:
            raise FactsError(here, f"unknown key '{key}'{_nearest(str(key), keys)}")
        out[key] = None if value is None else _value(value, keys[key], here, f"{plain}.{key}".lstrip("."), warnings)
    return out


def _value(value: Any, form: object, path: str, plain: str, warnings: list[str]) -> Any:
    if isinstance(form, dict):
        return _table(value, form, path, plain, warnings)
    if isinstance(form, list):
        if not isinstance(value, list):
            raise FactsError(path, "a list is needed here")
        return [_table(item, form[0], f"{path}[{n}]", plain, warnings) for n, item in enumerate(value)]
    return _FORMS[str(form)](value, path, plain, warnings)


def _text(value: Any, path: str, plain: str, warnings: list[str]) -> str | None:
    if not isinstance(value, str):
        raise FactsError(path, f"a text is needed here, not {value!r}")
    listed = constants.CONSTANTS.get(plain)
    if listed is not None and value not in listed:
        warnings.append(f"{path}: '{value}' is not known{_nearest(value, listed)}; it counts as unknown")
        return None
    return value


def _date(value: Any, path: str, plain: str, warnings: list[str]) -> Span:
    try:
        return parse(value)
    except (ValueError, AttributeError):
        raise FactsError(path, f"'{value}' is no day; write YYYY-MM-DD, YYYY-MM or YYYY") from None


def _bool(value: Any, path: str, plain: str, warnings: list[str]) -> bool:
    if not isinstance(value, bool):
        raise FactsError(path, f"true, false or null is needed here, not {value!r}")
    return value


def _number(value: Any, path: str, plain: str, warnings: list[str]) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 100_000:
        raise FactsError(path, f"a number of 0 or more is needed here, not {value!r}")
    return value


def _texts(value: Any, path: str, plain: str, warnings: list[str]) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise FactsError(path, "a list of texts is needed here")
    names = [constants.BENEFIT_NAMES.get(item) or item for item in value]
    for n, name in enumerate(names):
        if name not in constants.HARMFUL | constants.HARMLESS:
            near = _nearest(name, constants.HARMFUL | constants.HARMLESS)
            warnings.append(f"{path}[{n}]: '{name}' is not known{near}; it counts as unknown")
    return names


def _nationality(value: Any, path: str, plain: str, warnings: list[str]) -> tuple[str, ...]:
    codes = [value] if isinstance(value, str) else value
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        raise FactsError(path, "a list of two-letter country codes, 'stateless' or 'unclear' is needed here")
    kept = []
    for n, code in enumerate(codes):
        if code not in ("stateless", "unclear") and not (len(code) == 2 and code.isascii() and code.isupper()):
            warnings.append(f"{path}[{n}]: '{code}' is no two-letter country code; it counts as unknown")
            kept.append("unclear")
        else:
            kept.append(code)
    return tuple(kept)


def _open(value: Any, path: str, plain: str, warnings: list[str]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise FactsError(path, "an object such as {'passport': true} is needed here")
    for key in value:
        if key not in constants.IDENTITY_KEYS:
            near = _nearest(key, constants.IDENTITY_KEYS)
            warnings.append(f"{_join(path, key)}: no rule looks at '{key}'{near}")
    return dict(value)


_FORMS: dict[str, Callable[[Any, str, str, list[str]], Any]] = {
    "text": _text,
    "date": _date,
    "bool": _bool,
    "number": _number,
    "texts": _texts,
    "nationality": _nationality,
    "open": _open,
    "any": lambda value, path, plain, warnings: value,
}


def _contradictions(data: dict[str, Any], path: str) -> None:
    """Intervals that end before they start, no title and a title at once, an arrival before birth."""
    for key in ("statuses", "absences"):
        for n, item in enumerate(data.get(key) or ()):
            if item.get("from") and item.get("to") and item["from"].first > item["to"].last:
                raise FactsError(f"{_join(path, key)}[{n}]", "ends before it starts; correct 'from' or 'to'")
    statuses = data.get("statuses") or ()
    for n, none in enumerate(statuses):
        for m, title in enumerate(statuses if none.get("kind") == "none" else ()):
            if title.get("kind") in constants.LAWFUL and _overlap(none, title):
                sentence = f"says 'none' for days for which statuses[{m}] names a title; correct one of them"
                raise FactsError(f"{_join(path, 'statuses')}[{n}]", sentence)
    born, entry = data.get("born"), data.get("entry")
    if born and entry and entry.last < born.first:
        raise FactsError(_join(path, "entry"), "lies before the day of birth; correct 'entry' or 'born'")


def _doubts(data: dict[str, Any], path: str, warnings: list[str]) -> None:
    """What can be answered but can hardly be meant: it is said, and the answer goes on."""
    born, statuses = data.get("born"), data.get("statuses") or ()
    starts = [item["from"].first for item in statuses if item.get("from")]
    for n, item in enumerate(statuses):
        if born and item.get("from") and item["from"].last < born.first:
            warnings.append(f"{_join(path, 'statuses')}[{n}]: starts before the day of birth; counted from the birth")
    for n, item in enumerate(data.get("absences") or ()):
        if starts and item.get("from") and item["from"].first < min(starts) and len(starts) == len(statuses):
            warnings.append(f"{_join(path, 'absences')}[{n}]: starts before the first status; check the days")
    total, single = data.get("absences_total_months_last_5_years"), data.get("single_absence_max_months")
    if total is not None and (total > 60 or (single is not None and single > total)):
        key = _join(path, "absences_total_months_last_5_years")
        warnings.append(f"{key}: more than five years, or less than the longest absence; check the numbers")


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two intervals surely share more than a day."""
    starts = [item["from"].last for item in (one, other) if item.get("from")]
    ends = [item["to"].first for item in (one, other) if item.get("to")]
    return len(starts) == 2 and (not ends or (min(ends) - max(starts)).days >= 1)


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _nearest(word: str, known: Any) -> str:
    """The nearest known word, as part of a sentence."""
    lower = {str(name).lower(): str(name) for name in known}
    found = get_close_matches(word.lower(), list(lower), n=1, cutoff=0.0)
    return f"; the nearest known one is '{lower[found[0]]}'" if found else ""
