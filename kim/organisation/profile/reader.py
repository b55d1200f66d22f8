"""Reads a county profile: all of it right, or a list of everything that is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from kim.organisation.profile import rules
from kim.organisation.profile.binder import Binder
from kim.organisation.profile.errors import ProfileError, ProfileErrors, make
from kim.organisation.profile.model import Profile
from kim.organisation.profile.parser_words import in_german
from kim.organisation.profile.scanner import KeyPath, locate

MOST_BYTES = 5_000_000
MOST_LINE = 4_000
MOST_DOTS = 50  # the parser's time grows with the square of the parts of a key, a.b.c
_PLACE = re.compile(r"^(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$", re.S)


_UNREADABLE = {
    FileNotFoundError: "not_found",
    IsADirectoryError: "is_directory",
    PermissionError: "no_permission",
}


def read(path_or_bytes: Path | str | bytes, name: str = "") -> Profile:
    """The profile in this file or these bytes; ProfileErrors names every fault with its line."""
    return read_with_warnings(path_or_bytes, name)[0]


def read_with_warnings(path_or_bytes: Path | str | bytes, name: str = "") -> tuple[Profile, tuple[ProfileError, ...]]:
    """The profile, and what is worth a look in it and may still be meant so."""
    if isinstance(path_or_bytes, bytes):
        content, file = path_or_bytes, name or "-"
    else:
        file = name or str(path_or_bytes)
        content = _content(Path(path_or_bytes), file)
    return _profile(_text(content, file), file)


def _content(path: Path, file: str) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        kind = _UNREADABLE.get(type(error), "unreadable")
        raise ProfileErrors([make(kind, file=file, found=error.strerror or error)]) from error


def _text(content: bytes, file: str) -> str:
    """The text, refused before parsing when it is too big to be a profile."""
    if len(content) > MOST_BYTES:
        too_big = make("too_big", file=file, found=f"> {MOST_BYTES}", allowed=(MOST_BYTES,))
        raise ProfileErrors([too_big])
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ProfileErrors([make("not_utf8", file=file, line=line)]) from error
    if costly := list(_costly_lines(text, file)):
        raise ProfileErrors(costly)
    return text


def _costly_lines(text: str, file: str) -> Iterator[ProfileError]:
    """Lines that would keep the parser busy for minutes; no honest profile has them."""
    for number, line in enumerate(text.split("\n"), start=1):
        length, dots = len(line), line.count(".")
        if length > MOST_LINE:
            yield make("line_too_long", file=file, line=number, found=length, allowed=(MOST_LINE,))
        elif dots > MOST_DOTS:
            yield make("too_many_dots", file=file, line=number, found=dots, allowed=(MOST_DOTS,))


def faults_of(data: dict[str, Any]) -> tuple[list[ProfileError], list[ProfileError]]:
    """What is wrong with values that come from no file, and what is worth a look."""
    binder = Binder("", dict.fromkeys(_places(data, ()), 0))
    try:
        binder.table(Profile, data, ())
        rules.check(binder)
    except ProfileErrors as found:
        return list(found.errors), binder.warnings
    return binder.errors, binder.warnings


def profile_of(data: dict[str, Any]) -> Profile:
    """The profile these values make; ProfileErrors when they make none."""
    binder = Binder("", dict.fromkeys(_places(data, ()), 0))
    found = binder.table(Profile, data, ())
    if binder.errors:
        raise ProfileErrors(binder.errors)
    return cast(Profile, found)


def _places(value: object, path: KeyPath) -> Iterator[KeyPath]:
    """Every place of the values, as a file would have a line for it."""
    yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in pairs:
        yield from _places(each, (*path, key))


def _profile(text: str, file: str) -> tuple[Profile, tuple[ProfileError, ...]]:
    try:
        data = tomllib.loads(text, parse_float=Decimal)
        lines = locate(text)
    except RecursionError:
        raise ProfileErrors([make("too_deep", file=file)]) from None
    except ValueError as error:  # TOMLDecodeError is one; a number of a million digits is another
        raise ProfileErrors([syntax_fault(str(error), text, file)]) from error
    binder = Binder(file, lines)
    profile = binder.table(Profile, data, ())
    rules.check(binder)
    if binder.errors:
        raise ProfileErrors(binder.errors)
    return cast(Profile, profile), tuple(binder.warnings)


def syntax_fault(message: str, text: str, file: str = "") -> ProfileError:
    """The parser's complaint, with its place as numbers and the line as it stands there."""
    place = _PLACE.match(message)
    if place is None:
        return make("syntax", file=file, found="…", detail=message, detail_de=in_german(message))
    line = int(place["line"]) if place["line"] else text.rstrip().count("\n") + 1
    column = int(place["column"]) if place["column"] else None
    written = text.split("\n")[line - 1].strip()
    return make(
        "syntax", file=file, line=line, column=column, found=written, detail=place["what"], detail_de=in_german(place["what"]),
    )  # fmt: skip
