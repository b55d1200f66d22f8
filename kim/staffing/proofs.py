"""What a proof of use says, as plain values: counted from the rows, or as it stood on the day it was submitted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import or_
from typing import Any

from kim.organisation.public import Post
from kim.staffing import posts
from kim.staffing.accounts import Account, Line, account
from kim.staffing.models import Booking, BookingKind, ChargedMonth, ForwardingAgreement, FundingGrant, ProofOfUse
from kim.staffing.money import Settlement
from kim.staffing.monthly import MonthHeld, held, in_places, months_over, posts_of
from kim.staffing.vacancy import next_month


@dataclass(frozen=True)
class Person:
    """Somebody on a post with the person-months that are paid, by month ("2021-03")."""

    post: str
    who: str
    months: dict[str, str]
    total: str


@dataclass(frozen=True)
class Vacant:
    """A share of a post that nobody held."""

    post: str
    first: str
    last: str
    fte: str
    months: str


@dataclass(frozen=True)
class Cost:
    """An amount that was spent."""

    first: str
    last: str
    text: str
    post: str
    voucher: str
    amount: str
    who: str = ""


@dataclass(frozen=True)
class HandedOn:
    """What went to a recipient, and what of it is eligible."""

    recipient: str
    person_months: str
    received: str
    spent: str
    eligible: str
    pay_back: str


@dataclass(frozen=True)
class Figures:
    """Everything a proof shows; amounts in Euro and person-months as decimal strings, days as ISO dates."""

    on: str
    first: str
    last: str
    money: dict[str, str | None]
    people: tuple[Person, ...]
    vacant: tuple[Vacant, ...]
    costs: tuple[Cost, ...]
    handed_on: tuple[HandedOn, ...]

    def as_json(self) -> dict[str, Any]:
        """For keeping."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Figures:
        """As kept."""
        parts: dict[str, Any] = {"people": Person, "vacant": Vacant, "costs": Cost, "handed_on": HandedOn}
        said = {name: tuple(parts[name](**row) for row in kept[name]) for name in parts}
        return cls(**{**kept, **said})


def figures_of(proof: ProofOfUse, today: date) -> Figures:
    """Those of the day it was submitted, else those of today."""
    if proof.figures is not None:
        return Figures.from_json(proof.figures)
    return count(proof.grant, proof.agreement, today)


def count(grant: FundingGrant, agreement: ForwardingAgreement | None, today: date) -> Figures:
    """Counted from the rows: of an agreement what it handed on, of a grant everything."""
    money = account(grant)
    lines = [line for line in money.lines if agreement is None or line.agreement == agreement]
    of = [line.agreement for line in lines]
    charged = ChargedMonth.objects.filter(grant=grant).select_related("post", "user")
    charged = charged if agreement is None else charged.filter(agreement=agreement)
    years = posts.over(grant.period_from, grant.period_to, today, only=_all_posts(grant, of))
    return Figures(
        on=today.isoformat(), first=grant.period_from.isoformat(), last=grant.period_to.isoformat(),
        money=_whole(money) if agreement is None else _line(lines[0]),
        people=tuple(_people(charged)), vacant=tuple(_vacant(years)), costs=tuple(_costs(lines)),
        handed_on=tuple(_handed_on(line) for line in lines if line.agreement is not None) if agreement is None else (),
    )  # fmt: skip


def _all_posts(grant: FundingGrant, agreements: Iterable[ForwardingAgreement | None]) -> Any:
    found = [posts_of(grant, agreement) for agreement in agreements]
    return reduce(or_, found[1:], found[0])


def _whole(money: Account) -> dict[str, str | None]:
    return {"person_months": _share(money.person_months), "approved": _euro(money.approved)} | _settled(
        money.settlement
    )


def _line(line: Line) -> dict[str, str | None]:
    return {
        "person_months": _share(line.person_months), "approved": _euro(line.approved), "cap": _euro(line.cap),
    } | _settled(line.settlement)  # fmt: skip


def _settled(of: Settlement) -> dict[str, str | None]:
    return {
        "spent": _euro(of.spent), "eligible": _euro(of.eligible), "own": _euro(of.own), "received": _euro(of.called),
        "pay_back": _euro(of.pay_back), "still_due": _euro(of.still_due), "exceeds": _euro(of.exceeds),
    }  # fmt: skip


def _euro(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _share(months: Fraction) -> str:
    return f"{in_places(months):.4f}"


def _people(charged: Iterable[ChargedMonth]) -> Iterable[Person]:
    rows: dict[tuple[str, str], dict[str, Decimal]] = {}
    for row in charged:
        rows.setdefault((row.post.title, str(row.user)), {})[f"{row.month:%Y-%m}"] = row.share
    for (post, who), months in sorted(rows.items()):
        yield Person(
            post, who, {month: f"{share:.4f}" for month, share in months.items()}, f"{sum(months.values()):.4f}"
        )


def _vacant(years: list[posts.OverTime]) -> Iterable[Vacant]:
    for gap in posts.gaps(years):
        free = gap.vacancy
        yield Vacant(
            gap.post.title, free.start.isoformat(), free.end.isoformat(), f"{free.fte:.2f}", _share(gap.months)
        )


def _costs(lines: Iterable[Line]) -> Iterable[Cost]:
    for line in lines:
        for row in filter(_stands, line.rows_of(BookingKind.SPENT)):
            yield Cost(
                row.period_from.isoformat(), row.period_to.isoformat(), row.text, row.post.title if row.post else "",
                row.voucher, f"{row.amount:.2f}", str(line.agreement.recipient) if line.agreement else "",
            )  # fmt: skip


def _stands(row: Booking) -> bool:
    """Not one of two rows that are nothing together: a proof tells what was spent, the account tells what was mistaken."""
    other = row.against if row.against_id else getattr(row, "taken_back_by", None)
    return other is None or other.amount != -row.amount


def _handed_on(line: Line) -> HandedOn:
    settled = line.settlement
    return HandedOn(
        str(line.agreement.recipient) if line.agreement else "", _share(line.person_months), f"{line.received:.2f}",
        f"{settled.spent:.2f}", f"{settled.eligible:.2f}", f"{settled.pay_back:.2f}",
    )  # fmt: skip


def not_charged(grant: FundingGrant, agreement: ForwardingAgreement | None) -> list[MonthHeld]:
    """Person-months that were held, in months that are over, and that this grant does not pay yet."""
    known = set(ChargedMonth.objects.filter(grant=grant).values_list("post_id", "user_id", "month"))
    rows = held(posts_of(grant, agreement), grant.period_from, months_over(grant.period_to))
    return [each for each in rows if (each.post.pk, each.user.pk, each.month) not in known]


def above_held(grant: FundingGrant) -> list[tuple[ChargedMonth, Decimal]]:
    """Months this grant pays for more than was held, because somebody's days on the post were changed since; with what was held."""
    rows = list(ChargedMonth.objects.filter(grant=grant).select_related("post", "user"))
    if not rows:
        return []
    last = next_month(max(row.month for row in rows)) - timedelta(days=1)
    of = Post.objects.filter(pk__in={row.post_id for row in rows})
    known = {
        (each.post.pk, each.user.pk, each.month): each.share for each in held(of, min(row.month for row in rows), last)
    }
    told = [(row, known.get((row.post_id, row.user_id, row.month), Decimal(0))) for row in rows]
    return [(row, share) for row, share in told if row.share > share]
