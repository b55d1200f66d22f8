"""Which municipalities are served together, from a file: CSV or a workbook with group and key per row, JSON or TOML with lists."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kim.law.apportionment import Group
from kim.sheets.cells import as_text
from kim.staffing.weights import WeightsError, bytes_of, clean, official, sheets_of

GROUP_WORDS = ("group", "gruppe", "verbund")
MEMBER_WORDS = ("key", "member", "members", "mitglied", "mitglieder", "keys", "schlüssel", "ags", "gemeindeschlüssel")
NAME_WORDS = ("name", "bezeichnung", "group_name", "gruppenname")


def groups_from(path: Path, keys: set[str]) -> tuple[Group, ...]:
    """The groups in this file; official keys may lack their leading zero as in the weights."""
    data = bytes_of(path)
    if path.suffix.lower() == ".json":
        pairs = list(_of_json(data))
    elif path.suffix.lower() == ".toml":
        pairs = list(_of_toml(data))
    else:
        pairs = list(_of_table(data))
    if not pairs:
        raise WeightsError(f"The file {path} names no group.")
    return _joined(pairs, keys)


def _joined(pairs: list[tuple[str, str, str]], keys: set[str]) -> tuple[Group, ...]:
    members: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for group, name, member in pairs:
        known = member if member in keys else official(member)
        if known not in members.setdefault(group, []):
            members[group].append(known)
        names[group] = names.get(group) or name
    return tuple(Group(key, tuple(found), names[key] or key) for key, found in members.items())


def _of_table(data: bytes) -> Iterator[tuple[str, str, str]]:
    rows = [[clean(as_text(cell)) for cell in row] for sheet in sheets_of(data)[:1] for row in sheet.rows]
    head = [cell.lower() for cell in rows[0]]
    group, member = _column(head, GROUP_WORDS), _column(head, MEMBER_WORDS)
    name = _column(head, NAME_WORDS)
    if group is None and member is None:
        group, member, start = 0, 1, 0
    elif group is None or member is None:
        group, start = (0 if member != 0 else 1) if group is None else group, 1
        member = (1 if group == 0 else 0) if member is None else member
    else:
        start = 1
    for number, row in enumerate(rows[start:], start=start + 1):
        if not any(row):
            continue
        if len(row) <= max(group, member) or not row[group] or not row[member]:
            raise WeightsError(f"Line {number} of the groups must name a group and a key.")
        label = row[name] if name is not None and name < len(row) and name not in (group, member) else ""
        rest = row[member:] if member > group and (name is None or name < member) else [row[member]]
        for key in (part for cell in rest for part in re.split(r"[\s,;+|]+", cell) if part):
            yield row[group], label, key


def _column(head: list[str], words: tuple[str, ...]) -> int | None:
    return next((head.index(word) for word in words if word in head), None)


def _of_json(data: bytes) -> Iterator[tuple[str, str, str]]:
    try:
        raw = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise WeightsError("The file of groups is no JSON.") from None
    return _of_value(raw)


def _of_toml(data: bytes) -> Iterator[tuple[str, str, str]]:
    try:
        raw = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        raise WeightsError("The file of groups is no TOML.") from None
    return _of_value(raw)


def _of_value(raw: Any) -> Iterator[tuple[str, str, str]]:
    """A table of lists, or a list of tables with key, name and members; both also below the word groups."""
    if isinstance(raw, Mapping) and isinstance(raw.get("groups"), list | Mapping):
        raw = raw["groups"]
    entries = (
        raw if isinstance(raw, list) else [_entry(k, v) for k, v in raw.items()] if isinstance(raw, Mapping) else []
    )
    for entry in entries:
        found = _members(entry)
        if found is None:
            raise WeightsError("A group is a name with the list of its keys.")
        key, name, members = found
        for member in members:
            yield key, name, str(member)


def _entry(key: str, value: Any) -> dict[str, Any]:
    return {"key": key, **value} if isinstance(value, Mapping) else {"key": key, "members": value}


def _members(entry: Any) -> tuple[str, str, list[Any]] | None:
    if not isinstance(entry, Mapping):
        return None
    members = next((entry[word] for word in ("members", "keys", "municipalities") if word in entry), None)
    key = next((entry[word] for word in ("key", "group", "id", "name") if entry.get(word)), None)
    if not isinstance(members, list) or not key:
        return None
    return str(key), str(entry.get("name") or ""), members
