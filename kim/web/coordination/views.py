"""The coordinator's page: deployment, procedures, interfaces and access in figures; no person, no case."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from kim.casework.public import coordination, load
from kim.organisation.public import Body, BodyLevel, LegalSphere, Membership, Permission, PostHolder, Role, catchments
from kim.privacy.public import reading
from kim.web.lead.drawing import bar, scale_of

Words = dict[str, Any]
AHEAD = timedelta(days=92)


@require_safe
@reading
def page(request: HttpRequest) -> HttpResponse:
    """Everything the coordinating office steers by, on one page."""
    if not request.user.has(Permission.COORDINATE):
        raise PermissionDenied
    today = timezone.localdate()
    figures = coordination.raw(today)
    context = {"today": today, "since": today - timedelta(days=364), "links": ways_on()}
    context |= _deployment(figures, today) | _procedures(figures) | _interfaces(figures)
    context |= {"access": coordination.access_ways(figures)}
    context["triage"], context["enquiries"] = coordination.triage(figures)
    context |= {"bodies": _bodies(today), "dates": _dates(today)}
    return render(request, "coordination/page.html", context)


def summary(today: date) -> Words:
    """Three figures of the page in short, each with small ones hidden as there."""
    figures = coordination.raw(today)
    _areas, cases = coordination.areas(figures, today)
    _results, enquiries = coordination.triage(figures)
    _agencies, _sums, referrals = coordination.interfaces(figures)
    return {"cases": cases, "enquiries": enquiries, "referrals": referrals, "links": ways_on()}


def _deployment(figures: Words, today: date) -> Words:
    areas, total = coordination.areas(figures, today)
    held, posts = sum((area.held for area in areas), Decimal(0)), sum((area.posts for area in areas), Decimal(0))
    scale = scale_of([area.per_post for area in areas])
    known = [area for area in areas if area.weight is not None and area.held]
    mean = load.per_post(sum((a.weight or 0 for a in known), Decimal(0)), sum((a.held for a in known), Decimal(0)))
    covered = catchments.coverage(today)
    return {
        "areas": [{"area": area, "bar": bar(area.per_post, scale, mean)} for area in areas],
        "cases": total,
        "held": held,
        "posts": posts,
        "vacant": max(posts - held, Decimal(0)),
        "away": coordination.away(today),
        "gaps": [each.municipality for each in covered if each.is_gap],
        "shared": [each for each in covered if each.is_shared],
    }


def _procedures(figures: Words) -> Words:
    phases, _total, past_review = coordination.phases(figures)
    return {"phases": phases, "past_review": past_review}


def _interfaces(figures: Words) -> Words:
    rows, sums, total = coordination.interfaces(figures)
    labels = {sphere.key: sphere.label for sphere in LegalSphere.objects.all()}
    shown = [row for row in rows if not row.tells_nothing]
    return {
        "interfaces": [{"row": row, "spheres": [labels.get(key, key) for key in row.spheres]} for row in shown],
        "silent": [row.agency.name for row in rows if row.tells_nothing],
        "interface_sums": sums,
        "referrals": total,
    }


def _bodies(today: date) -> list[Body]:
    levels = list(BodyLevel.values)
    return sorted(Body.objects.on(today), key=lambda body: (levels.index(body.level), body.name))


def _dates(today: date) -> list[Words]:
    """What is known to change in the next three months, by posts and units, never by name."""
    until = today + AHEAD
    found = [_area_date(change) for change in catchments.coming_changes(today) if change.on <= until]
    ending = PostHolder.objects.filter(valid_to__gte=today, valid_to__lte=until).select_related("post")
    found += [(held.valid_to + timedelta(days=1), _("A post becomes free"), str(held.post)) for held in ending]
    beginning = PostHolder.objects.filter(valid_from__gt=today, valid_from__lte=until).select_related("post")
    found += [(held.valid_from, _("A post is taken up"), str(held.post)) for held in beginning]
    roles = Membership.objects.filter(valid_to__gte=today, valid_to__lte=until).select_related("unit")
    found += [
        (each.valid_to + timedelta(days=1), _("A role ends"), f"{Role(each.role).label}, {each.unit}") for each in roles
    ]
    found.sort(key=lambda each: each[:2])
    return [{"on": on, "title": title, "about": about} for on, title, about in found]


def _area_date(change: Any) -> tuple[date, str, str]:
    posts = ", ".join(str(area.post) for area in change.gains)
    title = _("%(place)s changes its area") % {"place": change.municipality}
    return change.on, title, posts or _("no post from then on")


# Where the work goes on; what this installation does not have is left out.
_PLACES: tuple[tuple[Any, str, tuple[str, ...]], ...] = (
    (gettext_noop("What stands still"), "steering:loop", ()),
    (gettext_noop("Naturalisation offices in figures"), "applicants:steering_figures", ()),
    (gettext_noop("Organisation chart"), "organigram:chart", ()),
    (gettext_noop("Areas on the map"), "areas:map", ()),
    (gettext_noop("Contact finder"), "areas:finder", ()),
    (gettext_noop("County"), "office:county", ()),
    (gettext_noop("Figures"), "office:county_part", ("zahlen",)),
    (gettext_noop("Import lists"), "imports:list", ()),
)


def ways_on() -> list[Words]:
    """Where the coordinating office goes on working."""
    found = []
    for label, name, arguments in _PLACES:
        try:
            found.append({"label": _(label), "url": reverse(name, args=arguments)})
        except NoReverseMatch:
            continue
    return found
