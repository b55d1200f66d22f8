"""What waits in steering for whoever sits in a body or works in the coordinating office: orders, meetings, what to decide or tell."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kim.organisation.public import User
from kim.steering.public import (
    Meeting,
    MeetingState,
    OpenPoint,
    SeatHolder,
    WorkOrder,
    access,
    board,
    loop,
    states,
    unfinished,
)

ROWS = 5


@dataclass(frozen=True)
class Waiting:
    """One line: what waits, in a sentence, and where to act."""

    title: str
    about: str
    url: str


@dataclass(frozen=True)
class InTheLoop:
    """The blocks of the page."""

    orders: list[WorkOrder]
    points: list[OpenPoint]
    meetings: list[Meeting]
    waiting: list[Waiting]
    today: date


def loop_of(user: User, today: date) -> InTheLoop | None:
    """Nothing for whoever has neither a seat nor an office in steering."""
    reach = access.reach_of(user)
    if not (reach.steers or reach.keeps_minutes or reach.bodies):
        return None
    points = _points(user, reach, today) if reach.bodies else []
    return InTheLoop(_orders(user, reach), points, _meetings(user, reach, today), _waiting(user, reach, today), today)


def _orders(user: User, reach: access.Reach) -> list[WorkOrder]:
    """Those I look after, and those of bodies that I chair and that nobody looks after."""
    mine = Q(person=user) | Q(body__in=reach.chairs, person=None)
    rows = access.orders_for(user).filter(mine, state__in=sorted(states.OPEN_ORDER_STATES))
    return list(rows.select_related("decision").order_by("due_on", "pk")[:ROWS])


def _points(user: User, reach: access.Reach, today: date) -> list[OpenPoint]:
    """Open points of the seats I hold, and of bodies that I chair; what is due first on top."""
    seats = SeatHolder.objects.on(today).filter(user=user).values("seat")
    mine = OpenPoint.objects.filter(Q(seat__in=seats) | Q(owner_body__in=reach.chairs), closed_on=None)
    return list(mine.select_related("body").order_by("due_on", "pk")[:ROWS])


def _meetings(user: User, reach: access.Reach, today: date) -> list[Meeting]:
    ahead = access.meetings_for(user).filter(held_on__gte=today).exclude(state=MeetingState.CANCELLED)
    if not (reach.steers or reach.keeps_minutes):
        ahead = ahead.filter(body__in=reach.bodies)
    papers = Count("papers", filter=Q(papers__withdrawn_on=None), distinct=True)
    rows = ahead.select_related("body").annotate(paper_count=papers, item_count=Count("items", distinct=True))
    return list(rows.order_by("held_on", "pk")[:ROWS])


def _waiting(user: User, reach: access.Reach, today: date) -> list[Waiting]:
    found = [_minutes(user, reach)]
    if reach.steers:
        found += [_observations(user), _untold(user)]
    if reach.steers or reach.chairs:
        found.append(_unfinished(user, reach, today))
    return [each for each in found if each is not None]


def _minutes(user: User, reach: access.Reach) -> Waiting | None:
    out = access.meetings_for(user).filter(state=MeetingState.MINUTES_OUT)
    if not (reach.steers or reach.keeps_minutes):
        out = out.filter(body__in=reach.bodies)
    rows = list(out.order_by("held_on", "pk")[:ROWS])
    if not rows:
        return None
    one = rows[0]
    url = (
        reverse("steering:meeting_detail", args=[one.pk])
        if len(rows) == 1
        else (f"{reverse('steering:meeting_list')}?view=past&state={MeetingState.MINUTES_OUT}")
    )
    return Waiting(_("Minutes to approve"), ", ".join(each.title for each in rows), url)


def _observations(user: User) -> Waiting | None:
    number = board.waiting_observations(user)
    text = ngettext("One observation waits to be sorted.", "%(n)s observations wait to be sorted.", number)
    url = reverse("steering:observation_inbox")
    return Waiting(_("New observations"), text % {"n": number}, url) if number else None


def _untold(user: User) -> Waiting | None:
    number = loop.untold(user).order_by().count()
    text = ngettext(
        "Of one decision nobody who reported has heard yet.",
        "Of %(n)s decisions nobody who reported has heard yet.",
        number,
    )
    url = f"{reverse('steering:loop')}#still"
    return Waiting(_("Decisions without feedback"), text % {"n": number}, url) if number else None


def _unfinished(user: User, reach: access.Reach, today: date) -> Waiting | None:
    orders, decisions = access.orders_for(user), access.decisions_for(user)
    if not reach.steers:
        orders, decisions = orders.filter(decision__body__in=reach.chairs), decisions.filter(body__in=reach.chairs)
    late = unfinished.overdue(orders, today).order_by().count()
    bare = unfinished.without_order(decisions, today).order_by().count()
    if not late + bare:
        return None
    about = _("Work orders overdue: %(late)s. Decisions without a work order: %(bare)s.") % {"late": late, "bare": bare}
    return Waiting(_("Decided, but not implemented"), about, reverse("steering:order_standing"))
