"""The page of a topic: its way, what was decided and done, what was reported, and the rows of steps."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kim.organisation.public import Municipality, User
from kim.privacy.public import reading
from kim.steering.public import (
    ProposalState,
    Topic,
    TopicState,
    access,
    board,
    courses,
    effects,
    proposals,
    recurrence,
    similar,
)
from kim.steering.states import OPEN_TOPIC_STATES
from kim.web.steering.cells import spheres_of
from kim.web.steering.views import topic_drawings as drawings
from kim.web.steering.views.observation_inbox import alike
from kim.web.steering.views.topic_courses import rows_of
from kim.web.steering.views.topic_words import Words, crumbs, reader, steps_of, told_number, topic_for, total

SHOWN = 60


@require_safe
@reading
def topic_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one topic."""
    user = reader(request)
    topic = topic_for(user, pk)
    reach, today = access.reach_of(user), timezone.localdate()
    steps = list(topic.steps.select_related("body", "taken_by"))
    reported = board.reported([topic.pk]).get(topic.pk, [])
    told = told_number(total(reported), user) if reported else ""
    parts = _parts(topic, user)
    context = {
        "topic": topic,
        "spheres": spheres_of(topic),
        "crumbs": crumbs(topic),
        "steers": reach.steers,
        "may_edit_courses": courses.may_work_on(topic, user),
        "next_steps": steps_of(topic, user),
        "is_open": topic.state in OPEN_TOPIC_STATES,
        "again": recurrence.recurring([topic.pk]).get(topic.pk) if topic.state in recurrence.MAY_RECUR else None,
        "is_merged": topic.state == TopicState.MERGED,
        "is_late": bool(topic.state in OPEN_TOPIC_STATES and topic.target_on and topic.target_on < today),
        "steps": reversed(steps),
        "since": ((topic.closed_on or today) - topic.opened_on).days,
        "until": (topic.target_on - today).days if topic.target_on else None,
        "told": told,
        "way": drawings.way(topic, steps, total(reported), told),
        "together": drawings.together(topic, parts, told),
        "courses": rows_of(topic),
        "papers": list(topic.ministry_papers.all()),
        **parts,
        **_reported(reported),
        **_observations(topic, user, reach.steers),
    }
    return render(request, "steering/topics/detail.html", context)


def _parts(topic: Topic, user: User) -> Words:
    """What others have made of it: proposals, decisions, work orders, effect, feedback."""
    decisions = list(access.decisions_for(user).filter(topic=topic).select_related("body", "meeting"))
    orders = access.orders_for(user).filter(decision__in=[each.pk for each in decisions])
    readable = set(proposals.proposals_for(user).filter(topic=topic).values_list("pk", flat=True))
    told = [
        each
        for each in topic.proposals.select_related("to_body")
        if each.pk in readable or each.state != ProposalState.DRAFT
    ]
    return {
        "proposals": told,
        "readable": readable,
        "decisions": decisions,
        "orders": list(orders.select_related("body", "agency", "unit", "decision")),
        "checks": list(topic.effect_checks.all()),
        "checks_effect": topic.state in effects.LOOKED_AT_IN,
        "feedbacks": list(topic.feedbacks.all()),
    }


def _reported(rows: Sequence[tuple[int | None, Any, int]]) -> Words:
    """Where and when it was reported, without small figures."""
    names = {place.pk: str(place) for place in Municipality.objects.all()}
    spread = board.spread(rows, names)
    if spread is None:
        return {"spread": None, "reported_chart": None, "cross": [], "years": []}
    table = spread.table
    cross = [
        {"name": names.get(place or 0, _("not told")), "cells": cells, "sum": row_total}
        for place, cells, row_total in zip(spread.places, table.cells, table.row_totals, strict=True)
    ]
    return {
        "spread": spread,
        "reported_chart": drawings.by_quarter(spread),
        "cross": cross,
        "years": [
            (year, [_quarter(day) for day in days]) for year, days in groupby(spread.quarters, lambda day: day.year)
        ],
    }


def _quarter(day: date) -> Words:
    return {"short": f"Q{(day.month + 2) // 3}", "long": drawings.quarter_name(day)}


def _observations(topic: Topic, user: User, steers: bool) -> Words:
    """The texts for those who may read them, and for the office what resembles the topic elsewhere."""
    rows = access.observations_for(user).filter(topic=topic).select_related("municipality", "life_area")
    suggested = similar.observations_like(topic) if steers and topic.state in OPEN_TOPIC_STATES else []
    return {
        "observations": list(rows.order_by("-month", "id")[:SHOWN]),
        "alike": alike(user, suggested) if suggested else [],
    }
