"""Papers about a whole case: the final report, and the handover sheet."""

import logging
import re

from csp.decorators import csp_exempt
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kim.casework.public import Case, HandoverSheet, access, final_report, handover_sheet, handover_sheets
from kim.documents import DocumentError, Report, render_report
from kim.exceptions import KimError
from kim.privacy.public import audit, reading
from kim.web.answers import form_answer
from kim.web.casework.forms.handover import SheetForm
from kim.web.casework.frame import case_frame
from kim.web.drafts.typed import saved
from kim.workbench.public import submissions

log = logging.getLogger("kim.web")


@csp_exempt()  # a paper, no page: some browsers show PDF through a plug-in of their own, which the policy would stop
@reading
def case_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The final report of the last closing, also of a case that was reopened since."""
    case = access.case_for(request.user, pk, section="plan")
    closing = case.closings.select_related("reason", "closed_by", "handover_agency", "reopened_by").last()
    if closing is None:
        raise Http404
    report = final_report.final_report(case, closing, by=request.user, on=timezone.localdate())
    return _paper(request, case, report, "abschlussbericht")


@csp_exempt()  # a paper, no page
@reading
def case_sheet_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The handover sheet that was written last or the one asked for, or where the case stands now."""
    case = access.case_for(request.user, pk, section="plan")
    sheet = _chosen(request, case)
    report = handover_sheet.sheet_paper(
        case, handover_sheet.kept(sheet) if sheet else handover_sheet.sheet_of(case), words=sheet.words if sheet else "",
        by=str(sheet.written_by if sheet else request.user), on=sheet.written_on if sheet else timezone.localdate(),
    )  # fmt: skip
    return _paper(request, case, report, "uebergabebogen")


def case_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The last sheet and where the case stands now; whoever works in the case writes a new one."""
    case = access.case_for(request.user, pk, section="plan")
    writes = access.may_change(request.user, case) and not case.is_closed
    form = SheetForm(request.POST or None)
    if request.method == "POST" and writes and form.is_valid() and _written(request, case, form):
        return redirect("casework:case_sheet", pk)
    sheet = _chosen(request, case)
    context = case_frame(request, case, "case_sheet") | {
        "form": form if writes else None, "sheet": sheet, "now": () if sheet else handover_sheet.sheet_of(case),
        "kept": handover_sheet.kept(sheet) if sheet else (), "sheets": handover_sheet.sheets_of(case),
        "to_read": bool(sheet) and sheet.written_for == request.user and sheet.read_at is None,
    }  # fmt: skip
    return form_answer(request, "casework/cases/sheet.html", context)


def _chosen(request: HttpRequest, case: Case) -> HandoverSheet | None:
    """The sheet of this case that the address names; without one the last."""
    asked = request.GET.get("bogen", "")
    if not asked:
        return handover_sheet.latest(case)
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise Http404
    return get_object_or_404(case.handover_sheets.select_related("written_by", "written_for"), pk=int(asked))


@require_POST
def case_sheet_read(request: HttpRequest, pk: int) -> HttpResponse:
    """I have read what came with the case: it leaves my day and stays in the file."""
    case = access.case_to_work_in(request.user, pk, section="plan")
    if handover_sheets.mark_read(case=case, by=request.user):
        messages.success(request, _("Noted as read. The sheet stays in the file."))
    return redirect("casework:case_detail", pk)


def _written(request: HttpRequest, case: Case, form: SheetForm) -> bool:
    sent = {"by": request.user, "purpose": f"sheet-{case.pk}", "submission": form.cleaned_data["submission"]}
    if submissions.claim(**sent):
        try:
            handover_sheets.write(case=case, by=request.user, words=form.cleaned_data["words"])
        except KimError as error:
            submissions.release(**sent)
            form.add_error(None, str(error))
            return False
    saved(request, f"sheet-{case.pk}")
    messages.success(request, _("The handover sheet is kept. Whoever takes the case over finds it here."))
    return True


def _paper(request: HttpRequest, case: Case, report: Report, name: str) -> HttpResponse:
    """As PDF, with its trace; what cannot be printed is said on a page."""
    try:
        made = render_report(report)
    except (DocumentError, RuntimeError, OSError) as error:
        log.error("%s of case %s cannot be printed: %s", name, case.pk, error)
        context = case_frame(request, case, "case_sheet")
        return render(request, "casework/cases/paper_unavailable.html", context, status=503)
    audit.record("case.paper_printed", target=case, case_id=case.pk, paper=name)
    response = HttpResponse(made, content_type="application/pdf")
    reference = re.sub(r"[^A-Za-z0-9-]+", "-", case.reference)
    response["Content-Disposition"] = f'inline; filename="{reference}-{name}.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response
