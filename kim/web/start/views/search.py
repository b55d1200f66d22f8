"""Search: people and cases by name or reference, offers by title, topics and decisions by their words."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kim.casework.public import Case, access
from kim.casework.public import search as cases
from kim.network.public import Offer
from kim.organisation.public import Permission, User
from kim.privacy.public import audit, reading
from kim.steering.public import access as steering
from kim.steering.public import search as topics
from kim.web.casework.frame import shown_name
from kim.web.forms import clean_text

LIMIT = 30


@require_safe
@reading
def search(request: HttpRequest) -> HttpResponse:
    """What fits the words; the trail says that somebody searched, not for whom."""
    user: User = request.user  # type: ignore[assignment]
    query = clean_text(request.GET.get("q", ""))[: cases.LONGEST_QUERY]
    found = cases.find(user, query, limit=LIMIT)
    offers = _offers(user, query)
    if query:
        audit.record("search.used")
    context = {
        "query": query,
        "found": [_result(user, case) for case in found.fitting],
        "alike": [_result(user, case) for case in found.alike],
        "full": len(found.fitting) + len(found.alike) == LIMIT,
        "offers": offers,
        "hits": topics.find(user, query, limit=LIMIT),
        "sees_topics": steering.reach_of(user).anything,
        "sees_cases": user.has(Permission.CASE_HEADS),
        "may_open": user.has(Permission.CASE_WORK),
    }
    return render(request, "start/search.html", context)


def _result(user: User, case: Case) -> dict[str, Any]:
    may_work = access.may_work_in(user, case)
    open_name = may_work or not case.person.is_protected
    return {
        "case": case,
        "name": shown_name(case, may_work),
        "native": case.person.name_original if open_name else "",
        "place": case.municipality if open_name else None,
        "station": min(case.phase_number + 1, 7),
    }


def _offers(user: User, query: str) -> list[Offer]:
    if len(query) < 2 or not user.has(Permission.COUNTY_READ):
        return []
    today = timezone.localdate()
    fitting = Offer.objects.on(today).filter(title__icontains=query).select_related("agency").order_by("title", "pk")
    return list(fitting[:LIMIT])
