"""The loop as a picture, what stands still and where, and how long it takes until those who reported hear."""

from typing import Any

from csp.decorators import csp_exempt
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kim.organisation.public import User
from kim.privacy.public import reading
from kim.steering.public import access, board, loop, papers, recurrence, standing, unfinished
from kim.web.drawings import look, shown
from kim.web.steering.views import loop_drawings as drawings
from kim.web.steering.views.session_papers import paper
from kim.web.steering.views.topic_words import crumbs

Words = dict[str, Any]
SHOWN = 6


@require_safe
@reading
def loop_page(request: HttpRequest) -> HttpResponse:
    """Where everything stands on its way from the observation to the feedback."""
    user, today = _reader(request), timezone.localdate()
    rows = loop.stages(user, today)
    context = {
        "stages": rows, "stuck": loop.stuck(rows), "chart": shown(drawings.picture(rows), width=drawings.WIDTH),
        "groups": [group for group in _groups(user) if group["rows"]],
        "crumbs": crumbs(None, _("The loop")), **_times(),
    }  # fmt: skip
    return render(request, "steering/loop/page.html", context)


@csp_exempt()  # a paper, no page
@require_safe
@reading
def loop_pdf(request: HttpRequest) -> HttpResponse:
    """The picture and its figures as a paper."""
    user = _reader(request)
    rows = loop.stages(user, timezone.localdate())
    drawn = drawings.picture(rows, german=True).draw(look(drawings.WIDTH, for_paper=True, language="de"))
    return paper(request, papers.loop_paper(rows, drawn.svg.encode()), "kreislauf", None)


def _reader(request: HttpRequest) -> User:
    user: User = request.user  # type: ignore[assignment]
    reach = access.reach_of(user)
    if not (reach.steers or reach.keeps_minutes or reach.chairs):
        raise PermissionDenied
    return user


def _times() -> Words:
    """Days until the feedback: altogether and by month; too few answers tell nothing."""
    whole, months = standing.feedback_time(), standing.feedback_times()
    known = [each for each in months if each.answered >= loop.SMALL][:12]
    return {
        "whole": whole if whole.answered >= loop.SMALL else None,
        "times": shown(drawings.times(known[::-1]), width=drawings.HALF) if known else None,
    }


def _groups(user: User) -> list[Words]:
    """What stands still, thing by thing, the longest first."""
    today = timezone.localdate()
    topics, decisions, orders = access.topics_for(user), access.decisions_for(user), access.orders_for(user)
    late = unfinished.overdue(orders, today).select_related("decision")
    bare = unfinished.without_order(decisions, today).order_by("decided_on", "pk")
    untold = loop.untold(user).order_by("decided_on", "pk")
    again = recurrence.recurring(list(topics.filter(state__in=recurrence.MAY_RECUR).values_list("pk", flat=True)))
    back = [
        (str(each), reverse("steering:proposal_detail", args=[each.pk]), each.submitted_on, str(each.to_body))
        for each in loop.sent_back()
    ]
    return [
        _group(_("Topics without movement"), [_topic(each, each.state_since) for each in board.standing_still(topics, today, 50)]),
        _group(_("Topics that come again"), [_topic(each, None, again[each.pk].sentence) for each in topics.filter(pk__in=again)]),
        _group(_("Bodies without a planned meeting"), [
            (each.name, reverse("steering:body_detail", args=[each.pk]), None, "") for each in loop.bodies_without_meeting(today)]),
        _group(_("Proposals sent back"), back),
        _group(_("Decisions without a work order"), [_decision(each) for each in bare]),
        _group(_("Work orders overdue"), [
            (each.what[:100], reverse("steering:order_detail", args=[each.pk]), each.due_on, each.decision.number) for each in late]),
        _group(_("Effects to be looked at"), [_topic(each, each.state_since) for each in loop.effects_due(user, today)]),
        _group(_("Decisions without feedback"), [_decision(each) for each in untold]),
    ]  # fmt: skip


def _topic(topic: Any, since: Any, note: str = "") -> tuple[str, str, Any, str]:
    url = reverse("steering:topic_detail", args=[topic.pk])
    return topic.title, url, since, note or str(topic.get_state_display())


def _decision(decision: Any) -> tuple[str, str, Any, str]:
    url = reverse("steering:decision_detail", args=[decision.pk])
    return f"{decision.number} {decision.title}", url, decision.decided_on, str(decision.get_outcome_display())


def _group(title: str, rows: list[tuple[str, str, Any, str]]) -> Words:
    listed = [dict(zip(("title", "url", "since", "note"), row, strict=True)) for row in rows[:SHOWN]]
    more = len(rows) - len(listed)
    text = _("and %(n)s more") % {"n": more} if more else ""
    return {"title": title, "count": len(rows), "rows": listed, "more": text}
