"""Forwarding: agreements within the grant and the agreement above, amended from a day on, proofs received and checked."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kim.organisation.public import Agency, Post, User
from kim.privacy.public import audit
from kim.staffing import grants as reading
from kim.staffing.actions.grants import locked, may, sent_before, touched
from kim.staffing.exceptions import (
    AgreementAboveAmount,
    AgreementAboveGrant,
    AgreementIsCancelled,
    AgreementOutsidePeriod,
    AgreementToItself,
    AmendmentOutsidePeriod,
    DayBeforeLast,
    DoneInFuture,
    NoPostsForwarded,
    NoSuchGrantState,
    NothingAmended,
    PeriodEndsBeforeStart,
    ProofDueTooEarly,
)
from kim.staffing.grants_states import AgreementState, agreement_may, goes_back, has_a_day
from kim.staffing.models import AgreementAmendment, ForwardingAgreement, FundingGrant, Terms

_DAYS = {
    AgreementState.SIGNED: "signed_on",
    AgreementState.PROOF_RECEIVED: "received_on",
    AgreementState.PROOF_CHECKED: "checked_on",
}


@transaction.atomic
def agree(
    *,
    grant: FundingGrant,
    recipient: Agency,
    giver: Agency,
    terms: Terms,
    by: User,
    parent: ForwardingAgreement | None = None,
    post: Post | None = None,
    signed_on: date | None = None,
    source: str = "",
    submission: UUID | None = None,
) -> ForwardingAgreement:
    """Money goes on to a recipient, within the period, the posts and the amount that the giver has."""
    may(by)
    if earlier := sent_before(ForwardingAgreement, submission):
        return earlier
    grant = locked(grant, None)  # two agreements of one grant come one after the other, so that both see the sum
    giver = parent.recipient if parent is not None else giver
    if recipient == giver or recipient in _above(parent):
        raise AgreementToItself
    _fits(grant, parent, terms, None, [(terms.period_from, terms.period_to, terms)])
    made: ForwardingAgreement = ForwardingAgreement.objects.create(
        grant=grant, parent=parent, giver=giver, recipient=recipient, post=post, signed_on=signed_on, source=source,
        state=AgreementState.SIGNED if signed_on else AgreementState.DRAFT, submission=submission, changed_by=by,
        changed_at=timezone.now(), **{name: getattr(terms, name) for name in Terms.__slots__},
    )  # fmt: skip
    audit.record("grant.forwarded", target=grant, agreement=made.pk, fte=str(terms.fte))
    return made


def _above(parent: ForwardingAgreement | None) -> list[Agency]:
    found: list[Agency] = []
    while parent is not None:
        found += [parent.giver, parent.recipient]
        parent = parent.parent
    return found


def _fits(
    grant: FundingGrant,
    parent: ForwardingAgreement | None,
    terms: Terms,
    own: ForwardingAgreement | None,
    spans: reading.Spans,
) -> None:
    """Within the period of what stands above, and not more posts or money than there are."""
    if terms.fte <= 0:
        raise NoPostsForwarded
    if terms.period_to < terms.period_from:
        raise PeriodEndsBeforeStart
    if terms.proof_due_on is not None and terms.proof_due_on < terms.period_from:
        raise ProofDueTooEarly
    above = parent.newest if parent is not None else None
    first = above.period_from if above else grant.period_from
    last = above.period_to if above else grant.period_to
    if terms.period_from < first or terms.period_to > last:
        raise AgreementOutsidePeriod(first=f"{first:%d.%m.%Y}", last=f"{last:%d.%m.%Y}")
    others = [
        row
        for row in grant.agreements.filter(parent=parent).prefetch_related("amendments")
        if reading.counts(row) and (own is None or row.pk != own.pk)
    ]
    every = above.fte if above else grant.fte_approved
    left = None if every is None else every - sum((row.newest.fte for row in others), Decimal(0))
    if left is not None and terms.fte > left:
        raise AgreementAboveGrant(asked=_shown(terms.fte), left=_shown(max(left, Decimal(0))), all=_shown(every))
    amount = reading.most_of(parent.spans()) if parent is not None else grant.approved_on()
    asked = sum((reading.most_of(each) or Decimal(0) for each in [*(row.spans() for row in others), spans]), Decimal(0))
    if amount is not None and asked > amount:
        raise AgreementAboveAmount(asked=_shown(asked), all=_shown(amount))


def _shown(figure: Decimal | None) -> str:
    return f"{figure or 0:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")


@transaction.atomic
def amend(
    *,
    agreement: ForwardingAgreement,
    valid_from: date,
    what: str,
    by: User,
    signed_on: date | None = None,
    submission: UUID | None = None,
    **changes: Any,
) -> AgreementAmendment:
    """What an agreement says differently from a day on; what was signed first stays to be read."""
    may(by)
    if earlier := sent_before(AgreementAmendment, submission):
        return earlier
    if not reading.counts(agreement):
        raise AgreementIsCancelled
    changes = {name: changes[name] for name in AgreementAmendment.CHANGES if changes.get(name) is not None}
    if not changes:
        raise NothingAmended
    grant = locked(agreement.grant, None)
    now = agreement.newest
    terms = Terms(**{name: changes.get(name, getattr(now, name)) for name in Terms.__slots__})
    planned = AgreementAmendment(agreement=agreement, valid_from=valid_from, **changes)
    _fits(grant, agreement.parent, terms, agreement, agreement.spans(planned))
    _holds_below(agreement, terms)
    pays_otherwise = not changes.keys().isdisjoint({"fte", "cap_per_fte", "own_per_fte"})
    if valid_from < terms.period_from or (pays_otherwise and valid_from > terms.period_to):
        raise AmendmentOutsidePeriod(first=f"{terms.period_from:%d.%m.%Y}", last=f"{terms.period_to:%d.%m.%Y}")
    made: AgreementAmendment = AgreementAmendment.objects.create(
        agreement=agreement, valid_from=valid_from, what=what, signed_on=signed_on, recorded_by=by, submission=submission, **changes
    )  # fmt: skip
    audit.record("grant.agreement_amended", target=grant, agreement=agreement.pk, fields=sorted(changes))
    return made


def _holds_below(agreement: ForwardingAgreement, terms: Terms) -> None:
    """What went on from here still fits into what is left here."""
    rows = [row.newest for row in agreement.children.prefetch_related("amendments") if reading.counts(row)]
    passed = sum((row.fte for row in rows), Decimal(0))
    if passed > terms.fte:
        raise AgreementAboveGrant(asked=_shown(passed), left=_shown(terms.fte), all=_shown(terms.fte))
    for row in rows:
        if row.period_to > terms.period_to:
            raise AgreementOutsidePeriod(first=f"{terms.period_from:%d.%m.%Y}", last=f"{terms.period_to:%d.%m.%Y}")


@transaction.atomic
def move(
    *, agreement: ForwardingAgreement, state: str, on: date | None, by: User, version: int | None
) -> ForwardingAgreement:
    """Signed, proof received, proof checked, each with its day; or cancelled. A proof that goes back was not received."""
    may(by)
    grant = locked(agreement.grant, None)
    agreement = locked(agreement, version)
    if state not in agreement_may(agreement.state):
        raise NoSuchGrantState
    if on is not None and on > timezone.localdate():
        raise DoneInFuture
    if goes_back(agreement.state, state):
        agreement.received_on = None
    elif has_a_day(agreement.state, state):
        day = on or timezone.localdate()
        last = agreement.received_on or agreement.signed_on
        if last is not None and day < last:
            raise DayBeforeLast(day=f"{last:%d.%m.%Y}")
        setattr(agreement, _DAYS[AgreementState(state)], day)
    agreement.state = state
    touched(agreement, by)
    audit.record("grant.agreement_moved", target=grant, agreement=agreement.pk, state=state)
    return agreement
