"""A body is set up and ended; seats end, people leave them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kim.exceptions import KimError
from kim.organisation.public import Body
from kim.steering.public import Seat, SeatHolder, access, bodies, ending
from kim.steering.public import exceptions as faults
from kim.web.casework.forms.keeping import keep_texts
from kim.web.drafts.typed import saved
from kim.web.steering.forms.body_life import EndBodyForm, LastDayForm, NewBodyForm
from kim.web.steering.views.bodies import body_for, form_page
from kim.web.steering.views.ways import crumb, way


def _steers(request: HttpRequest) -> None:
    if not access.reach_of(request.user).steers:  # type: ignore[arg-type]
        raise PermissionDenied


def body_new(request: HttpRequest) -> HttpResponse:
    """Set a body up, by decision."""
    _steers(request)
    initial = {"valid_from": timezone.localdate()}
    form = keep_texts(NewBodyForm(request.POST or None, by=request.user, initial=initial), "body-new")
    if form.is_bound and form.is_valid():
        try:
            made = bodies.set_up(by=request.user, **form.values())  # type: ignore[arg-type]
        except faults.BodyNameTaken as error:
            form.add_error("name", str(error))
        except faults.ParentNotThere as error:
            form.add_error("parent", str(error))
        except KimError as error:
            form.refuse(error)
        else:
            saved(request, "body-new")
            messages.success(request, _("The body is set up. Now add its seats."))
            return redirect("steering:body_detail", made.pk)
    here = [crumb(_("Bodies"), way("body_list")), crumb(_("New body"))]
    return render(request, "steering/bodies/new.html", {"form": form, "crumbs": here}, status=_status(form))


def body_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a body: what it leaves is shown, each with the body that goes on with it."""
    _steers(request)
    body = body_for(request, pk)
    if body.valid_to is not None:
        raise PermissionDenied
    today = timezone.localdate()
    left = ending.left_over(body, today)
    form = EndBodyForm(request.POST or None, by=request.user, body=body, left=left, initial={"on": today})
    if form.is_bound and form.is_valid() and _ended(request, body, form):
        messages.success(request, _("The body is ended. Its history stays."))
        return redirect("steering:body_detail", pk)
    here = [crumb(_("Bodies"), way("body_list")), crumb(body.name, way("body_detail", pk)), crumb(_("End the body"))]
    context = {"form": form, "body": body, "crumbs": here}
    return render(request, "steering/bodies/end.html", context, status=_status(form))


def _ended(request: HttpRequest, body: Body, form: EndBodyForm) -> bool:
    data = form.cleaned_data
    try:
        ending.end(
            body=body, by=request.user, on=data["on"], homes=form.homes(), decision=data["decision"], reference=data["reference"],  # type: ignore[arg-type]
        )  # fmt: skip
    except faults.BodyMetLater as error:
        form.add_error("on", str(error))
    except KimError as error:
        form.refuse(error)
    return not form.errors


def seat_end(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of a seat; whoever holds it leaves with it."""
    seat = get_object_or_404(Seat.objects.select_related("body"), pk=pk)
    body = body_for(request, seat.body_id, manages=True)
    form = _last_day(request, seat.valid_from)
    if form.is_bound and form.is_valid():
        bodies.end_seat(seat=seat, by=request.user, on=form.cleaned_data["on"])  # type: ignore[arg-type]
        messages.success(request, _("The seat ends on the day you named."))
        return redirect("steering:body_detail", body.pk)
    follows = _("Whoever holds the seat leaves with it.")
    return form_page(
        request, form, _("End the seat: %(seat)s") % {"seat": seat}, body, "seat_last_day", follows=follows
    )


def seat_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of somebody on a seat; the seat stays and is vacant from then on."""
    holder = _holder(pk)
    body = body_for(request, holder.seat.body_id, manages=True)
    form = _last_day(request, holder.valid_from)
    if form.is_bound and form.is_valid():
        bodies.end_holding(holder=holder, by=request.user, on=form.cleaned_data["on"])  # type: ignore[arg-type]
        messages.success(request, _("The last day is noted. From the day after, the seat is vacant."))
        return redirect("steering:body_detail", body.pk)
    told = {"name": holder.label, "seat": holder.seat}
    follows = _("The seat stays; from the day after it is vacant until somebody takes it.")
    title = _("%(name)s leaves the seat: %(seat)s") % told
    return form_page(request, form, title, body, "seat_last_day", follows=follows)


def leave_everywhere(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody leaves the county: all seats of this person, and their last day."""
    _steers(request)
    holder = _holder(pk)
    body, held = body_for(request, holder.seat.body_id), list(bodies.seats_of_the_same(holder))
    form = _last_day(request, holder.valid_from)
    if form.is_bound and form.is_valid():
        number = bodies.leave_everywhere(holder=holder, by=request.user, on=form.cleaned_data["on"])  # type: ignore[arg-type]
        told = ngettext("%(number)s seat ends.", "%(number)s seats end.", number) % {"number": number}
        messages.success(request, told)
        return redirect("steering:body_detail", body.pk)
    title = _("%(name)s leaves all seats") % {"name": holder.label}
    return form_page(request, form, title, body, "leave_everywhere", held=held)


def _holder(pk: int) -> SeatHolder:
    rows = SeatHolder.objects.select_related("seat__body", "user")
    found: SeatHolder = get_object_or_404(rows, pk=pk)
    return found


def _last_day(request: HttpRequest, first: date | None) -> LastDayForm:
    return LastDayForm(request.POST or None, initial={"on": timezone.localdate()}, first=first)


def _status(form: Any) -> int:
    return 422 if form.is_bound else 200
