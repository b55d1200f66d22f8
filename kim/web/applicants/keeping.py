"""Which applications are erased next, and how the office keeps a single one longer."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kim.exceptions import KimError
from kim.naturalisation.public import access, keeping, keeping_acts, states
from kim.privacy.public import reading
from kim.web.answers import form_answer
from kim.web.applicants.forms import HoldForm, said
from kim.web.applicants.tabs import tabs
from kim.web.applicants.views import crumbs, officer


@require_safe
@reading
def keeping_list(request: HttpRequest) -> HttpResponse:
    """What is erased within the next half year, and by which classes of the county."""
    offices, today = access.offices_of(officer(request)), timezone.localdate()
    labels = {stage.value: stage.label for stage in states.FINAL}
    context: dict[str, Any] = {
        "rows": keeping.due(offices, today), "many_offices": len(offices) > 1, "tabs": tabs("keeping"),
        "classes": [(labels[stage], row) for stage, row in keeping.classes().items()],
        "no_class": [labels[stage] for stage in states.FINAL if stage not in keeping.classes()],
    }  # fmt: skip
    return render(request, "applicants/keeping.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def application_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep one application longer, with the reason."""
    user = officer(request)
    row = access.application_for(user, pk)
    if row.is_running:
        raise Http404
    form = HoldForm(request.POST or None, application=row)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            keeping_acts.hold(
                application=row, until=data["until"], reason=data["reason"], by=user, version=data["version"] or 0
            )
        except KimError as error:
            said(form, error)
        else:
            messages.success(request, _("The application is kept until this day."))
            return redirect("applicants:keeping")
    title = _("Keep longer")
    trail = crumbs((pgettext("naturalisation office", "Keeping"), reverse("applicants:keeping")), (title, ""))
    context = {"form": form, "title": title, "application": row, "crumbs": trail}
    return form_answer(request, "applicants/hold.html", context)


@require_POST
def application_release(request: HttpRequest, pk: int) -> HttpResponse:
    """The county's class holds again."""
    user = officer(request)
    row = access.application_for(user, pk)
    try:
        keeping_acts.hold(application=row, until=None, reason="", by=user, version=row.version)
        messages.success(request, _("The application is kept as long as the county's class says."))
    except KimError as error:
        messages.error(request, str(error))
    return redirect("applicants:keeping")
