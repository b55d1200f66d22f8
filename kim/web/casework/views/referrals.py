"""Referrals: find an offer, link the person to it, and keep track of what comes of it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kim.casework.public import (
    Case,
    Consent,
    Letter,
    Referral,
    ReferralStep,
    access,
    consents,
    referral_letters,
    referrals,
)
from kim.casework.public import exceptions as casework_errors
from kim.casework.public import states as casework_states
from kim.exceptions import KimError
from kim.network.public import Offer
from kim.privacy.public import reading
from kim.web.answers import form_answer
from kim.web.casework.forms.consent import ExplainedForm
from kim.web.casework.forms.offer import OfferLabels
from kim.web.casework.forms.referral import FAILED, ReferralChangeForm, ReferralForm
from kim.web.casework.late import enter
from kim.web.casework.views.consent_words import data_words
from kim.web.casework.views.offers import narrowed_offers
from kim.web.casework.views.plan_shared import attempt, frame, refused_when_closed
from kim.web.casework.views.referral_words import in_order, referral_words, step_words
from kim.web.drafts.typed import saved
from kim.web.drafts.versions import put_beside
from kim.web.keyset import keyset_page
from kim.web.templatetags.kim import day

TAB = "referral_list"
LIST = "casework:referral_list"
OPEN = casework_states.OPEN_REFERRAL_STATES


@reading
def referral_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Open referrals, those without an answer in time first; below them what has come to an end."""
    case = _case(request, pk)
    rows = case.referrals.select_related("offer__agency", "goal")
    still_open = in_order(rows.filter(state__in=OPEN))
    page = keyset_page(rows.exclude(state__in=OPEN), request.GET, order=("-state_since", "-id"))
    context = frame(
        request, case, TAB, still_open=[referral_words(r) for r in still_open],
        ended=[referral_words(r) for r in page], page=page,
    )  # fmt: skip
    return render(request, "casework/plan/referral_list.html", context)


@reading
def referral_find(request: HttpRequest, pk: int) -> HttpResponse:
    """The directory of offers, to choose one for this person."""
    case = _case(request, pk)
    if (answer := refused_when_closed(request, case, LIST)) is not None:
        return answer
    query = request.GET.copy()
    if not query and case.municipality:
        query["municipality"] = case.municipality.ags
    context = frame(request, case, TAB, _("Find an offer"), goal_id=query.get("goal", ""))
    context |= narrowed_offers(query, kept={"goal": query.get("goal", "")})
    return render(request, "casework/plan/referral_find.html", context)


def referral_new(request: HttpRequest, pk: int, offer_pk: int) -> HttpResponse:
    """Refer the person to one offer, on a consent or as somebody who applies themselves."""
    case = _case(request, pk)
    offer = get_object_or_404(Offer.objects.on(timezone.localdate()).select_related("agency"), pk=offer_pk)
    if (answer := refused_when_closed(request, case, LIST)) is not None:
        return answer
    initial = {"sent_on": timezone.localdate(), "goal": request.GET.get("goal", "")[:18]}
    form = ReferralForm(request.POST or None, case=case, offer=offer, initial=initial)
    given = ExplainedForm(request.POST or None, case=case, prefix="given", initial={"purpose": offer.title})
    if request.method == "POST" and all([form.is_valid(), not form.gives_consent or given.is_valid()]):
        sent = _send(request, case, offer, form, given)
        if sent is not None:
            return redirect("casework:referral_detail", case.pk, sent.pk)
    if not form.gives_consent:  # what nobody asked for is not found fault with
        given.errors.clear()
    context = frame(
        request,
        case,
        TAB,
        _("Refer"),
        form=form,
        given=given,
        shown=OfferLabels().of(offer),
        earlier=_earlier(case, offer),
    )
    return form_answer(request, "casework/plan/referral_form.html", context)


def _earlier(case: Case, offer: Offer) -> list[dict[str, Any]]:
    """What this person was already referred to here: a hint, the newest first, never an obstacle."""
    rows = case.referrals.filter(offer=offer).select_related("offer__agency", "goal").order_by("-sent_on", "-pk")
    return [referral_words(row) for row in rows[:3]]


@reading
def referral_detail(request: HttpRequest, pk: int, referral_pk: int) -> HttpResponse:
    """One referral: how long it waits, what was passed on, what can happen next."""
    case = _case(request, pk)
    referral = _referral(case, referral_pk)
    return _detail(request, case, referral, _change_form(referral))


@require_POST
def referral_change(request: HttpRequest, pk: int, referral_pk: int) -> HttpResponse:
    """Record an answer, or what happened next."""
    case = _case(request, pk)
    referral = _referral(case, referral_pk)
    form = _change_form(referral, request.POST)
    if not form.fields["state"].choices:  # type: ignore[attr-defined]
        attempt(request, _does_not_fit, "")
        return redirect("casework:referral_detail", case.pk, referral.pk)
    if request.POST.get("version") != str(referral.version):
        messages.error(request, str(casework_errors.ChangedMeanwhile()))
        put_beside(form, {"note": referral.note}, {"version": referral.version}, referral)
        anew = _change_form(referral, typed=request.POST)
        anew.versions = form.versions
        return _detail(request, case, referral, anew)
    if form.is_valid() and _changed(request, referral, form):
        return redirect("casework:referral_detail", case.pk, referral.pk)
    return _detail(request, case, _referral(case, referral_pk), form)


