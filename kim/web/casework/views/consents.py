"""Consents of a case: recorded, printed to be signed, and withdrawn with everything that hangs on them."""

import logging
import re
from typing import Any

from csp.decorators import csp_exempt
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from kim.casework.public import (
    Case,
    Consent,
    ConsentState,
    HowGiven,
    access,
    campaigns,
    consent_papers,
    consents,
    documents,
    naturalisation_handovers,
    paper_texts,
)
from kim.exceptions import KimError
from kim.organisation.public import County, logos
from kim.privacy.public import audit, reading
from kim.web.answers import form_answer
from kim.web.casework.forms.consent import GiveConsentForm, WithdrawForm
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.views.consent_words import consent_words
from kim.web.casework.views.plan_shared import frame, refused_when_closed
from kim.web.drafts.typed import saved
from kim.web.naturalisation import handing_over

log = logging.getLogger("kim.web")
TAB = "access_list"
LIST = "casework:access_list"
SECTION = "documents"


@csp_exempt()  # answers with a paper as well
@require_http_methods(["GET", "HEAD", "POST"])
def consent_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a consent; before that, print the paper that is to be signed from what was typed."""
    case = access.case_to_work_in(request.user, pk, section=SECTION)
    if (answer := refused_when_closed(request, case, LIST)) is not None:
        return answer
    wants_paper = request.POST.get("act") == "paper"
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = GiveConsentForm(*sent, case=case, for_paper=wants_paper, initial=_proposed(request, case))
    keep_texts(form, f"consent-{case.pk}-new")
    if request.method == "POST" and form.is_valid():
        if wants_paper:
            return _paper(request, case, form)
        consent = _given(request, case, form)
        if consent is not None:
            return redirect("casework:consent_detail", case.pk, consent.pk)
    context = frame(request, case, TAB, _("Record a consent"), form=form)
    return form_answer(request, "casework/consents/consent_form.html", context)


def _proposed(request: HttpRequest, case: Case) -> dict[str, Any]:
    """What is filled in where somebody wants to be written to about naturalisation, or handed over to the office that decides."""
    if request.GET.get("zweck") == "uebergabe":
        office = handing_over.office_for(case)
        kinds = list(naturalisation_handovers.DATA)
        return {
            "purpose": naturalisation_handovers.PURPOSE,
            "kinds": kinds,
            "recipient_name": office.name if office else "",
        }
    if request.GET.get("zweck") != "einbuergerung":
        return {}
    county = County.objects.first()
    return {
        "purpose": campaigns.PURPOSE,
        "kinds": list(campaigns.DATA),
        "recipient_name": county.name if county else "",
    }


def _given(request: HttpRequest, case: Case, form: GiveConsentForm) -> Consent | None:
    try:
        consent = consents.give(case=case, by=request.user, **form.values())
    except KimError as error:
        form.add_error(None, str(error))
        return None
    saved(request, f"consent-{case.pk}-new")
    messages.success(
        request, _("The consent is recorded. It holds for %(recipient)s only.") % {"recipient": consent.recipient}
    )
    return consent


@require_safe
@reading
def consent_detail(request: HttpRequest, pk: int, consent_pk: int) -> HttpResponse:
    """One consent with everything it names, and what was passed on with it."""
    case = access.case_for(request.user, pk, section=SECTION)
    consent = _consent(case, consent_pk)
    effect = consents.effect_of_withdrawing(consent)
    row = consent_words(consent)
    context = frame(
        request, case, TAB, consent.recipient, row=row, effect=effect, scans=list(consent.scans.there()),
        may_scan=consent.form == HowGiven.PAPER and access.may_change(request.user, case),
        can_withdraw=access.may_change(request.user, case) and row["state"] != ConsentState.WITHDRAWN,
    )  # fmt: skip
    return render(request, "casework/consents/consent_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def consent_withdraw(request: HttpRequest, pk: int, consent_pk: int) -> HttpResponse:
    """Say what follows, then do it: also in a closed case, for nobody may be kept from withdrawing."""
    case = access.case_to_work_in(request.user, pk, section=SECTION)
    consent = _consent(case, consent_pk)
    if consent.withdrawn_on:
        messages.info(request, _("This consent has already been withdrawn."))
        return redirect("casework:consent_detail", case.pk, consent.pk)
    form = WithdrawForm(request.POST or None, consent=consent)
    if request.method == "POST" and form.is_valid() and _withdrawn(request, consent, form):
        return redirect("casework:consent_detail", case.pk, consent.pk)
    context = frame(
        request, case, TAB, _("Withdraw a consent"), form=form, row=consent_words(consent),
        effect=consents.effect_of_withdrawing(consent), scans=[], at_offices=handing_over.what_follows(consent),
    )  # fmt: skip
    return form_answer(request, "casework/consents/consent_withdraw.html", context)


def _withdrawn(request: HttpRequest, consent: Consent, form: WithdrawForm) -> bool:
    values = {name: form.cleaned_data[name] for name in ("on", "form", "note")}
    try:
        with transaction.atomic():
            handing_over.call_back(consent)
            consents.withdraw(consent=consent, by=request.user, **values)
    except KimError as error:
        form.add_error(None, str(error))
        return False
    messages.success(
        request,
        _("The consent is withdrawn. Nothing more may be passed on to %(recipient)s.")
        % {"recipient": consent.recipient},
    )
    return True


@csp_exempt()  # a paper, no page: some browsers show PDF through a plug-in of their own, which the policy would stop
@require_safe
@reading
def consent_pdf(request: HttpRequest, pk: int, consent_pk: int) -> HttpResponse:
    """The consent as it was given, in German beside the language it was explained in."""
    case = access.case_for(request.user, pk, section=SECTION)
    consent = _consent(case, consent_pk)
    data = consent_papers.paper_of(
        case, by=consent.explained_by, recipient=consent.recipient, purpose=consent.purpose, direction=consent.direction,
        data=consent.data, valid_until=consent.valid_until, language=consent.language, data_detail=consent.data_detail,
        releases_secrecy=consent.releases_secrecy, interpreted=consent.interpreted,
        representative=consent.representative, given_on=consent.given_on,
    )  # fmt: skip
    return _pdf(request, case, data)


def _paper(request: HttpRequest, case: Case, form: GiveConsentForm) -> HttpResponse:
    """The paper from what was typed: nothing is recorded before it is signed."""
    values, said = form.values(), form.cleaned_data
    data = consent_papers.paper_of(
        case, by=request.user, recipient=form.recipient(), purpose=said["purpose"], direction=said["direction"],
        data=values["data"], valid_until=said["valid_until"], language=said["language"],
        data_detail=said["data_detail"], releases_secrecy=said["releases_secrecy"], interpreted=said["interpreted"],
        representative=said["representative"],
    )  # fmt: skip
    return _pdf(request, case, data)


def _pdf(request: HttpRequest, case: Case, data: Any) -> HttpResponse:
    try:
        logo = logos.county_logo()
        paper = documents.render_consent(
            data, texts=paper_texts.wordings(*consent_papers.PAPERS), logo=logo.content if logo else None
        )
    except (documents.DocumentError, RuntimeError, OSError, KeyError, TypeError, ValueError) as error:
        log.error("a consent of case %s cannot be printed: %s", case.pk, error)
        context = frame(request, case, TAB, pgettext("consent", "Consent"))
        return render(request, "casework/consents/consent_unavailable.html", context, status=503)
    audit.record("consent.printed", target=case, case_id=case.pk, language=data.language)
    response = HttpResponse(paper, content_type="application/pdf")
    reference = re.sub(r"[^A-Za-z0-9-]+", "-", case.reference)
    response["Content-Disposition"] = f'inline; filename="{reference}-einwilligung.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response


def _consent(case: Case, pk: int) -> Consent:
    rows = Consent.objects.select_related("agency", "explained_by", "recorded_by", "withdrawal_noted_by", "case")
    return get_object_or_404(rows, pk=pk, case=case)
