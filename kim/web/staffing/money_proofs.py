"""The proof of use on pages: its figures, its report, the day it was submitted, papers, and the recipient's form."""

import logging
from collections.abc import Callable
from typing import Any

from csp.decorators import csp_exempt
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from kim.documents import DocumentError, render_report
from kim.exceptions import KimError, SavedMeanwhile
from kim.privacy.public import audit, reading
from kim.sheets.writing import XLSX_TYPE, book_of
from kim.staffing.public import (
    ForwardingAgreement,
    FundingGrant,
    ReturnedProof,
    access,
    exceptions,
    proof_acts,
    proof_form,
    proof_papers,
    proofs,
)
from kim.web.answers import form_answer
from kim.web.casework.forms.keeping import keep_texts
from kim.web.drafts.typed import saved
from kim.web.staffing.grants_acts import keeper
from kim.web.staffing.grants_views import crumbs
from kim.web.staffing.money_forms import FilledForm, ReportForm, ReturnForm, SubmitForm
from kim.web.staffing.money_views import above_held
from kim.web.staffing.papers import file_answer

log = logging.getLogger("kim.web")
Words = dict[str, Any]
Of = tuple[FundingGrant, ForwardingAgreement | None]


def _of(request: HttpRequest, pk: int, of: str, *, to_manage: bool = False) -> Of:
    """The grant, and the agreement where the proof is of one."""
    if of == "grant":
        return access.grant_for(request.user, pk, to_manage=to_manage), None  # type: ignore[arg-type]
    row = ForwardingAgreement.objects.filter(pk=pk).select_related("giver", "recipient", "post", "grant").first()
    grant = access.grant_for(request.user, row.grant_id if row else 0, to_manage=to_manage)  # type: ignore[arg-type]
    if row is None:
        raise Http404
    return grant, row


@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: HttpRequest, pk: int, of: str) -> HttpResponse:
    """What the proof says today, or said on the day it was submitted; its report is written here."""
    grant, agreement = _of(request, pk, of, to_manage=request.method == "POST")
    row = proof_acts.proof_of(grant, agreement)
    key = f"proof_{of}-{pk}"
    form = keep_texts(ReportForm(request.POST or None, proof=row), key)

    def act() -> None:
        data = form.cleaned_data
        proof_acts.write(
            grant=grant, agreement=agreement, report=data["report"], version=data["version"] or 0, by=keeper(request)
        )
        saved(request, key)
        messages.success(request, _("The report is saved."))

    if _done(form, act):
        return redirect(f"money:proof_{of}", pk)
    return form_answer(
        request, "staffing/money/proof.html", _said(request, row, grant, agreement, of, pk) | {"form": form}
    )


def _done(form: Any, act: Callable[[], None]) -> bool:
    """Whether the form was right and its act done; else its sentence stands at the field."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        act()
    except SavedMeanwhile:
        form.add_error(
            None, _("Somebody else has saved here meanwhile. Look at what stands there now, then save again.")
        )
    except KimError as error:
        form.refuse(error)
    else:
        return True
    return False


def _said(
    request: HttpRequest, row: Any, grant: FundingGrant, agreement: ForwardingAgreement | None, of: str, pk: int
) -> Words:
    figures = proofs.figures_of(row, timezone.localdate())
    share, euro, day = proof_papers.share, proof_papers.euro, proof_papers.day
    return {
        "grant": grant, "agreement": agreement, "proof": row, "of": of, "number": pk, "figures": figures,
        "title": proof_papers.title_of(grant, agreement), "crumbs": crumbs(grant, _("Proof of use")),
        "money": proof_papers.money_rows(figures), "exceeds": figures.money.get("exceeds") not in (None, "0.00"),
        "people": [(each.post, each.who, len(each.months), share(each.total)) for each in figures.people],
        "vacant": [(gap.post, day(gap.first), day(gap.last), share(gap.fte), share(gap.months)) for gap in figures.vacant],
        "handed_on": [
            (row.recipient, share(row.person_months), *map(euro, (row.received, row.spent, row.eligible, row.pay_back)))
            for row in figures.handed_on
        ],
        "costs": len(figures.costs), "may_manage": access.manages_grants(request.user),  # type: ignore[arg-type]
        "may_come_back": proof_acts.may_come_back(row), "above": above_held(grant),
        "earlier": [_earlier(each) for each in row.returned.all()] if row.pk else [],
    }  # fmt: skip


def _earlier(row: ReturnedProof) -> Words:
    """A proof that was submitted and came back, as a line."""
    money = row.figures["money"]
    return {
        "submitted": row.submitted_on, "returned": row.returned_on, "reason": row.reason,
        "spent": proof_papers.euro(money.get("spent")), "eligible": proof_papers.euro(money.get("eligible")),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, pk: int, of: str) -> HttpResponse:
    """The proof was submitted; its figures stay as they are."""
    user = keeper(request)
    grant, agreement = _of(request, pk, of, to_manage=True)
    row = proof_acts.proof_of(grant, agreement)
    if row.submitted_on is not None:
        messages.info(request, str(exceptions.ProofIsSubmitted(day=f"{row.submitted_on:%d.%m.%Y}")))
        return redirect(f"money:proof_{of}", pk)
    money = proofs.figures_of(row, timezone.localdate()).money
    is_empty = not any(money.get(name) not in (None, "0.00") for name in ("spent", "received"))
    form = SubmitForm(request.POST or None, proof=row, is_empty=is_empty)

    def act() -> None:
        data = form.cleaned_data
        proof_acts.submit(grant=grant, agreement=agreement, on=data["on"], version=data["version"] or 0, by=user)
        messages.success(request, _("Submitted. The figures stay as they are on this day."))

    if _done(form, act):
        return redirect(f"money:proof_{of}", pk)
    title = _("Submit the proof of use")
    context = {
        "form": form, "title": title, "crumbs": crumbs(grant, title), "of": of, "number": pk,
        "about": proof_papers.title_of(grant, agreement), "proof": row,
    }  # fmt: skip
    return form_answer(request, "staffing/money/submit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: HttpRequest, pk: int, of: str) -> HttpResponse:
    """The authority, or the county for a recipient's, wants it put right: what was submitted stays, and it is open again."""
    user = keeper(request)
    grant, agreement = _of(request, pk, of, to_manage=True)
    row = proof_acts.proof_of(grant, agreement)
    if not proof_acts.may_come_back(row):
        messages.info(request, str(exceptions.ProofIsChecked()))
        return redirect(f"money:proof_{of}", pk)
    form = ReturnForm(request.POST or None)

    def act() -> None:
        data = form.cleaned_data
        proof_acts.come_back(grant=grant, agreement=agreement, on=data["on"], reason=data["reason"], by=user)
        messages.success(request, _("The proof is open again. Put it right and submit it anew."))

    if _done(form, act):
        return redirect(f"money:proof_{of}", pk)
    title = _("The proof of use comes back") if agreement is None else _("Send the proof back")
    context = {
        "form": form, "title": title, "crumbs": crumbs(grant, title), "of": of, "number": pk,
        "about": proof_papers.title_of(grant, agreement), "coming_back": True,
    }  # fmt: skip
    return form_answer(request, "staffing/money/submit.html", context)


