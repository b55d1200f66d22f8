"""Funding files on pages: all by year and block with what is late, and one of them as a dated procedure."""

from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kim.organisation.public import User
from kim.privacy.public import reading
from kim.staffing.public import FundingGrant, GrantStep, access, grants, grants_states, papers_kept
from kim.web.staffing.file_papers_words import papers_of
from kim.web.staffing.grants_fields import money
from kim.web.staffing.grants_forms import posts
from kim.web.staffing.tabs import tabs
from kim.web.templatetags.kim import near_day
from kim.web.templatetags.office import period_of

Words = dict[str, Any]
TONES = {"applied": "waiting", "approved": "good", "refused": "bad", "withdrawn": "none", "proved": "waiting"}
TO_GRANT = {
    "applied": gettext_lazy("Record the application"), "approved": gettext_lazy("Record the approval"),
    "refused": gettext_lazy("Record the refusal"), "withdrawn": gettext_lazy("Withdraw the application"),
    "proved": gettext_lazy("Record the proof of use"), "closed": gettext_lazy("Close the file"),
}  # fmt: skip
TO_AGREEMENT = {
    "signed": gettext_lazy("Record the signature"), "received": gettext_lazy("Record the proof"),
    "checked": gettext_lazy("Record the check"), "cancelled": gettext_lazy("Cancel the agreement"),
}  # fmt: skip
AGREEMENT_TONES = {"draft": "waiting", "received": "waiting", "checked": "good", "cancelled": "none"}


def crumbs(grant: FundingGrant | None = None, here: str = "") -> list[Words]:
    """The way from all funding files to here."""
    rows = [(_("Funding files"), reverse("grants:list"))]
    if grant is not None:
        rows.append((grant.title, reverse("grants:detail", args=[grant.pk]) if here else ""))
    return [{"label": str(label), "url": url} for label, url in [*rows, *([(here, "")] if here else [])]]


@require_safe
@reading
def grant_list(request: HttpRequest) -> HttpResponse:
    """All funding files by year and block; what is late says so."""
    user: User = request.user  # type: ignore[assignment]
    if not access.reads_grants(user):
        raise PermissionDenied
    today = timezone.localdate()
    rows = [_row(grant, today) for grant in FundingGrant.objects.for_list()]
    years = [{"year": year, "rows": list(group)} for year, group in groupby(rows, key=lambda row: row["grant"].year)]
    context = {
        "years": years, "tabs": tabs(user, "grants:list"), "may_manage": access.manages_grants(user),
        "late": sum(row["late"] for row in rows),
    }  # fmt: skip
    return render(request, "staffing/grants/list.html", context)


def _row(grant: FundingGrant, today: date) -> Words:
    following = grants.next_step(grant)
    late = len(grants.late_steps(grant, today)) + len(grants.late_proofs(grant, today))
    return {
        "grant": grant, "state": state_of(grant), "late": late, "next": following,
        "next_on": near_day(following.due_on, today) if following and following.due_on else _("no day"),
        "posts": _of(posts(grant.fte_approved), posts(grant.fte_applied)),
        "money": _of(money(grant.approved_on()), money(grant.applied)),
    }  # fmt: skip


def _of(approved: str, applied: str) -> str:
    """Approved of applied, or what of both is known."""
    if approved and applied:
        return _("%(approved)s of %(applied)s") % {"approved": approved, "applied": applied}
    return approved or (_("%(applied)s applied for") % {"applied": applied} if applied else "")


def state_of(grant: FundingGrant) -> Words:
    """The state in words."""
    return {"label": grant.get_state_display(), "tone": TONES.get(grant.state, "plain")}


