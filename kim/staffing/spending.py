"""Lists of spending, as a county's booking system gives them out: each row with what it would be booked as, or what stands against it.

A list is a paper of its funding file. What it would book is found anew each time from its newest file and from what is booked by then, so
that no row is booked twice. The amounts of a list know the file they came with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kim.organisation.public import County, Post
from kim.sheets.cells import Cell, as_text
from kim.staffing.grants import counts
from kim.staffing.models import Booking, BookingKind, ForwardingAgreement, FundingGrant, GrantPaper, GrantPaperVersion
from kim.staffing.money import total
from kim.staffing.papers_kept import open_version
from kim.staffing.reversals import Taken, taken_by
from kim.staffing.spending_booked import Booked, booked_of, list_of_file, lists_of, stands
from kim.staffing.spending_cells import CellFault, Span, words
from kim.staffing.spending_tables import (
    AMOUNT,
    BYTES,
    COLUMNS,
    DAY,
    MONTH,
    POST,
    SORT,
    TEXT,
    VOUCHER,
    WHO,
    Table,
    posts_of,
    rows_of,
    table_of_list,
    template,
)  # fmt: skip


@dataclass(frozen=True)
class Spending:
    """What a row would be booked as."""

    agreement: ForwardingAgreement | None
    post: Post | None
    amount: Decimal
    period_from: date
    period_to: date
    booked_on: date
    dated: bool
    text: str
    voucher: str

    def is_told_by(self, booked: Booking) -> bool:
        """Whether this amount is that one: the same voucher, day or month, and Euro; without a voucher also the same words."""
        same_time = booked.booked_on == self.booked_on if self.dated else booked.period_from == self.period_from
        same_time = same_time or (
            booked.against_id is not None and not self.dated
        )  # it has the time of what it takes back
        return same_time and booked.amount == self.amount and (bool(self.voucher) or booked.text == self.text)


@dataclass(frozen=True)
class Fault:
    """What has to change in a row, and in which column."""

    column: str
    message: str


@dataclass(frozen=True)
class Row:
    """One row of a list: what it would be booked as, what stands against it, or as what it is booked already."""

    line: int
    shown: Mapping[str, str]
    said: Spending | None = None
    faults: tuple[Fault, ...] = ()
    booked: Booking | None = None
    takes: Taken | None = None

    @property
    def is_new(self) -> bool:
        return self.said is not None and self.booked is None


@dataclass(frozen=True)
class Listing:
    """A list as it was read."""

    rows: tuple[Row, ...]
    left_out: tuple[int, ...]

    @cached_property
    def new(self) -> list[Row]:
        """What would be booked."""
        return [row for row in self.rows if row.is_new]

    @cached_property
    def faulty(self) -> list[Row]:
        """What cannot be booked as it stands."""
        return [row for row in self.rows if row.faults]

    @cached_property
    def booked(self) -> list[Row]:
        """What is booked already."""
        return [row for row in self.rows if row.booked is not None]

    @property
    def sum_of_new(self) -> Decimal:
        """What the new rows come to."""
        return total(row.said.amount for row in self.new if row.said)


def read_list(data: bytes, grant: FundingGrant, stored: Any = None, named: Mapping[str, str] | None = None) -> Listing:
    """The rows of a file; what it booked itself (under the name `stored`) is taken for booked by it first."""
    raw, left_out = rows_of(data, named or {})
    reader = _Reader(grant)
    rows = _not_twice([reader.row(line, cells) for line, cells in raw])
    return Listing(tuple(_against(rows, grant, stored)), left_out)


class _Reader:
    """What the words of a list mean in this grant; asked once, whatever the number of rows."""

    def __init__(self, grant: FundingGrant) -> None:
        self.grant, self.today = grant, timezone.localdate()
        rows = grant.agreements.select_related("giver", "recipient__municipality", "post")
        self.agreements = [row for row in rows if counts(row)]
        self.posts: dict[str, list[Post]] = {}
        for post in posts_of(grant):
            for word in {_plain(post.title), _plain(post.key or "")} - {""}:
                self.posts.setdefault(word, []).append(post)
        county = County.objects.first()
        own = [_("Own posts"), "eigene Stellen", "eigene", "Kreis", str(county.name) if county else ""]
        own += [str(row.giver) for row in self.agreements if row.parent_id is None]
        self.own = {_plain(word) for word in own if word}

    def row(self, line: int, cells: Mapping[str, Cell]) -> Row:
        """A row with all that stands against it at once."""
        faults: list[Fault] = []
        found: dict[str, Any] = {}
        for column in COLUMNS:
            cell = cells.get(column.key)
            if cell is None:
                if column.required:
                    faults.append(Fault(str(column.label), _("Nothing stands here.")))
                continue
            try:
                found[column.key] = column.read(cell)
            except CellFault as error:
                faults.append(Fault(str(column.label), str(error)))
        for key, act in ((DAY, self._span), (TEXT, self._text), (POST, self._post), (WHO, self._agreement)):
            try:
                act(found)
            except CellFault as error:
                label = next(str(column.label) for column in COLUMNS if column.key == key)
                faults.append(Fault(label, str(error)))
        shown = {key: as_text(cell) for key, cell in cells.items()}
        return Row(line, shown, faults=tuple(faults)) if faults else Row(line, shown, self._said(found))

    def _span(self, found: dict[str, Any]) -> None:
        """The time it was paid for, within the grant; the day it was paid may lie behind."""
        if DAY not in found:
            return
        span: Span = found.get(MONTH) or found[DAY]
        first, last = max(span[0], self.grant.period_from), min(span[1], self.grant.period_to)
        if last < first:
            period = {"first": f"{self.grant.period_from:%d.%m.%Y}", "last": f"{self.grant.period_to:%d.%m.%Y}"}
            said = {"month": f"{span[0]:%m/%Y}", **period}
            text = _(
                "%(month)s lies outside the grant, %(first)s to %(last)s. If it was paid for a month within, name it under “For the month”."
            )
            raise CellFault(text % said)
        found["period"] = (first, last)

    def _text(self, found: dict[str, Any]) -> None:
        found[TEXT] = words(200)(" · ".join(filter(None, (found.pop(SORT, ""), found.get(TEXT, "")))))

    def _post(self, found: dict[str, Any]) -> None:
        if word := found.pop(POST, ""):
            meant = self.posts.get(_plain(word), [])
            if not meant:
                raise CellFault(_("No post of this block is called “%(text)s”.") % {"text": word})
            if len(meant) > 1:
                keys = ", ".join(post.key for post in meant if post.key)
                raise CellFault(
                    _("Several posts are called “%(text)s”. Write the key: %(keys)s") % {"text": word, "keys": keys}
                )
            found[POST] = meant[0]

    def _agreement(self, found: dict[str, Any]) -> None:
        """Whose money it is: by the recipient's name, else by the post it has an agreement for."""
        word, post = found.pop(WHO, ""), found.get(POST)
        if _plain(word) in self.own:
            return
        if word:
            meant = [row for row in self.agreements if _plain(word) in _names(row)]
        else:
            meant = [row for row in self.agreements if post is not None and row.post_id == post.pk]
        if len(meant) > 1 and post is not None:
            meant = [row for row in meant if row.post_id == post.pk] or meant
        if word and not meant:
            known = ", ".join(dict.fromkeys(str(row.recipient) for row in self.agreements)) or "–"
            said = {"text": word, "names": known}
            raise CellFault(_("No money of this grant goes to “%(text)s”. Known are: %(names)s") % said)
        if len(meant) > 1:
            raise CellFault(_("There are several agreements this can be. Name the post, too."))
        found["agreement"] = meant[0] if meant else None

    def _said(self, found: Mapping[str, Any]) -> Spending:
        day: date | None = found[DAY][2]
        first, last = found["period"]
        booked_on = day or min(last, self.today)
        return Spending(
            found.get("agreement"), found.get(POST), found[AMOUNT], first, last, booked_on, day is not None, found[TEXT],
            found.get(VOUCHER, ""),
        )  # fmt: skip


