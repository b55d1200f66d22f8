"""The invented county's steering: bodies, observations, topics, decisions with their orders and feedback."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kim.organisation.public import BodyLevel
from kim.steering.demo import ends, kaarst
from kim.steering.demo.bodies import demo_bodies
from kim.steering.demo.case_level import demo_case_level
from kim.steering.demo.invitations import demo_invitations
from kim.steering.demo.meetings import demo_meetings
from kim.steering.demo.observations import demo_observations
from kim.steering.demo.orders import demo_orders
from kim.steering.demo.templates import demo_templates
from kim.steering.demo.topics import demo_topics
from kim.steering.models import Feedback, Observation


@dataclass(frozen=True)
class Loaded:
    """What casework needs for its receipts: ids and months of the observations, and which were answered."""

    observations: tuple[tuple[UUID, date], ...]
    answered: tuple[UUID, ...]


def load(today: date) -> Loaded:
    """Write all of it, as owner; the same day gives the same rows. Without all four bodies only what needs none."""
    ids = demo_observations(today)
    bodies = demo_bodies(today)
    if bodies:
        story = kaarst.gathered(bodies, ids["b1-childcare"], today)
        ends.early(ids, today)
        ends.recurring(ids, today)
    topics = demo_topics(ids)
    if bodies:
        ends.merged(topics[1], today)
        demo_meetings(bodies, topics, story, today)
        demo_case_level(bodies[BodyLevel.CASE])
        demo_invitations(bodies[BodyLevel.STEERING], bodies[BodyLevel.STRUCTURE], today)
        demo_orders(today)
        demo_templates(today)
    rows = Observation.objects.in_bulk([each for story in ids.values() for each in story])
    known = tuple((each, rows[each].month) for story in ids.values() for each in story)
    return Loaded(known, _told([each for each, _month in known]))


def _told(ids: list[UUID]) -> tuple[UUID, ...]:
    """Those whose topic has had feedback since they were reported."""
    said: dict[int, date] = {}
    for topic, day in Feedback.objects.order_by("given_on").values_list("topic_id", "given_on"):
        if topic is not None:
            said[topic] = day
    rows = Observation.objects.filter(pk__in=ids, topic__in=said).values_list("pk", "month", "topic_id")
    heard = {pk for pk, month, topic in rows if topic is not None and said[topic] > month}
    return tuple(each for each in ids if each in heard)
