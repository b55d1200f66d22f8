"""Which office a page is about, for whoever works in more than one: chosen once, kept for the session."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kim.naturalisation.public import access
from kim.organisation.public import Unit
from kim.web.applicants.views import officer

KEY = "naturalisation_office"


def own_office(request: HttpRequest) -> Unit:
    """The office this person has chosen, or the first they work in."""
    offices = access.offices_of(officer(request))
    return next((unit for unit in offices if unit.pk == request.session.get(KEY)), offices[0])


def choice_of(request: HttpRequest) -> dict[str, Any]:
    """The office of a page, and the others to choose from; nothing to choose where there is one."""
    here, offices = own_office(request), access.offices_of(officer(request))
    others = [{"pk": unit.pk, "name": unit.name, "current": unit.pk == here.pk} for unit in offices]
    return {"office": here, "office_choices": others if len(others) > 1 else []}


@require_POST
def office_choose(request: HttpRequest) -> HttpResponse:
    """Look at another office of one's own from now on; an office of somebody else changes nothing."""
    sent = request.POST.get("office", "")
    own = {str(unit.pk): unit.pk for unit in access.offices_of(officer(request))}
    if sent in own:
        request.session[KEY] = own[sent]
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return redirect(back if safe else reverse("applicants:capacity"))