def _names(row: ForwardingAgreement) -> set[str]:
    """How a list may call a recipient: its name, with or without Stadt or Gemeinde, or its municipality."""
    name = _plain(str(row.recipient))
    names = {name, name.removeprefix("stadt ").removeprefix("gemeinde ")}
    if place := row.recipient.municipality:
        names |= {_plain(place.name), f"stadt {_plain(place.name)}", f"gemeinde {_plain(place.name)}"}
    return names


def _plain(word: str) -> str:
    return " ".join(word.split()).casefold()


def _not_twice(rows: list[Row]) -> list[Row]:
    """Two rows that say the very same could be one row twice: they are told apart before they are booked."""
    seen: dict[Spending, int] = {}
    found = []
    for row in rows:
        if row.said is not None and row.said in seen:
            text = _("Line %(line)s says the very same. If both are right, tell them apart by voucher number or words.")
            fault = Fault(_("Row"), text % {"line": seen[row.said]})
            found.append(Row(row.line, row.shown, faults=(fault,)))
            continue
        if row.said is not None:
            seen[row.said] = row.line
        found.append(row)
    return found


def _against(rows: list[Row], grant: FundingGrant, stored: Any) -> list[Row]:
    """Which rows are booked already; each amount that stands is taken once, those of this very file first."""
    there: dict[tuple[str, Decimal], list[Booking]] = {}
    spent = grant.bookings.filter(kind=BookingKind.SPENT).select_related("recorded_by", "taken_back_by__recorded_by")
    known_rows = sorted(spent, key=lambda each: (each.submission != stored, each.pk))
    for booked in known_rows:
        if stands(booked) and (booked.against_id is None or booked.submission is not None):
            there.setdefault((_plain(booked.voucher), booked.amount), []).append(booked)
    found = []
    for row in rows:
        known = there.get((_plain(row.said.voucher), row.said.amount), []) if row.said else []
        match = next((each for each in known if row.said and row.said.is_told_by(each)), None)
        if match is not None:
            known.remove(match)
        found.append(Row(row.line, row.shown, row.said, row.faults, match))
    return _reversing(found, known_rows)


