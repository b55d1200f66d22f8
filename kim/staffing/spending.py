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

from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from kim.organisation.public import County, Post
from kim.sheets.cells import Cell, as_text
from kim.sheets.reading import Limits, Sheet, Unreadable, read
from kim.sheets.writing import About, Head, Part, Value
from kim.staffing.exceptions import ColumnsUnnamed, ListUnreadable, ListWithoutColumns, ListWithoutRows
from kim.staffing.grants import counts
from kim.staffing.models import Booking, BookingKind, ForwardingAgreement, FundingGrant, GrantPaper, GrantPaperVersion
from kim.staffing.money import total
from kim.staffing.papers_kept import open_version
from kim.staffing.reversals import Taken, taken_by
from kim.staffing.spending_cells import CellFault, Span, euro, time, words
from kim.workbench.public import FileUnreadable, importing

MOST = 2_000
BYTES = 5_000_000
LIMITS = Limits(size=BYTES, rows=MOST + 100)
DAY, MONTH, TEXT, SORT, WHO, POST, AMOUNT, VOUCHER = "day", "month", "text", "sort", "who", "post", "amount", "voucher"
COLUMNS = (
    importing.Column(DAY, gettext_lazy("Date or month"), time, (
        "Datum oder Monat", "Datum", "Buchungsdatum", "Buchungstag", "Gebucht am", "Belegdatum", "Zahldatum", "Zahlungsdatum", "Valuta",
        "Monat", "Abrechnungsmonat", "Zeitraum", "date", "month",
    ), required=True),
    importing.Column(MONTH, gettext_lazy("For the month"), time, (
        "Für Monat", "Leistungsmonat", "Abrechnungsmonat", "Abrechnungszeitraum", "Monat", "Periode", "Zeitraum", "month",
    )),
    importing.Column(TEXT, gettext_lazy("What for"), words(200), (
        "Wofür", "Verwendungszweck", "Buchungstext", "Text", "Zweck", "Bezeichnung", "Beschreibung", "purpose",
    ), required=True),
    importing.Column(SORT, gettext_lazy("Kind of cost"), words(80), ("Kostenart", "Art", "Sachkonto", "Konto")),
    importing.Column(WHO, gettext_lazy("Recipient"), words(200), (
        "Empfängerin", "Empfänger", "Kommune", "Gemeinde", "Stadt", "Träger", "municipality",
    )),
    importing.Column(POST, gettext_lazy("Post"), words(200), ("Stelle", "Stellennummer", "Planstelle", "Personalstelle")),
    importing.Column(AMOUNT, gettext_lazy("Amount in Euro"), euro, (
        "Betrag in Euro", "Betrag", "Betrag EUR", "Euro", "Ausgaben", "Kosten", "Summe", "amount",
    ), required=True),
    importing.Column(VOUCHER, gettext_lazy("Voucher number"), words(80), (
        "Belegnummer", "Beleg", "Beleg-Nr", "Belegnr", "Rechnungsnummer", "Rechnung", "Dokument", "Vorgang", "voucher", "document",
    )),
)  # fmt: skip
SUMS = ("summe", "gesamt", "gesamtsumme", "insgesamt", "zwischensumme", "saldo", "total", "sum")


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


def template(grant: FundingGrant) -> tuple[list[Part], About]:
    """The table to fill in, with rows as they may look; German, for it stays in German offices."""
    agreements = [row for row in grant.agreements.select_related("recipient") if counts(row)]
    posts = list(_posts(grant))
    with override("de"):
        known = ", ".join(dict.fromkeys(str(row.recipient) for row in agreements)) or "–"
        lines = [
            (_("Grant"), str(grant)),
            (
                _("How to fill it in"),
                _("One row an amount. The row that shows how does not count. More columns do no harm; the order is free."),
            ),
            (_("Date or month"), _("15.03.2021 or 03/2021; nothing that is still to come.")),
            (_("Amount in Euro"), _("1.234,56 or 1234.56, always with two places where a comma or point stands.")),
            (
                _("An amount that is reversed"),
                _("A row of its own with minus: −1.234,56. Name the voucher number of the amount it takes back, or its words."),
            ),
            (_("Recipient"), _("Empty: the county's own posts. Known are: %(names)s") % {"names": known}),
            (_("Post"), _("May stay empty. Known are: %(names)s") % {"names": ", ".join(_told(posts)) or "–"}),
        ]  # fmt: skip
        heads = [Head(str(column.label), 30 if column.key in (TEXT, WHO, POST) else 18) for column in COLUMNS]
        name = _("List of spending")
        month = grant.period_from.replace(day=1)
        row: list[Value] = [
            f"{month:%m/%Y}", None, _("Example: staff of the month"), _("Staff"), None, _told(posts)[0] if posts else None, 4583.33, "4711",
        ]  # fmt: skip
    return [Part(name, heads, [row])], About(name, "Angaben", lines)


