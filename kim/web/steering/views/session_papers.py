"""Papers of meetings and decisions as PDF: agenda, minutes, one decision, those of a year, extract for an agency."""

import logging
import re

from csp.decorators import csp_exempt
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kim.documents import DocumentError, Report, render_report
from kim.exceptions import KimError
from kim.organisation.public import County
from kim.privacy.public import audit, reading
from kim.steering.public import Decision, Meeting, MeetingState, access, archive, papers
from kim.web.steering.forms.decisions import ExtractForm
from kim.web.steering.views.decisions import decision_for
from kim.web.steering.views.proposals import proposal_for
from kim.web.steering.views.ways import crumb
from kim.web.steering.views.word_files import word_file

log = logging.getLogger("kim.web")
State = MeetingState
OUT = (State.MINUTES_OUT, State.APPROVED, State.CLOSED)
FINAL = (State.APPROVED, State.CLOSED)


def meeting_of(request: HttpRequest, pk: int) -> Meeting:
    """A meeting this person may read."""
    rows = access.meetings_for(request.user)  # type: ignore[arg-type]
    found: Meeting = get_object_or_404(rows.select_related("body", "approved_in"), pk=pk)
    return found


@csp_exempt()  # a paper, no page
@reading
def session_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes: members read them when they are out, everybody else of a public meeting when they are approved."""
    meeting = meeting_of(request, pk)
    reach = access.reach_of(request.user)  # type: ignore[arg-type]
    inside = reach.sits_in(meeting.body_id)
    ready = meeting.state in (OUT if inside else FINAL)
    if not (ready or reach.manages(meeting.body_id)):
        raise Http404
    return paper(request, papers.minutes_paper(meeting, inside=inside), f"niederschrift-{meeting.held_on}", meeting)


@csp_exempt()  # a paper, no page
@reading
def session_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda."""
    meeting = meeting_of(request, pk)
    inside = access.reach_of(request.user).sits_in(meeting.body_id)  # type: ignore[arg-type]
    return paper(request, papers.agenda_paper(meeting, inside=inside), f"einladung-{meeting.held_on}", meeting)


@csp_exempt()  # a paper, no page
@reading
def proposal_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A proposal as the paper the body decides on."""
    proposal = proposal_for(request, pk)
    return paper(request, papers.proposal_paper(proposal), f"vorlage-{proposal.number}", proposal)


@csp_exempt()  # a paper, no page
@reading
def decision_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision with its origin."""
    decision = decision_for(request, pk)
    return paper(request, papers.decision_paper(decision), f"beschluss-{decision.number}", decision)


def decisions_of(request: HttpRequest, year: int) -> QuerySet[Decision]:
    """Those of a year that this person may read, in their order; a year without any has no paper."""
    rows = access.decisions_for(request.user).filter(decided_on__year=min(max(year, 1), 9998))  # type: ignore[arg-type]
    listed: QuerySet[Decision] = rows.order_by("decided_on", "number").prefetch_related("amendments")
    if not listed:
        raise Http404
    return listed


@csp_exempt()  # a paper, no page
@reading
def decision_year(request: HttpRequest, year: int) -> HttpResponse:
    """The decisions of a year, as far as this person may read them."""
    return paper(request, papers.year_paper(decisions_of(request, year), year), f"beschluesse-{year}", None)


@reading
def decision_extract(request: HttpRequest) -> HttpResponse:
    """Choose the agency; the extract comes as PDF."""
    reach = access.reach_of(request.user)  # type: ignore[arg-type]
    if not (reach.steers or reach.keeps_minutes):
        raise PermissionDenied
    form = ExtractForm(request.GET or None)
    if form.is_bound and form.is_valid():
        return _extract(request, form)
    here = [
        crumb(pgettext("steering", "Decisions"), reverse("steering:decision_list")),
        crumb(_("Extract for an agency")),
    ]
    status = 422 if form.is_bound else 200
    return render(request, "steering/decisions/extract.html", {"form": form, "crumbs": here}, status=status)


def _extract(request: HttpRequest, form: ExtractForm) -> HttpResponse:
    """What goes to an agency is public in the bodies' sense: decisions that are not stay inside."""
    agency, since = form.cleaned_data["agency"], form.cleaned_data["since"]
    rows = papers.concerning(access.decisions_for(request.user).filter(internal=False), agency)  # type: ignore[arg-type]
    rows = rows.filter(decided_on__gte=since) if since else rows
    listed = rows.select_related("body").prefetch_related(
        "amendments", "orders__agency", "orders__body", "orders__unit"
    )
    if template := form.cleaned_data["template"]:
        filling = lambda: papers.word.extract_values(listed.order_by("decided_on", "pk"), agency, since)  # noqa: E731
        return word_file(request, template, filling, f"auszug-{agency.key}", None, reverse("steering:decision_extract"))
    words = f"ab {since:%d.%m.%Y}" if since else ""
    made = papers.extract_paper(listed.order_by("decided_on", "pk"), agency, since=words)
    return paper(request, made, f"auszug-{agency.key}", None)


@csp_exempt()  # a package, no page
@reading
def session_archive(request: HttpRequest, pk: int) -> HttpResponse:
    """The meeting as one package for the archive, once its minutes are approved."""
    meeting = meeting_of(request, pk)
    if not access.reach_of(request.user).manages(meeting.body_id):  # type: ignore[arg-type]
        raise PermissionDenied
    if meeting.state not in FINAL:
        raise Http404
    try:
        made = archive.package_of(meeting)
    except (KimError, DocumentError, RuntimeError, OSError) as error:
        log.error("the package of meeting %s cannot be made: %s", pk, error)
        return render(request, "steering/decisions/paper_unavailable.html", {"crumbs": []}, status=503)
    audit.record("meeting.archived", target=meeting)
    response = HttpResponse(made, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="sitzung-{meeting.held_on}-{meeting.pk}.zip"'
    response["Cache-Control"] = "no-store, private"
    return response


def paper(request: HttpRequest, report: Report, name: str, target: Model | None) -> HttpResponse:
    """As PDF, with its trace; what cannot be printed is said on a page."""
    try:
        made = render_report(report)
    except (DocumentError, RuntimeError, OSError) as error:
        log.error("%s cannot be printed: %s", name, error)
        return render(request, "steering/decisions/paper_unavailable.html", {"crumbs": []}, status=503)
    audit.record("steering.paper_printed", target=target or County.objects.first(), paper=name)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{re.sub(r"[^A-Za-z0-9-]+", "-", name)}.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response
