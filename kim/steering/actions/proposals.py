"""Proposals: written, submitted, advised on by preparing bodies, withdrawn, handed in again."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kim.organisation.public import Agency, Body, User
from kim.privacy.public import audit
from kim.steering.access import reach_of
from kim.steering.actions import topics
from kim.steering.actions.shared import change, lock, next_number
from kim.steering.exceptions import StepNotPossible
from kim.steering.models import Proposal, Recommendation
from kim.steering.states import PROPOSAL_STEPS, ProposalState, TopicState
from kim.workbench.public import submissions

WHAT = "proposal"
OPEN = frozenset({ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.SENT_BACK})
COPIED = ("topic", "from_body", "to_body", "title", "wording", "reasons", "options", "cost")


def proposals_for(user: User) -> QuerySet[Proposal]:
    """Proposals: for the offices all, for members those that come from their body or go to it; drafts stay with who writes them."""
    reach = reach_of(user)
    if reach.steers or reach.keeps_minutes:
        return Proposal.objects.all()
    received = Q(to_body__in=reach.bodies) & ~Q(state=ProposalState.DRAFT)
    return Proposal.objects.filter(Q(from_body__in=reach.bodies) | received)


def may_write(user: User, proposal: Proposal | None = None) -> bool:
    """Whether they may write a proposal, or change this one: the offices, and members for their own body."""
    reach = reach_of(user)
    if reach.steers or reach.keeps_minutes:
        return True
    return bool(reach.bodies) if proposal is None else proposal.from_body_id in reach.bodies


@transaction.atomic
def write(*, by: User, agencies: Iterable[Agency] = (), submission: UUID | None = None, **fields: Any) -> Proposal:
    """A new proposal, as a draft; members write for a body they sit in."""
    _writer(by, fields.get("from_body"))
    form: dict[str, Any] = {"by": by, "purpose": WHAT, "submission": submission}
    if not submissions.claim(**form):
        return Proposal.objects.get(pk=submissions.made(**form) or 0)
    number = next_number(Proposal, f"V{timezone.localdate().year}-", 3)
    proposal = Proposal.objects.create(number=number, changed_by=by, **fields)
    proposal.agencies.set(agencies)
    submissions.remember(**form, made=proposal)
    audit.record("proposal.written", target=proposal)
    return proposal


@transaction.atomic
def edit(
    *, proposal: Proposal, by: User, version: int, agencies: Iterable[Agency] | None = None, **fields: Any
) -> Proposal:
    """Change a proposal that is not on an agenda yet."""
    proposal = _own(proposal, by, version)
    _writer(by, fields.get("from_body", proposal.from_body))
    if proposal.state not in (ProposalState.DRAFT, ProposalState.SUBMITTED):
        raise StepNotPossible
    changed = change(proposal, by, **fields)
    if agencies is not None:
        proposal.agencies.set(agencies)
    audit.record("proposal.changed", target=proposal, fields=changed)
    return proposal


@transaction.atomic
def submit(*, proposal: Proposal, by: User) -> Proposal:
    """Hand the proposal in; its topic goes on to the body that decides, if it stands with a working group."""
    proposal = _move(_own(proposal, by), ProposalState.SUBMITTED, by, submitted_on=timezone.localdate())
    topic = proposal.topic
    if topic and any(rule.target == TopicState.PROPOSED for rule in topics.steps_from(topic, by)):
        topics.step(topic=topic, to=TopicState.PROPOSED, by=by, reason=proposal.number)
    audit.record("proposal.submitted", target=proposal)
    return proposal


@transaction.atomic
def withdraw(*, proposal: Proposal, by: User) -> Proposal:
    """Take the proposal back before it is decided on."""
    proposal = _move(_own(proposal, by), ProposalState.WITHDRAWN, by)
    audit.record("proposal.withdrawn", target=proposal)
    return proposal


@transaction.atomic
def resubmit(*, proposal: Proposal, by: User, submission: UUID | None = None) -> Proposal:
    """A new draft made of one that was sent back; it names its origin, and the first keeps its wording."""
    proposal = _own(proposal, by)
    if proposal.state != ProposalState.SENT_BACK:
        raise StepNotPossible
    same = {name: getattr(proposal, name) for name in COPIED}
    return write(by=by, agencies=proposal.agencies.all(), origin=proposal, submission=submission, **same)


@transaction.atomic
def recommend(
    *, proposal: Proposal, body: Body, by: User, advice: str, wording: str = "", reasons: str = "",
    submission: UUID | None = None,
) -> Recommendation:  # fmt: skip
    """What a preparing body recommends, with its own wording where it wants another."""
    if not reach_of(by).manages(body.pk):
        raise PermissionDenied
    if lock(proposal).state not in (ProposalState.SUBMITTED, ProposalState.SCHEDULED):
        raise StepNotPossible
    form: dict[str, Any] = {"by": by, "purpose": "recommendation", "submission": submission}
    if not submissions.claim(**form):
        return Recommendation.objects.get(pk=submissions.made(**form) or 0)
    given = Recommendation.objects.create(
        proposal=proposal, body=body, given_on=timezone.localdate(), advice=advice, wording=wording, reasons=reasons
    )
    submissions.remember(**form, made=given)
    audit.record("proposal.advised", target=proposal, body=body.pk)
    return given


def _move(proposal: Proposal, to: ProposalState, by: User, **fields: Any) -> Proposal:
    if to not in PROPOSAL_STEPS[ProposalState(proposal.state)]:
        raise StepNotPossible
    change(proposal, by, state=to, **fields)
    return proposal


def _own(proposal: Proposal, by: User, version: int | None = None) -> Proposal:
    if not may_write(by, proposal):
        raise PermissionDenied
    return lock(proposal, version)


def _writer(by: User, body: Body | None) -> None:
    reach = reach_of(by)
    if not (reach.steers or reach.keeps_minutes or (body is not None and body.pk in reach.bodies)):
        raise PermissionDenied
