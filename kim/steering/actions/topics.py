"""Topics: from observations taken together to the answer; merging and splitting lose nothing."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from kim.organisation.public import Body, BodyLevel, Municipality, User
from kim.privacy.public import audit
from kim.steering.access import reach_of
from kim.steering.actions.shared import change, lock, next_number
from kim.steering.exceptions import (
    GateClosed,
    MergedElsewhere,
    NothingChosen,
    ReasonMissing,
    StepNotPossible,
)
from kim.steering.models import Observation, Topic, TopicStep
from kim.steering.states import (
    OPEN_ORDER_STATES,
    TOPIC_STEPS,
    OrderState,
    Outcome,
    ProposalState,
    TopicFacts,
    TopicState,
    TopicStepRule,
    Who,
)
from kim.workbench.public import submissions

WHAT = "topic"
_LEVELS = {TopicState.CASE_LEVEL: BodyLevel.CASE, TopicState.STRUCTURE_LEVEL: BodyLevel.STRUCTURE}
MOVING = ("papers", "ministry_papers", "agenda_items", "proposals", "open_points")


@transaction.atomic
def open_topic(
    *,
    by: User,
    observations: Sequence[UUID] = (),
    municipalities: Iterable[Municipality] = (),
    submission: UUID | None = None,
    split_from: Topic | None = None,
    **fields: Any,
) -> Topic:
    """A new topic with these observations; those that belong to another topic move here."""
    _office(by)
    form: dict[str, Any] = {"by": by, "purpose": WHAT, "submission": submission}
    if not submissions.claim(**form):
        return Topic.objects.get(pk=submissions.made(**form) or 0)
    today = timezone.localdate()
    topic = Topic.objects.create(
        number=next_number(Topic, f"T{today.year}-", 3),
        state=TopicState.COLLECTED,
        state_since=today,
        opened_on=today,
        split_from=split_from,
        changed_by=by,
        **fields,
    )
    topic.municipalities.set(municipalities)
    TopicStep.objects.create(topic=topic, to_state=TopicState.COLLECTED, happened_on=today, taken_by=by)
    gather(topic=topic, observations=observations, by=by)
    submissions.remember(**form, made=topic)
    audit.record("topic.opened", target=topic, observations=len(observations))
    return topic


@transaction.atomic
def edit(
    *, topic: Topic, by: User, version: int, municipalities: Iterable[Municipality] | None = None, **fields: Any
) -> Topic:
    """Correct title, description, traits, responsible body, keeper, or the day by which it is to be answered."""
    _office(by)
    topic = lock(topic, version)
    changed = change(topic, by, **fields)
    if municipalities is not None:
        topic.municipalities.set(municipalities)
    if changed or municipalities is not None:
        audit.record("topic.changed", target=topic, fields=changed)
    return topic


@transaction.atomic
def gather(*, topic: Topic, observations: Sequence[UUID], by: User) -> int:
    """Put these observations to the topic; gives how many came. What was set aside is taken up again."""
    _office(by)
    _living(lock(topic))
    moved = Observation.objects.filter(pk__in=observations).exclude(topic=topic).update(topic=topic, set_aside="")
    if moved:
        audit.record("topic.gathered", target=topic, observations=moved)
    return moved


@transaction.atomic
def release(*, topic: Topic, observations: Sequence[UUID], by: User) -> int:
    """Take these observations out of the topic; they are waiting again."""
    _office(by)
    released = Observation.objects.filter(pk__in=observations, topic=topic).update(topic=None)
    if released:
        audit.record("topic.released", target=topic, observations=released)
    return released


@transaction.atomic
def set_aside(*, observations: Sequence[UUID], reason: str, by: User) -> int:
    """These observations are not followed up, and why; their reporters read the reason."""
    _office(by)
    if not observations:
        raise NothingChosen
    if not reason.strip():
        raise ReasonMissing
    done = Observation.objects.filter(pk__in=observations, topic=None).update(set_aside=reason.strip())
    audit.record("observations.set_aside", observations=done)
    return done


@transaction.atomic
def merge(*, topic: Topic, into: Topic, by: User, reason: str = "") -> Topic:
    """The topic becomes part of another: its observations, papers and proposals follow; its own way stays to be read."""
    _office(by)
    topic, into = lock(topic), lock(into)
    if topic.pk == into.pk:
        raise StepNotPossible
    _living(topic)
    _living(into)
    Observation.objects.filter(topic=topic).update(topic=into)
    for name in MOVING:
        getattr(topic, name).update(topic=into)
    for course in set(topic.course_steps.values_list("course", flat=True)):
        if not into.course_steps.filter(course=course).exists():
            topic.course_steps.filter(course=course).update(topic=into)
    into.municipalities.add(*topic.municipalities.all())
    _walk(topic, TopicState.MERGED, by, reason or str(into), merged_into=into, closed_on=timezone.localdate())
    audit.record("topic.merged", target=topic, into=into.pk)
    return into


@transaction.atomic
def split(*, topic: Topic, observations: Sequence[UUID], by: User, title: str, submission: UUID | None = None) -> Topic:
    """Some observations become a topic of their own. What was decided stays with the first, and the second names it as origin."""
    _office(by)
    chosen = list(Observation.objects.filter(pk__in=observations, topic=topic).values_list("pk", flat=True))
    if not chosen:
        raise NothingChosen
    same = {name: getattr(topic, name) for name in ("kind", "life_area", "sphere_from", "sphere_to", "body", "keeper")}
    return open_topic(
        by=by,
        title=title,
        observations=chosen,
        split_from=topic,
        municipalities=topic.municipalities.all(),
        submission=submission,
        **same,
    )


@transaction.atomic
def step(
    *, topic: Topic, to: TopicState, by: User, reason: str = "", body: Body | None = None, version: int | None = None
) -> Topic:
    """Take one step of the table in states.py; what a gate asks for and is missing is said sentence by sentence."""
    topic = lock(topic, version)
    rule = next((rule for rule in steps_from(topic, by) if rule.target == to), None)
    if rule is None:
        raise StepNotPossible
    missing = missing_for(rule, facts_of(topic))
    if missing:
        raise GateClosed(missing)
    if rule.needs_reason and not reason.strip():
        raise ReasonMissing
    closed_on = timezone.localdate() if to == TopicState.ANSWERED else None
    _walk(topic, to, by, reason, closed_on=closed_on, body=body or body_after(topic, to))
    audit.record("topic.stepped", target=topic, to=str(to))
    return topic


def body_after(topic: Topic, to: TopicState) -> Body | None:
    """Whose turn it is after this step: the county's one body of that level; else whoever has the topic now."""
    level = _LEVELS.get(to)
    if level is None or (topic.body is not None and topic.body.level == level):
        return topic.body
    there = Body.objects.on(timezone.localdate()).filter(level=level)[:2]
    return there[0] if len(there) == 1 else topic.body


