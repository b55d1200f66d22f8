"""The staff: who works where in which role, who is away and who stands in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kim.organisation.exceptions import AbsenceOverlaps, DeputyCannotWorkInCases, DeputyIsAway, OwnDeputyship
from kim.organisation.public import (
    Absence,
    Membership,
    OrganisationError,
    Permission,
    PostCatchment,
    PostHolder,
    User,
    absences,
    absent_people,
    loading,
)
from kim.privacy.public import reading
from kim.web.office.forms import AbsenceForm
from kim.web.office.views.accounts import staff_crumbs

SIZE = 30
_FIELD_OF = {
    AbsenceOverlaps: "first_day",
    DeputyIsAway: "deputy",
    DeputyCannotWorkInCases: "deputy",
    OwnDeputyship: "deputy",
}


def must_see_staff(user: User) -> None:
    """Those who record absences or manage the county."""
    if not (user.has(Permission.STAFF_ABSENCES) or user.has(Permission.COUNTY_MANAGE)):
        raise PermissionDenied


@require_safe
@reading
def staff(request: HttpRequest) -> HttpResponse:
    """Everybody with roles, posts and areas, thirty at a time; absences of today and later on top."""
    must_see_staff(request.user)
    manages = request.user.has(Permission.COUNTY_MANAGE)
    closed = manages and request.GET.get("konten") == "geschlossen"
    ids = _in_order(User.objects.filter(is_active=not closed))
    number = _page_number(request.GET.get("seite", ""), len(ids))
    shown = _with_work(ids[(number - 1) * SIZE : number * SIZE])
    own = set(absent_people(request.user).values_list("pk", flat=True))
    context = {
        "people": shown, "total": len(ids), "manages": manages, "closed": closed, "absences": _coming_absences(own),
        "may_record": bool(own), "first": (number - 1) * SIZE + 1, "last": (number - 1) * SIZE + len(shown),
        "before": _address(number - 1, closed) if number > 1 else "",
        "after": _address(number + 1, closed) if number * SIZE < len(ids) else "",
    }  # fmt: skip
    return render(request, "office/staff.html", context)


def _in_order(people: QuerySet[User]) -> list[int]:
    """Filed as in a German telephone book, whatever the database's collation; staff is few enough."""
    names = people.values_list("pk", "last_name", "first_name", "username")
    key = loading.sort_key
    return [row[0] for row in sorted(names, key=lambda row: (key(row[1] or row[3]), key(row[2]), row[0]))]


def _page_number(text: str, total: int) -> int:
    last = max(1, -(-total // SIZE))
    return min(max(int(text), 1), last) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _address(number: int, closed: bool) -> str:
    return f"?seite={number}" + ("&konten=geschlossen" if closed else "")


def _with_work(ids: list[int]) -> list[User]:
    today = timezone.localdate()
    lasting = Q(valid_to=None) | Q(valid_to__gte=today)
    found = User.objects.filter(pk__in=ids).prefetch_related(
        Prefetch("memberships", Membership.objects.filter(lasting).select_related("unit").order_by("valid_from", "pk")),
        Prefetch("posts_held", PostHolder.objects.filter(lasting).select_related("post").order_by("post__key")),
        Prefetch("posts_held__post__catchments", PostCatchment.objects.on(today).select_related("municipality")),
    )
    people = {person.pk: person for person in found}
    for person in people.values():
        areas = {c.municipality.name: None for held in person.posts_held.all() for c in held.post.catchments.all()}
        person.areas = list(areas)
    return [people[pk] for pk in ids]


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
    chosen = request.GET.get("user", "")  # from the lead's board
    form = AbsenceForm(request.POST or None, by=request.user, people=people, initial={"user": chosen})
    if request.method == "POST" and form.is_valid() and _plan(request, form):
        return redirect("office:staff")
    return render(
        request,
        "office/absence_new.html",
        {"form": form} | staff_crumbs(_("Record an absence")),
        status=422 if form.errors else 200,
    )


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
