"""The board: who carries how much, who is away, what changes, what waits for somebody."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kim.casework.public import Case, Enquiry, EnquiryState, PlannedHandover, PlannedState, access
from kim.casework.public import load as loads
from kim.casework.public import states as flow
from kim.organisation.public import Permission, PostCatchment, PostHolder, User
from kim.privacy.public import reading
from kim.web.casework.alerts import QUIET_DAYS
from kim.web.casework.frame import shown_name
from kim.web.keyset import CAP
from kim.web.lead.drawing import bar, phase_head, scale_of
from kim.web.lead.forms import DayForm

Words = dict[str, Any]
URGENT = 5
PER_PAGE = 40
SORTS = {
    "name": _("by name"),
    "load": _("by load"),
    "pressing": _("by what presses"),
    "silence": _("by the longest silence"),
}
PLANNED = 50
RECENT = timedelta(days=31)


def led_units(user: User) -> frozenset[int]:
    """The units whose cases this person hands over; the pages of the lead are closed to everybody else."""
    units = access.scope_for(user).supervised
    if not user.has(Permission.CASE_HAND_OVER) or not units:
        raise PermissionDenied
    return units


@require_safe
@reading
def board(request: HttpRequest) -> HttpResponse:
    """Case managers by phases, with load, areas and absences, on a day."""
    units, today = led_units(request.user), timezone.localdate()
    form = DayForm(request.GET if "am" in request.GET else None)
    on = (form.is_valid() and form.cleaned_data["am"]) or today
    team = loads.board(units, on)
    planned = _planned(units)
    sort, page = _sort(request), Paginator(_sorted(team.loads, _sort(request)), PER_PAGE)
    shown = page.get_page(request.GET.get("seite"))
    context = {
        "form": form,
        "on": on,
        "is_today": on == today,
        "team": team,
        "absent_url": f"{reverse('office:absence_new')}?{urlencode({'next': reverse('lead:board')})}",
        "rows": _rows(team, shown.object_list, today, planned),
        "number": len(team.loads),
        "sorts": [_sort_link(request, key, label, sort) for key, label in SORTS.items()] if len(team.loads) > 1 else [],
        "pager": _pager(request, shown) if page.num_pages > 1 else None,
        "totals": [team.totals[phase] for phase in flow.CHAIN],
        "phases": [phase_head(phase) for phase in flow.CHAIN],
        "sums": _sums(team),
        "areas": _changing_areas(units, today),
        "planned": planned[:PLANNED],
        "planned_total": len(planned),
        "refused": _refused(units, today),
    } | _unassigned(units)
    return render(request, "lead/board.html", context, status=422 if form.errors else 200)


def _sort(request: HttpRequest) -> str:
    wanted = request.GET.get("sort", "")
    return wanted if wanted in SORTS else next(iter(SORTS))


def _sorted(team: list[loads.Load], sort: str) -> list[loads.Load]:
    """By name as they come, or whoever needs a look first; whose role has ended stays below."""
    worth: dict[str, Callable[[loads.Load], Any]] = {
        "load": lambda load: load.per_fte or 0,
        "pressing": lambda load: load.pressing.total,
        "silence": lambda load: -(load.silent_since or date.max).toordinal(),
    }
    if sort not in worth:
        return team
    return sorted(team, key=lambda load: (load.in_service, worth[sort](load)), reverse=True)


def _sort_link(request: HttpRequest, key: str, label: Any, sort: str) -> Words:
    return {"label": label, "on": key == sort, "url": _board_url(request, sort=key)}


def _board_url(request: HttpRequest, **changes: str) -> str:
    """The board as it is on the screen, with something changed."""
    kept = {name: request.GET[name] for name in ("am", "sort") if request.GET.get(name)}
    return f"{reverse('lead:board')}?{urlencode(kept | changes)}#team"


def _pager(request: HttpRequest, shown: Page) -> Words:
    first, last = shown.start_index(), shown.end_index()
    return {
        "text": gettext("%(first)s to %(last)s of %(total)s") % {"first": first, "last": last, "total": shown.paginator.count},
        "previous": _board_url(request, seite=str(shown.previous_page_number())) if shown.has_previous() else "",
        "next": _board_url(request, seite=str(shown.next_page_number())) if shown.has_next() else "",
    }  # fmt: skip


def _rows(team: loads.Board, shown: Iterable[loads.Load], today: date, planned: list[Words]) -> list[Words]:
    scale, mean = scale_of([load.per_fte for load in team.loads]), team.mean
    leaving: dict[int, int] = defaultdict(int)
    coming: dict[int, int] = defaultdict(int)
    for each in planned:
        leaving[each["row"].held_by_id] += 1
        coming[each["row"].to_id] += 1
    labels = {phase: str(phase.label) for phase in flow.CHAIN}
    return [
        {
            "load": load,
            "name": str(load.user),
            "cells": [(label, load.phases.get(phase, 0), phase) for phase, label in labels.items()],
            "all_url": _list_url(load.user),
            "spread_url": reverse("lead:spread", args=[load.user.pk]) if load.total else "",
            "per_fte": load.per_fte,
            "bar": bar(load.per_fte, scale, mean),
            "away": load.is_away(team.on),
            "silent": (today - load.silent_since).days if load.silent_since else None,
            "is_silent": bool(load.silent_since and (today - load.silent_since).days > QUIET_DAYS),
            "above": bool(mean and load.per_fte and load.per_fte > mean * Decimal("1.25")),
            "leaving": leaving[load.user.pk],
            "coming": coming[load.user.pk],
        }
        for load in shown
    ]


def _list_url(person: User) -> str:
    """The team's cases of this person."""
    return f"{reverse('casework:case_list')}?view=team&responsible={person.pk}"


