"""The bodies: which there are, by which rules they work, who sits in them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.organisation.public import Body
from kim.privacy.public import reading
from kim.steering.public import (
    BodyRules,
    HolderKind,
    OpenPoint,
    Seat,
    SeatHolder,
    access,
    bodies,
    standing_items,
    states,
)
from kim.web import wording
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.saving import added, edited
from kim.web.drafts.typed import saved
from kim.web.steering import body_rows
from kim.web.steering.forms.bodies import HolderForm, RulesForm, SeatForm
from kim.web.steering.views.ways import crumb, way

Words = dict[str, Any]
SHOWN = 12


def reader(request: HttpRequest) -> access.Reach:
    """What they may do here, for those who have any page of steering."""
    reach = access.reach_of(request.user)  # type: ignore[arg-type]
    if not reach.anything:
        raise PermissionDenied
    return reach


def body_for(request: HttpRequest, pk: int, *, manages: bool = False) -> Body:
    """A body; where it is asked for, only for those who keep its seats and papers."""
    reach = reader(request)
    body = get_object_or_404(Body, pk=pk)
    if manages and not reach.manages(body.pk):
        raise PermissionDenied
    return body


@reading
def body_list(request: HttpRequest) -> HttpResponse:
    """All living bodies, each below the one it reports to; the ended ones below them."""
    reach, today = reader(request), timezone.localdate()
    context = {
        "tree": body_rows.tree(request.user, today), "steers": reach.steers,  # type: ignore[arg-type]
        "ended": Body.objects.filter(valid_to__lt=today).order_by("-valid_to", "name"),
        "planned": Body.objects.filter(valid_from__gt=today).order_by("valid_from", "name"),
    }  # fmt: skip
    return render(request, "steering/bodies/list.html", context)


@reading
def body_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What a member wants on one screen: next meeting, own seat, open points, orders, topics, decisions; then seats and rules."""
    body, reach = body_for(request, pk), reader(request)
    inside = reach.sits_in(body.pk)
    context: Words = {
        "body": body, "rules": BodyRules.objects.filter(body=body).first(), "inside": inside,
        "manages": reach.manages(body.pk), "steers": reach.steers, "ends": reach.steers and body.valid_to is None,
        "records": body.records.select_related("decision") if inside else [],
        "standing": standing_items.overview(body) if inside else [], "today": timezone.localdate(),
        "crumbs": [crumb(_("Bodies"), way("body_list")), crumb(body.name)],
    } | _seats(request, body) | _in_hand(request, body, inside)  # fmt: skip
    return render(request, "steering/bodies/detail.html", context)


def _seats(request: HttpRequest, body: Body) -> Words:
    """The seats of today; of a body that has ended those of its last day."""
    day = min(timezone.localdate(), body.valid_to or date.max)
    now = SeatHolder.objects.on(day).select_related("user").order_by("-kind")
    seats = list(Seat.objects.on(day).filter(body=body).select_related("agency").prefetch_related(
        Prefetch("holders", now, to_attr="now")
    ))  # fmt: skip
    for seat in seats:
        seat.is_vacant = not any(one.kind == HolderKind.MEMBER for one in seat.now)
        seat.has_deputy = any(one.kind == HolderKind.DEPUTY for one in seat.now)
    left = SeatHolder.objects.filter(seat__body=body, valid_to__lt=day).select_related("user", "seat")
    mine = [(seat, one) for seat in seats for one in seat.now if one.user_id == request.user.pk]
    return {
        "seats": seats, "vacant": sum(seat.is_vacant for seat in seats), "mine": mine,
        "former": left.order_by("-valid_to", "-pk"),
    }  # fmt: skip


def _in_hand(request: HttpRequest, body: Body, inside: bool) -> Words:
    """Meetings, open points, orders, topics and decisions of the body."""
    user, today = request.user, timezone.localdate()
    seen = access.meetings_for(user).filter(body=body)  # type: ignore[arg-type]
    ahead = seen.filter(held_on__gte=today).exclude(state__in=("cancelled", "closed", "approved")).order_by("held_on")
    points = OpenPoint.objects.filter(body=body).select_related("agency", "seat", "owner_body", "topic")
    topics = access.topics_for(user).filter(body=body, state__in=sorted(states.OPEN_TOPIC_STATES))  # type: ignore[arg-type]
    return {
        "ahead": ahead[:SHOWN], "past": seen.filter(held_on__lt=today)[:SHOWN],
        "points": points.filter(closed_on=None) if inside else [],
        "settled": points.exclude(closed_on=None).order_by("-closed_on", "-pk")[:SHOWN] if inside else [],
        "orders": body_rows.open_orders(user).filter(body=body).select_related("decision")[:SHOWN],  # type: ignore[arg-type]
        "topics": topics[:SHOWN],
        "decisions": access.decisions_for(user).filter(body=body)[:SHOWN // 2],  # type: ignore[arg-type]
    }  # fmt: skip


def body_rules(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the rules; if somebody else has saved meanwhile, both versions are shown."""
    body = body_for(request, pk)
    if not reader(request).steers:
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
    return form_page(request, form, _("Rules of the body"), body, "rules")


def seat_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A further seat."""
    body = body_for(request, pk, manages=True)
    form = SeatForm(request.POST or None)

    def act() -> Seat:
        return bodies.save_seat(body=body, by=request.user, **form.values())  # type: ignore[arg-type]

    if form.is_bound and form.is_valid() and added(request, form, "seat-form", act, _("The seat is there.")):
        return redirect("steering:body_detail", pk)
    return form_page(request, form, _("New seat"), body, "seat")


def seat_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a seat."""
    seat = get_object_or_404(Seat.objects.select_related("body"), pk=pk)
    body = body_for(request, seat.body_id, manages=True)
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
    return form_page(request, form, _("Change the seat"), body, "seat")


def seat_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody takes the seat; who held it until then leaves it on the day before."""
    seat = get_object_or_404(Seat.objects.select_related("body"), pk=pk)
    body = body_for(request, seat.body_id, manages=True)
    today = timezone.localdate()
    form = HolderForm(request.POST or None, initial={"valid_from": today, "kind": request.GET.get("als", "member")})

    def act() -> SeatHolder:
        return bodies.put_on_seat(seat=seat, by=request.user, **form.values())  # type: ignore[arg-type]

    if form.is_bound and form.is_valid() and added(request, form, "holder-form", act, _taken(seat, form)):
        return redirect("steering:body_detail", body.pk)
    return form_page(request, form, f"{seat}: " + _("Who takes the seat?"), body, "holder")


def _taken(seat: Seat, form: HolderForm) -> str:
    """That the seat is taken, and who leaves it for that."""
    first = form.cleaned_data["valid_from"]
    left = bodies.held_until_now(seat, form.cleaned_data["kind"], first)
    if left is None:
        return _("The seat is taken.")
    last = wording.day(date.fromordinal(first.toordinal() - 1))
    return _("The seat is taken. %(name)s leaves it after %(day)s.") % {"name": left.label, "day": last}


def form_page(request: HttpRequest, form: Any, title: str, body: Body, what: str, **more: Any) -> HttpResponse:
    """A page with one form of a body."""
    here = [crumb(_("Bodies"), way("body_list")), crumb(body.name, way("body_detail", body.pk)), crumb(title)]
    context = {"form": form, "title": title, "body": body, "crumbs": here} | more
    return render(request, f"steering/bodies/{what}.html", context, status=422 if form.is_bound else 200)
