"""The staff: who works where in which role, who is away and who stands in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kim.organisation.exceptions import AbsenceOverlaps, DeputyCannotWorkInCases, DeputyIsAway, OwnDeputyship
from kim.organisation.public import (
    Absence,
    OrganisationError,
    Permission,
    absences,
    absent_people,
)
from kim.privacy.public import reading
from kim.web.drafts import once
from kim.web.office.forms import AbsenceForm
from kim.web.office.views.accounts import staff_crumbs
from kim.web.office.views.staff_list import StaffTable, must_see_staff
from kim.web.tables.pages import table_page

_FIELD_OF = {
    AbsenceOverlaps: "first_day",
    DeputyIsAway: "deputy",
    DeputyCannotWorkInCases: "deputy",
    OwnDeputyship: "deputy",
}


@require_safe
@reading
def staff(request: HttpRequest) -> HttpResponse:
    """Everybody with roles, posts and areas, thirty at a time; absences of today and later on top."""
    table = StaffTable(request.user, request.GET)  # type: ignore[arg-type]
    return table_page(request, table, "office/staff.html", lambda: _around(table))


def _around(table: StaffTable) -> dict[str, Any]:
    own = set(absent_people(table.user).values_list("pk", flat=True))
    return {"absences": _coming_absences(own), "may_record": bool(own), "manages": table.manages}


def _coming_absences(own: set[int]) -> list[Absence]:
    today = timezone.localdate()
    rows = list(
        Absence.objects.filter(last_day__gte=today).select_related("user", "deputy").order_by("first_day", "pk")
    )
    for row in rows:
        row.is_now = row.first_day <= today
        row.may_end = row.user_id in own
    return rows


@require_http_methods(["GET", "HEAD", "POST"])
def absence_new(request: HttpRequest) -> HttpResponse:
    """Say who is away and who stands in; what the stand-in may do is said before."""
    people = absent_people(request.user)
    if not request.user.has(Permission.STAFF_ABSENCES) and not request.user.has(Permission.COUNTY_MANAGE):
        raise PermissionDenied
    if request.method == "POST" and not once.claim(request, "absence"):
        return redirect(_back(request))
    chosen = request.GET.get("user", "")  # from the lead's board
    form = AbsenceForm(request.POST or None, by=request.user, people=people, initial={"user": chosen})
    if request.method == "POST" and form.is_valid() and _plan(request, form):
        return redirect(_back(request))
    if request.method == "POST":
        once.release(request, "absence")
    return render(
        request,
        "office/absence_new.html",
        {"form": form, "back": _back(request)} | staff_crumbs(_("Record an absence")),
        status=422 if form.errors else 200,
    )


def _back(request: HttpRequest) -> str:
    """Where one came from, as the lead's board; else the staff."""
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("office:staff")


def _plan(request: HttpRequest, form: AbsenceForm) -> bool:
    values = form.cleaned_data
    user, deputy = values.get("user") or request.user, values["deputy"]
    try:
        absences.plan(
            user=user, deputy=deputy, first_day=values["first_day"], last_day=values["last_day"], by=request.user
        )
    except OrganisationError as error:
        form.add_error(_FIELD_OF.get(type(error)), str(error))
        return False
    messages.success(request, _("%(deputy)s stands in for %(user)s.") % {"deputy": deputy, "user": user})
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def absence_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then end an absence; the stand-in's access ends with it."""
    must_see_staff(request.user)
    rows = Absence.objects.filter(last_day__gte=timezone.localdate()).select_related("user", "deputy")
    absence = get_object_or_404(rows, pk=pk)
    if not absent_people(request.user).filter(pk=absence.user_id).exists():
        raise PermissionDenied
    context: dict[str, Any] = {"absence": absence, "has_begun": absence.first_day < timezone.localdate()}
    context |= staff_crumbs(_("End the absence"))
    if request.method == "POST":
        absences.end(absence=absence, by=request.user)
        messages.success(
            request,
            _("%(deputy)s no longer stands in for %(user)s.") % {"deputy": absence.deputy, "user": absence.user},
        )
        return redirect("office:staff")
    return render(request, "office/absence_end.html", context)
