"""Papers for meetings and proposals: handed in, replaced, withdrawn, read."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kim.exceptions import KimError
from kim.privacy.public import audit, reading
from kim.steering.public import Meeting, Paper, PaperVersion, Proposal, access, paper_files, proposals
from kim.web.casework.saving import added
from kim.web.handed_files import sent_file
from kim.web.steering.forms.invitations import PaperForm, VersionForm
from kim.web.steering.views.proposals import proposal_for
from kim.web.steering.views.sessions import meeting_for
from kim.web.steering.views.ways import crumb, meeting_crumbs, way


def paper_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in a paper for a meeting or one item of it."""
    meeting = meeting_for(request, pk)
    return _new(request, meeting, PaperForm(request.POST or None, request.FILES or None, meeting=meeting))


def paper_for_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in a paper for a proposal."""
    return _new(
        request, proposal_for(request, pk), PaperForm(request.POST or None, request.FILES or None, meeting=None)
    )


def _new(request: HttpRequest, target: Meeting | Proposal, form: PaperForm) -> HttpResponse:
    if not paper_files.may_file(request.user, target):  # type: ignore[arg-type]
        raise PermissionDenied

    def act() -> Paper:
        return paper_files.file_for(target=target, by=request.user, **form.values())  # type: ignore[arg-type]

    if form.is_bound and form.is_valid() and added(request, form, "paper", act, _("The paper is filed.")):
        return redirect(_home(target))
    context = {"form": form, "target": target, "crumbs": _crumbs(target, crumb(_("Hand in a paper")))}
    return render(request, "steering/meetings/paper_new.html", context, status=422 if form.is_bound else 200)


def paper_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper with its versions; whoever may hand it in puts a newer version there."""
    paper, target = readable(request, pk)
    files = paper_files.may_file(request.user, target)  # type: ignore[arg-type]
    if request.method == "POST" and not files:
        raise PermissionDenied
    form = VersionForm(request.POST or None, request.FILES or None) if files and not paper.withdrawn_on else None

    def act() -> PaperVersion:
        return paper_files.replace(paper=paper, by=request.user, handed=form.cleaned_data["file"])  # type: ignore[arg-type,union-attr]

    told = _("The newer version is filed. Earlier ones stay.")
    if form is not None and form.is_bound and form.is_valid() and added(request, form, "paper-version", act, told):
        return redirect("steering:paper_detail", pk)
    context = {
        "shown": paper_files.shown(paper), "paper": paper, "form": form, "files": files, "target": target, "home": _home(target),
        "crumbs": _crumbs(target, crumb(paper.title)),
    }  # fmt: skip
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "steering/meetings/paper.html", context, status=status)


@require_POST
def paper_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back: it is not read any more; or bring it back."""
    paper, target = readable(request, pk)
    back = request.POST.get("back") == "1"
    act = paper_files.bring_back if back else paper_files.withdraw
    try:
        act(paper=paper, by=request.user)  # type: ignore[arg-type]
    except KimError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The paper is there again.") if back else _("The paper is withdrawn."))
    return redirect(_home(target))


@require_safe
@reading
def paper_file(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """One version, to keep."""
    paper, _target = readable(request, pk)
    return file_of(paper, number)


def file_of(paper: Paper, number: int) -> HttpResponseBase:
    """The bytes as they were handed in; nothing in them runs."""
    version = get_object_or_404(PaperVersion, paper=paper, number=number)
    audit.record("paper.read", target=paper, number=number)
    return sent_file(bytes(version.content), version.media_type, size=version.size, name=version.file_name)


def readable(request: HttpRequest, pk: int) -> tuple[Paper, Meeting | Proposal]:
    """A paper this person may read, and what it belongs to; PostgreSQL holds the same line."""
    user = request.user
    seen = Q(meeting__in=access.meetings_for(user)) | Q(proposal__in=proposals.proposals_for(user))  # type: ignore[arg-type]
    paper = get_object_or_404(Paper.objects.filter(seen).select_related("meeting__body", "proposal", "item"), pk=pk)
    target = paper.meeting or paper.proposal
    if target is None or (paper.internal and not _inside(request, target)):
        raise Http404
    return paper, target


def _inside(request: HttpRequest, target: Meeting | Proposal) -> bool:
    reach = access.reach_of(request.user)  # type: ignore[arg-type]
    bodies = (target.body_id,) if isinstance(target, Meeting) else (target.to_body_id, target.from_body_id)
    return any(reach.sits_in(body) for body in bodies)


def _home(target: Meeting | Proposal) -> str:
    if isinstance(target, Meeting):
        return reverse("steering:meeting_detail", args=[target.pk]) + "#papers"
    return reverse("steering:proposal_detail", args=[target.pk]) + "#papers"


def _crumbs(target: Meeting | Proposal, *more: dict[str, str]) -> list[dict[str, Any]]:
    if isinstance(target, Meeting):
        return meeting_crumbs(target, *more)
    first = crumb(_("Proposals"), way("proposal_list"))
    return [first, crumb(target.number, way("proposal_detail", target.pk)), *more]
