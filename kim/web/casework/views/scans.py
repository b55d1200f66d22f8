"""Scans of what was signed: linked to a consent or a goal agreement, and told apart again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kim.casework.public import Case, Consent, GoalAgreement, access, filed, scans
from kim.exceptions import KimError
from kim.web.answers import form_answer
from kim.web.casework.forms.scan import ScanForm
from kim.web.casework.views.plan_shared import attempt, frame, to_part


@require_http_methods(["GET", "HEAD", "POST"])
def consent_scan(request: HttpRequest, pk: int, consent_pk: int) -> HttpResponse:
    """The scan of a signed consent; also of a withdrawn one, for it was given."""
    case = access.case_to_work_in(request.user, pk, section="documents")
    consent = get_object_or_404(Consent.objects.select_related("agency", "case"), pk=consent_pk, case=case)
    heading = _("Scan of the consent for %(recipient)s") % {"recipient": consent.recipient}
    done = redirect("casework:consent_detail", case.pk, consent.pk)
    return _scan_page(request, case, consent, "access_list", heading, done)


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_scan(request: HttpRequest, pk: int, agreement_pk: int) -> HttpResponse:
    """The scan of a signed version of the goal agreement; also of an earlier one."""
    case = access.case_to_work_in(request.user, pk, section="plan")
    agreement = get_object_or_404(GoalAgreement.objects.select_related("case"), pk=agreement_pk, case=case)
    heading = _("Scan of the goal agreement, version %(version)s") % {"version": agreement.version}
    return _scan_page(request, case, agreement, "goal_list", heading, to_part("goal_list", case, "agreements"))


def _scan_page(
    request: HttpRequest, case: Case, of: scans.Proven, tab: str, heading: str, done: HttpResponse
) -> HttpResponse:
    form = ScanForm(*((request.POST, request.FILES) if request.method == "POST" else ()), case=case)
    if form.is_bound and form.is_valid() and _linked(request, case, of, form):
        messages.success(request, _("The scan is linked."))
        return done
    context = frame(request, case, tab, heading, form=form, heading=heading, back=done["Location"])
    return form_answer(request, "casework/documents/scan.html", context)


def _linked(request: HttpRequest, case: Case, of: scans.Proven, form: ScanForm) -> bool:
    values: dict[str, Any] = form.cleaned_data
    try:
        if values["document"]:
            scans.link(document=filed.document_for(case, int(values["document"])), of=of, by=request.user)
        else:
            [file] = values["file"]
            scans.file(of=of, by=request.user, name=file.name, content=file, submission=values["submission"])
    except KimError as error:
        form.add_error("document" if values["document"] else "file", str(error))
        return False
    return True


@require_POST
def scan_unlink(request: HttpRequest, pk: int, document_pk: int) -> HttpResponse:
    """It was linked by mistake; the document stays where it is."""
    case = access.case_to_work_in(request.user, pk, section="documents")
    document = filed.document_for(case, document_pk)
    attempt(
        request, lambda: scans.unlink(document=document, by=request.user), _("The link is gone, the document stays.")
    )
    return redirect("casework:document_detail", case.pk, document.pk)
