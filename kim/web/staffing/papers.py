"""The table of an apportionment to take along: as PDF and as a sheet."""

import logging

from csp.decorators import csp_exempt
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kim.documents import DocumentError, render_report
from kim.privacy.public import audit, reading
from kim.sheets import writing
from kim.staffing.public import access, papers

log = logging.getLogger("kim.web")


@csp_exempt()  # a paper, no page
@require_safe
@reading
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The table as PDF; what cannot be printed is said on a page."""
    row = access.apportionment_for(request.user, pk)  # type: ignore[arg-type]
    try:
        made = render_report(papers.paper(row))
    except (DocumentError, RuntimeError, OSError) as error:
        log.error("apportionment %s cannot be printed: %s", pk, error)
        return render(request, "steering/decisions/paper_unavailable.html", {"crumbs": []}, status=503)
    audit.record("apportionment.printed", target=row)
    return file_answer(made, f"Stellenanteile {row.year}-{row.pk}.pdf", "application/pdf", inline=True)


@csp_exempt()  # a file, no page
@require_safe
@reading
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The table as a sheet."""
    row = access.apportionment_for(request.user, pk)  # type: ignore[arg-type]
    part, about = papers.sheet(row)
    made = writing.book_of([part], about)
    audit.record("apportionment.sheet", target=row)
    return file_answer(made, f"Stellenanteile {row.year}-{row.pk}.xlsx", writing.XLSX_TYPE, inline=False)


def file_answer(made: bytes, name: str, kind: str, *, inline: bool) -> HttpResponse:
    """A file or paper to take along; nothing on the way keeps a copy."""
    response = HttpResponse(made, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(not inline, name)
    response["Cache-Control"] = "no-store, private"
    return response
