"""A decision with its basis, votes, amendments, orders and feedback."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kim.exceptions import KimError, SavedMeanwhile
from kim.privacy.public import audit, reading
from kim.steering.public import Decision, access, decisions, orders, proposals
from kim.web.casework.forms.keeping import keep_texts
from kim.web.drafts.typed import saved
from kim.web.drafts.versions import put_beside
from kim.web.steering.forms.decisions import AmendmentForm
from kim.web.steering.views.ways import crumb, way

JOINED = ("body", "meeting", "topic", "proposal", "ballot", "item")


def decision_for(request: HttpRequest, pk: int) -> Decision:
    """A decision this person may read; what is not public only for members and offices."""
    rows = access.decisions_for(request.user)  # type: ignore[arg-type]
    found: Decision = get_object_or_404(rows.select_related(*JOINED), pk=pk)
    return found


@reading
def decision_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """All about a decision."""
    decision, user = decision_for(request, pk), request.user
    reach = access.reach_of(user)  # type: ignore[arg-type]
    if decision.internal:
        audit.record("decision.viewed", target=decision)
    amendments = list(decision.amendments.select_related("recorded_by"))
    context = {
        "decision": decision, "amendments": amendments, "orders": _orders(decision),
        "wording": amendments[-1].wording if amendments else decision.wording,
        "feedbacks": decision.feedbacks.select_related("given_by"), "manages": reach.manages(decision.body_id),
        "look_again": bool(amendments) and decisions.done_before_amendment(decision),
        "reads_proposal": bool(decision.proposal_id)
        and proposals.proposals_for(user).filter(pk=decision.proposal_id).exists(),  # type: ignore[arg-type]
        "recommendations": decision.proposal.recommendations.select_related("body") if decision.proposal else [],
        "papers": _papers(decision) if reach.sits_in(decision.body_id) else [],
        "topic_url": way("topic_detail", decision.topic_id) if decision.topic_id else "",
        "meeting_url": way("meeting_detail", decision.meeting_id)
        if decision.meeting_id and access.meetings_for(user).filter(pk=decision.meeting_id).exists()  # type: ignore[arg-type]
        else "",
        "order_new": way("order_new", pk) if orders.may_give(user, decision) else "",  # type: ignore[arg-type]
        "closes": reach.steers and not decision.closed_on,
        "feedback_new": way("feedback_new", pk) if reach.steers else "", "crumbs": _crumbs(decision),
    }  # fmt: skip
    return render(request, "steering/decisions/detail.html", context)


def _orders(decision: Decision) -> list[dict[str, Any]]:
    rows = decision.orders.select_related("agency", "body", "unit")
    return [
        {"order": order, "to": order.agency or order.body or order.unit, "url": way("order_detail", order.pk)}
        for order in rows
    ]


def _papers(decision: Decision) -> list[dict[str, Any]]:
    papers = list(decision.item.papers.filter(withdrawn_on=None)) if decision.item else []
    if decision.proposal:
        papers += decision.proposal.papers.filter(withdrawn_on=None)
    return [{"paper": each, "url": way("paper", each.pk)} for each in {each.pk: each for each in papers}.values()]


def decision_amend(request: HttpRequest, pk: int) -> HttpResponse:
    """A dated change; the first wording stays to be read."""
    decision, user = decision_for(request, pk), request.user
    if not access.reach_of(user).manages(decision.body_id):  # type: ignore[arg-type]
        raise PermissionDenied
    known = {"wording": _wording(decision), "version": decision.version}
    form = keep_texts(AmendmentForm(request.POST or None, initial=known), f"decision-{pk}")
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        text = {name: said[name] for name in ("wording", "reason", "amended_on")}
        try:
            decisions.amend(decision=decision, by=user, version=said["version"] or 0, **text)  # type: ignore[arg-type]
        except SavedMeanwhile as error:
            fresh = decision_for(request, pk)
            if not put_beside(form, {"wording": _wording(fresh)}, {"version": fresh.version}, fresh):
                return redirect("steering:decision_detail", pk)
            form.refuse(error)
        except KimError as error:
            form.refuse(error)
        else:
            saved(request, f"decision-{pk}")
            messages.success(request, _("The change is recorded with its day. The first wording stays."))
            return redirect("steering:decision_detail", pk)
    here = _crumbs(decision, reverse("steering:decision_detail", args=[pk]), _("Change"))
    context = {"form": form, "decision": decision, "crumbs": here}
    return render(request, "steering/decisions/amend.html", context, status=422 if form.errors else 200)


def _wording(decision: Decision) -> str:
    last = decision.amendments.last()
    return last.wording if last else decision.wording


def _crumbs(decision: Decision, url: str = "", last: str = "") -> list[dict[str, str]]:
    found = [crumb(pgettext("steering", "Decisions"), reverse("steering:decision_list")), crumb(decision.number, url)]
    return [*found, crumb(last)] if last else found
