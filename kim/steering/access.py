"""Who sees and does what in steering: the coordinating office, those who keep minutes, and whoever has a seat."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from kim.organisation.public import Permission, User
from kim.steering.models import Decision, HolderKind, Meeting, Observation, SeatHolder, Topic, WorkOrder


@dataclass(frozen=True)
class Reach:
    """What somebody may do in steering today; bodies by their ids."""

    steers: bool
    keeps_minutes: bool
    bodies: frozenset[int]
    chairs: frozenset[int]
    observes: bool

    @property
    def anything(self) -> bool:
        """Whether any page of steering is theirs."""
        return self.steers or self.keeps_minutes or self.observes or bool(self.bodies)

    def manages(self, body_id: int | None) -> bool:
        """Whether they may work on meetings of this body: the offices, or its chair."""
        return self.steers or self.keeps_minutes or body_id in self.chairs

    def sits_in(self, body_id: int | None) -> bool:
        """Whether papers of this body are theirs to read."""
        return self.steers or self.keeps_minutes or body_id in self.bodies


def reach_of(user: User, on: date | None = None) -> Reach:
    """What this person may do in steering; the seats are read once per request."""
    known: Reach | None = getattr(user, "_steering_reach", None)
    if known is not None and on is None:
        return known
    held = list(
        SeatHolder.objects.on(on or timezone.localdate())
        .filter(user=user)
        .values_list("seat__body_id", "chairs", "kind")
    )
    reach = Reach(
        steers=user.has(Permission.STEER),
        keeps_minutes=user.has(Permission.MINUTES),
        bodies=frozenset(body for body, _chairs, _kind in held),
        chairs=frozenset(body for body, chairs, kind in held if chairs and kind == HolderKind.MEMBER),
        observes=user.has(Permission.OBSERVE),
    )
    if on is None:
        user._steering_reach = reach  # type: ignore[attr-defined]
    return reach


def observations_for(user: User) -> QuerySet[Observation]:
    """Observations: the coordinating office reads all, members those of a topic. PostgreSQL holds the same line."""
    reach = reach_of(user)
    if reach.steers:
        return Observation.objects.all()
    if reach.bodies:
        return Observation.objects.exclude(topic=None)
    return Observation.objects.none()


def topics_for(user: User) -> QuerySet[Topic]:
    """Topics: everybody who steers, sits in a body, keeps minutes or observes; they hold no data about people."""
    return Topic.objects.all() if reach_of(user).anything else Topic.objects.none()


def meetings_for(user: User) -> QuerySet[Meeting]:
    """Meetings: of the own bodies; for the offices all; public ones for everybody who has a page of steering."""
    reach = reach_of(user)
    if reach.steers or reach.keeps_minutes:
        return Meeting.objects.all()
    own = Q(body__in=reach.bodies)
    return Meeting.objects.filter(own | Q(public=True)) if reach.anything else Meeting.objects.none()


def decisions_for(user: User) -> QuerySet[Decision]:
    """The register: everybody who has a page of steering, but what is not public only for members of that body and the offices."""
    reach = reach_of(user)
    if reach.steers or reach.keeps_minutes:
        return Decision.objects.all()
    if not reach.anything:
        return Decision.objects.none()
    return Decision.objects.filter(Q(internal=False) | Q(body__in=reach.bodies))


def orders_for(user: User) -> QuerySet[WorkOrder]:
    """Work orders of the decisions this person may read, and those that are theirs to do."""
    return WorkOrder.objects.filter(Q(decision__in=decisions_for(user)) | Q(person=user))


def may_report(user: User, order: WorkOrder) -> bool:
    """Whether they may report on a work order: who looks after it, a member of the body it went to, or the offices."""
    reach = reach_of(user)
    return reach.steers or reach.keeps_minutes or order.person_id == user.pk or order.body_id in reach.bodies
