"""What every entry of a profile shares: its source, whether it is invented, and its days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kim.organisation.profile.fields import Note


@dataclass(frozen=True, kw_only=True, slots=True)
class Sourced:
    """Where a statement comes from, and whether it was invented for demonstration."""

    source: Note = ""
    note: Note = ""
    synthetic: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry(Sourced):
    """A thing of the county with the days it is valid on; both inclusive, a missing one is open."""

    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the entry is valid on this day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


@dataclass(frozen=True, kw_only=True, slots=True)
class Relation(Sourced):
    """A dated relation; in the file its days are called from and to."""

    valid_from: date | None = field(default=None, metadata={"key": "from"})
    valid_to: date | None = field(default=None, metadata={"key": "to"})

    def holds_on(self, day: date) -> bool:
        """Whether the relation holds on this day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)
