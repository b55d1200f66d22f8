"""Everything that happened in a case as one list, newest first: one query for the places, one a kind that is on the page.

Within a day entries stand by the time at which they were recorded, if that was on the same day. What was recorded on another
day (or loaded) has no time in this day: it comes after the others, in the order in which such things usually happen.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from django.db import connection, models
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import TruncDate, TruncTime
from django.utils import timezone

from kim.casework.history_places import Entry, Mark, Page, day_of
from kim.casework.models import (
    AgreementSignature,
    Case,
    ConfirmationState,
    Enquiry,
    GoalAgreement,
    LateEntry,
    ReferralStep,
    ReviewState,
)

__all__ = ["LATE_ONES", "SELECTIONS", "Entry", "Page", "day_of", "history_of"]
SIZE = 20
LATE_ONES = "late"  # what came into the file after it had been closed
SELECTIONS = ("all", "contacts", "decisions", "plan", "referrals", "papers", LATE_ONES)
MOST_WORDS = 5
LATE = time.max
Rows = dict[str, list[int]]  # numbers of rows by the word for their kind
_ANY_CASE = -7_219_384  # stands for the number of a case in a query that is put together once


@dataclass(frozen=True)
class _Source:
    """Where entries of one kind come from; the rank orders entries of the same day that have no time, or the same one.

    `words` are the columns a search by words looks into; a kind without any is not found by words.
    """

    kind: str
    rank: int
    day: str
    recorded: str
    rows: Callable[[Case], QuerySet]
    selections: tuple[str, ...] = ("all",)
    words: tuple[str, ...] = ()

    def kind_of_rows(self, case: Case) -> str:
        """How late entries call such rows."""
        return str(self.rows(case).model._meta.model_name)

    def places(self, case: Case, mark: Mark | None, size: int, words: list[str], only: Rows | None) -> QuerySet:
        """Day, time, rank and number of the newest rows: what the page is chosen by."""
        rows = self._placed(case)
        if only is not None:
            rows = rows.filter(pk__in=only[self.kind_of_rows(case)])
        for word in words:
            rows = rows.filter(reduce(or_, (Q(**{f"{column}__icontains": word}) for column in self.words)))
        if mark:
            rows = rows.filter(self._before(mark))
        rows = rows.order_by("-entry_day", "-entry_at", "-pk").annotate(entry_rank=Value(self.rank))
        return rows.values_list("entry_day", "entry_at", "entry_rank", "pk")[:size]

    def entries(self, case: Case, places: dict[int, Mark]) -> list[Entry]:
        """The rows that stand at these places, by their numbers."""
        rows = self.rows(case).filter(pk__in=list(places)).order_by()
        return [Entry(places[row.pk].day, places[row.pk].at, self.rank, self.kind, row) for row in rows]

    def _placed(self, case: Case) -> QuerySet:
        """The rows with their day and their time in it; the database computes both, for sorting and for the mark alike."""
        day = TruncDate(self.day) if self.day.endswith("_at") else models.F(self.day)
        on_the_day = When(**{f"{self.recorded}__date": models.F("entry_day")}, then=TruncTime(self.recorded))
        at = models.Case(on_the_day, default=Value(LATE), output_field=models.TimeField())
        return self.rows(case).annotate(entry_day=day).annotate(entry_at=at)

    def _before(self, mark: Mark) -> Q:
        """Older than the mark: an earlier day, an earlier time in it, at that time a lower rank, or in its rank an earlier row."""
        then = Q(entry_day=mark.day, entry_at=mark.at)
        older = Q(entry_day__lt=mark.day) | Q(entry_day=mark.day, entry_at__lt=mark.at)
        if self.rank < mark.rank:
            return older | then
        return older | (then & Q(pk__lt=mark.pk)) if self.rank == mark.rank else older


def _contacts(case: Case) -> QuerySet:
    return case.contacts.select_related("recorded_by", "corrected_by")


def _done(case: Case) -> QuerySet:
    return case.follow_ups.filter(done_at__isnull=False).select_related("done_by")


def _sent(case: Case) -> QuerySet:
    return case.referrals.select_related("offer__agency", "recorded_by")


def _answered(case: Case) -> QuerySet:
    """Each step of a referral as it was noted."""
    return ReferralStep.objects.filter(case=case).select_related("referral__offer__agency", "recorded_by")


def _consents(case: Case) -> QuerySet:
    return case.consents.select_related("agency", "recorded_by")


def _withdrawn(case: Case) -> QuerySet:
    return case.consents.filter(withdrawn_on__isnull=False).select_related("agency", "withdrawal_noted_by")


def _assessments(case: Case) -> QuerySet:
    return case.assessments.filter(completed_on__isnull=False).select_related("recorded_by")


def _agreements(case: Case) -> QuerySet:
    return case.agreements.select_related("recorded_by").defer("snapshot")


def _letters(case: Case) -> QuerySet:
    return case.letters.select_related("recorded_by", "agency").defer("snapshot")


def _documents(case: Case) -> QuerySet:
    return case.documents.select_related("recorded_by", "removed_by")


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


def _reviews(case: Case) -> QuerySet:
    return case.reviews.filter(state=ReviewState.HELD).select_related("recorded_by").prefetch_related("goals__goal")


def _asked(case: Case) -> QuerySet:
    """The enquiry from which the case was opened."""
    return Enquiry.objects.filter(case=case).select_related("channel", "recorded_by")


def _second(case: Case) -> QuerySet:
    """What a second person has confirmed or sent back."""
    decided = (ConfirmationState.CONFIRMED, ConfirmationState.SENT_BACK)
    return case.confirmations.filter(state__in=decided).select_related("decided_by")


def _signed(case: Case) -> QuerySet:
    """Who signed an agreement: one row for all who signed on one day in one way, with their names and the scans."""
    earlier = AgreementSignature.objects.filter(
        agreement=OuterRef("agreement"), signed_on=OuterRef("signed_on"), form=OuterRef("form"), pk__lt=OuterRef("pk")
    )
    rows = AgreementSignature.objects.filter(~Exists(earlier), case=case)
    whole = GoalAgreement.objects.defer("snapshot").prefetch_related("signatures", "scans")
    return rows.select_related("recorded_by").prefetch_related(Prefetch("agreement", queryset=whole))


_CONTACTS, _DECISIONS = ("all", "contacts"), ("all", "decisions")
_PLAN, _REFERRALS, _PAPERS = ("all", "decisions", "plan"), ("all", "referrals"), ("all", "papers")
_OFFER = ("offer__title", "offer__agency__name")
_STEP = tuple(f"referral__{name}" for name in _OFFER)
_CONSENT = ("purpose", "recipient_name", "agency__name")
_SOURCES = (
    _Source("phase", 0, "changed_on", "recorded_at", _opened, _DECISIONS, ("reason",)),
    _Source("enquiry", 14, "received_on", "recorded_at", _asked, _CONTACTS, ("matter", "description")),
    _Source("referral_sent", 1, "sent_on", "recorded_at", _sent, _REFERRALS, (*_OFFER, "reason")),
    _Source("referral_answered", 2, "happened_on", "recorded_at", _answered, _REFERRALS, (*_STEP, "note")),
    _Source("follow_up", 3, "done_at", "done_at", _done, _CONTACTS, ("text",)),
    _Source("contact", 4, "held_on", "recorded_at", _contacts, _CONTACTS, ("text",)),
    _Source("assessment", 5, "completed_on", "completed_at", _assessments, _PLAN, ("resources",)),
    _Source("agreement", 6, "agreed_on", "recorded_at", _agreements, (*_PLAN, "papers")),
    _Source("phase", 7, "changed_on", "recorded_at", _phases, _DECISIONS, ("reason",)),
    _Source("handed_over", 8, "from_on", "recorded_at", _handed_over, _DECISIONS, ("reason",)),
    _Source("closed", 9, "closed_on", "recorded_at", _closed, _DECISIONS, ("result", "handover")),
    _Source("consent_given", 20, "given_on", "recorded_at", _consents, _DECISIONS, _CONSENT),
    _Source("consent_withdrawn", 21, "withdrawn_on", "withdrawal_noted_at", _withdrawn, _DECISIONS, _CONSENT),
    _Source("letter", 11, "sent_on", "recorded_at", _letters, _PAPERS, ("subject",)),
    _Source("document", 13, "recorded_at", "recorded_at", _documents, _PAPERS, ("title",)),
    _Source("reopened", 10, "reopened_on", "reopened_at", _reopened, _DECISIONS, ("reopening_reason",)),
    _Source("review", 12, "held_on", "recorded_at", _reviews, _PLAN, ("summary", "focus")),
    _Source("signed", 23, "signed_on", "recorded_at", _signed, (*_PLAN, "papers"), ("name",)),
    _Source("second", 22, "decided_at", "decided_at", _second, _DECISIONS, ("words",)),
)
_RANKED = {source.rank: source for source in _SOURCES}


def history_of(case: Case, *, selection: str = "all", before: str = "", size: int = SIZE, words: str = "") -> Page:
    """One stretch of the history, newest first, from the mark on; what the reader may not see is not in it.

    With `words` only entries that hold all of them, in their own text.
    """
    mark, wanted = Mark.read(before) if before else None, words.split()[:MOST_WORDS]
    selection = selection if selection in SELECTIONS else "all"
    only = _late_rows(case) if selection == LATE_ONES else None
    places: dict[int, dict[int, Mark]] = {}
    found = _places(case, selection, mark, size + 1, wanted, only)
    for place in found[:size]:
        places.setdefault(place.rank, {})[place.pk] = place
    entries = [entry for rank, there in places.items() for entry in _RANKED[rank].entries(case, there)]
    entries.sort(key=lambda entry: (entry.day, entry.at, entry.rank, entry.row.pk), reverse=True)
    return Page(_marked(case, entries), str(found[size - 1]) if len(found) > size else "")


def _late_rows(case: Case) -> Rows:
    found: Rows = {}
    for kind, row in case.late_entries.values_list("kind", "row"):
        found.setdefault(kind, []).append(row)
    kinds = {source.kind_of_rows(case) for source in _SOURCES}
    return {kind: rows for kind, rows in found.items() if kind in kinds}


def _places(
    case: Case, selection: str, mark: Mark | None, size: int, words: list[str], only: Rows | None
) -> list[Mark]:
    """The newest places of all kinds together, by one query."""
    if only == {}:
        return []
    if mark or words or only:
        sql, params = _together(case, selection, mark, size, words, only).query.sql_with_params()
    else:
        sql, params = _first_page(selection, size, timezone.get_current_timezone_name())
    with connection.cursor() as cursor:
        asked = [case.pk if value == _ANY_CASE else value for value in params]
        # Begins with "select", as a page that only reads must; the text inside is the framework's own, values are parameters.
        cursor.execute(f"select places.* from ({sql}) places", asked)  # noqa: S608
        found = [Mark(*row) for row in cursor.fetchall()]
    return sorted(found, key=lambda place: (place.day, place.at, place.rank, place.pk), reverse=True)


@lru_cache(maxsize=64)
def _first_page(selection: str, size: int, _zone: str) -> tuple[str, tuple[Any, ...]]:
    """The query for the first page of any case: put together once, as doing it each time takes longer than its answer."""
    sql, params = _together(Case(pk=_ANY_CASE), selection, None, size, [], None).query.sql_with_params()
    return sql, tuple(params)


def _together(
    case: Case, selection: str, mark: Mark | None, size: int, words: list[str], only: Rows | None
) -> QuerySet:
    sources = [source for source in _SOURCES if source.words or not words]
    if only is None:
        sources = [source for source in sources if selection in source.selections]
    else:
        sources = [source for source in sources if source.kind_of_rows(case) in only]
    first, *others = (source.places(case, mark, size, words, only) for source in sources)
    if not others:
        return first
    return first.union(*others, all=True).order_by("-entry_day", "-entry_at", "-entry_rank", "-pk")[:size]


def _marked(case: Case, entries: list[Entry]) -> list[Entry]:
    """Says of each entry whether it came late; asked only where the case has been closed."""
    if not (case.is_closed or case.reopened_count):
        return entries
    told = {(each.kind, each.row): each for each in case.late_entries.all()}
    return [_told(entry, told.get((entry.row._meta.model_name, entry.row.pk))) for entry in entries]


def _told(entry: Entry, late: LateEntry | None) -> Entry:
    return replace(entry, late=late.reason, late_on=timezone.localdate(late.recorded_at)) if late else entry
