"""The copy for the person of what is stored about them (Art. 15 GDPR): looked through, then made as a paper and kept nowhere."""

import logging
import re

from csp.decorators import csp_exempt
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kim.casework.public import Case, access, disclosure, exceptions
from kim.documents import DocumentError, render_report
from kim.privacy.public import audit
from kim.web.answers import form_answer
from kim.web.casework.forms.disclosure import DisclosureForm
from kim.web.casework.frame import note_the_reading
from kim.web.casework.views.plan_shared import frame

log = logging.getLogger("kim.web")
TAB = "access_list"


@csp_exempt()  # answers with a paper as well
@require_http_methods(["GET", "HEAD", "POST"])
def case_disclosure(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide about what is confidential, then get the paper."""
    case = access.case_to_work_in(request.user, pk, section="documents")
    if case.assigned_to_id != request.user.pk:
        messages.error(request, str(exceptions.NotYoursToDisclose()))
        return redirect("casework:access_list", case.pk)
    with translation.override("de"):
        held = disclosure.held_back(case)
    form = DisclosureForm(request.POST if request.method == "POST" else None, held=held)
    if request.method == "POST" and form.is_valid():
        return _paper(request, case, form.cleaned_data["opened"])
    note_the_reading(request, case)
    context = frame(request, case, TAB, _("Print the copy for the person"), form=form, held=held)
    return form_answer(request, "casework/consents/disclosure.html", context)


def _paper(request: HttpRequest, case: Case, opened: list[str]) -> HttpResponse:
    try:
        made = render_report(
            disclosure.disclosure(case, by=request.user, on=timezone.localdate(), opened=frozenset(opened))
        )
    except (DocumentError, RuntimeError, OSError) as error:
        log.error("the disclosure of case %s cannot be printed: %s", case.pk, error)
        context = frame(request, case, TAB, _("Print the copy for the person"))
        return render(request, "casework/cases/paper_unavailable.html", context, status=503)
    audit.record("case.disclosed", target=case, case_id=case.pk, confidential=len(opened))
    response = HttpResponse(made, content_type="application/pdf")
    reference = re.sub(r"[^A-Za-z0-9-]+", "-", case.reference)
    response["Content-Disposition"] = f'attachment; filename="{reference}-auskunft.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response
