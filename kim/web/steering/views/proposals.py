"""Proposals: writing, handing in, recommending, reading."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kim.exceptions import KimError
from kim.privacy.public import reading
from kim.steering.public import Proposal, ProposalState, access, paper_files, proposals
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.saving import edited
from kim.web.drafts.typed import saved
from kim.web.steering.forms.proposals import AdviceForm, ProposalForm
from kim.web.steering.views.ways import crumb, way
from kim.web.steering.views.word_files import word_links
from kim.workbench.public import Purpose

State = ProposalState
JOINED = ("topic", "from_body", "to_body", "origin", "changed_by")


def proposal_for(request: HttpRequest, pk: int) -> Proposal:
    """A proposal this person may read."""
    rows = proposals.proposals_for(request.user)  # type: ignore[arg-type]
    found: Proposal = get_object_or_404(rows.select_related(*JOINED), pk=pk)
    return found


@reading
def proposal_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """All about a proposal: wording, reasons, what bodies recommend, what became of it."""
    proposal, user = proposal_for(request, pk), request.user
    reach, state = access.reach_of(user), proposal.state  # type: ignore[arg-type]
    writes = proposals.may_write(user, proposal)  # type: ignore[arg-type]
    context = {
        "proposal": proposal, "agencies": list(proposal.agencies.all()),
        "recommendations": proposal.recommendations.select_related("body"),
        "decisions": access.decisions_for(user).filter(proposal=proposal),  # type: ignore[arg-type]
        "items": proposal.agenda_items.filter(meeting__in=access.meetings_for(user)).select_related("meeting"),  # type: ignore[arg-type]
        "derived": list(proposals.proposals_for(user).filter(origin=proposal)),  # type: ignore[arg-type]
        "edits": writes and state in (State.DRAFT, State.SUBMITTED), "submits": writes and state == State.DRAFT,
        "withdraws": writes and state in (State.DRAFT, State.SUBMITTED, State.SENT_BACK),
        "resubmits": writes and state == State.SENT_BACK,
        "advises": state in (State.SUBMITTED, State.SCHEDULED) and (reach.steers or reach.keeps_minutes or bool(reach.chairs)),
        "papers": paper_files.papers_of_proposal(proposal, inside=any(map(reach.sits_in, (proposal.to_body_id, proposal.from_body_id)))),
        "files": way("paper_for_proposal", pk) if writes else "",
        "withdrawn": paper_files.withdrawn_from(proposal) if writes else [],
        "words": word_links("proposal_word", pk, Purpose.PAPER) if reach.steers or reach.keeps_minutes else [],
        "topic_url": way("topic_detail", proposal.topic_id) if proposal.topic_id else "", "crumbs": _crumbs(proposal.number),
    }  # fmt: skip
    return render(request, "steering/proposals/detail.html", context)


def proposal_new(request: HttpRequest) -> HttpResponse:
    """Write a proposal; from a topic its title comes along."""
    user = request.user
    if not proposals.may_write(user):  # type: ignore[arg-type]
        raise PermissionDenied
    form = keep_texts(ProposalForm(request.POST or None, by=user, initial=_from_topic(request)), "proposal-new")  # type: ignore[arg-type]
    if form.is_bound and form.is_valid():
        try:
            made = proposals.write(by=user, submission=form.cleaned_data["submission"], **form.values())  # type: ignore[arg-type]
        except KimError as error:
            form.refuse(error)
        else:
            saved(request, "proposal-new")
            messages.success(request, _("The proposal is saved as a draft. Hand it in when it is ready."))
            return redirect("steering:proposal_detail", made.pk)
    return _form_page(request, form, _("Write a proposal"), _crumbs(_("New")))


def _from_topic(request: HttpRequest) -> dict[str, Any]:
    asked = request.GET.get("thema", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 18):
        return {}
    topic = access.topics_for(request.user).filter(pk=int(asked)).first()  # type: ignore[arg-type]
    return {"topic": topic.pk, "title": topic.title, "from_body": topic.body_id} if topic else {}


def proposal_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change it before it is on an agenda; if somebody else has saved meanwhile, both versions are shown."""
    proposal, user = proposal_for(request, pk), request.user
    if not proposals.may_write(user, proposal):  # type: ignore[arg-type]
        raise PermissionDenied
    known = ProposalForm.from_proposal(proposal)
    form = keep_texts(ProposalForm(request.POST or None, by=user, proposal=proposal, initial=known), f"proposal-{pk}")  # type: ignore[arg-type]
    if form.is_bound and form.is_valid():

        def act() -> None:
            version = form.cleaned_data["version"] or 0
            proposals.edit(proposal=proposal, by=user, version=version, **form.values())  # type: ignore[arg-type]

        def now() -> Any:
            fresh = proposal_for(request, pk)
            return ProposalForm.from_proposal(fresh), {"version": fresh.version}, fresh

        if edited(form, act, now):
            saved(request, f"proposal-{pk}")
            messages.success(request, _("The proposal is saved."))
            return redirect("steering:proposal_detail", pk)
    here = _crumbs(proposal.number, reverse("steering:proposal_detail", args=[pk]), _("Change"))
    return _form_page(request, form, _("Change the proposal"), here)


@require_POST
def proposal_step(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Hand in, withdraw, or make a new draft of one that was sent back."""
    proposal = proposal_for(request, pk)
    steps: dict[str, tuple[Any, str]] = {
        "submit": (proposals.submit, _("The proposal is handed in. It can go on an agenda now.")),
        "withdraw": (proposals.withdraw, _("The proposal is withdrawn.")),
        "resubmit": (proposals.resubmit, _("This is the new draft. It names the first proposal as its origin.")),
    }
    if act not in steps:
        raise Http404
    do, done = steps[act]
    try:
        made = do(proposal=proposal, by=request.user)
    except KimError as error:
        messages.error(request, str(error))
        return redirect("steering:proposal_detail", pk)
    messages.success(request, done)
    return redirect("steering:proposal_edit" if act == "resubmit" else "steering:proposal_detail", made.pk)


def proposal_advise(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what a preparing body recommends."""
    proposal, user = proposal_for(request, pk), request.user
    reach = access.reach_of(user)  # type: ignore[arg-type]
    if not (reach.steers or reach.keeps_minutes or reach.chairs):
        raise PermissionDenied
    key = f"advice-{pk}"
    form = keep_texts(AdviceForm(request.POST or None, by=user, initial={"body": proposal.from_body_id}), key)  # type: ignore[arg-type]
    if form.is_bound and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        try:
            proposals.recommend(proposal=proposal, by=user, **said)  # type: ignore[arg-type]
        except KimError as error:
            form.refuse(error)
        else:
            saved(request, key)
            messages.success(request, _("The recommendation is recorded."))
            return redirect("steering:proposal_detail", pk)
    here = _crumbs(proposal.number, reverse("steering:proposal_detail", args=[pk]), _("Recommendation"))
    status = 422 if form.errors else 200
    context = {"form": form, "proposal": proposal, "crumbs": here}
    return render(request, "steering/proposals/advise.html", context, status=status)


def _form_page(request: HttpRequest, form: ProposalForm, title: str, here: list[dict[str, str]]) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(
        request, "steering/proposals/form.html", {"form": form, "title": title, "crumbs": here}, status=status
    )


def _crumbs(label: str, url: str = "", last: str = "") -> list[dict[str, str]]:
    found = [crumb(_("Proposals"), reverse("steering:proposal_list")), crumb(label, url)]
    return [*found, crumb(last)] if last else found
