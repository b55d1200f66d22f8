"""The goal agreement: concluded in versions, printed as it was agreed."""

import logging
import re

from csp.decorators import csp_exempt
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.casework.public import (
    Case,
    ConfirmationState,
    GoalAgreement,
    GoalState,
    MeasureState,
    access,
    client_texts,
    documents,
    exceptions,
    facts,
    paper_texts,
    plans,
    snapshots,
)
from kim.exceptions import KimError
from kim.organisation.public import logos
from kim.privacy.public import audit, reading
from kim.web.answers import form_answer
from kim.web.casework.forms.agreement import PAPER, AgreementForm
from kim.web.casework.views.goals import LIST, TAB
from kim.web.casework.views.plan_shared import frame, refused_when_closed, to_part

log = logging.getLogger("kim.web")


def agreement_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would be agreed, then freeze it as a new version."""
    case = access.case_to_work_in(request.user, pk, section="plan")
    if (answer := refused_when_closed(request, case, LIST)) is not None:
        return answer
    form = AgreementForm(
        request.POST or None,
        initial={"agreed_on": timezone.localdate(), "language": paper_texts.own_language(case, PAPER)},
    )
    if request.method == "POST" and form.is_valid() and _concluded(request, case, form):
        return to_part(TAB, case, "agreements")
    goals = case.goals.filter(state=GoalState.OPEN).select_related("life_area").prefetch_related("measures__agency")
    rows = [(goal, [m for m in goal.measures.all() if m.state != MeasureState.DROPPED]) for goal in goals]
    context = frame(
        request, case, TAB, _("Goal agreement"), form=form,
        agreed=[row for row in rows if row[1]], left_out=[goal for goal, steps in rows if not steps],
    )  # fmt: skip
    return form_answer(request, "casework/plan/agreement_form.html", context)


@csp_exempt()  # a paper, no page: some browsers show PDF through a plug-in of their own, which the policy would stop
@reading
def agreement_pdf(request: HttpRequest, pk: int, agreement_pk: int) -> HttpResponse:
    """The agreement as agreed, in German beside the person's language, or with ?language=de in German alone."""
    case = access.case_for(request.user, pk, section="plan")
    if not access.may_name(request.user, case):  # it names the person, as it was signed
        raise exceptions.OnlyReading(case.pk)
    agreement = get_object_or_404(GoalAgreement, pk=agreement_pk, case=case)
    language = None if request.GET.get("language") == "de" else agreement.language or None
    try:
        logo = logos.county_logo()
        paper = documents.render_goal_agreement(
            snapshots.agreement_data(agreement.snapshot), language=language, texts=_texts(),
            logo=logo.content if logo else None, signatures=snapshots.signature_lines(agreement),
            standing=_standing(case, agreement),
        )  # fmt: skip
    except (documents.DocumentError, RuntimeError, OSError, KeyError, TypeError, ValueError) as error:
        log.error("goal agreement %s cannot be printed: %s", agreement.pk, error)
        context = frame(request, case, TAB, _("Goal agreement"), agreement=agreement, language=language)
        return render(request, "casework/plan/agreement_unavailable.html", context, status=503)
    audit.record(
        "agreement.printed", target=agreement, case_id=case.pk, version=agreement.version, language=language or "de"
    )
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_file_name(case, agreement)}"'
    response["Cache-Control"] = "no-store, private"
    return response


def _concluded(request: HttpRequest, case: Case, form: AgreementForm) -> bool:
    values = {name: form.cleaned_data[name] for name in ("agreed_on", "language", "interpreted", "review_on")}
    try:
        agreement = plans.conclude_agreement(case=case, by=request.user, **values)
    except KimError as error:
        form.add_error(None, str(error))
        return False
    messages.success(
        request, _("Version %(version)s is agreed. It can be printed now.") % {"version": agreement.version}
    )
    return True


def _standing(case: Case, agreement: GoalAgreement) -> str:
    """What the paper says of itself where a second person has not agreed."""
    asked = facts.standing_of_agreements(case).get(agreement.pk)
    if asked is None:
        return ""
    return "waiting" if asked.state == ConfirmationState.WAITING else "not_confirmed"


def _texts() -> client_texts.ClientTexts:
    """What the county has worded or approved itself, on top of what KIM ships."""
    return paper_texts.wordings(PAPER)


def _file_name(case: Case, agreement: GoalAgreement) -> str:
    """Reference and version, and no name: file names travel further than papers."""
    reference = re.sub(r"[^A-Za-z0-9-]+", "-", case.reference)
    return f"{reference}-zielvereinbarung-{agreement.version}.pdf"
