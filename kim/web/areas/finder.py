"""The contact finder: from the municipality to the case manager with office hours, for everybody."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kim.organisation.public import Absence, County, Municipality, OfficeHours, User, catchments, loading, workdays
from kim.privacy.public import reading
from kim.web.areas.drawing import map_of
from kim.web.middleware import public

WEEKS_AHEAD = 8


@dataclass(frozen=True)
class Meeting:
    """Hours in which somebody can be met, and the next day on which they are."""

    hours: OfficeHours
    next_on: date | None
    holiday: str = ""

    @property
    def weekday(self) -> str:
        return str(WEEKDAYS[self.hours.weekday])


@dataclass(frozen=True)
class Contact:
    """Somebody responsible, how to reach them, and who stands in while they are away."""

    person: User
    meetings: list[Meeting]
    away: Absence | None


@public
@require_safe
@reading
def finder(request: HttpRequest) -> HttpResponse:
    """Every municipality with its case manager; what was typed leads straight to the place it names."""
    _must_be_open(request)
    today = timezone.localdate()
    covered = catchments.coverage(today)
    asked = request.GET.get("ort", "").strip()
    found = _matching(covered, asked)
    if asked and len(found) == 1:
        return redirect("areas:finder_place", found[0].municipality.ags)
    return render(request, "areas/finder.html", _frame(request) | {
        "asked": asked[:80], "covered": found or covered, "nothing_found": bool(asked and not found),
        "is_postcode": len(asked) == 5 and asked.isdecimal(),
        "map": map_of(covered, lambda each: reverse("areas:finder_place", args=[each.municipality.ags])),
    })  # fmt: skip


@public
@require_safe
@reading
def place(request: HttpRequest, ags: str) -> HttpResponse:
    """Who is responsible in one municipality today, when and where they can be met, and what changes soon."""
    _must_be_open(request)
    today = timezone.localdate()
    covered = next((each for each in catchments.coverage(today) if each.municipality.ags == ags), None)
    if covered is None:
        raise Http404
    coming = [c for c in catchments.coming_changes(today) if c.municipality == covered.municipality]
    return render(request, "areas/finder_place.html", _frame(request, str(covered.municipality)) | {
        "place": covered.municipality, "contacts": _contacts(covered, today), "is_gap": covered.is_gap,
        "coming": [(change.on, _names_from(covered.municipality, change.on)) for change in coming],
    })  # fmt: skip


def _must_be_open(request: HttpRequest) -> None:
    """Without a sign-in only where the county wants it so."""
    county = County.objects.first()
    if not request.user.is_authenticated and not (county and county.public_finder):
        raise Http404


def _frame(request: HttpRequest, here: str = "") -> dict[str, Any]:
    trail = [{"label": _("Contact finder"), "url": reverse("areas:finder")}, {"label": here, "url": ""}]
    return {
        "frame": "base.html" if request.user.is_authenticated else "shell/plain.html",
        "crumbs": trail if here else [],
    }


def _matching(covered: list[catchments.Covered], asked: str) -> list[catchments.Covered]:
    """Places whose name begins with what was typed, however it is spelt; else those that contain it."""
    wanted = loading.sort_key(asked)
    if not wanted:
        return []
    named = [(loading.sort_key(each.municipality.name), each) for each in covered]
    starts = [each for name, each in named if name.startswith(wanted)]
    return starts or [each for name, each in named if wanted in name]


def _contacts(covered: catchments.Covered, today: date) -> list[Contact]:
    posts = {holder.pk: each.catchment.post_id for each in covered.by for holder in each.holders}
    hours = catchments.meeting_hours(posts.values(), covered.municipality, today)
    away = catchments.stand_ins(covered.holders, today)
    now = timezone.localtime()
    return [
        Contact(holder, [_meeting(h, now) for h in hours if h.post_id == posts[holder.pk]], away.get(holder.pk))
        for holder in covered.holders
    ]


def _meeting(hours: OfficeHours, now: datetime) -> Meeting:
    """The next day of these hours; a public holiday is left out and named."""
    first = now.date() + timedelta(days=(hours.weekday - now.weekday()) % 7)
    if first == now.date() and now.time() >= hours.ends_at:
        first += timedelta(days=7)
    dropped = ""
    for week in range(WEEKS_AHEAD):
        day = first + timedelta(weeks=week)
        if hours.valid_to and day > hours.valid_to:
            break
        if not (name := workdays.holiday_name(day, language=get_language() or "de")):
            return Meeting(hours, day, dropped)
        dropped = dropped or name
    return Meeting(hours, None, dropped)


def _names_from(municipality: Municipality, on: date) -> str:
    covered = next((c for c in catchments.coverage(on) if c.municipality == municipality), None)
    return ", ".join(str(holder) for holder in covered.holders) if covered else ""
