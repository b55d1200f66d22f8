"""Reporting an observation: free, from a case, or because a referral failed; and what became of one's own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kim.casework.public import Case, Referral, access, exceptions, observations
from kim.exceptions import KimError
from kim.organisation.public import Municipality, Permission
from kim.privacy.public import reading
from kim.steering.public import ObservationKind, standing
from kim.web import observing
from kim.web.casework.forms.keeping import keep_texts
from kim.web.drafts.typed import saved
from kim.web.start.personas import is_demo
from kim.web.steering import marking, prefilling
from kim.web.steering.forms.report import ReportForm
from kim.workbench.public import notices

PAGE = 30
Words = dict[str, Any]


def observation_new(request: HttpRequest) -> HttpResponse:
    """An observation of one's own, without a case."""
    _observer(request)
    return _report(request, None, prefilling.Start())


def observation_from_case(request: HttpRequest, pk: int) -> HttpResponse:
    """An observation made in a case; what the case says of where and when is filled in, and who it is about stays out."""
    case = access.case_to_work_in(request.user, pk)  # type: ignore[arg-type]
    return _report(request, case, prefilling.from_case(case, _referral(request, case)))


def _referral(request: HttpRequest, case: Case) -> Referral | None:
    pk = request.GET.get("vermittlung", "")
    if not pk:
        return None
    if not pk.isdecimal() or len(pk) > 12:
        raise Http404
    return get_object_or_404(case.referrals.select_related("offer__agency", "goal"), pk=int(pk))


def _report(request: HttpRequest, case: Case | None, start: prefilling.Start) -> HttpResponse:
    key = f"observation-{case.pk}" if case else "observation_free-new"
    form = keep_texts(ReportForm(request.POST or None, initial=start.initial), key)
    stops: Words = {}
    if form.is_bound and form.is_valid():
        stops = _kept(request, form, case, start)
        if not stops:
            saved(request, key)
            messages.success(request, _("Your observation is kept. You read here what becomes of it."))
            return redirect("steering:own_observations")
    context = {"form": form, "case": case, "start": start, "kept": _words(request, "kept"), **_around(case), **stops}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "steering/reports/new.html", context, status=status)


def _kept(request: HttpRequest, form: ReportForm, case: Case | None, start: prefilling.Start) -> Words:
    """Empty if the observation is kept, else what stands against it."""
    report = form.report(offer=start.offer, reason=start.reason)
    try:
        observations.report(
            by=request.user,  # type: ignore[arg-type]
            report=report,
            case=case,
            kept=_words(request, "kept"),
            left_out=_words(request, "left_out"),
            submission=form.cleaned_data["submission"],
        )
    except exceptions.LeadsToSomebody as error:
        for name in error.found:
            form.add_error(name, _("Here stands something that leads to somebody. Change what is marked above."))
        return {"marked": marking.marked({name: getattr(report, name) for name in error.found}, error.found)}
    except exceptions.FewerTraits as error:
        return {"left_out": error.names, "left_out_words": marking.trait_words(error.names)}
    except KimError as error:
        form.refuse(error)
        return {"stopped": True}
    if is_demo():
        observing.deliver(everything=True)
    return {}


def _words(request: HttpRequest, name: str) -> list[str]:
    return [each[:200] for each in request.POST.getlist(name)[:50]]


def _around(case: Case | None) -> Words:
    if case is None:
        back = reverse("steering:own_observations")
        way = [{"label": _("My observations"), "url": back}]
    else:
        back = reverse("casework:case_detail", args=[case.pk])
        way = [
            {"label": _("Cases"), "url": reverse("casework:case_list")},
            {"label": case.person.list_name, "url": back},
        ]
    return {"back": back, "crumbs": [*way, {"label": _("Report an observation"), "url": ""}]}


@reading
def own_observations(request: HttpRequest) -> HttpResponse:
    """What I reported and where it stands now, the newest first; what waits can be taken back."""
    _observer(request)
    mine = observations.own_receipts(request.user)  # type: ignore[arg-type]
    page = Paginator(mine.select_related("case__person"), PAGE).get_page(request.GET.get("seite"))
    known = standing.standing_of([receipt.observation for receipt in page if receipt.observation])
    waiting = any(receipt.waits for receipt in page)
    places = {place.pk: str(place) for place in Municipality.objects.all()}
    rows = [_row(receipt, known, places) for receipt in page]
    news = any(row["news"] for row in rows)
    context = {"rows": rows, "page": page, "waiting": waiting, "news": news}
    return render(request, "steering/reports/own.html", context)


def _row(receipt: Any, known: dict[UUID, standing.Standing], places: dict[int, str]) -> Words:
    """One report: from the parcel while it waits, from steering afterwards."""
    about = known.get(receipt.observation) if receipt.observation else None
    parcel = receipt.parcel or {}
    kind = str(ObservationKind(parcel["kind"]).label) if parcel else about.kind if about else ""
    place = parcel.get("municipality") if parcel else about.municipality if about else None
    return {
        "receipt": receipt,
        "kind": kind,
        "text": parcel.get("text") or (about.text if about else ""),
        "place": places.get(place or 0, ""),
        "about": about,
        "news": receipt.has_news,
    }


@require_POST
def observation_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an observation back while it waits."""
    _observer(request)
    receipt = get_object_or_404(observations.own_receipts(request.user), pk=pk)  # type: ignore[arg-type]
    try:
        observations.withdraw(receipt=receipt, by=request.user)  # type: ignore[arg-type]
    except KimError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The observation is taken back. Nothing of it is kept."))
    return redirect("steering:own_observations")


@require_POST
def observations_seen(request: HttpRequest) -> HttpResponse:
    """The new feedback has been read."""
    _observer(request)
    observations.look_at(by=request.user)  # type: ignore[arg-type]
    notices.mark_all_read(by=request.user, kind="feedback")  # type: ignore[arg-type]
    return redirect("steering:own_observations")


def _observer(request: HttpRequest) -> None:
    if not request.user.has(Permission.OBSERVE):  # type: ignore[union-attr]
        raise PermissionDenied