def _told(posts: Sequence[Post]) -> list[str]:
    """Their titles; where several share one, their keys."""
    titles = [post.title for post in posts]
    return [post.key if titles.count(post.title) > 1 and post.key else post.title for post in posts]


def read_list(data: bytes, grant: FundingGrant, stored: Any = None, named: Mapping[str, str] | None = None) -> Listing:
    """The rows of a file; what it booked itself (under the name `stored`) is taken for booked by it first."""
    table = table_of(data, named or {})
    missing = [str(column.label) for column in COLUMNS if column.required and column.key not in table.places]
    if missing:
        raise (ColumnsUnnamed if table.can_be_named else ListWithoutColumns)(columns=", ".join(missing))
    body = list(enumerate(table.sheet.rows[table.line :], table.line + 1))
    raw = [(line, _cells(row, table.places)) for line, row in body]
    raw = [(line, cells) for line, cells in raw if any(cell is not None for cell in cells.values())]
    left_out = tuple(line for line, cells in raw if _is_sum(cells) or _is_example(cells))
    raw = [(line, cells) for line, cells in raw if line not in left_out]
    if not raw:
        raise ListWithoutRows
    if len(raw) > MOST:
        raise ListUnreadable(why=str(FileUnreadable(Unreadable("too_many_rows", rows=MOST))))
    reader = _Reader(grant)
    rows = _not_twice([reader.row(line, cells) for line, cells in raw])
    return Listing(tuple(_against(rows, grant, stored)), left_out)


