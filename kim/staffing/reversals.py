"""Which amount a reversing row of a list takes back: the one with its voucher, else with its words; what can be two amounts is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kim.staffing.models import Booking
from kim.staffing.proof_papers import euro

if TYPE_CHECKING:
    from kim.staffing.spending import Spending

_REVERSING = re.compile(
    r"\b(?:storno(?:buchung)?|stornierung|rückbuchung|korrektur|reversal)\b[\s:,-]*(?:\b(?:zu[rm]?|von|vom|der|des|für|of)\b)?",
    re.IGNORECASE,
)
NAMED = 4


@dataclass(frozen=True)
class Taken:
    """An amount that can be taken back: booked already, or in a row of the same list."""

    agreement: int | None
    post: int | None
    amount: Decimal
    period_from: date
    text: str
    voucher: str
    booked: Booking | None = None
    line: int = 0

    @classmethod
    def of_booking(cls, row: Booking) -> Taken:
        """One that is booked."""
        return cls(row.agreement_id, row.post_id, row.amount, row.period_from, row.text, row.voucher, row)

    @classmethod
    def of_row(cls, said: Spending, line: int) -> Taken:
        """One that the same list would book."""
        place, post = said.agreement.pk if said.agreement else None, said.post.pk if said.post else None
        return cls(place, post, said.amount, said.period_from, said.text, said.voucher, line=line)

    def __str__(self) -> str:
        where = _("line %(line)s") % {"line": self.line} if self.line else ""
        return ", ".join(filter(None, (where, f"{self.period_from:%m/%Y}", self.voucher, self.text)))


def plain(text: str) -> str:
    """Words alone: in one case, without what only says that something is reversed."""
    return " ".join(_REVERSING.sub(" ", text).replace("·", " ").split()).casefold()


def taken_by(said: Spending, there: Iterable[Taken]) -> Taken | str:
    """The one amount that this row takes back, or what to write so that it can be found."""
    own = Taken.of_row(said, 0)
    fitting = [
        each for each in there
        if each.amount == -said.amount and each.agreement == own.agreement and own.post in (None, each.post)
    ]  # fmt: skip
    found = [each for each in fitting if _names(said, each)] or [
        each for each in fitting if plain(each.text) == plain(said.text)
    ]
    if len(found) > 1:
        found = [each for each in found if each.period_from == said.period_from] or found
    if len(found) == 1:
        return found[0]
    amount = euro(-said.amount)
    if not fitting:
        return _(
            "This row takes %(amount)s back, but no such amount of this recipient is booked or stands in the list. "
            "Part of an amount: take the whole amount back and record what remains."
        ) % {"amount": amount}
    return _several(amount, found or fitting)


def _several(amount: str, found: Sequence[Taken]) -> str:
    said = ngettext(
        "This row takes %(amount)s back. Write the voucher number of the amount it means in this row; it can be: %(found)s.",
        "This row takes %(amount)s back. Write the voucher number of the amount it means in this row; these can be: %(found)s.",
        len(found),
    )
    more = " …" if len(found) > NAMED else ""
    return said % {"amount": amount, "found": "; ".join(map(str, found[:NAMED])) + more}


def _names(said: Spending, each: Taken) -> bool:
    """Whether the row has the voucher number of that amount, in its own column or among its words."""
    if not each.voucher:
        return False
    return said.voucher.casefold() == each.voucher.casefold() or bool(
        re.search(rf"(?<!\w){re.escape(each.voucher)}(?!\w)", f"{said.text} {said.voucher}", re.IGNORECASE)
    )


__all__ = ["Taken", "plain", "taken_by"]
