"""The board of topics: eight stations from the observation to the feedback, what stands there, and what stands still."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from django.db import connection
from django.db.models import Avg, Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import pgettext_lazy

from kim.organisation.public import BodyLevel, User
from kim.privacy.public import disclosure
from kim.steering.access import meetings_for, observations_for, orders_for, topics_for
from kim.steering.models import Meeting, Topic, TopicStep
from kim.steering.states import OPEN_TOPIC_STATES, MeetingState, TopicState
from kim.steering.unfinished import overdue

SHOWN = 8
RESTS_AFTER = timedelta(days=30)
ANSWERED_FOR = timedelta(days=60)
_S = TopicState
STATIONS = (
    ("observation", pgettext_lazy("station", "Observation"), ()),
    ("topic", pgettext_lazy("station", "Topic"), (_S.COLLECTED,)),
    ("group", pgettext_lazy("station", "Working group"), (_S.CASE_LEVEL, _S.STRUCTURE_LEVEL)),
    ("proposal", pgettext_lazy("station", "Proposal"), (_S.PROPOSED,)),
    ("decision", pgettext_lazy("station", "Decision"), (_S.DECIDED, _S.AT_MINISTRY)),
    ("order", pgettext_lazy("station", "Work order"), (_S.ORDERED,)),
    ("effect", pgettext_lazy("station", "Effect"), (_S.IMPLEMENTED, _S.CHECKED)),
    ("feedback", pgettext_lazy("station", "Feedback"), (_S.ANSWERED,)),
)
_ON_A_CARD = ("version", "number", "title", "state", "state_since", "target_on", "body__name")
STATION_OF = {state: key for key, _label, states in STATIONS for state in states}


@dataclass
class Station:
    """One station: how many topics stand there, and the first of them."""

    key: str
    label: str
    number: int = 0
    resting: int = 0
    cards: list[Topic] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many topics the column does not show."""
        return max(0, self.number - len(self.cards))


@dataclass(frozen=True)
class Head:
    """The figures on top of the board."""

    running: int
    days_to_decision: int | None
    resting: int
    orders_overdue: int
    next_meeting: Meeting | None


def stations(rows: QuerySet[Topic], today: date) -> list[Station]:
    """All stations with those topics that have waited longest, at most so many each; two queries however many topics there are."""
    shown = rows.filter(Q(state__in=OPEN_TOPIC_STATES) | Q(state=_S.ANSWERED, state_since__gte=today - ANSWERED_FOR))
    late = Q(state_since__lt=today - RESTS_AFTER)
    numbers = shown.order_by().values_list("state").annotate(n=Count("pk"), resting=Count("pk", filter=late))
    found = {key: Station(key, str(label)) for key, label, _states in STATIONS}
    for state, number, resting in numbers:
        found[STATION_OF[TopicState(state)]].number += number
        found[STATION_OF[TopicState(state)]].resting += 0 if state == _S.ANSWERED else resting
    place = Window(RowNumber(), partition_by=F("state"), order_by=(F("state_since").asc(), F("pk").asc()))
    cards = shown.annotate(place=place).filter(place__lte=SHOWN).select_related("body").only(*_ON_A_CARD)
    for topic in cards.order_by("state_since", "pk"):
        station = found[STATION_OF[TopicState(topic.state)]]
        if len(station.cards) < SHOWN:
            station.cards.append(topic)
    found["feedback"].cards.reverse()
    return list(found.values())


def head(user: User, today: date) -> Head:
    """Topics in circulation, how long decisions take, what rests, what is overdue, and when the steering group meets next."""
    open_ones = topics_for(user).filter(state__in=OPEN_TOPIC_STATES)
    told = open_ones.aggregate(n=Count("pk"), resting=Count("pk", filter=Q(state_since__lt=today - RESTS_AFTER)))
    decided = TopicStep.objects.filter(to_state=_S.DECIDED, topic__in=topics_for(user))
    took = decided.aggregate(took=Avg(F("happened_on") - F("topic__opened_on")))["took"]
    late = overdue(orders_for(user), today).order_by().count()
    coming = meetings_for(user).filter(body__level=BodyLevel.STEERING, held_on__gte=today)
    following = coming.exclude(state=MeetingState.CANCELLED).order_by("held_on", "pk").first()
    return Head(told["n"], took.days if took is not None else None, told["resting"], late, following)


def standing_still(rows: QuerySet[Topic], today: date, limit: int = 6) -> list[Topic]:
    """The open topics that have rested longest."""
    resting = rows.filter(state__in=OPEN_TOPIC_STATES, state_since__lt=today - RESTS_AFTER)
    return list(resting.select_related("body", "keeper").order_by("state_since", "pk")[:limit])


def waiting_observations(user: User) -> int:
    """How many observations belong to no topic yet; for those who sort them."""
    return observations_for(user).filter(topic=None, set_aside="").order_by().count()


def reported(topics: Collection[int]) -> dict[int, list[tuple[int | None, date, int]]]:
    """How often each of these topics was reported, by municipality and month, in one query."""
    found: dict[int, list[tuple[int | None, date, int]]] = defaultdict(list)
    if topics:
        with connection.cursor() as cursor:
            cursor.execute("select * from steering_counts(%s)", [list(topics)])
            for topic, place, month, number in cursor.fetchall():
                found[topic].append((place, month, number))
    return found


def quarter(month: date) -> date:
    """The first day of the quarter."""
    return month.replace(month=3 * ((month.month - 1) // 3) + 1, day=1)


@dataclass(frozen=True)
class Spread:
    """Where and when a topic was reported; None is a hidden figure."""

    places: list[int | None]
    quarters: list[date]
    table: disclosure.Protected


def spread(rows: Collection[tuple[int | None, date, int]], names: Mapping[int, str]) -> Spread | None:
    """The counts by municipality and quarter without the small ones, and without what would give them away."""
    if not rows:
        return None
    quarters = _quarters(sorted({quarter(month) for _place, month, _n in rows}))
    places = sorted({place for place, _month, _n in rows}, key=lambda place: (place is None, names.get(place or 0, "")))
    figures = [[0] * len(quarters) for _place in places]
    for place, month, number in rows:
        figures[places.index(place)][quarters.index(quarter(month))] += number
    told = disclosure.protect_tables({("place", "quarter"): figures})
    return Spread(places, quarters, told["place", "quarter"])


def _quarters(met: list[date]) -> list[date]:
    """Every quarter from the first to the last one, also those without any."""
    found, day = [], met[0]
    while day <= met[-1]:
        found.append(day)
        day = quarter(day + timedelta(days=95))
    return found


def steps_by_day(steps: Collection[TopicStep]) -> list[tuple[date, list[TopicStep]]]:
    """The way of a topic, the steps of one day together."""
    return [(day, list(found)) for day, found in groupby(steps, key=lambda step: step.happened_on)]
