"""Appointments: the week and the list, the team's busy times, the part of the file."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from kim.casework.public import access, appointments, calendar_feeds
from kim.organisation.public import Membership, Permission, User, workdays
from kim.privacy.public import reading
from kim.web.casework.views.appointment_words import appointment_words, days_of, spent
from kim.web.casework.views.plan_shared import frame
from kim.web.templatetags.kim import clock

Words = dict[str, Any]
LIST_DAYS = 60
TEAM_DAYS = 5


@require_safe
@reading
def appointment_list(request: HttpRequest) -> HttpResponse:
    """One's own week, what is to come as a list, or (for leads) when the team is taken."""
    user: User = request.user  # type: ignore[assignment]
    views = _views(user)
    if not views:
        raise PermissionDenied
    chosen = request.GET.get("view", "")
    chosen = chosen if chosen in views else next(iter(views))
    day = _day(request.GET.get("day", ""))
    if "day" not in request.GET and chosen != "list" and day.weekday() >= 5:
        day += timedelta(days=7 - day.weekday())  # at the weekend people look at the week to come
    page = {"week": _week, "list": _coming, "team": _team}[chosen](user, day)
    switch = [{"label": str(label), "url": f"?view={key}", "current": key == chosen} for key, label in views.items()]
    context = {"view": chosen, "view_items": switch if len(switch) > 1 else [], "may_plan": "week" in views} | page
    return render(request, "casework/appointments/list.html", context)


def _views(user: User) -> dict[str, Any]:
    own = {"week": pgettext("appointments", "Week"), "list": pgettext("appointments", "List")}
    found = own if user.has(Permission.CASE_WORK) else {}
    return found | ({"team": pgettext("appointments", "Team")} if user.has(Permission.CASE_HAND_OVER) else {})


def _day(text: str) -> date:
    """The day asked for, within what calendars know; anything else is today."""
    today = timezone.localdate()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return day if abs((day - today).days) < 3660 else today


def _week(user: User, day: date) -> Words:
    monday = day - timedelta(days=day.weekday())
    now = timezone.now()
    rows = [appointment_words(row, user, now) for row in appointments.between(user, monday, monday + timedelta(days=6))]
    days = days_of(rows, monday, 7)
    for each in days:
        each["holiday"] = workdays.holiday_name(each["day"])
    shown = [each for each in days if each["rows"] or each["day"].weekday() < 5]
    return {"days": shown, "open_rows": _open(user), **_steps("week", monday, 7), "has_feed": _has_feed(user)}


def _coming(user: User, day: date) -> Words:
    now = timezone.now()
    rows = [
        appointment_words(row, user, now)
        for row in appointments.between(user, day, day + timedelta(days=LIST_DAYS - 1))[:200]
    ]
    days = [each for each in days_of(rows, day, LIST_DAYS) if each["rows"]]
    return {"days": days, "open_rows": _open(user), **_steps("list", day, LIST_DAYS), "has_feed": _has_feed(user)}


def _open(user: User) -> list[Words]:
    """What is over and not settled yet, the oldest first."""
    now = timezone.now()
    return [appointment_words(row, user, now) for row in appointments.still_open(user, now)[:20]]


def _has_feed(user: User) -> bool:
    return calendar_feeds.own(user) is not None


def _team(user: User, day: date) -> Words:
    """When each is taken, day by day: times only."""
    monday = day - timedelta(days=day.weekday())
    last = monday + timedelta(days=TEAM_DAYS - 1)
    days = [monday + timedelta(days=n) for n in range(TEAM_DAYS)]
    taken: dict[tuple[int, date], list[str]] = {}
    for busy in appointments.busy_times(monday, last):
        key = (busy.owner_id, timezone.localtime(busy.starts_at).date())
        taken.setdefault(key, []).append(f"{clock(busy.starts_at)}–{clock(busy.ends_at)}")
    holding = Membership.objects.on(timezone.localdate()).filter(unit_id__in=access.scope_for(user).supervised)
    people = User.objects.filter(pk__in=holding.filter(role="case_manager").values("user"), is_active=True)
    rows = [
        {"name": str(person), "cells": [taken.get((person.pk, each), []) for each in days]}
        for person in people.order_by("last_name", "first_name", "id")
    ]
    return {"team_days": days, "team_rows": rows, **_steps("team", monday, 7)}


def _steps(view: str, first: date, length: int) -> Words:
    """The stretch before and after, and back to today."""
    earlier, later = first - timedelta(days=length), first + timedelta(days=length)
    today = timezone.localdate()
    here = first <= today < later
    return {
        "first": first,
        "last": later - timedelta(days=1),
        "earlier": f"?view={view}&day={earlier}",
        "later": f"?view={view}&day={later}",
        "back_to_today": "" if here else f"?view={view}&day={today}",
        "week_number": first.isocalendar().week,
    }


@require_safe
@reading
def case_appointments(request: HttpRequest, pk: int) -> HttpResponse:
    """The appointments of a case, those to come first, and how much time has gone into it."""
    case = access.case_for(request.user, pk)
    now, user = timezone.now(), request.user
    rows = case.appointments.select_related("case__person", "agency", "owner", "enquiry").order_by("-starts_at", "-id")
    words = [appointment_words(row, user, now) for row in rows[:100]]
    for each in words:
        each["row"].case = case
    to_come = [w for w in reversed(words) if w["row"].is_planned and not w["past"]]
    context = frame(
        request, case, "case_appointments", to_come=to_come, gone=[w for w in words if w not in to_come],
        time=_time(case), conferences=list(case.conferences.select_related("appointment")),
    )  # fmt: skip
    return render(request, "casework/appointments/case.html", context)


def _time(case: Any) -> Words:
    found = appointments.time_of_case(case)
    return {"words": spent(found["spent"]), "contacts": found["contacts"], "timed": found["timed"]}


@require_safe
@reading
def time_spent(request: HttpRequest) -> HttpResponse:
    """The time in one's own contacts: by month, and in a month by case. For oneself alone."""
    user: User = request.user  # type: ignore[assignment]
    if not user.has(Permission.CASE_WORK):
        raise PermissionDenied
    month = _day(request.GET.get("month", "")).replace(day=1)
    by_month = appointments.time_by_month(user)
    months = [{"row": row, "words": spent(row.spent), "current": row.month == month} for row in by_month]
    gone = [appointments.time_out_of_sight(user, row) for row in by_month if row.month == month]
    cases = [row | {"words": spent(row["spent"])} for row in appointments.time_by_case(user, month)]
    context = {"months": months, "cases": cases, "month": month,
               "gone": [{"row": row, "words": spent(row.spent)} for row in gone if row.contacts], "title": _("Time in contacts"),
               "crumbs": [{"label": _("Appointments"), "url": reverse("casework:appointment_list")},
                          {"label": _("Time in contacts"), "url": ""}]}  # fmt: skip
    return render(request, "casework/appointments/time.html", context)
