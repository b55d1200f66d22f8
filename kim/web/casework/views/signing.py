"""Signing a goal agreement: on the device, or noted from the signed paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.casework.public import Case, GoalAgreement, access, facts, signatures
from kim.exceptions import KimError
from kim.web.answers import form_answer
from kim.web.casework.forms.signature import DeviceForm, PaperForm
from kim.web.casework.views.goals import LIST, TAB
from kim.web.casework.views.plan_shared import frame, refused_when_closed, to_part
from kim.web.casework.views.signature_words import signed_words, standing_words


def agreement_sign(request: HttpRequest, pk: int, agreement_pk: int) -> HttpResponse:
    """Draw a signature here, or note who has signed the printed paper; both may be used for one version."""
    case = access.case_to_work_in(request.user, pk, section="plan")
    agreement = get_object_or_404(GoalAgreement.objects.select_related("case"), pk=agreement_pk, case=case)
    if (answer := refused_when_closed(request, case, LIST)) is not None:
        return answer
    if case.agreements.filter(version__gt=agreement.version).exists():
        messages.error(request, _("There is a newer version of this agreement. Only the newest one is signed."))
        return redirect(LIST, case.pk)
    device, paper = _forms(request, case, agreement)
    if device.is_bound and device.is_valid() and _drawn(request, agreement, device):
        return redirect("casework:agreement_sign", case.pk, agreement.pk)
    if paper.is_bound and paper.is_valid() and _noted(request, agreement, paper):
        return to_part(TAB, case, "agreements")
    context = frame(
        request, case, TAB, _("Sign"), agreement=agreement, device=device, paper=paper, signed=signed_words(agreement),
        standing=standing_words(agreement, facts.standing_of_agreements(case)),
    )  # fmt: skip
    return form_answer(request, "casework/plan/agreement_sign.html", context)


def _forms(request: HttpRequest, case: Case, agreement: GoalAgreement) -> tuple[DeviceForm, PaperForm]:
    """Both forms, the one that was sent bound."""
    noted = set(agreement.signatures.values_list("signatory", flat=True))
    sent = request.POST.get("how", "") if request.method == "POST" else None
    place = case.municipality.name if case.municipality else ""
    given: dict[str, Any] = {"agreement": agreement, "noted": noted}
    usual = {"signed_on": timezone.localdate(), "place": place}
    device = DeviceForm(request.POST if sent == "device" else None, initial=usual, auto_id="device_%s", **given)
    who = [key for key in ("client", "case_manager") if key not in noted]
    bound = (request.POST, request.FILES) if sent is not None and sent != "device" else (None, None)
    paper = PaperForm(*bound, initial=usual | {"who": who}, auto_id="paper_%s", **given)
    return device, paper


def _drawn(request: HttpRequest, agreement: GoalAgreement, form: DeviceForm) -> bool:
    values = {name: form.cleaned_data[name] for name in ("signatory", "name", "signed_on", "place", "strokes")}
    try:
        signatures.on_device(agreement=agreement, by=request.user, **values)
    except KimError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("%(name)s has signed.") % {"name": values["name"]})
    return True


def _noted(request: HttpRequest, agreement: GoalAgreement, form: PaperForm) -> bool:
    values, scan = form.cleaned_data, form.cleaned_data["scan"]
    try:
        signatures.on_paper(
            agreement=agreement, by=request.user, signed=form.signed, signed_on=values["signed_on"],
            place=values["place"], scan=(scan.name, scan) if scan else None, submission=values["submission"],
        )  # fmt: skip
    except KimError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The signatures are noted."))
    return True
