"""What can be imported: each room describes its own columns, checks its own rows, writes them and takes them back.

A target is registered in the AppConfig of its room. The steps on screen, the states of the rows and the undo are the same for all.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from kim.organisation.public import Permission, User

if TYPE_CHECKING:
    from kim.workbench.models import ImportRow, ImportRun

Cell = Any


class CellFault(Exception):
    """A cell that cannot be taken; its sentence says why and what to do."""


@dataclass(frozen=True)
class Doubt:
    """A value that can be taken, but that somebody should look at first."""

    value: Any
    text: Any


@dataclass(frozen=True)
class Column:
    """One column of a target: what it is called, under which headings it is found, how a cell of it is read."""

    key: str
    label: Any
    read: Callable[[Cell], Any]
    aliases: tuple[str, ...] = ()
    required: bool = False
    hint: Any = ""


@dataclass(frozen=True)
class Kept:
    """A row that an undo leaves as it is, and why."""

    number: int
    text: Any


@dataclass
class Undo:
    """What an undo takes back, and what stays because somebody has worked with it since."""

    back: "list[ImportRow]" = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)


class Target(Protocol):
    """What a room brings so that a list can be imported into it."""

    key: str
    label: Any
    about: Any
    permission: Permission
    columns: tuple[Column, ...]

    def example(self, on: date) -> list[list[str]]:
        """The rows of an example file, headings first."""

    def check(self, rows: "Sequence[ImportRow]", *, run: "ImportRun", by: User) -> None:
        """Set state, act, findings and summary of rows whose cells could be read; may look at the whole batch at once."""

    def apply(self, rows: "Sequence[ImportRow]", *, run: "ImportRun", by: User) -> None:
        """Write what the rows say; set made_id, and before and after where something existing changes."""

    def undo(self, rows: "Sequence[ImportRow]", *, run: "ImportRun", by: User, do: bool) -> Undo:
        """Say what can be taken back and what stays; with `do`, take it back."""


_TARGETS: dict[str, Target] = {}


def register(target: Target) -> None:
    """Make a target known; called once when its room is ready."""
    _TARGETS[target.key] = target


def target(key: str) -> Target | None:
    """The target of this key, if there is one."""
    return _TARGETS.get(key)


def targets_for(user: User) -> list[Target]:
    """What this person may import, in the order of the rooms."""
    return [each for each in _TARGETS.values() if user.has(each.permission)]


def normalised(heading: str) -> str:
    """A heading without case, accents, blanks and signs: 'Geb.-Datum ' is 'gebdatum'."""
    text = unicodedata.normalize("NFKD", heading.casefold().replace("ß", "ss").replace("æ", "ae"))
    return re.sub(r"[^a-z0-9]+", "", text)


def propose(columns: Sequence[Column], headings: Sequence[str], known: dict[str, str]) -> dict[str, int]:
    """Which heading fits which column: as chosen last time, by name, by alias; each at most once."""
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        if name := normalised(heading):
            places.setdefault(name, place)
    keys = {column.key for column in columns}
    found = {key: places[name] for name, key in known.items() if name in places and key in keys}
    for column in columns:
        names = (normalised(str(column.label)), normalised(column.key), *map(normalised, column.aliases))
        fitting = [places[name] for name in names if name in places and places[name] not in found.values()]
        if column.key not in found and fitting:
            found[column.key] = fitting[0]
    return found


def head_line_of(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> int:
    """The line, from 1, whose cells look most like headings of these columns; else the first that is not empty."""
    fits = [(len(propose(columns, row, {})), -number) for number, row in enumerate(rows, start=1)]
    best = max(fits, default=(0, -1))
    if best[0]:
        return -best[1]
    return next((number for number, row in enumerate(rows, start=1) if any(row)), 1)
