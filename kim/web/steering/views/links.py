"""What a personal link opens, without a sign-in: agenda, papers and approved minutes of one meeting, and nothing else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_exempt
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from kim.privacy.public import open_scope
from kim.steering.public import Meeting, MeetingState, links, paper_files, papers
from kim.web.calendar import limits
from kim.web.middleware import public
from kim.web.steering.views.papers import file_of
from kim.web.steering.views.session_papers import paper as printed

FINAL = (MeetingState.APPROVED, MeetingState.CLOSED)
View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """The view gets the meeting that the token opens, in a scope of its own, whoever is signed in in this browser."""

    @public
    @require_safe
    @wraps(view)
    @sensitive_variables("token")
    def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        if limits.has_missed_too_often(request):
            return _guarded(render(request, "429.html", status=429))
        found = links.opened(token)
        if found is None:
            limits.note_miss(request)
            return _guarded(render(request, "steering/meetings/link_closed.html", status=404))
        with open_scope(found.scope):
            meeting = Meeting.objects.select_related("body", "approved_in").get(pk=found.meeting_id)
            return _guarded(view(request, meeting, token=token, **kwargs))

    return opened


@by_link
def link_page(request: HttpRequest, meeting: Meeting, token: str) -> HttpResponse:
    """When and where, the agenda, the papers, the minutes once they are approved."""
    context = {
        "meeting": meeting, "token": token, "items": [{"number": n, "item": item} for n, item in papers.numbered(meeting.items.all())],
        "papers": paper_files.papers_of(meeting, inside=True), "minutes": meeting.state in FINAL,
        "cancelled": meeting.state == MeetingState.CANCELLED,
    }  # fmt: skip
    return render(request, "steering/meetings/link.html", context)


@csp_exempt()  # a paper, no page
@by_link
def link_agenda(request: HttpRequest, meeting: Meeting, token: str) -> HttpResponse:
    """The agenda as PDF."""
    return printed(request, papers.agenda_paper(meeting, inside=True), f"einladung-{meeting.held_on}", meeting)


@csp_exempt()  # a paper, no page
@by_link
def link_minutes(request: HttpRequest, meeting: Meeting, token: str) -> HttpResponse:
    """The approved minutes as PDF."""
    if meeting.state not in FINAL:
        raise Http404
    return printed(request, papers.minutes_paper(meeting, inside=True), f"niederschrift-{meeting.held_on}", meeting)


@by_link
def link_paper(request: HttpRequest, meeting: Meeting, token: str, pk: int, number: int) -> HttpResponse:
    """One paper, to keep."""
    listed = {each.paper.pk: each.paper for each in paper_files.papers_of(meeting, inside=True)}
    if pk not in listed:
        raise Http404
    return file_of(listed[pk], number)


def _guarded(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
