"""The start page: what this person's day asks for first."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kim.organisation.public import Permission, User
from kim.privacy.public import reading
from kim.web.appearance import COOKIE, keep_theme
from kim.web.casework.views.confirmations import waiting_for
from kim.web.coordination.views import summary
from kim.web.drafts.views import rows_of
from kim.web.navigation import navigation_for
from kim.web.start.funding import funding_of
from kim.web.start.loop import loop_of
from kim.web.start.naturalisation import officer_day
from kim.web.start.overview import administrators, lead_of, office_of
from kim.web.start.work import FIRST, work_of


@require_safe
@reading
def start(request: HttpRequest) -> HttpResponse:
    """My day, by what this person works with."""
    user: User = request.user  # type: ignore[assignment]
    now = timezone.localtime()
    context = {"greeting": greeting(user, now), "today": now.date(), "date": spoken_date(now.date())} | _blocks(
        user, now.date()
    )
    if not (context["work"] or context["lead"] or context["office"]):
        context |= _without_cases(request, user, now.date())
    response = render(request, "start/day.html", context)
    return with_own_theme(request, user, response)


def _blocks(user: User, today: date) -> dict[str, Any]:
    leads = user.has(Permission.CASE_HAND_OVER)
    manages = user.has(Permission.COUNTY_MANAGE)
    return {
        "work": work_of(user, today) if user.has(Permission.CASE_WORK) else None,
        "lead": lead_of(user, today) if leads else None,
        "office": office_of(today) if manages else None,
        "loop": loop_of(user, today),
        "officer": officer_day(user, today),
        "funding": funding_of(user, today),
        "to_confirm": list(waiting_for(user)[:FIRST]) if user.has(Permission.CASE_HEADS) else [],
        "may_take_enquiries": user.has(Permission.ENQUIRY_WORK),
        "draft_count": len(rows_of(user)),
        "may_check_audit": user.has(Permission.AUDIT_CHECK),
        "roles": sorted((role.label, role.sentence) for role in user.roles),
        "administrators": administrators(today) if not user.roles else [],
    }


def _without_cases(request: HttpRequest, user: User, today: date) -> dict[str, Any]:
    """For roles that work in no case: the coordinator's figures in short, or where they work."""
    if user.has(Permission.COORDINATE):
        return {"coordination": summary(today), "places": []}
    places = [item for group in navigation_for(request)[1:] for item in group["items"]]
    return {"coordination": None, "places": places}


def greeting(user: User, now: datetime) -> str:
    """Good morning, by name, and good evening until five at night; KIM does not guess a form of address."""
    if 5 <= now.hour < 11:
        return _("Good morning, %(name)s") % {"name": user}
    if 11 <= now.hour < 18:
        return _("Good day, %(name)s") % {"name": user}
    return _("Good evening, %(name)s") % {"name": user}


def spoken_date(day: date) -> str:
    """Montag, 23. November 2026"""
    english = (get_language() or "de").startswith("en")
    return str(formats.date_format(day, "l, j F Y" if english else "l, j. F Y"))


def with_own_theme(request: HttpRequest, user: User, response: HttpResponse) -> HttpResponse:
    """The sign-in page of this browser looks from now on as this person has chosen."""
    if user.theme != request.COOKIES.get(COOKIE, ""):
        keep_theme(request, response, user.theme)
    return response
