"""Next year from this year: the same rule with newer figures, beside the table that holds so far."""

from decimal import Decimal
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from kim.law.apportionment import Apportionment as Computed
from kim.organisation.public import User
from kim.staffing.public import Apportionment, access, planning, words
from kim.web.staffing.forms import OWN

Words = dict[str, Any]


def beside(user: User, asked: str, result: Computed | None) -> Words | None:
    """Beside an earlier table: what each had, what it would get, and the difference; None without one."""
    if result is None or not asked.isascii() or not asked.isdigit() or len(asked) > 9:
        return None
    row = access.apportionments_for(user).filter(pk=int(asked)).prefetch_related("shares").first()
    if row is None:
        return None
    had = {each.key: each.agreed if each.agreed is not None else each.computed for each in row.rows}
    now = {share.unit.key: share for share in result.shares}
    lines = [
        {
            "name": share.unit.name, "before": words.in_steps(had.get(key)), "now": words.in_steps(share.share),
            "change": words.in_steps(share.share - Fraction(had[key])) if had.get(key) is not None else "",
        }
        for key, share in now.items()
    ]  # fmt: skip
    gone = [each.name for each in row.rows if each.key not in now]
    return {"row": row, "lines": lines, "gone": gone}


def address_of(row: Apportionment) -> str:
    """The address that computes the same rule anew, with the newest figures and beside this table."""
    sets = planning.figure_sets()
    sets.sort(key=lambda each: each.label not in row.weights)  # the same kind of figures first
    asked: Words = {
        "posts": _plain(row.posts), "method": row.method, "step": _plain(row.step), "minimum": _plain(row.minimum),
        "threshold": _plain(row.threshold), "key": sets[0].key if sets else OWN, "vorher": row.pk,
    }  # fmt: skip
    for number, each in enumerate((each for each in row.rows if len(each.members) > 1), start=1):
        asked |= {f"group_{key}": str(number) for key in each.members}
    return f"{reverse('staffing:plan')}?{urlencode(asked)}"


def _plain(value: Decimal | None) -> str:
    """7 or 0.5, as the choices of the form have it."""
    text = f"{value or 0:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