@require_safe
@reading
def grant_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One funding file: where it stands, who waits for whom, amounts, and where the money goes on."""
    user: User = request.user  # type: ignore[assignment]
    grant = access.grant_for(user, pk)
    today = timezone.localdate()
    may = access.manages_grants(user)
    steps = [step_words(step, today) for step in grants.ordered(grant.steps.select_related(*_STEP))]
    agreements = grant.agreements.select_related("giver", "recipient", "post").prefetch_related("amendments")
    branches = [_branch(each) for each in grants.tree(agreements, today)]
    next_states = (
        [(each.value, grant_to(grant.state, each)) for each in grants_states.grant_may(grant.state)] if may else []
    )
    context = {
        "grant": grant, "state": state_of(grant), "facts": list(_facts(grant)), "may_manage": may, "steps": steps, "course": _course(grant),
        "ended": grants.ends_within(grant), "came_late": grants.begins_late(grant), "bases": grants.bases(grant),
        "amounts": [_amount(row) for row in grant.amount_rows], "approved": money(grant.approved_on()),
        "branches": branches, "states": next_states, "crumbs": crumbs(grant),
        "late": sum(step["late"] for step in steps) + sum(branch["late"] for branch in branches),
        "forwarded": _forwarded(grant, branches), "papers": papers_of(grant),
        "kept": papers_kept.kept_until(grant, papers_kept.kept_years()),
    }  # fmt: skip
    return render(request, "staffing/grants/detail.html", context)


_STEP = ("waits_for", "person", "agreement__giver", "agreement__recipient")


def step_words(step: GrantStep, today: date) -> Words:
    """A step as the procedure shows it: done with its day, late, waiting for another one, or to come."""
    waits = step.waits_for if step.waits_for is not None and step.waits_for.done_on is None else None
    late = step.is_late(today)
    day = step.done_on or step.due_on
    return {
        "step": step, "late": late, "waits": waits if step.done_on is None else None, "done": step.done_on is not None,
        "day": f"{day:%d.%m.%Y}" if day else _("no day"), "kind": "paper" if step.done_on else ("here" if late else "coming"),
        "ready": step.done_on is None and waits is None,
    }  # fmt: skip


def _course(grant: FundingGrant) -> str:
    """Where it stands in one line, from the days of the steps: applied on, concept on, approval pending."""
    said = [f"{step} {step.done_on:%d.%m.%Y}" for step in grants.ordered(grant.steps.all()) if step.done_on]
    pending = next((step for step in grants.ordered(grant.steps.all()) if step.done_on is None), None)
    if pending is not None:
        said.append(_("%(step)s: pending") % {"step": pending})
    return " · ".join(said[-4:])


def _facts(grant: FundingGrant) -> Any:
    yield _("Block"), str(grant.block)
    yield _("Funded"), period_of(grant.period_from, grant.period_to)
    rests = [each.citation for each in grants.bases(grant) if each.id == grant.basis]
    yield _("Rests on"), rests[0] if rests else (grant.basis or _("not known"))
    yield _("Authority that grants"), grant.authority or _("not recorded")
    yield _("Reference of the authority"), grant.reference or _("not recorded")
    yield _("Posts applied for"), posts(grant.fte_applied) or _("not recorded")
    pending = grant.state in ("prepared", "applied")
    yield _("Posts approved"), posts(grant.fte_approved) or (_("no approval yet") if pending else _("not recorded"))
    if grant.source:
        yield _("Source"), grant.source


def _amount(row: Any) -> Words:
    return {
        "row": row, "amount": money(row.amount), "on": f"{row.on:%d.%m.%Y}", "per_fte": money(row.per_fte),
        "note": " · ".join(part for part in (row.paper, row.remark) if part),
    }  # fmt: skip


def _branch(branch: grants.Branch) -> Words:
    row, terms = branch.agreement, branch.terms
    return {
        "row": row, "level": min(branch.depth, 3), "fte": posts(terms.fte), "most": money(branch.most) or _("not known"),
        "cap": money(terms.cap_per_fte), "own": money(branch.own) if branch.own else "",
        "period": period_of(terms.period_from, terms.period_to), "passed_on": posts(branch.passed_on) if branch.passed_on else "",
        "proof": f"{terms.proof_due_on:%d.%m.%Y}" if terms.proof_due_on else "", "late": branch.proof_late,
        "state": {"label": row.get_state_display(), "tone": AGREEMENT_TONES.get(row.state, "plain")},
        "amendments": row.amendment_rows, "runs": grants.counts(row),
        "may": [(each.value, step_to(row.state, each)) for each in grants_states.agreement_may(row.state)],
    }  # fmt: skip


def grant_to(state: str, to: str) -> Any:
    """What the button of a file says: back to approved is a proof that comes back."""
    return _("The proof of use comes back") if (state, to) == ("proved", "approved") else TO_GRANT[to]


def step_to(state: str, to: str) -> Any:
    """What the button says: back to signed is a proof that goes back."""
    return _("Send the proof back") if (state, to) == ("received", "signed") else TO_AGREEMENT[to]


def _forwarded(grant: FundingGrant, branches: list[Words]) -> str:
    """How many posts go on from the county, of those approved."""
    first = [branch["row"] for branch in branches if branch["row"].parent_id is None and grants.counts(branch["row"])]
    out = sum((row.newest.fte for row in first), Decimal(0))
    if not out:
        return ""
    if grant.fte_approved is None:
        return _("%(n)s posts go on, no approval yet") % {"n": posts(out)}
    return _("%(n)s of %(all)s approved posts go on") % {"n": posts(out), "all": posts(grant.fte_approved)}
