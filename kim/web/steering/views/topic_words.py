"""What several pages about topics say: cards, the steps somebody may take, the way."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kim.organisation.public import User
from kim.steering.public import Topic, TopicState, access, board, topics
from kim.steering.states import TopicStepRule
from kim.web.wording import day

Words = dict[str, Any]


def reader(request: HttpRequest) -> User:
    """Whoever has a page of steering."""
    user: User = request.user  # type: ignore[assignment]
    if not access.reach_of(user).anything:
        raise PermissionDenied
    return user


def office(request: HttpRequest) -> User:
    """Whoever works in the coordinating office."""
    user: User = request.user  # type: ignore[assignment]
    if not access.reach_of(user).steers:
        raise PermissionDenied
    return user


def topic_for(user: User, pk: int) -> Topic:
    """The topic, if this person may read it."""
    known = ("body", "keeper", "life_area", "sphere_from", "sphere_to", "merged_into", "split_from")
    found: Topic = get_object_or_404(access.topics_for(user).select_related(*known), pk=pk)
    return found


def steps_of(topic: Topic, user: User) -> list[Words]:
    """The steps this person may take, as lines of a menu; one that asks for something leads to its form."""
    return [_step(topic, rule) for rule in topics.steps_from(topic, user)]


def _step(topic: Topic, rule: TopicStepRule) -> Words:
    target = TopicState(rule.target)
    return {
        "to": target.value,
        "label": str(target.label),
        "station": board.STATION_OF.get(target, ""),
        "asks": bool(rule.gates) or rule.needs_reason,
        "url": reverse("steering:topic_step", args=[topic.pk, target.value]),
    }


def card(topic: Topic, user: User, today: date, told: str, again: bool = False) -> Words:
    """A card of the board."""
    is_open, days = topic.state != TopicState.ANSWERED, (today - topic.state_since).days
    rests = is_open and days > board.RESTS_AFTER.days
    waits = ngettext("for %(n)s day", "for %(n)s days", days) % {"n": days} if is_open and not rests else ""
    return {
        "topic": topic, "url": reverse("steering:topic_detail", args=[topic.pk]), "body": str(topic.body or ""),
        "reported": told, "tags": _tags(topic, today, again, days if rests else 0), "waits": waits,
        "steps": steps_of(topic, user),
    }  # fmt: skip


def _tags(topic: Topic, today: date, again: bool, rests: int) -> list[Words]:
    """What makes the card stand out."""
    tags = [{"tone": "warn", "label": _("comes again")}] if again else []
    if topic.state != TopicState.ANSWERED and topic.target_on and topic.target_on < today:
        tags.append({"tone": "bad", "label": _("due %(day)s") % {"day": day(topic.target_on)}})
    return [*tags, {"tone": "warn", "label": _("rests %(n)s days") % {"n": rests}}] if rests else tags


def told_number(number: int, user: User) -> str:
    """How often it was reported; who cannot read the observations learns no number below five."""
    reach = access.reach_of(user)
    if 0 < number < 5 and not (reach.steers or reach.bodies):
        return _("fewer than 5 observations")
    return _("1 observation") if number == 1 else _("%(number)s observations") % {"number": number}


def crumbs(topic: Topic | None = None, last: str = "") -> list[Words]:
    """The way from the board to this page."""
    way = [{"label": _("Topics"), "url": reverse("steering:topic_list")}]
    if topic is not None:
        way.append({"label": topic.number, "url": reverse("steering:topic_detail", args=[topic.pk]) if last else ""})
    return [*way, {"label": last, "url": ""}] if last else way


def link(name: str, *args: Any) -> str:
    """The address of a page, or nothing where this installation has no such page."""
    try:
        return reverse(f"steering:{name}", args=args)
    except NoReverseMatch:
        return ""


def total(rows: Iterable[tuple[int | None, date, int]]) -> int:
    """How often altogether."""
    return sum(number for _place, _month, number in rows)