def _name(grant: FundingGrant, agreement: ForwardingAgreement | None) -> str:
    """What the file is called: of which year and block, and of whom where it is a recipient's."""
    return " ".join(
        [
            "Verwendungsnachweis",
            str(grant.year),
            f"Baustein {grant.block}",
            *([str(agreement.recipient)] if agreement else []),
        ]
    )


@csp_exempt()  # a paper, no page
@require_safe
@reading
def pdf(request: HttpRequest, pk: int, of: str) -> HttpResponse:
    """The proof as PDF; what cannot be printed is said on a page."""
    grant, agreement = _of(request, pk, of)
    row = proof_acts.proof_of(grant, agreement)
    try:
        made = render_report(proof_papers.paper(row, proofs.figures_of(row, timezone.localdate())))
    except (DocumentError, RuntimeError, OSError) as error:
        log.error("the proof of use of grant %s cannot be printed: %s", grant.pk, error)
        return render(request, "steering/decisions/paper_unavailable.html", {"crumbs": []}, status=503)
    audit.record("grant.proof_printed", target=grant, agreement=agreement.pk if agreement else None)
    return file_answer(made, f"{_name(grant, agreement)}.pdf", "application/pdf", inline=True)


@csp_exempt()  # a file, no page
@require_safe
@reading
def sheet(request: HttpRequest, pk: int, of: str) -> HttpResponse:
    """The proof as a workbook."""
    grant, agreement = _of(request, pk, of)
    row = proof_acts.proof_of(grant, agreement)
    made = book_of(*proof_papers.workbook(row, proofs.figures_of(row, timezone.localdate())))
    audit.record("grant.proof_sheet", target=grant, agreement=agreement.pk if agreement else None)
    return file_answer(made, f"{_name(grant, agreement)}.xlsx", XLSX_TYPE, inline=False)


@csp_exempt()  # a file, no page
@require_safe
@reading
def empty_form(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for the recipient."""
    grant, agreement = _of(request, pk, "agreement")
    if agreement is None:
        raise Http404
    audit.record("grant.form_taken", target=grant, agreement=agreement.pk)
    return file_answer(
        book_of(*proof_form.form(agreement)),
        f"Nachweis {agreement.recipient} {grant.year}.xlsx",
        XLSX_TYPE,
        inline=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def form_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The filled form comes back: taken over as a whole, or its rows say what has to change."""
    user = keeper(request)
    agreement = get_object_or_404(
        ForwardingAgreement.objects.select_related("grant", "giver", "recipient", "post"), pk=pk
    )
    form = FilledForm(request.POST or None, request.FILES or None)
    faults: list[proof_form.Fault] = []

    def act() -> None:
        data = form.cleaned_data["file"].read()
        faults[:] = proof_form.back(data, agreement)[1]
        taken = proof_acts.take_over(agreement=agreement, data=data, by=user)
        said = [
            _("%(n)s months with %(amount)s are taken over.")
            % {"n": taken.months, "amount": proof_papers.euro(taken.amount)}
        ]
        if taken.replaced:
            said.append(
                ngettext(
                    "One amount of an earlier form is taken back for it.",
                    "%(n)s amounts of an earlier form are taken back for it.",
                    taken.replaced,
                )
                % {"n": taken.replaced}
            )
        messages.success(request, " ".join(said))

    if _done(form, act):
        return redirect("money:proof_agreement", pk)
    title = _("Take over the filled form")
    context = {
        "form": form, "title": title, "agreement": agreement, "faults": faults, "crumbs": crumbs(agreement.grant, title),
    }  # fmt: skip
    return form_answer(request, "staffing/money/form_back.html", context)
