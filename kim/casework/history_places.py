"""What the history of a case is made of: entries, their places, and stretches of them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

_CLOCK = "%H%M%S%f"


@dataclass(frozen=True)
class Mark:
    """A place in the history: entries after it are older."""

    day: date
    at: time
    rank: int
    pk: int

    def __str__(self) -> str:
        return f"{self.day.isoformat()}.{self.at.strftime(_CLOCK)}.{self.rank}.{self.pk}"

    @classmethod
    def read(cls, text: str) -> "Mark | None":
        """A mark from an address; anything else starts at the newest entry."""
        try:
            day, at, rank, pk = text.split(".")
            mark = cls(date.fromisoformat(day), datetime.strptime(at, _CLOCK).time(), int(rank), int(pk))
        except ValueError:
            return None
        return mark if mark.rank >= 0 and 0 <= mark.pk < 2**63 else None


@dataclass(frozen=True)
class Entry:
    """One thing that happened: its day, its place in the day, what kind it is, and the row that tells it."""

    day: date
    at: time
    rank: int
    kind: str
    row: Any
    late: str = ""  # why it came into the closed file
    late_on: date | None = None  # and when

    @property
    def mark(self) -> Mark:
        return Mark(self.day, self.at, self.rank, self.row.pk)


@dataclass(frozen=True)
class Page:
    """A stretch of the history; `earlier` is where the next one begins, empty at the beginning of the case."""

    entries: list[Entry]
    earlier: str


def day_of(day: date) -> str:
    """The mark at which a stretch begins with the entries of this day."""
    return str(Mark(day + timedelta(days=1), time.min, 0, 0))
