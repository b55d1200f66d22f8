"""The plan: what loading a profile would add, change, end and take back. Nothing is written here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils import timezone

from kim.organisation.exceptions import DoesNotFit
from kim.organisation.loading import stored
from kim.organisation.loading.kinds import KINDS, Kind
from kim.organisation.loading.naming import Entries, Say, name_of
from kim.organisation.loading.rows import Values
from kim.organisation.loading.stored import Stored, Table
from kim.organisation.logos import Logo
from kim.organisation.models import CountyLogo, LoadedProfile
from kim.organisation.profile import Profile

Base = dict[str, Values]
_NOTHING = object()


class Act(StrEnum):
    """What happens to an entry."""

    ADD = "add"
    CHANGE = "change"
    END = "end"
    DEACTIVATE = "deactivate"
    REMOVE = "remove"


@dataclass(frozen=True)
class Change:
    """One difference for people: which entry, which field, from what to what; whether it takes an edit back."""

    kind: str
    key: str
    act: Act
    field: str
    before: Any
    after: Any
    reverts: bool
    name: str


@dataclass(frozen=True)
class Step:
    """What becomes of one row."""

    kind: Kind
    act: Act
    key: str
    pk: int | None
    before: Values
    after: Values
    reverted: frozenset[str] = frozenset()
    old_key: str = ""

    @property
    def fields(self) -> list[str]:
        """What differs."""
        return [name for name in self.kind.fields if self.before.get(name) != self.after.get(name)]

    def changes(self, entries: Entries, say: Say | None = None) -> Iterator[Change]:
        """The step, difference by difference; a whole row is one."""
        name = name_of(self.kind, self.after or self.before, entries, say)
        if self.act in (Act.CHANGE, Act.END):
            for each in self.fields:
                before, after = self.before.get(each), self.after.get(each)
                yield Change(self.kind.name, self.key, self.act, each, before, after, each in self.reverted, name)
        else:
            yield Change(self.kind.name, self.key, self.act, "", None, None, bool(self.reverted), name)


@dataclass(frozen=True)
class LoadPlan:
    """Everything loading this file would do, and what it leaves alone."""

    profile: Profile = field(repr=False)
    digest: str
    name: str
    kinds: tuple[Kind, ...] = field(repr=False)
    today: date
    steps: tuple[Step, ...]
    kept: tuple[tuple[str, str], ...]
    loaded_before: bool
    entries: Entries = field(repr=False, default_factory=dict)
    newer_than_file: datetime | None = None
    logo: Logo | None = field(default=None, repr=False)
    logo_changes: bool = False

    @property
    def changes(self) -> list[Change]:
        """Every single difference, in the order it is written."""
        return self.changes_in_words()

    def changes_in_words(self, say: Say | None = None) -> list[Change]:
        """The differences with the words of whoever shows them."""
        return [change for step in self.steps for change in step.changes(self.entries, say)]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all to write."""
        return not (self.steps or self.logo_changes) and self.loaded_before

    @property
    def reverts(self) -> list[Change]:
        """What would take back an edit on screen, or the state of a newer file: ask before doing that."""
        return [change for change in self.changes if change.reverts]


def plan_load(
    profile: Profile, digest: str, *, name: str = "", kinds: tuple[Kind, ...] = KINDS, logo: Logo | None = None
) -> LoadPlan:
    """Compare the file with the database and with what was loaded last; the logo is the file the profile names."""
    last = LoadedProfile.objects.first()
    base: dict[str, Base] = last.values if last else {}
    newer_than_file = _loaded_and_replaced(digest, last)
    tables = stored.read_all(kinds)
    today = timezone.localdate()
    steps: list[Step] = []
    kept: list[tuple[str, str]] = []
    entries: dict[str, dict[str, Values]] = {}
    for kind in kinds:
        wanted = stored.by_key(kind, kind.read(profile))
        _check_lengths(kind, wanted)
        _leave_reported(kind, wanted, tables[kind.name])
        entries[kind.name] = {key: row.values for key, row in tables[kind.name].items()} | wanted
        found = _Comparison(
            kind, wanted, tables[kind.name], base.get(kind.name, {}), today, newer_than_file is not None
        )
        steps += found.steps()
        kept += found.kept()
    return LoadPlan(
        profile=profile, digest=digest, name=name[:120], kinds=kinds, today=today, steps=tuple(steps), kept=tuple(kept),
        loaded_before=bool(last and last.digest == digest), entries=entries, newer_than_file=newer_than_file,
        logo=logo, logo_changes=bool(logo and not CountyLogo.objects.filter(digest=logo.digest).exists()),
    )  # fmt: skip


