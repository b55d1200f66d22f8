"""Handovers planned for a day to come."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kim.casework.public import PlannedHandover, spread_cases
from kim.exceptions import KimError
from kim.web.lead.views.board import led_units


@require_POST
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Call off one planned handover; the case stays where it is."""
    units = led_units(request.user)
    planned = PlannedHandover.objects.filter(pk=pk, case__unit_id__in=units).select_related("held_by").first()
    if planned is None:
        raise Http404
    try:
        spread_cases.cancel(planned=planned, by=request.user)
        messages.success(request, _("Called off: the case stays with %(name)s.") % {"name": planned.held_by})
    except KimError as error:
        messages.error(request, str(error))
    return redirect("lead:board")
