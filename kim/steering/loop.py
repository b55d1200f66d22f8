"""The loop's state: what waits at each stage from the observation to the feedback, for how long, and where it stands still."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import Lead
from django.utils.translation import pgettext_lazy

from kim.organisation.public import Body, User
from kim.steering.access import decisions_for, observations_for, orders_for, topics_for
from kim.steering.board import STATION_OF
from kim.steering.models import Decision, Meeting, Proposal, Topic, TopicStep
from kim.steering.states import OPEN_ORDER_STATES, MeetingState, ProposalState, TopicState
from kim.steering.unfinished import BINDING

_S = TopicState
SMALL = 5
# After so many days a stage counts as standing still; orders have days of their own.
LIMITS = {"observation": 30, "topic": 30, "proposal": 60, "decision": 14, "order": 0, "effect": 90, "feedback": 30}
LABELS = {
    "observation": pgettext_lazy("loop", "Observations"),
    "topic": pgettext_lazy("loop", "Topics"),
    "proposal": pgettext_lazy("loop", "Proposals"),
    "decision": pgettext_lazy("loop", "Decisions"),
    "order": pgettext_lazy("loop", "Work orders"),
    "effect": pgettext_lazy("loop", "Effect"),
    "feedback": pgettext_lazy("loop", "Feedback"),
}
WAITING_PROPOSALS = (ProposalState.SUBMITTED, ProposalState.SCHEDULED, ProposalState.SENT_BACK)
AHEAD = (MeetingState.PLANNED, MeetingState.INVITED)


@dataclass(frozen=True)
class Stage:
    """One stage: how many wait, the median of their days, the longest, how many too long, and how long others took in a year.

    `number` None is a hidden figure; its days are hidden with it.
    """

    key: str
    number: int | None
    median: int | None
    longest: int | None
    late: int | None
    took: int | None = None

    @property
    def label(self) -> str:
        return str(LABELS[self.key])

    @property
    def limit(self) -> int:
        return LIMITS[self.key]


def stages(user: User, today: date) -> list[Stage]:
    """All stages, in eight queries however much there is."""
    took = _took(user, today)
    ages = {
        "observation": _observations(user, today),
        "topic": _topics(user, today, _S.COLLECTED, _S.CASE_LEVEL, _S.STRUCTURE_LEVEL),
        "proposal": _days(Proposal.objects.filter(state__in=WAITING_PROPOSALS).values_list("submitted_on", flat=True), today),
        "decision": _days(unordered(user).values_list("decided_on", flat=True), today),
        "effect": _topics(user, today, _S.IMPLEMENTED),
        "feedback": _days(untold(user).values_list("decided_on", flat=True), today),
    }  # fmt: skip
    found = {key: _stage(key, days, sum(day > LIMITS[key] for day in days), took) for key, days in ages.items()}
    found["order"] = _orders(user, today, took)
    if 0 < len(ages["observation"]) < SMALL:
        found["observation"] = Stage("observation", None, None, None, None, None)
    return [found[key] for key in LABELS]


def stuck(rows: Sequence[Stage]) -> str:
    """The stage at which most things stand still; empty where none does."""
    worst = max(rows, key=lambda each: each.late or 0)
    return worst.key if worst.late else ""


def unordered(user: User) -> QuerySet[Decision]:
    """Binding decisions that wait for a work order."""
    return decisions_for(user).filter(outcome__in=BINDING, closed_on=None, orders=None)


def untold(user: User) -> QuerySet[Decision]:
    """Open decisions of which those who reported have heard nothing."""
    return decisions_for(user).filter(closed_on=None, feedbacks=None, topic__isnull=False)


def bodies_without_meeting(today: date) -> list[Body]:
    """Bodies that exist today and have no meeting ahead."""
    planned = Meeting.objects.filter(state__in=AHEAD, held_on__gte=today).values("body")
    return list(Body.objects.on(today).exclude(pk__in=planned).order_by("name"))


def sent_back() -> list[Proposal]:
    """Proposals that came back and wait for another try."""
    return list(Proposal.objects.filter(state=ProposalState.SENT_BACK).select_related("to_body").order_by("pk"))


def effects_due(user: User, today: date) -> list[Topic]:
    """Topics implemented so long ago that their effect is to be looked at."""
    since = today - timedelta(days=LIMITS["effect"])
    return list(topics_for(user).filter(state=_S.IMPLEMENTED, state_since__lte=since).order_by("state_since", "pk"))


def _orders(user: User, today: date, took: dict[str, int]) -> Stage:
    rows = orders_for(user).filter(state__in=sorted(OPEN_ORDER_STATES)).values_list("decision__decided_on", "due_on")
    listed = list(rows)
    return _stage("order", [(today - day).days for day, _due in listed], sum(due < today for _day, due in listed), took)


def _stage(key: str, days: Sequence[int], late: int, took: dict[str, int]) -> Stage:
    return Stage(key, len(days), round(median(days)) if days else None, max(days, default=None), late, took.get(key))


def _observations(user: User, today: date) -> list[int]:
    waiting = observations_for(user).filter(topic=None, set_aside="").order_by()
    counted = waiting.values_list("month").annotate(n=Count("pk"))
    return [(today - month).days for month, number in counted for _each in range(number)]


def _topics(user: User, today: date, *states: TopicState) -> list[int]:
    return _days(topics_for(user).filter(state__in=states).values_list("state_since", flat=True), today)


def _days(found: Iterable[date | None], today: date) -> list[int]:
    return [(today - day).days for day in found if day is not None]


def _took(user: User, today: date) -> dict[str, int]:
    """How many days topics stayed at each station, of those that went on in the last twelve months."""
    left = Window(Lead("happened_on"), partition_by=F("topic"), order_by=(F("happened_on").asc(), F("pk").asc()))
    rows = TopicStep.objects.filter(topic__in=topics_for(user)).annotate(left_on=left)
    gone = rows.filter(left_on__gte=today - timedelta(days=365)).values_list("to_state", "happened_on", "left_on")
    stays: dict[str, list[int]] = {}
    for state, came, went in gone:
        key = STATION_OF.get(TopicState(state), "")
        stays.setdefault("topic" if key == "group" else key, []).append((went - came).days)
    return {key: round(median(days)) for key, days in stays.items() if len(days) >= SMALL}
