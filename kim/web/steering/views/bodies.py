"""The bodies: which there are, by which rules they work, who sits in them."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Min, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kim.organisation.public import Body
from kim.privacy.public import reading
from kim.steering.public import BodyRules, Seat, SeatHolder, access, bodies
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.saving import added, edited
from kim.web.drafts.typed import saved
from kim.web.steering.forms.bodies import HolderForm, RulesForm, SeatForm
from kim.web.steering.views.ways import crumb, way

Words = dict[str, Any]
SHOWN = 12


def _reader(request: HttpRequest) -> access.Reach:
    reach = access.reach_of(request.user)  # type: ignore[arg-type]
    if not reach.anything:
        raise PermissionDenied
    return reach


def _body(request: HttpRequest, pk: int, *, manages: bool = False) -> Body:
    reach = _reader(request)
    body = get_object_or_404(Body, pk=pk)
    if manages and not reach.manages(body.pk):
        raise PermissionDenied
    return body


@reading
def body_list(request: HttpRequest) -> HttpResponse:
    """All living bodies with their seats and their next meeting."""
    _reader(request)
    today = timezone.localdate()
    living = Q(seats__in=Seat.objects.on(today))
    held = living & Q(seats__holders__in=SeatHolder.objects.on(today).filter(kind="member"))
    ahead = Q(meetings__held_on__gte=today, meetings__in=access.meetings_for(request.user).exclude(state="cancelled"))  # type: ignore[arg-type]
    rows = Body.objects.on(today).select_related("parent").annotate(
        n_seats=Count("seats", filter=living, distinct=True), n_held=Count("seats", filter=held, distinct=True),
        next_on=Min("meetings__held_on", filter=ahead),
    )  # fmt: skip
    order = {"steering": 0, "structure": 1, "case": 2, "exchange": 3}
    shown = sorted(rows, key=lambda body: (order.get(body.level, 9), body.name))
    return render(request, "steering/bodies/list.html", {"bodies": shown})


@reading
def body_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Mandate, rules, seats, meetings."""
    body, reach, today = _body(request, pk), _reader(request), timezone.localdate()
    now = SeatHolder.objects.on(today).select_related("user").order_by("kind")
    seats = Seat.objects.on(today).filter(body=body).select_related("agency")
    seen = access.meetings_for(request.user).filter(body=body)  # type: ignore[arg-type]
    context: Words = {
        "body": body, "rules": BodyRules.objects.filter(body=body).first(),
        "seats": seats.prefetch_related(Prefetch("holders", now, to_attr="now")),
        "meetings": seen[:SHOWN], "manages": reach.manages(body.pk), "steers": reach.steers,
        "points": body.open_points.filter(closed_on=None).select_related("agency") if reach.sits_in(body.pk) else [],
        "standing": body.standing_items.all(), "crumbs": [crumb(_("Bodies"), way("body_list")), crumb(body.name)],
    }  # fmt: skip
    return render(request, "steering/bodies/detail.html", context)


def body_rules(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the rules; if somebody else has saved meanwhile, both versions are shown."""
    body = _body(request, pk)
    if not _reader(request).steers:
        raise PermissionDenied
    known = RulesForm.from_rules(BodyRules.objects.filter(body=body).first())
    key = f"rules-{pk}"
    form = keep_texts(RulesForm(request.POST or None, initial=known), key)
    if form.is_bound and form.is_valid():

        def act() -> None:
            bodies.save_rules(body=body, by=request.user, version=form.cleaned_data["version"] or 0, **form.values())  # type: ignore[arg-type]

        def now() -> Any:
            fresh = BodyRules.objects.get(body=body)
            return RulesForm.from_rules(fresh), {"version": fresh.version}, fresh

        if edited(form, act, now):
            saved(request, key)
            messages.success(request, _("The rules are saved."))
            return redirect("steering:body_detail", pk)
    return _form_page(request, form, _("Rules of the body"), body, "rules")


def seat_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A further seat."""
    body = _body(request, pk, manages=True)
    form = SeatForm(request.POST or None)

    def act() -> Seat:
        return bodies.save_seat(body=body, by=request.user, **form.values())  # type: ignore[arg-type]

    if form.is_bound and form.is_valid() and added(request, form, "seat-form", act, _("The seat is there.")):
        return redirect("steering:body_detail", pk)
    return _form_page(request, form, _("New seat"), body, "seat")


def seat_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a seat."""
    seat = get_object_or_404(Seat.objects.select_related("body"), pk=pk)
    body = _body(request, seat.body_id, manages=True)
    form = SeatForm(request.POST or None, initial=SeatForm.from_seat(seat))
    if form.is_bound and form.is_valid():

        def act() -> None:
            version = form.cleaned_data["version"] or 0
            bodies.save_seat(body=body, by=request.user, seat=seat, version=version, **form.values())  # type: ignore[arg-type]

        def now() -> Any:
            fresh = Seat.objects.get(pk=pk)
            return SeatForm.from_seat(fresh), {"version": fresh.version}, fresh

        if edited(form, act, now):
            messages.success(request, _("The seat is saved."))
            return redirect("steering:body_detail", body.pk)
    return _form_page(request, form, _("Change the seat"), body, "seat")


def seat_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody takes the seat; who held it until then leaves it on the day before."""
    seat = get_object_or_404(Seat.objects.select_related("body"), pk=pk)
    body = _body(request, seat.body_id, manages=True)
    today = timezone.localdate()
    form = HolderForm(request.POST or None, initial={"valid_from": today, "kind": request.GET.get("als", "member")})

    def act() -> SeatHolder:
        return bodies.put_on_seat(seat=seat, by=request.user, **form.values())  # type: ignore[arg-type]

    if form.is_bound and form.is_valid() and added(request, form, "holder-form", act, _("The seat is taken.")):
        return redirect("steering:body_detail", body.pk)
    return _form_page(request, form, f"{seat}: " + _("Who takes the seat?"), body, "holder")


@require_POST
def seat_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Yesterday was the last day on the seat; on the first day, that day itself."""
    holder = get_object_or_404(SeatHolder.objects.select_related("seat__body"), pk=pk)
    body = _body(request, holder.seat.body_id, manages=True)
    bodies.end_holding(holder=holder, by=request.user, on=timezone.localdate() - timedelta(days=1))  # type: ignore[arg-type]
    messages.success(request, _("The seat is free."))
    return redirect("steering:body_detail", body.pk)


def _form_page(request: HttpRequest, form: Any, title: str, body: Body, what: str) -> HttpResponse:
    here = [crumb(_("Bodies"), way("body_list")), crumb(body.name, way("body_detail", body.pk)), crumb(title)]
    context = {"form": form, "title": title, "body": body, "crumbs": here}
    return render(request, f"steering/bodies/{what}.html", context, status=422 if form.is_bound else 200)