def _loaded_and_replaced(digest: str, last: LoadedProfile | None) -> datetime | None:
    """When the newer file was loaded, if this one was loaded before it."""
    if last is None or last.digest == digest or not LoadedProfile.objects.filter(digest=digest).exists():
        return None
    return last.loaded_at


def _leave_reported(kind: Kind, wanted: dict[str, Values], table: Table) -> None:
    """What is reported from day to day and not said in the file stays as it stands."""
    for key in wanted.keys() & table.keys() if kind.reported else ():
        silent = {name for name in kind.reported if wanted[key][name] is None}
        wanted[key] |= {name: table[key].values[name] for name in silent}


def _check_lengths(kind: Kind, wanted: dict[str, Values]) -> None:
    longest = {name: most for name in kind.fields if (most := getattr(kind.column(name), "max_length", None))}
    for key, values in wanted.items():
        for name, most in longest.items():
            if isinstance(values[name], str) and len(values[name]) > most:
                raise DoesNotFit(entry=f"{kind.name} {key}", field=name, length=len(values[name]), most=most)


@dataclass
class _Comparison:
    """One kind: the file, the database, and what was loaded last."""

    kind: Kind
    wanted: dict[str, Values]
    table: Table
    base: Base
    today: date
    older: bool

    def steps(self) -> Iterator[Step]:
        gone = [key for key in self.table if key not in self.wanted and key in self.base and not self._is_over(key)]
        moved = dict(self._moved(gone))
        for key, after in self.wanted.items():
            row = self.table.get(moved.get(key, key))
            if row is None:
                reverted = frozenset(self.kind.fields) if self.older or key in self.base else frozenset()
                yield Step(self.kind, Act.ADD, key, None, {}, after, reverted)
            elif row.values != after:
                yield self._changed(key, moved.get(key, key), row, after)
        for key in gone:
            if key not in moved.values():
                yield from self._gone(key)

    def kept(self) -> list[tuple[str, str]]:
        """Rows the file does not know and that stay: made on screen, or of a kind nothing may take away."""
        keys = [key for key in self.table if key not in self.wanted]
        return [(self.kind.name, key) for key in keys if key not in self.base or self.kind.gone == "stays"]

    def _moved(self, gone: Iterable[str]) -> Iterator[tuple[str, str]]:
        """A relation whose first day was corrected is the same relation: new key and old key."""
        if not self.kind.relation:
            return
        new = defaultdict(list)
        for key, values in self.wanted.items():
            if key not in self.table:
                new[self.kind.pair_of(values)].append(key)
        for key in gone:
            if waiting := new[self.kind.pair_of(self.table[key].values)]:
                yield waiting.pop(0), key

    def _changed(self, key: str, old_key: str, row: Stored, after: Values) -> Step:
        known = self.base.get(old_key, {})
        differing = {name for name in self.kind.fields if row.values[name] != after[name]}
        edited = {name for name in differing if known.get(name, _NOTHING) != row.values[name]}
        reverted = frozenset(differing if self.older else edited)
        return Step(self.kind, Act.CHANGE, key, row.pk, row.values, after, reverted, old_key)

    def _gone(self, key: str) -> Iterator[Step]:
        row = self.table[key]
        edited = self.older or self.base[key] != row.values
        if self.kind.gone == "deactivated":
            after, act = row.values | {"is_active": False}, Act.DEACTIVATE
        elif self.kind.gone == "ends" and not self._never_began(row):
            after, act = row.values | {"valid_to": self._last_day(row)}, Act.END
        elif self.kind.gone in ("ends", "removed"):
            after, act = {}, Act.REMOVE
        else:
            return
        yield Step(self.kind, act, key, row.pk, row.values, after, frozenset(self.kind.fields if edited else ()))

    def _never_began(self, row: Stored) -> bool:
        """A relation that has not begun was never true; an entry may be referred to already and only ends."""
        start = row.values["valid_from"]
        return self.kind.relation and start is not None and start > self.today.isoformat()

    def _last_day(self, row: Stored) -> str:
        return max(self.today.isoformat(), row.values["valid_from"] or "")

    def _is_over(self, key: str) -> bool:
        values = self.table[key].values
        if self.kind.gone == "deactivated":
            return not values["is_active"]
        return (
            self.kind.gone == "ends"
            and values["valid_to"] is not None
            and values["valid_to"] <= self._last_day(self.table[key])
        )
