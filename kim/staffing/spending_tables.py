"""The table of a list of spending: its columns, the empty one to fill in, and which heading of a file is which column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from kim.organisation.public import Post
from kim.sheets.cells import Cell, as_text
from kim.sheets.reading import Limits, Sheet, Unreadable, read
from kim.sheets.writing import About, Head, Part, Value
from kim.staffing.exceptions import ColumnsUnnamed, ListUnreadable, ListWithoutColumns, ListWithoutRows
from kim.staffing.grants import counts
from kim.staffing.models import FundingGrant, GrantPaper
from kim.staffing.papers_kept import open_version
from kim.staffing.spending_cells import CellFault, euro, time, words
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


def template(grant: FundingGrant) -> tuple[list[Part], About]:
    """The table to fill in, with rows as they may look; German, for it stays in German offices."""
    agreements = [row for row in grant.agreements.select_related("recipient") if counts(row)]
    posts = list(posts_of(grant))
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


def rows_of(data: bytes, named: Mapping[str, str]) -> tuple[list[tuple[int, dict[str, Cell]]], tuple[int, ...]]:
    """The rows of a file with their lines, each cell by its column, and the lines that are no amounts: sums, the example."""
    table = table_of(data, named)
    missing = [str(column.label) for column in COLUMNS if column.required and column.key not in table.places]
    if missing:
        raise (ColumnsUnnamed if table.can_be_named else ListWithoutColumns)(columns=", ".join(missing))
    body = [
        (line, _cells(row, table.places))
        for line, row in enumerate(table.sheet.figures_once[table.line :], table.line + 1)
    ]
    body = [(line, cells) for line, cells in body if any(cell is not None for cell in cells.values())]
    left_out = tuple(line for line, cells in body if _is_sum(cells) or _is_example(cells))
    rows = [(line, cells) for line, cells in body if line not in left_out]
    if not rows:
        raise ListWithoutRows
    if len(rows) > MOST:
        raise ListUnreadable(why=str(FileUnreadable(Unreadable("too_many_rows", rows=MOST))))
    return rows, left_out


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


def posts_of(grant: FundingGrant) -> QuerySet[Post]:
    """The posts a list of this grant may name."""
    return Post.objects.filter(block=grant.block).order_by("key")
