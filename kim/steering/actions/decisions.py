"""Decisions: taken in a meeting with number, wording and outcome; changed later only by dated amendments."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kim.organisation.public import Body, BodyLevel, User
from kim.privacy.public import audit
from kim.steering.access import reach_of
from kim.steering.actions import sessions
from kim.steering.actions.shared import change, lock, next_number
from kim.steering.exceptions import (
    AlreadyDecided,
    BallotMissing,
    BallotSaysOtherwise,
    BeforeItBegan,
    NoQuorum,
    NothingChanged,
    ReasonMissing,
    StepNotPossible,
)
from kim.steering.models import AgendaItem, Ballot, Decision, DecisionAmendment, Proposal, Topic, TopicStep
from kim.steering.signs import sign_of
from kim.steering.states import MeetingState, OrderState, Outcome, ProposalState, TopicState
from kim.workbench.public import submissions

DECIDED_BY_VOTE = (Outcome.ACCEPTED, Outcome.AMENDED, Outcome.REJECTED)
CARRIED = (Outcome.ACCEPTED, Outcome.AMENDED)


def number_for(body: Body, on: date) -> str:
    """The next number of the body in this year: LG 2026/07."""
    return next_number(Decision, f"{sign_of(body.name)} {on.year}/", 2)


@transaction.atomic
def decide(
    *, item: AgendaItem, by: User, outcome: str, wording: str, title: str = "", reasons: str = "",
    internal: bool = False, submission: UUID | None = None,
) -> Decision:  # fmt: skip
    """Record what the body decided on an item; proposal and topic follow."""
    meeting = sessions.keeper(item.meeting, by)
    if meeting.state not in (MeetingState.IN_SESSION, MeetingState.HELD) or item.postponed:
        raise StepNotPossible
    form: dict[str, Any] = {"by": by, "purpose": "decision", "submission": submission}
    if not submissions.claim(**form):
        return Decision.objects.get(pk=submissions.made(**form) or 0)
    proposal = lock(item.proposal) if item.proposal else None
    decision = Decision.objects.create(
        number=number_for(meeting.body, meeting.held_on), body=meeting.body, meeting=meeting, item=item,
        ballot=_ballot_for(item, outcome), topic=item.topic or (proposal.topic if proposal else None), proposal=proposal,
        decided_on=meeting.held_on, title=title or item.title, wording=wording, outcome=outcome, reasons=reasons,
        internal=internal or item.internal, changed_by=by,
    )  # fmt: skip
    _follow(decision, by)
    submissions.remember(**form, made=decision)
    audit.record("decision.taken", target=decision, outcome=outcome)
    return decision


@transaction.atomic
def amend(
    *, decision: Decision, by: User, version: int, wording: str, reason: str, amended_on: date | None = None
) -> DecisionAmendment:
    """A dated change of the wording, also after its work order is done; the first wording stays."""
    if not reach_of(by).manages(decision.body_id):
        raise PermissionDenied
    decision = lock(decision, version)
    if not (wording.strip() and reason.strip()):
        raise ReasonMissing
    day = amended_on or timezone.localdate()
    if day < decision.decided_on:
        raise BeforeItBegan(day=f"{decision.decided_on:%d.%m.%Y}")
    last = decision.amendments.last()
    if wording.strip() == (last.wording if last else decision.wording):
        raise NothingChanged
    amendment = DecisionAmendment.objects.create(
        decision=decision, amended_on=day, wording=wording.strip(),
        reason=reason.strip(), recorded_by=by,
    )  # fmt: skip
    decision.version += 1
    decision.changed_by = by
    decision.save()
    audit.record("decision.amended", target=decision)
    return amendment


def done_before_amendment(decision: Decision) -> bool:
    """Whether a work order was done before the wording changed: somebody has to see whether a new one is needed."""
    last = decision.amendments.last()
    return last is not None and decision.orders.filter(state=OrderState.DONE, done_on__lte=last.amended_on).exists()


def free_ballot(item: AgendaItem) -> Ballot | None:
    """The last vote on the item, if no decision rests on it; a vote that was taken again counts no more."""
    last = item.ballots.select_related("decision").last()
    return last if last and not hasattr(last, "decision") else None


def _ballot_for(item: AgendaItem, outcome: str) -> Ballot | None:
    ballot = free_ballot(item)
    if ballot is None and (stands := item.decisions.order_by("pk").last()):
        raise AlreadyDecided(number=stands.number)
    if ballot is None and outcome in DECIDED_BY_VOTE:
        raise BallotMissing
    if ballot is not None and outcome in DECIDED_BY_VOTE and ballot.carried != (outcome in CARRIED):
        raise BallotSaysOtherwise
    quorum = sessions.quorum_of(item.meeting)
    if ballot is None and not quorum.is_met:
        raise NoQuorum(present=quorum.present, needed=quorum.needed)
    return ballot


def _follow(decision: Decision, by: User) -> None:
    """The proposal is decided or goes back; the topic with it."""
    sent_back = decision.outcome == Outcome.SENT_BACK
    if decision.proposal:
        change(decision.proposal, by, state=ProposalState.SENT_BACK if sent_back else ProposalState.DECIDED)
    if decision.topic:
        _move_topic(
            lock(decision.topic), _back_to(decision.proposal) if sent_back else TopicState.DECIDED, decision, by
        )


def _back_to(proposal: Proposal | None) -> TopicState:
    from_case = proposal is not None and proposal.from_body is not None and proposal.from_body.level == BodyLevel.CASE
    return TopicState.CASE_LEVEL if from_case else TopicState.STRUCTURE_LEVEL


def _move_topic(topic: Topic, to: TopicState, decision: Decision, by: User) -> None:
    """A step of the table that the meeting takes, not a person: what stands elsewhere stays there."""
    if topic.state != TopicState.PROPOSED:
        return
    change(topic, by, state=to, state_since=decision.decided_on)
    TopicStep.objects.create(
        topic=topic, from_state=TopicState.PROPOSED, to_state=to, body=decision.body, happened_on=decision.decided_on,
        reason=decision.number, taken_by=by,
    )  # fmt: skip
    audit.record("topic.stepped", target=topic, to=str(to))
