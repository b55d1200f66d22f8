"""Writing values as TOML, laid out as people write a profile: a line a key, a blank line before each entry."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

_LONG = 90
_CHUNK = 1000
_DOTS = 40
_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def to_toml(data: Mapping[str, Any], head: str = "") -> str:
    """The whole file; `head` is a comment on top."""
    lines = [f"# {line}".rstrip() for line in head.splitlines()]
    lines += [*([""] if head else []), *_table(data, ())]
    return "\n".join(lines).lstrip("\n") + "\n"


def _table(values: Mapping[str, Any], path: tuple[str, ...]) -> Iterable[str]:
    """Plain keys first, then the tables below, each under its full name."""
    below = {key: value for key, value in values.items() if _is_table(value, path)}
    for key, value in values.items():
        if key not in below:
            yield f"{_key(key)} = {_value(value)}"
    for key, value in below.items():
        name = (*path, key)
        if isinstance(value, Mapping):
            yield from ("", f"[{_dotted(name)}]")
            yield from _table(value, name)
            continue
        for entry in value:
            yield from ("", f"[[{_dotted(name)}]]")
            yield from _table(entry, name)


def _is_table(value: Any, path: tuple[str, ...]) -> bool:
    """Whether it stands under a heading of its own; small tables inside entries stand on a line of theirs."""
    if isinstance(value, Mapping):
        return len(path) < 2
    if not (isinstance(value, list) and value and isinstance(value[0], Mapping)):
        return False
    return not path or "key" in value[0]


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return _list(value)
    return _text(value) if isinstance(value, str) else _plain(value)


def _plain(value: int | Decimal | date) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else value.isoformat() if isinstance(value, date) else str(value)


def _list(values: list[Any]) -> str:
    shown = [_value(each) for each in values]
    short = "[" + ", ".join(shown) + "]"
    if len(short) <= _LONG or not shown:
        return short
    return "[\n" + "".join(f"  {each},\n" for each in shown) + "]"


def _text(text: str) -> str:
    """A text in quotes; a long one goes over several lines of the file and is still one line when read."""
    pieces = [json.dumps(char, ensure_ascii=False)[1:-1] if char != "\x7f" else "\\u007f" for char in text]
    if len("".join(pieces)) <= _CHUNK and text.count(".") <= _DOTS:
        return '"' + "".join(pieces) + '"'
    lines, line, dots = [], "", 0
    for piece in pieces:
        if (len(line) > _CHUNK - 10 or dots >= _DOTS) and not piece.isspace():
            lines.append(line)
            line, dots = "", 0
        line += piece
        dots += piece == "."
    return '"""\\\n' + "\\\n".join([*lines, line]) + '"""'


def _key(key: str) -> str:
    return key if key and set(key) <= _BARE else _text(key)


def _dotted(names: tuple[str, ...]) -> str:
    return ".".join(_key(name) for name in names)