def _sums(team: loads.Board) -> Words:
    """The whole team in one line."""
    return {
        "total": sum(load.total for load in team.loads),
        "weight": sum((load.weight for load in team.loads), Decimal(0)),
        "fte": sum((load.fte for load in team.loads), Decimal(0)),
        "enquiries": sum(load.enquiries for load in team.loads),
        "away": sum(load.is_away(team.on) for load in team.loads),
        "ended": [load for load in team.loads if not load.in_service and load.total],
        "pressing": loads.together(load.pressing for load in team.loads),
        "overfull": [(load.user, span) for load in team.loads for span in load.overfull],
    }


def _unassigned(units: frozenset[int]) -> Words:
    """Enquiries that nobody has been named for, the oldest first."""
    waiting = Enquiry.objects.filter(state=EnquiryState.OPEN, unit_id__in=units, proposed_for=None)
    return {
        "unassigned": list(waiting.select_related("municipality", "channel").order_by("waits_since", "id")[:URGENT]),
        "unassigned_total": waiting.order_by().values("pk")[: CAP + 1].count(),
    }


def _changing_areas(units: frozenset[int], today: date) -> list[Words]:
    """Municipalities that go to another post soon or went there lately, with the cases that lie elsewhere."""
    held = PostHolder.objects.select_related("user").order_by("pk")
    moved = list(
        PostCatchment.objects.filter(
            Q(valid_to=None) | Q(valid_to__gte=today),
            post__block=loads.CASE_MANAGEMENT,
            valid_from__gt=today - RECENT,
            valid_from__lte=today + loads.AHEAD,
        )
        .select_related("post", "municipality")
        .prefetch_related(Prefetch("post__holders", held))
        .order_by("valid_from", "municipality__sort_key", "pk")
    )
    counted: dict[int, dict[int, int]] = defaultdict(dict)
    places = {area.municipality_id for area in moved}
    rows = Case.objects.running().filter(unit_id__in=units, municipality_id__in=places).order_by()
    for place, who, number in rows.values_list("municipality", "assigned_to").annotate(n=Count("pk")):
        counted[place][who] = number
    return [_changing(area, counted[area.municipality_id], today) for area in moved]


def _changing(area: PostCatchment, counted: dict[int, int], today: date) -> Words:
    day = max(area.valid_from or today, today)
    holders = holders_on(area, day)
    elsewhere = sum(number for who, number in counted.items() if who not in {user.pk for user in holders})
    return {"area": area, "holders": holders, "elsewhere": elsewhere, "url": reverse("lead:area", args=[area.pk])}


def holders_on(area: PostCatchment, day: date) -> list[User]:
    """Who holds the post of this area on this day; the holders are already there."""
    return [
        held.user
        for held in area.post.holders.all()
        if (held.valid_from is None or held.valid_from <= day) and (held.valid_to is None or held.valid_to >= day)
    ]


def _planned(units: frozenset[int]) -> list[Words]:
    """Handovers to come, with the name as a head shows it."""
    rows = PlannedHandover.objects.filter(state=PlannedState.PLANNED, case__unit_id__in=units)
    found = rows.select_related("case__person", "held_by", "to").order_by("on", "to__last_name", "pk")
    return [{"row": row, "name": shown_name(row.case, False)} for row in found]


def _refused(units: frozenset[int], today: date) -> list[Words]:
    """Planned handovers that could not be carried out in the last two weeks."""
    rows = PlannedHandover.objects.filter(state=PlannedState.REFUSED, case__unit_id__in=units)
    lately = rows.filter(on__gte=today - timedelta(days=14)).select_related("case__person", "to").order_by("-on", "pk")
    return [{"row": row, "name": shown_name(row.case, False)} for row in lately[:URGENT]]
