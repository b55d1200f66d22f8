"""Everything that happened in a case as one list, newest first: one query a kind, however long the file is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from kim.casework.models import Case
from kim.casework.states import ReferralState

SIZE = 20
SELECTIONS = ("all", "contacts", "decisions")


@dataclass(frozen=True)
class Mark:
    """A place in the history: entries after it are older."""

    day: date
    rank: int
    pk: int

    def __str__(self) -> str:
        return f"{self.day.isoformat()}.{self.rank}.{self.pk}"

    @classmethod
    def read(cls, text: str) -> "Mark | None":
        """A mark from an address; anything else starts at the newest entry."""
        try:
            day, rank, pk = text.split(".")
            mark = cls(date.fromisoformat(day), int(rank), int(pk))
        except ValueError:
            return None
        return mark if mark.rank >= 0 and 0 <= mark.pk < 2**63 else None


@dataclass(frozen=True)
class Entry:
    """One thing that happened: its day, what kind it is, and the row that tells it."""

    day: date
    rank: int
    kind: str
    row: Any

    @property
    def mark(self) -> Mark:
        return Mark(self.day, self.rank, self.row.pk)


@dataclass(frozen=True)
class Page:
    """A stretch of the history; `earlier` is where the next one begins, empty at the beginning of the case."""

    entries: list[Entry]
    earlier: str


@dataclass(frozen=True)
class _Source:
    """Where entries of one kind come from; the rank orders entries of the same day."""

    kind: str
    rank: int
    day: str
    rows: Callable[[Case], QuerySet]
    selections: tuple[str, ...] = ("all",)

    def newest(self, case: Case, mark: Mark | None, size: int) -> list[Entry]:
        rows = self.rows(case)
        if mark:
            rows = rows.filter(self._before(mark))
        rows = rows.order_by(f"-{self._day_name}", "-pk")[:size]
        return [Entry(self._day_of(row), self.rank, self.kind, row) for row in rows]

    @property
    def _day_name(self) -> str:
        return f"{self.day}__date" if self.day.endswith("_at") else self.day

    def _before(self, mark: Mark) -> Q:
        """Older than the mark: an earlier day, or on its day a lower rank, or in its rank an earlier row."""
        earlier, same = Q(**{f"{self._day_name}__lt": mark.day}), Q(**{self._day_name: mark.day})
        if self.rank < mark.rank:
            return earlier | same
        return earlier | (same & Q(pk__lt=mark.pk)) if self.rank == mark.rank else earlier

    def _day_of(self, row: Any) -> date:
        value = getattr(row, self.day)
        return timezone.localtime(value).date() if hasattr(value, "hour") else value


def _contacts(case: Case) -> QuerySet:
    return case.contacts.select_related("recorded_by")


def _done(case: Case) -> QuerySet:
    return case.follow_ups.filter(done_at__isnull=False).select_related("done_by")


def _sent(case: Case) -> QuerySet:
    return case.referrals.select_related("offer__agency", "recorded_by")


def _answered(case: Case) -> QuerySet:
    return case.referrals.exclude(state=ReferralState.REQUESTED).select_related("offer__agency")


def _assessments(case: Case) -> QuerySet:
    return case.assessments.filter(completed_on__isnull=False).select_related("recorded_by")


def _agreements(case: Case) -> QuerySet:
    return case.agreements.select_related("recorded_by").defer("snapshot")


def _opened(case: Case) -> QuerySet:
    """The opening: of all that happened on that day it came first."""
    return case.phase_changes.filter(from_phase="").select_related("changed_by")


def _phases(case: Case) -> QuerySet:
    """Steps on the way; closing and reopening are told by the closings, which name reason and result."""
    return (
        case.phase_changes.exclude(to_phase="closed")
        .exclude(from_phase__in=("", "closed"))
        .select_related("changed_by")
    )


def _handed_over(case: Case) -> QuerySet:
    """Who was put in charge later on; the first assignment belongs to the opening."""
    return case.assignments.exclude(reason="").select_related("user", "decided_by")


def _closed(case: Case) -> QuerySet:
    return case.closings.select_related("reason", "closed_by")


def _reopened(case: Case) -> QuerySet:
    return case.closings.filter(reopened_on__isnull=False).select_related("reopened_by")


_CONTACTS, _DECISIONS = ("all", "contacts"), ("all", "decisions")
_SOURCES = (
    _Source("phase", 0, "changed_on", _opened, _DECISIONS),
    _Source("referral_sent", 1, "sent_on", _sent),
    _Source("referral_answered", 2, "state_since", _answered),
    _Source("follow_up", 3, "done_at", _done, _CONTACTS),
    _Source("contact", 4, "held_on", _contacts, _CONTACTS),
    _Source("assessment", 5, "completed_on", _assessments, _DECISIONS),
    _Source("agreement", 6, "agreed_on", _agreements, _DECISIONS),
    _Source("phase", 7, "changed_on", _phases, _DECISIONS),
    _Source("handed_over", 8, "from_on", _handed_over, _DECISIONS),
    _Source("closed", 9, "closed_on", _closed, _DECISIONS),
    _Source("reopened", 10, "reopened_on", _reopened, _DECISIONS),
)


def history_of(case: Case, *, selection: str = "all", before: str = "", size: int = SIZE) -> Page:
    """One stretch of the history, newest first, from the mark on; what the reader may not see is not in it."""
    mark = Mark.read(before) if before else None
    found: list[Entry] = []
    for source in _chosen(selection):
        found += source.newest(case, mark, size + 1)
    found.sort(key=lambda entry: (entry.day, entry.rank, entry.row.pk), reverse=True)
    page = found[:size]
    return Page(page, str(page[-1].mark) if len(found) > size else "")


def _chosen(selection: str) -> Iterable[_Source]:
    wanted = selection if selection in SELECTIONS else "all"
    return (source for source in _SOURCES if wanted in source.selections)
