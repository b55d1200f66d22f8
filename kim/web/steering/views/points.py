"""Open points: noted, spoken about, settled, made a topic."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kim.exceptions import KimError
from kim.privacy.public import reading
from kim.steering.public import OpenPoint, access, open_points
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.saving import added, edited
from kim.web.drafts.typed import saved
from kim.web.steering.forms.points import AgainForm, NoteForm, PointForm, ResultForm
from kim.web.steering.views.bodies import body_for, form_page
from kim.web.steering.views.ways import crumb, way

Words = dict[str, Any]
ACTS: dict[str, tuple[type[Any], Any]] = {
    "bericht": (NoteForm, gettext_lazy("What was said is noted.")),
    "erledigt": (ResultForm, gettext_lazy("The point is settled.")),
    "wieder": (AgainForm, gettext_lazy("The point is open again.")),
}


def point_for(request: HttpRequest, pk: int) -> OpenPoint:
    """A point of a body whose papers are theirs to read."""
    rows = OpenPoint.objects.select_related("body", "seat", "agency", "owner_body", "topic", "opened_in", "changed_by")
    point: OpenPoint = get_object_or_404(rows, pk=pk)
    if not access.reach_of(request.user).sits_in(point.body_id):  # type: ignore[arg-type]
        raise PermissionDenied
    return point


def point_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Something stays open."""
    body = body_for(request, pk, manages=True)
    form = PointForm(request.POST or None, body=body)

    def act() -> OpenPoint:
        return open_points.open_point(body=body, by=request.user, **form.values())  # type: ignore[arg-type]

    if form.is_bound and form.is_valid() and added(request, form, "point-form", act, _("The point is noted.")):
        return redirect("steering:body_detail", pk)
    return form_page(request, form, _("New open point"), body, "point")


def point_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct it, or give it to somebody else."""
    point = point_for(request, pk)
    body = body_for(request, point.body_id, manages=True)
    if point.closed_on is not None:
        raise PermissionDenied
    form = PointForm(request.POST or None, body=body, point=point, initial=PointForm.from_point(point))
    if form.is_bound and form.is_valid():

        def act() -> None:
            open_points.edit(point=point, by=request.user, version=form.cleaned_data["version"] or 0, **form.values())  # type: ignore[arg-type]

        def now() -> Any:
            fresh = point_for(request, pk)
            return PointForm.from_point(fresh), {"version": fresh.version}, fresh

        if edited(form, act, now):
            messages.success(request, _("The point is saved."))
            return redirect("steering:point_detail", pk)
    return form_page(request, form, _("Change the point"), body, "point")


@reading
def point_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The point with all that was said about it, and what can be done."""
    return _page(request, point_for(request, pk))


def _page(request: HttpRequest, point: OpenPoint, **forms: Any) -> HttpResponse:
    reach, is_open = access.reach_of(request.user), point.closed_on is None  # type: ignore[arg-type]
    manages = reach.manages(point.body_id)
    known = {"version": point.version}
    ways = {"bericht": is_open, "erledigt": is_open and manages, "wieder": manages and not is_open}
    shown = {
        act: keep_texts(ACTS[act][0](initial=known), f"point_{act}-{point.pk}") if may else None
        for act, may in ways.items()
    }
    if shown["bericht"] is not None and not manages:
        del shown["bericht"].fields["due_on"]
    context: Words = {
        "point": point, "body": point.body, "notes": point.notes.select_related("meeting", "noted_by"), "forms": shown | forms,
        "manages": manages, "changes": manages and is_open, "makes_topic": reach.steers and point.topic is None,
        "late": is_open and point.due_on is not None and point.due_on < timezone.localdate(),
        "crumbs": [
            crumb(_("Bodies"), way("body_list")), crumb(point.body.name, way("body_detail", point.body_id)), crumb(point.title),
        ],
    }  # fmt: skip
    return render(request, "steering/points/detail.html", context, status=422 if forms else 200)


@require_POST
def point_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Note what was said, settle the point, or take it up again."""
    if act not in ACTS:
        raise Http404
    point = point_for(request, pk)
    kind, done = ACTS[act]
    key = f"point_{act}-{pk}"
    form = keep_texts(kind(request.POST), key)
    if form.is_valid() and _acted(request, point, act, form):
        saved(request, key)
        messages.success(request, str(done))
        return redirect("steering:point_detail", pk)
    return _page(request, point, **{act: form})


def _acted(request: HttpRequest, point: OpenPoint, act: str, form: Any) -> bool:
    data = form.cleaned_data
    common: Words = {"point": point, "by": request.user, "version": data["version"] or 0}
    do: dict[str, Callable[[], Any]] = {
        "bericht": lambda: open_points.note(**common, text=data["text"], due_on=data.get("due_on")),
        "erledigt": lambda: open_points.settle(**common, result=data["text"]),
        "wieder": lambda: open_points.reopen(**common, reason=data["text"]),
    }
    try:
        do[act]()
    except KimError as error:
        form.refuse(error)
    return not form.errors


@require_POST
def point_topic(request: HttpRequest, pk: int) -> HttpResponse:
    """Make it a topic in the hands of the body."""
    topic = open_points.make_topic(point=point_for(request, pk), by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("%(number)s is a topic now.") % {"number": topic.number})
    return redirect("steering:topic_detail", topic.pk)
