"""The areas of the case managers: the county on a day, and a municipality that goes to another post."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from kim.organisation.public import (
    Municipality,
    OfficeHours,
    OrganisationError,
    Permission,
    PostCatchment,
    areas,
    catchments,
)
from kim.privacy.public import reading
from kim.web.areas.drawing import map_of
from kim.web.areas.forms import AreaForm, DayForm, field_of
from kim.web.drafts import once
from kim.web.wording import day as in_words


@require_safe
@reading
def areas_map(request: HttpRequest) -> HttpResponse:
    """The county as tiles on a day, who covers what, what is to come, and where nobody is responsible."""
    if not request.user.has(Permission.COUNTY_READ):
        raise PermissionDenied
    today = timezone.localdate()
    form = DayForm(request.GET or None, initial={"on": today})
    on = (form.cleaned_data.get("on") if form.is_valid() else None) or today
    covered = catchments.coverage(on)
    may_change = areas.may_change(request.user)
    context = {
        "form": form, "on": on, "is_today": on == today, "vacant": _("vacant"), "covered": covered, "may_change": may_change,
        "gaps": [each.municipality for each in covered if each.is_gap],
        "coming": catchments.coming_changes(today),
        "map": map_of(covered, lambda each: reverse("areas:change", args=[each.municipality.ags]) if may_change else ""),
    }  # fmt: skip
    return render(request, "areas/map.html", context | _crumbs())


@require_http_methods(["GET", "HEAD", "POST"])
def area_change(request: HttpRequest, ags: str) -> HttpResponse:
    """First what would follow, in place; then the change itself."""
    if not areas.may_change(request.user):
        raise PermissionDenied
    place = get_object_or_404(Municipality, ags=ags)
    confirms = request.method == "POST" and "confirm" in request.POST
    if confirms and not once.claim(request, "area"):
        return redirect("areas:map")
    form = AreaForm(request.POST or None, municipality=place)
    preview = None
    if request.method == "POST" and form.is_valid():
        preview = _preview(form)
        if confirms and _change(request, form):
            return redirect("areas:map")
    if confirms:
        once.release(request, "area")
    context = {"form": form, "place": place, "preview": preview if not form.errors else None} | _crumbs(place.name)
    return render(request, "areas/change.html", context, status=422 if form.errors else 200)


def _change(request: HttpRequest, form: AreaForm) -> bool:
    """Whether the change was written; a fault of the rules stands at its field."""
    values = form.cleaned_data
    shared = {"on": values["on"], "source": values["source"], "by": request.user}
    try:
        if form.area is None:
            areas.cover(municipality=form.municipality, post=values["post"], **shared)
        else:
            areas.move(area=form.area, to=values["post"], **shared)
    except OrganisationError as error:
        form.add_error(field_of(error), str(error))
        return False
    text = _("From %(day)s %(post)s is responsible for %(place)s.")
    messages.success(
        request,
        text % {"day": in_words(values["on"]), "post": form.holder_of(values["post"]), "place": form.municipality},
    )
    return True


def _preview(form: AreaForm) -> dict[str, Any]:
    """What follows from the change: who, instead of whom, and which office hours end."""
    values, area = form.cleaned_data, form.area
    ending = OfficeHours.objects.none()
    if area is not None:
        ending = OfficeHours.objects.on(values["on"]).filter(post=area.post_id, municipality=form.municipality)
    return {
        "on": values["on"],
        "who": form.holder_of(values["post"]),
        "instead_of": form.holder_of(area.post) if area is not None else "",
        "hours_end": ending.exists(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def area_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """A planned change does not happen after all."""
    if not areas.may_change(request.user):
        raise PermissionDenied
    planned = get_object_or_404(PostCatchment.objects.select_related("post", "municipality"), pk=pk)
    if planned.valid_from is None or planned.valid_from <= timezone.localdate():
        raise Http404
    if request.method == "POST":
        return _take_back(request, planned)
    return render(request, "areas/take_back.html", {"planned": planned} | _crumbs(planned.municipality.name))


def _take_back(request: HttpRequest, planned: PostCatchment) -> HttpResponse:
    begins: date | None = planned.valid_from
    try:
        areas.take_back(planned=planned, by=request.user)
    except OrganisationError as error:
        messages.error(request, str(error))
    else:
        text = _("The change of %(place)s on %(day)s will not happen.")
        messages.success(request, text % {"place": planned.municipality, "day": in_words(begins)})
    return redirect("areas:map")


def _crumbs(here: str = "") -> dict[str, Any]:
    trail = [
        {"label": _("County"), "url": reverse("office:county")},
        {"label": pgettext("catchments", "Areas"), "url": reverse("areas:map")},
    ]
    return {"crumbs": [*trail, {"label": here, "url": ""}] if here else trail}
