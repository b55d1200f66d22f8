"""The form a recipient fills in for its proof of use: a workbook with a row for every month and person, and its way back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from kim.sheets.cells import MERGED, Broken, Cell, as_text
from kim.sheets.reading import Sheet, Unreadable, read
from kim.sheets.writing import About, Head, Part, Value
from kim.staffing.amounts import Doubtful, amount_of
from kim.staffing.exceptions import FormNotReadable, FormOfAnother
from kim.staffing.models import ForwardingAgreement
from kim.staffing.monthly import MonthHeld, held, months_over, posts_of

MONTH, POST, NAME, SHARE, STAFF, OTHER, VOUCHER = "month", "post", "name", "share", "staff", "other", "voucher"
# What stands above the columns; the form is German, for it goes to German offices.
HEADS = {
    MONTH: "Monat", POST: "Stelle", NAME: "Name", SHARE: "Personenmonate", STAFF: "Personalkosten in Euro",
    OTHER: "Sachkosten in Euro", VOUCHER: "Beleg",
}  # fmt: skip
WIDTHS = {MONTH: 12, POST: 44, NAME: 26, SHARE: 16, STAFF: 22, OTHER: 20, VOUCHER: 16}
SIGN = "Kennung"
_MONTH = re.compile(r"(0?[1-9]|1[0-2])[./](20\d\d)")


@dataclass(frozen=True)
class Filled:
    """A row of the form: the person-month it tells of, and what was spent."""

    number: int
    of: MonthHeld
    staff: Decimal
    other: Decimal
    voucher: str


@dataclass(frozen=True)
class Fault:
    """What has to change in a row, and in which column."""

    row: int
    column: str
    message: str


def sign_of(agreement: ForwardingAgreement) -> str:
    """By which a form finds back to its agreement."""
    return f"KIM-W-{agreement.pk}"


def form(agreement: ForwardingAgreement) -> tuple[list[Part], About]:
    """The form with every month that is over and somebody held the post; amounts are empty."""
    rows: list[list[Value]] = [
        [f"{each.month:%m/%Y}", each.post.title, str(each.user), each.share, None, None, None] for each in _held(agreement)
    ]  # fmt: skip
    with override("de"):
        lines = [
            (SIGN, sign_of(agreement)), (_("Recipient"), str(agreement.recipient)), (_("Grant"), str(agreement.grant)),
            (
                _("How to fill it in"),
                _("One row a month and person. Enter what was paid, in Euro; leave empty what there was not. Add rows below if needed."),
            ),
        ]  # fmt: skip
        name = _("Proof of use")
    heads = [Head(HEADS[key], WIDTHS[key]) for key in HEADS]
    return [Part(name, heads, rows)], About(name, "Angaben", lines)


def _held(agreement: ForwardingAgreement) -> list[MonthHeld]:
    terms = agreement.newest
    return list(held(posts_of(agreement.grant, agreement), terms.period_from, months_over(terms.period_to)))


def back(data: bytes, agreement: ForwardingAgreement) -> tuple[list[Filled], list[Fault]]:
    """What a filled form says, and what has to change; FormNotReadable and FormOfAnother where it is no form of this one."""
    try:
        sheets = read(data)
    except Unreadable as error:
        raise FormNotReadable from error
    found = _sign(sheets)
    if found and found != sign_of(agreement):
        raise FormOfAnother(found=found, wanted=sign_of(agreement))
    for sheet in sheets:
        for at, row in enumerate(sheet.rows[:20]):
            columns = _columns(row)
            if columns is not None:
                return _rows(sheet.figures_once, at, columns, _held(agreement))
    raise FormNotReadable


def _sign(sheets: Sequence[Sheet]) -> str:
    cells = (row for sheet in sheets for row in sheet.rows[:40] if len(row) > 1)
    return next((as_text(row[1]).strip() for row in cells if as_text(row[0]).strip() == SIGN), "")


def _columns(row: Sequence[Cell]) -> dict[str, int] | None:
    """Where each column stands, in whatever order; None if this is no row of heads."""
    texts = [" ".join(as_text(cell).casefold().split()) for cell in row]
    found = {key: texts.index(head.casefold()) for key, head in HEADS.items() if head.casefold() in texts}
    return found if {MONTH, NAME, STAFF} <= found.keys() else None


def _rows(
    rows: Sequence[Sequence[Cell]], at: int, columns: dict[str, int], held_months: list[MonthHeld]
) -> tuple[list[Filled], list[Fault]]:
    filled: list[Filled] = []
    faults: list[Fault] = []
    seen: set[tuple[date, int, int]] = set()
    for number, row in enumerate(rows[at + 1 :], at + 2):
        said = {key: row[place] if place < len(row) else None for key, place in columns.items()}
        if all(said.get(key) is None for key in (MONTH, NAME, STAFF, OTHER)):
            continue
        wrong = list(_wrong(number, said))
        of = None if wrong else _meant(said, held_months)
        if not wrong and of is None:
            wrong = [
                Fault(
                    number, HEADS[NAME], _("Nobody of this name held the post in this month. Record the holder first.")
                )
            ]
        if of is not None:
            wrong += _share_wrong(number, said, of)
            key = (of.month, of.post.pk, of.user.pk)
            if key in seen:
                wrong.append(Fault(number, HEADS[MONTH], _("This month of this person stands in the form twice.")))
            seen.add(key)
        faults += wrong
        if of is not None and not wrong:
            voucher = as_text(said.get(VOUCHER)).strip()[:80]
            filled.append(
                Filled(
                    number, of, _amount(said.get(STAFF)) or Decimal(0), _amount(said.get(OTHER)) or Decimal(0), voucher
                )
            )
    return filled, faults


def _wrong(number: int, said: dict[str, Cell]) -> Iterator[Fault]:
    if _month(said.get(MONTH)) is None:
        yield Fault(number, HEADS[MONTH], _("This is no month. Enter it like this: 03/2021"))
    for key in (STAFF, OTHER):
        cell = said.get(key)
        if cell == MERGED:
            yield Fault(
                number,
                HEADS[key],
                _(
                    "This figure stands in one cell over several rows. Split the cell and enter what belongs to each row."
                ),
            )
        elif isinstance(cell, Broken):
            yield Fault(number, HEADS[key], _("The formula of this cell has no result. Enter the amount itself."))
        elif cell is not None and _amount(cell) is None:
            yield Fault(
                number, HEADS[key], _("This is no amount of 0 or more in whole cents. Enter it like this: 4.583,33")
            )


def _share_wrong(number: int, said: dict[str, Cell], of: MonthHeld) -> list[Fault]:
    cell = said.get(SHARE)
    if cell is None:
        return []
    try:
        share = Decimal(as_text(cell).replace(",", "."))
    except ArithmeticError:
        return [Fault(number, HEADS[SHARE], _("This is no number. Enter it like this: 7 or 0,5"))]
    if abs(share - of.share) > Decimal("0.0001"):
        known = f"{of.share.normalize():f}".replace(".", ",")
        return [
            Fault(number, HEADS[SHARE], _("%(held)s person-months were held; change the holder's days if that is wrong.") % {"held": known})
        ]  # fmt: skip
    return []


def _meant(said: dict[str, Cell], held_months: list[MonthHeld]) -> MonthHeld | None:
    month, name = _month(said.get(MONTH)), " ".join(as_text(said.get(NAME)).casefold().split())
    post = " ".join(as_text(said.get(POST)).casefold().split())
    found = [
        each
        for each in held_months
        if each.month == month and str(each.user).casefold() == name and post in ("", each.post.title.casefold())
    ]
    return found[0] if len(found) == 1 else None


def _month(cell: Cell) -> date | None:
    if isinstance(cell, date):
        return cell.replace(day=1)
    found = _MONTH.fullmatch(as_text(cell).strip())
    return date(int(found[2]), int(found[1]), 1) if found else None


def _amount(cell: Cell) -> Decimal | None:
    """Euro in whole cents, 0 or more; None where it is nothing of the kind."""
    if cell is None or isinstance(cell, bool | date | Broken):
        return None
    if isinstance(cell, int | float):
        exact = Decimal(str(cell))
        near = exact.quantize(Decimal("0.01"))
        return near if exact >= 0 and abs(exact - near) < Decimal("0.000001") else None
    try:
        found = amount_of(cell)
    except Doubtful:
        return None
    return found if found is not None and found >= 0 else None


__all__ = ["HEADS", "Fault", "Filled", "back", "form", "sign_of"]
