"""The county's own Word files, filled from a meeting, a proposal, the decisions: for the offices, beside the PDF."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from kim.documents.word import Values
from kim.privacy.public import reading
from kim.steering.public import Meeting, access, invitations, paper_files, papers
from kim.web.steering.views.proposals import proposal_for
from kim.web.steering.views.session_papers import decisions_of, meeting_of
from kim.web.steering.views.word_files import Filling, in_force, word_file
from kim.workbench.public import LetterTemplate, Purpose


@require_safe
@reading
def meeting_word(request: HttpRequest, pk: int, template: int) -> HttpResponse:
    """Invitation or minutes of a meeting, whichever the template is for."""
    meeting = meeting_of(request, pk)
    if not access.reach_of(request.user).manages(meeting.body_id):  # type: ignore[arg-type]
        raise PermissionDenied
    made = _template(template, Purpose.INVITATION, Purpose.MINUTES)
    filling: Filling = lambda: papers.word.minutes_values(meeting)  # noqa: E731
    if made.purpose == Purpose.INVITATION:
        filling = lambda: _invitation(meeting)  # noqa: E731
    back = reverse("steering:meeting_detail", args=[pk])
    return word_file(request, made, filling, f"{_WORDS[made.purpose]}-{meeting.held_on}", meeting, back)


@require_safe
@reading
def proposal_word(request: HttpRequest, pk: int, template: int) -> HttpResponse:
    """A proposal as the county's paper."""
    proposal = proposal_for(request, pk)
    _office(request)
    made = _template(template, Purpose.PAPER)
    back = reverse("steering:proposal_detail", args=[pk])
    filling: Filling = lambda: papers.word.proposal_values(proposal)  # noqa: E731
    return word_file(request, made, filling, f"vorlage-{proposal.number}", proposal, back)


@require_safe
@reading
def year_word(request: HttpRequest, year: int, template: int) -> HttpResponse:
    """The decisions of a year."""
    _office(request)
    made = _template(template, Purpose.DECISIONS)
    listed = decisions_of(request, year)
    filling: Filling = lambda: papers.word.year_values(listed, year)  # noqa: E731
    return word_file(request, made, filling, f"beschluesse-{year}", None, reverse("steering:decision_list"))


_WORDS = {Purpose.INVITATION: "einladung", Purpose.MINUTES: "niederschrift"}


def _template(pk: int, *purposes: str) -> LetterTemplate:
    found: LetterTemplate = get_object_or_404(in_force(*purposes), pk=pk)
    return found


def _office(request: HttpRequest) -> None:
    reach = access.reach_of(request.user)  # type: ignore[arg-type]
    if not (reach.steers or reach.keeps_minutes):
        raise PermissionDenied


def _invitation(meeting: Meeting) -> Values:
    listed = [each.paper.title for each in paper_files.papers_of(meeting, inside=True)]
    invited = [f"{each.seat}: {each.name}" for each in invitations.recipients_of(meeting)]
    return papers.word.invitation_values(meeting, papers=listed, invited=invited)
