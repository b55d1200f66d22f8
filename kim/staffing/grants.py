"""Reading a funding file: what it rests on, what is late, who waits for whom, and where forwarded money goes at most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from kim.law.funding.rules import Basis, funding
from kim.staffing.grants_states import AgreementState
from kim.staffing.models import ForwardingAgreement, FundingGrant, GrantStep, Terms
from kim.staffing.money import MONTHS, cents
from kim.staffing.vacancy import months

SOON = timedelta(days=14)


def bases(grant: FundingGrant) -> list[Basis]:
    """On what the money of this block rests in the period, the earliest first; one may end while the grant runs."""
    found = [
        each
        for each in funding().bases
        if grant.block in each.blocks and each.valid_from <= grant.period_to and grant.period_from <= each.valid_to
    ]
    return sorted(found, key=lambda each: each.valid_from)


def ends_within(grant: FundingGrant) -> Basis | None:
    """The basis named in the file, where it ends before the grant does."""
    named = next((each for each in funding().bases if each.id == grant.basis), None)
    return named if named and named.valid_to < grant.period_to else None


def begins_late(grant: FundingGrant) -> Basis | None:
    """The basis named in the file, where it came only after the grant had begun: normal, but worth knowing."""
    named = next((each for each in funding().bases if each.id == grant.basis), None)
    return named if named and named.valid_from > grant.period_from else None


def late_steps(grant: FundingGrant, today: date) -> list[GrantStep]:
    """The steps of a file whose day has passed."""
    return [step for step in grant.steps.all() if step.is_late(today)]


def late_proofs(grant: FundingGrant, today: date) -> list[ForwardingAgreement]:
    """The agreements of a file whose proof of use should have come."""
    return [row for row in grant.agreements.all() if proof_is_late(row, today)]


def next_step(grant: FundingGrant) -> GrantStep | None:
    """What comes next in the procedure; it may have no day yet."""
    return next((step for step in ordered(grant.steps.all()) if step.done_on is None), None)


def ordered(steps: Iterable[GrantStep]) -> list[GrantStep]:
    """Done ones by their day, then what is open: nothing before what it waits for, otherwise by the day due."""
    rows = list(steps)
    found = sorted((row for row in rows if row.done_on), key=lambda row: (row.done_on, row.pk))
    waiting = sorted((row for row in rows if not row.done_on), key=lambda row: (row.due_on or date.max, row.pk))
    placed = {row.pk for row in found}
    while waiting:
        ready = [row for row in waiting if row.waits_for_id in placed or row.waits_for_id is None]
        row = (ready or waiting)[0]
        waiting.remove(row)
        placed.add(row.pk)
        found.append(row)
    return found


Spans = Sequence[tuple[date, date, Terms]]


def most_of(spans: Spans) -> Decimal | None:
    """What the recipient gets at most, each amendment from its day on; actual cost below it is what counts (`min(actual, cap)`)."""
    if any(terms.cap_per_fte is None for _first, _last, terms in spans):
        return None
    return _over(spans, "cap_per_fte")


def own_of(spans: Spans) -> Decimal:
    """What the giver adds of its own at most."""
    return _over(spans, "own_per_fte")


def _over(spans: Spans, what: str) -> Decimal:
    parts = (Fraction(getattr(terms, what)) * Fraction(terms.fte) * months(first, last) for first, last, terms in spans)
    return cents(sum(parts, Fraction(0)) / MONTHS)


@dataclass(frozen=True, slots=True)
class Branch:
    """One agreement in the tree, with what it comes to."""

    agreement: ForwardingAgreement
    terms: Terms
    depth: int
    most: Decimal | None
    own: Decimal
    passed_on: Decimal  # posts that go on from the recipient
    proof_late: bool


def tree(agreements: Iterable[ForwardingAgreement], today: date) -> list[Branch]:
    """The agreements of a file from the county downwards, each below the one it goes on from."""
    below: dict[int | None, list[ForwardingAgreement]] = {}
    for each in agreements:
        below.setdefault(each.parent_id, []).append(each)
    return list(_branches(None, 0, below, today))


def _branches(
    parent: int | None, depth: int, below: dict[int | None, list[ForwardingAgreement]], today: date
) -> Iterator[Branch]:
    for each in sorted(below.get(parent, []), key=lambda row: (str(row.recipient), row.pk)):
        terms = each.newest
        going_on = sum((row.newest.fte for row in below.get(each.pk, []) if counts(row)), Decimal(0))
        yield Branch(
            each, terms, depth, most_of(each.spans()), own_of(each.spans()), going_on, proof_is_late(each, today)
        )
        yield from _branches(each.pk, depth + 1, below, today)


def counts(agreement: ForwardingAgreement) -> bool:
    """Whether it takes something of what can be forwarded."""
    return agreement.state != AgreementState.CANCELLED


def proof_is_late(agreement: ForwardingAgreement, today: date) -> bool:
    """Whether its proof of use should have come."""
    due = agreement.newest.proof_due_on
    return agreement.state == AgreementState.SIGNED and due is not None and due < today