@dataclass(frozen=True)
class Table:
    """The sheet of a file with its line of headings, and which of them are known."""

    sheet: Sheet
    line: int
    places: Mapping[str, int]

    @cached_property
    def headings(self) -> list[str]:
        """What stands in that line, each once."""
        row = self.sheet.rows[self.line - 1] if len(self.sheet.rows) >= self.line else ()
        return list(dict.fromkeys(text for cell in row if (text := _heading(cell))))

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Each heading, with the first that stands below it."""
        head, found = [_heading(cell) for cell in self.sheet.rows[self.line - 1]], []
        for heading in self.headings:
            place = head.index(heading)
            below = (_heading(row[place]) for row in self.sheet.rows[self.line :] if place < len(row))
            first = next(filter(None, below), "")
            found.append((heading, f"{heading}: {first[:40]}" if first else heading))
        return found

    @property
    def can_be_named(self) -> bool:
        """Whether there are enough headings for all that is needed."""
        return len(self.headings) >= sum(column.required for column in COLUMNS)

    @property
    def named(self) -> dict[str, str]:
        """Which heading is which column."""
        return {key: _heading(self.sheet.rows[self.line - 1][place]) for key, place in self.places.items()}


def _heading(cell: Cell) -> str:
    return " ".join(as_text(cell).split())[:200]


def table_of(data: bytes, named: Mapping[str, str]) -> Table:
    """The sheet and line whose headings fit best: those that somebody named, else those that are known."""
    try:
        sheets = read(data, limits=LIMITS)
    except Unreadable as fault:
        raise ListUnreadable(why=str(FileUnreadable(fault))) from fault
    found: list[tuple[int, int, Table]] = []
    for at, sheet in enumerate(sheets):
        texts = [[_heading(cell) for cell in row] for row in sheet.rows[:30]]
        if named and (line := next((n for n, row in enumerate(texts, 1) if set(named.values()) <= set(row)), 0)):
            places = {key: texts[line - 1].index(heading) for key, heading in named.items()}
            found.append((len(COLUMNS) + 1, -at, Table(sheet, line, places)))
            continue
        line = importing.head_line_of(COLUMNS, texts)
        places = importing.propose(COLUMNS, texts[line - 1] if texts else [], {})
        if not places:  # no heading is known: the first line that has enough of them
            line = next((n for n, row in enumerate(texts, 1) if sum(map(bool, row)) > 2), line)
        found.append((len(places), -at, Table(sheet, line, places)))
    return max(found, key=lambda each: each[:2])[2]


def table_of_list(paper: GrantPaper) -> Table:
    """The table of a list that was handed in, from its newest file."""
    return table_of(b"".join(open_version(paper.newest)), paper.columns)


def _cells(row: Sequence[Cell], places: Mapping[str, int]) -> dict[str, Cell]:
    return {key: row[place] if place < len(row) else None for key, place in places.items()}


def _is_sum(cells: Mapping[str, Cell]) -> bool:
    """A line with the sum of the others: no row of its own."""
    named = [as_text(cells.get(key)).strip().rstrip(":").casefold() for key in (DAY, TEXT, SORT, VOUCHER, WHO, POST)]
    return any(name.split(" ", 1)[0] in SUMS for name in named if name) and not _is_time(cells.get(DAY))


def _is_example(cells: Mapping[str, Cell]) -> bool:
    """The row of the template that shows how, forgotten in it."""
    return as_text(cells.get(TEXT)).strip().casefold().startswith(("beispiel:", "example:"))


def _is_time(cell: Cell) -> bool:
    try:
        return cell is not None and bool(time(cell))
    except CellFault:
        return False


def _posts(grant: FundingGrant) -> Any:
    return Post.objects.filter(block=grant.block).order_by("key")


class _Reader:
    """What the words of a list mean in this grant; asked once, whatever the number of rows."""

    def __init__(self, grant: FundingGrant) -> None:
        self.grant, self.today = grant, timezone.localdate()
        rows = grant.agreements.select_related("giver", "recipient__municipality", "post")
        self.agreements = [row for row in rows if counts(row)]
        self.posts: dict[str, list[Post]] = {}
        for post in _posts(grant):
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


def stands(row: Booking) -> bool:
    """Whether an amount is there as its list has it: nobody took it back but another row of a list."""
    return not hasattr(row, "taken_back_by") or row.taken_back_by.submission is not None


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


@dataclass(frozen=True)
class Booked:
    """What was booked of a list, and what of it stands."""

    rows: int
    amount: Decimal
    standing: int
    standing_amount: Decimal
    open: int = 0
    open_amount: Decimal = Decimal(0)
    first: Booking | None = None
    undone: Booking | None = None


NOTHING = Booked(0, Decimal(0), 0, Decimal(0))


def booked_of(paper: GrantPaper) -> Booked:
    """What was booked of a list with all its files, by whom and when."""
    names = [version.stored for version in paper.versions.all()]
    rows = list(
        Booking.objects.filter(grant=paper.grant_id, submission__in=names).select_related("recorded_by", "taken_back_by__recorded_by")
    )  # fmt: skip
    standing = [row for row in rows if stands(row)]
    open_rows = [row for row in rows if row.against_id is None and not hasattr(row, "taken_back_by")]
    back = [row.taken_back_by for row in rows if not stands(row)]
    return Booked(
        len(rows), total(row.amount for row in rows), len(standing), total(row.amount for row in standing),
        len(open_rows), total(row.amount for row in open_rows),
        min(rows, key=lambda row: row.recorded_at, default=None), max(back, key=lambda row: row.recorded_at, default=None),
    )  # fmt: skip


def lists_of(grant: FundingGrant) -> list[tuple[GrantPaper, Booked]]:
    """All lists of a grant with what was booked of each: four queries, however many there are."""
    papers = list(GrantPaper.objects.for_list().filter(grant=grant, kind="spending"))
    names = [version.stored for paper in papers for version in paper.versions.all()]
    stands = Q(taken_back_by=None) | Q(taken_back_by__submission__isnull=False)
    sums = (
        Booking.objects.filter(grant=grant, submission__in=names)
        .order_by()
        .values("submission")
        .annotate(
            rows=Count("pk"), sum=Sum("amount"), there=Count("pk", filter=stands), left=Sum("amount", filter=stands)
        )
    )
    by_file = {each["submission"]: each for each in sums}
    found = []
    for paper in papers:
        parts = [by_file[version.stored] for version in paper.versions.all() if version.stored in by_file]
        found.append((paper, _together(parts)))
    return found


def _together(parts: Sequence[Mapping[str, Any]]) -> Booked:
    return Booked(
        sum(each["rows"] for each in parts), total(each["sum"] or Decimal(0) for each in parts),
        sum(each["there"] for each in parts), total(each["left"] or Decimal(0) for each in parts),
    )  # fmt: skip


def list_of_file(grant: FundingGrant) -> dict[Any, GrantPaper]:
    """Which list an amount came with, by the name of its file."""
    versions = GrantPaperVersion.objects.filter(grant=grant, paper__kind="spending").select_related("paper")
    return {version.stored: version.paper for version in versions}


__all__ = [
    "COLUMNS", "Booked", "Fault", "Listing", "Row", "Spending", "booked_of", "list_of_file", "listing_of", "lists_of", "read_list",
    "stands", "table_of_list", "template",
]  # fmt: skip