def _send(request: HttpRequest, case: Case, offer: Offer, form: ReferralForm, given: ExplainedForm) -> Referral | None:
    """Record the consent, if it is a new one, and the referral on it: both or none."""
    names = ("goal", "reason", "basis", "legal_basis", "data_detail", "sent_on", "submission")
    values = {name: form.cleaned_data[name] for name in names}
    try:
        with transaction.atomic():
            consent = _given(request, case, offer, form, given) if form.gives_consent else form.chosen()
            sent = referrals.send(
                case=case, by=request.user, offer=offer, consent=consent, data=form.cleaned_data["kinds"], **values
            )
    except KimError as error:
        form.add_error(None, str(error))
        return None
    if sent.case_id != case.pk:  # an id of a form that belongs to another case
        raise Http404
    saved(request, f"referral-{case.pk}-{offer.pk}")
    messages.success(request, _("Referral noted. An answer is agreed by %(day)s.") % {"day": day(sent.answer_due_on)})
    return sent


def _given(request: HttpRequest, case: Case, offer: Offer, form: ReferralForm, given: ExplainedForm) -> Consent:
    """It names this agency and exactly the data that are ticked."""
    return consents.give(
        case=case, by=request.user, agency=offer.agency, data=form.cleaned_data["kinds"],
        data_detail=form.cleaned_data["data_detail"], submission=given.cleaned_data["submission"], **given.explained(),
    )  # fmt: skip


@require_POST
def referral_letter(request: HttpRequest, pk: int, referral_pk: int) -> HttpResponse:
    """Write the letter to the agency with exactly the data the referral names, file it and open it."""
    case = _case(request, pk)
    referral = _referral(case, referral_pk)
    letter = attempt(
        request,
        lambda: referral_letters.write(referral=referral, by=request.user),
        _("The letter is filed in the case."),
    )
    if letter is None:
        return redirect("casework:referral_detail", case.pk, referral.pk)
    return redirect("letters:case_letter_file", case.pk, letter.pk)


def _changed(request: HttpRequest, referral: Referral, form: ReferralChangeForm) -> bool:
    values = {name: form.cleaned_data[name] for name in ("state", "on", "note", "version", "wait_until")}
    reason = form.cleaned_data["decline_reason"] if form.cleaned_data["state"] in FAILED else ""
    try:
        enter(referral.case, request.user, form, lambda: _step(request, referral, reason, values))  # type: ignore[arg-type]
    except KimError as error:
        form.add_error(None, str(error))
        return False
    saved(request, f"referral_note-{referral.case_id}-{referral.pk}")
    messages.success(request, _("The referral is up to date."))
    return True


def _step(request: HttpRequest, referral: Referral, reason: str, values: dict[str, Any]) -> ReferralStep:
    """The step that was noted: it is what a closed file marks as late."""
    changed = referrals.change_state(referral=referral, by=request.user, reason=reason, **values)
    return changed.steps.latest("pk")


def _change_form(referral: Referral, data: Any = None, *, typed: Any = None) -> ReferralChangeForm:
    """The form; after somebody else's change with what was `typed`, offering what can follow now."""
    initial = {"on": timezone.localdate(), "note": referral.note}
    names = ("state", "on", "wait_until", "decline_reason", "note")
    initial |= {name: typed.get(name, "") for name in names} if typed else {}
    return ReferralChangeForm(data, referral=referral, initial=initial | {"version": referral.version})


def _detail(request: HttpRequest, case: Case, referral: Referral, form: ReferralChangeForm) -> HttpResponse:
    context = frame(
        request, case, TAB, referral.offer.title, may_answer=_may_answer(request, case), row=referral_words(referral),
        form=form, failed_states=FAILED,
        offer_words=OfferLabels().of(referral.offer), data_words=data_words(referral.data_categories),
        way=[step_words(step) for step in referral.steps.select_related("recorded_by").order_by("-happened_on", "-id")],
        letters=_letters_to(referral),
    )  # fmt: skip
    return form_answer(request, "casework/plan/referral_detail.html", context)


def _may_answer(request: HttpRequest, case: Case) -> bool:
    """Whoever works in it; in a closed case as a late entry."""
    return access.may_change(request.user, case)


def _letters_to(referral: Referral) -> list[Letter]:
    """The letters that went with this referral, for those who may read the documents."""
    rows = Letter.objects.filter(case=referral.case_id, kind=referral_letters.KIND, agency=referral.offer.agency_id)
    return list(rows.filter(snapshot__referral=referral.pk).defer("snapshot"))


def _does_not_fit() -> None:
    raise casework_errors.ReferralAnswerDoesNotFit


def _case(request: HttpRequest, pk: int) -> Case:
    door = access.case_for if request.method in ("GET", "HEAD") else access.case_to_work_in
    return door(request.user, pk, section="plan")


def _referral(case: Case, pk: int) -> Referral:
    rows = Referral.objects.select_related(
        "offer__agency", "goal", "recorded_by", "case__person", "case__unit", "consent"
    )
    return get_object_or_404(rows, pk=pk, case=case)
