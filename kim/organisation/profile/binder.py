"""Turns what the parser read into the typed entries of a profile, and notes every fault on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from itertools import islice
from types import UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from kim.organisation.profile.errors import ProfileError, ProfileErrors, make
from kim.organisation.profile.fields import Identifies, Reference, Visible
from kim.organisation.profile.scanner import KeyPath

INVALID: Final = object()
MOST_ERRORS: Final = 1000
MOST_CHOICES: Final = 500
TYPES: Mapping[type, tuple[str, str]] = {
    str: ('text in quotes, such as "Neuss"', 'Text in Anführungszeichen, zum Beispiel "Neuss"'),
    int: ("a whole number, such as 12", "eine ganze Zahl, zum Beispiel 12"),
    Decimal: ("a number, such as 0.75", "eine Zahl, zum Beispiel 0.75"),
    bool: ("true or false", "true oder false"),
    date: (
        "a date without quotes, such as 2021-03-31",
        "ein Datum ohne Anführungszeichen, zum Beispiel 2021-03-31",
    ),
    time: ('a time, such as "09:00"', 'eine Uhrzeit, zum Beispiel "09:00"'),
    tuple: ("a list [ … ]", "eine Liste [ … ]"),
    dict: ("a table", "eine Tabelle"),
}
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True, slots=True)
class Bound:
    """What could be read of one table, whether or not the rest of it is right."""

    kind: type
    path: KeyPath
    values: Mapping[str, Any]

    def get(self, name: str) -> Any:
        """The value of a field; None when it is missing or was not right."""
        return self.values.get(name)


class Binder:
    """Walks types and values side by side; faults are collected, never raised."""

    def __init__(self, file: str, lines: Mapping[KeyPath, int]) -> None:
        self.file = file
        self.lines = lines
        self.errors: list[ProfileError] = []
        self.warnings: list[ProfileError] = []
        self.bound: list[Bound] = []
        self.ids: dict[tuple[object, ...], dict[object, KeyPath]] = {}
        self.references: list[tuple[str, str, KeyPath]] = []

    def line(self, path: KeyPath) -> int:
        """The line of the key, or of the nearest table around it."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]

    def fault(self, kind: str, path: KeyPath, **details: Any) -> None:
        """Note an error at this place; after so many of them nobody reads on."""
        self.errors.append(make(kind, file=self.file, line=self.line(path), path=path, **details))
        if len(self.errors) >= MOST_ERRORS:
            raise ProfileErrors(self.errors)

    def warn(self, kind: str, path: KeyPath, **details: Any) -> None:
        """Note what is worth a look and may still be meant so."""
        self.warnings.append(make(kind, file=self.file, line=self.line(path), path=path, **details))

    def table(self, kind: type, value: object, path: KeyPath) -> Any:
        """The entry of this kind, or INVALID; what is missing or unknown in it is noted."""
        if not isinstance(value, dict):
            return self._wrong_type(dict, value, path)
        known = _fields(kind)
        for key in value.keys() - known.keys():
            self.fault("unknown_key", (*path, key), found=key, allowed=known, hint=closest(key, known))
        values: dict[str, Any] = {}
        complete = True
        for key, (field, hint) in known.items():
            if key in value:
                read = self.value(hint, value[key], (*path, key))
                if read is not INVALID:
                    values[field.name] = read
                    continue
            elif not _required(field):
                continue
            else:
                self.fault("missing", (*path, key), found=key)
            complete = False
        self.bound.append(Bound(kind, path, values))
        return kind(**values) if complete else INVALID

    def value(self, hint: Any, value: object, path: KeyPath) -> Any:
        """The value as the type wants it, or INVALID."""
        origin = get_origin(hint)
        if origin is Annotated:
            return self._annotated(hint, value, path)
        if origin in (Union, UnionType):
            return self.value(next(arg for arg in get_args(hint) if arg is not type(None)), value, path)
        if origin is Literal:
            return self._choice(get_args(hint), value, path)
        if origin is tuple:
            return self._list(get_args(hint)[0], value, path)
        if isinstance(hint, type) and is_dataclass(hint):
            return self.table(hint, value, path)
        return self._scalar(hint, value, path)

    def _annotated(self, hint: Any, value: object, path: KeyPath) -> Any:
        base, *rules = get_args(hint)
        read = self.value(base, value, path)
        if read is INVALID:
            return INVALID
        sound = True
        for rule in rules:
            if isinstance(rule, Identifies):
                self.identify((path[0], *path[1:2][: len(path) > 3], path[-1]), read, path)
            elif isinstance(rule, Reference):
                self.references.append((rule.collection, read, path))
            else:
                for complaint in rule.complaints(read):
                    self.fault(complaint.kind, path, found=complaint.found, allowed=complaint.allowed)
                    sound = False
        return read if sound else INVALID

    def identify(self, scope: tuple[object, ...], value: object, path: KeyPath) -> None:
        """Note what an entry is known by; a second one of the same name is a fault."""
        first = self.ids.setdefault(scope, {}).setdefault(value, path)
        if first != path:
            self.fault("duplicate", path, found=value, other=self.line(first))

    def _choice(self, choices: tuple[Any, ...], value: object, path: KeyPath) -> Any:
        if type(value) is not type(choices[0]):
            return self._wrong_type(type(choices[0]), value, path, choices)
        if value not in choices:
            hint = closest(value, choices) if isinstance(value, str) else ""
            self.fault("not_allowed", path, found=value, allowed=choices, hint=hint)
            return INVALID
        return value

    def _list(self, hint: Any, value: object, path: KeyPath) -> Any:
        if not isinstance(value, list):
            return self._wrong_type(tuple, value, path)
        read = [self.value(hint, entry, (*path, index)) for index, entry in enumerate(value)]
        return INVALID if any(entry is INVALID for entry in read) else tuple(read)

    def _scalar(self, hint: type, value: object, path: KeyPath) -> Any:
        if hint is time and isinstance(value, str) and (clock := _CLOCK.fullmatch(value)):
            return time(int(clock[1]), int(clock[2]))
        if hint is Decimal and type(value) is int:
            return Decimal(value)
        if type(value) is not hint:
            return self._wrong_type(hint, value, path)
        for complaint in Visible().complaints(value) if isinstance(value, str) else ():
            self.fault(complaint.kind, path, found=complaint.found)
            return INVALID
        return value

    def _wrong_type(self, wanted: type, value: object, path: KeyPath, choices: Iterable[Any] = ()) -> Any:
        english, german = TYPES[wanted]
        allowed = tuple(choices)
        self.fault(
            "wrong_type",
            path,
            found=as_written(value),
            allowed=allowed or (english,),
            allowed_de="" if allowed else german,
        )
        return INVALID


def closest(word: object, choices: Iterable[object]) -> str:
    """The choice most like a mistyped word, if any is."""
    names = [str(choice)[:100] for choice in islice(choices, MOST_CHOICES)]
    return next(iter(get_close_matches(str(word)[:100], names, 1)), "")


def as_written(value: object) -> str:
    """A value much as it stands in the file."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case list():
            return "[ … ]" if value else "[]"
        case dict():
            return "{ … }"
    return str(value)


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


@cache
def _fields(kind: type) -> dict[str, tuple[Field[Any], Any]]:
    """The fields of an entry by the key they have in the file, each with its type."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.metadata.get("key", field.name): (field, hints[field.name]) for field in fields(kind)}