def steps_from(topic: Topic, by: User) -> list[TopicStepRule]:
    """The steps this person may take with the topic from where it stands."""
    reach = reach_of(by)
    own = topic.body_id is not None and topic.body_id in reach.bodies
    return [
        rule for rule in TOPIC_STEPS if rule.source == topic.state and (reach.steers or (rule.who == Who.BODY and own))
    ]


def missing_for(rule: TopicStepRule, facts: TopicFacts) -> list[str]:
    """The sentences of all gates of this step that are not met."""
    return [str(gate.missing) for gate in rule.gates if not gate.met(facts)]


def facts_of(topic: Topic) -> TopicFacts:
    """What the gates look at, in one query."""
    ready = [ProposalState.SUBMITTED, ProposalState.SCHEDULED, ProposalState.DECIDED]
    accepted = [Outcome.ACCEPTED, Outcome.AMENDED]
    told = Topic.objects.filter(pk=topic.pk).aggregate(
        n_proposals=Count("proposals", filter=Q(proposals__state__in=ready), distinct=True),
        n_decisions=Count("decisions", distinct=True),
        n_accepted=Count("decisions", filter=Q(decisions__outcome__in=accepted), distinct=True),
        n_not_competent=Count("decisions", filter=Q(decisions__outcome=Outcome.NOT_COMPETENT), distinct=True),
        n_refused=Count("decisions", filter=Q(decisions__outcome=Outcome.REJECTED), distinct=True),
        n_orders=Count("decisions__orders", filter=~Q(decisions__orders__state=OrderState.DROPPED), distinct=True),
        n_open_orders=Count(
            "decisions__orders", filter=Q(decisions__orders__state__in=sorted(OPEN_ORDER_STATES)), distinct=True
        ),
        n_checks=Count("effect_checks", filter=Q(effect_checks__checked_on__isnull=False), distinct=True),
        n_ministry_papers=Count("ministry_papers", distinct=True),
        n_feedbacks=Count("feedbacks", filter=Q(feedbacks__final=True), distinct=True),
        n_unanswered_decisions=Count("decisions", filter=Q(decisions__feedbacks=None), distinct=True),
    )
    counts = {name.removeprefix("n_"): number for name, number in told.items()}
    if counts["feedbacks"]:
        counts["unanswered_decisions"] = 0  # the answer to the topic answers its decisions too
    return TopicFacts(**counts)


def _walk(topic: Topic, to: TopicState, by: User, reason: str, **fields: Any) -> None:
    today: date = timezone.localdate()
    source = topic.state
    change(topic, by, state=to, state_since=today, **fields)
    TopicStep.objects.create(
        topic=topic,
        from_state=source,
        to_state=to,
        body=topic.body,
        happened_on=today,
        reason=reason.strip(),
        taken_by=by,
    )


def _office(by: User) -> None:
    if not reach_of(by).steers:
        raise PermissionDenied


def _living(topic: Topic) -> None:
    if topic.state == TopicState.MERGED:
        raise MergedElsewhere(number=topic.merged_into.number if topic.merged_into else "")