def _reversing(rows: list[Row], known: Sequence[Booking]) -> list[Row]:
    """Each row below 0 with the one amount it takes back, booked or new in this list; what by hand was taken back is not taken twice."""
    if not any(row.is_new and row.said and row.said.amount < 0 for row in rows):
        return rows
    there = [Taken.of_row(row.said, row.line) for row in rows if row.is_new and row.said and row.said.amount > 0]
    there += [
        Taken.of_booking(each) for each in known if each.against_id is None and not hasattr(each, "taken_back_by")
    ]
    by_hand = [Taken.of_booking(each) for each in known if hasattr(each, "taken_back_by") and not stands(each)]
    found = []
    for row in rows:
        if not (row.is_new and row.said and row.said.amount < 0):
            found.append(row)
            continue
        takes = taken_by(row.said, there)
        if isinstance(takes, Taken):
            there.remove(takes)
            found.append(replace(row, takes=takes))
            continue
        before = taken_by(row.said, by_hand)
        if isinstance(before, Taken) and before.booked is not None:
            by_hand.remove(before)
            found.append(replace(row, booked=before.booked.taken_back_by))
        else:
            found.append(Row(row.line, row.shown, faults=(Fault(_("Amount in Euro"), takes),)))
    return found


def listing_of(paper: GrantPaper, version: GrantPaperVersion | None = None) -> Listing:
    """The rows of a list that was uploaded, from its newest file."""
    version = version or paper.newest
    return read_list(b"".join(open_version(version)), paper.grant, version.stored, paper.columns)


__all__ = [
    "BYTES", "COLUMNS", "Booked", "Fault", "Listing", "Row", "Spending", "Table", "booked_of", "list_of_file", "listing_of", "lists_of",
    "read_list", "stands", "table_of_list", "template",
]  # fmt: skip
