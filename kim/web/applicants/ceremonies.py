"""Ceremonies: day, place, seats, who is on the list."""

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kim.exceptions import KimError
from kim.naturalisation.public import Application, Ceremony, CeremonyPlace, access, appointment_acts, states
from kim.privacy.public import reading
from kim.web.answers import form_answer
from kim.web.applicants.capacity_forms import CeremonyForm
from kim.web.applicants.offices import choice_of, own_office
from kim.web.applicants.tabs import tabs
from kim.web.applicants.views import officer


@require_http_methods(["GET", "HEAD", "POST"])
def ceremony_list(request: HttpRequest) -> HttpResponse:
    """Ceremonies of the own office, and a new one."""
    unit = own_office(request)
    form = CeremonyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = appointment_acts.plan_ceremony(unit=unit, by=request.user, **form.values())
        messages.success(request, _("The ceremony is planned."))
        return redirect("applicants:ceremony_detail", made.pk)
    rows = Ceremony.objects.filter(unit=unit).annotate(taken=Sum("places__people", default=0))
    context = {
        "rows": rows,
        "form": form,
        "today": timezone.localdate(),
        **choice_of(request),
        "tabs": tabs("ceremony_list"),
    }
    return form_answer(request, "applicants/capacity/ceremonies.html", context)


@require_safe
@reading
def ceremony_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has a place, and who could have one."""
    row = own_ceremony(request, pk)
    places = list(row.places.select_related("application").prefetch_related("application__applicants"))
    waiting = Application.objects.filter(unit=row.unit_id, stage=states.Stage.DECISION)
    waiting = waiting.exclude(ceremony_places__ceremony__on__gte=timezone.localdate()).prefetch_related("applicants")
    context = {
        "ceremony": row, "places": places, "taken": sum(place.people for place in places),
        "waiting": waiting.order_by("decided_on")[:100], "is_over": row.on < timezone.localdate(),
        "crumbs": [
            {"label": pgettext("naturalisation office", "Ceremonies"), "url": reverse("applicants:ceremony_list")},
            {"label": f"{row.on:%d.%m.%Y}", "url": ""},
        ],
    }  # fmt: skip
    return render(request, "applicants/capacity/ceremony.html", context)


@require_POST
def ceremony_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an application its places."""
    row = own_ceremony(request, pk)
    sent = request.POST.get("application", "")
    asked = int(sent) if sent.isdecimal() and len(sent) < 19 else 0
    application = get_object_or_404(Application.objects.filter(unit=row.unit_id), pk=asked)
    try:
        appointment_acts.put_on_list(ceremony=row, application=application, by=request.user)
        messages.success(request, _("The application stands on the list."))
    except KimError as error:
        messages.error(request, str(error))
    return redirect("applicants:ceremony_detail", pk)


@require_POST
def ceremony_drop(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Free the places of an application."""
    row = own_ceremony(request, pk)
    appointment_acts.take_off_list(place=get_object_or_404(CeremonyPlace, ceremony=row, pk=place), by=request.user)
    messages.success(request, _("The application no longer stands on the list."))
    return redirect("applicants:ceremony_detail", pk)


def own_ceremony(request: HttpRequest, pk: int) -> Ceremony:
    """A ceremony of an office this person works in."""
    return get_object_or_404(Ceremony.objects.filter(unit__in=access.offices_of(officer(request))), pk=pk)
