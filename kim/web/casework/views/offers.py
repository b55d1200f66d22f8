"""One offer of the directory, and offers to choose from inside a case."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from kim.network.public import Offer
from kim.organisation.public import Permission
from kim.privacy.public import reading
from kim.web.casework.forms.offer import OfferFilterForm, OfferLabels
from kim.web.casework.views.offer_list import may_look_up
from kim.web.keyset import keyset_page

ORDER = ("title", "id")


@reading
def offer_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One offer with all that is known about it, also when it has ended."""
    may_look_up(request.user)
    offer = get_object_or_404(Offer.objects.select_related("agency__municipality"), pk=pk)
    today = timezone.localdate()
    runs = (offer.valid_from is None or offer.valid_from <= today) and (
        offer.valid_to is None or today <= offer.valid_to
    )
    context = {"shown": OfferLabels().of(offer), "runs": runs, "works_in_cases": request.user.has(Permission.CASE_WORK)}
    return render(request, "network/offer_detail.html", context)


def narrowed_offers(query: QueryDict, kept: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Filter form and one page of offers; `kept` goes along through filtering and paging."""
    labels = OfferLabels()
    form = OfferFilterForm(query, labels=labels)
    offers = form.narrow(Offer.objects.on(timezone.localdate()).select_related("agency"))
    page = keyset_page(offers, query, order=ORDER)
    passed = {name: query.get(name, "") for name in form.fields if query.get(name)} | dict(kept or {})
    return {
        "filter": form,
        "page": page,
        "offers": [labels.of(offer) for offer in page],
        "kept": {name: value for name, value in (kept or {}).items() if value},
        "previous": _address(passed, before=page.before),
        "next": _address(passed, after=page.after),
    }


def _address(passed: Mapping[str, str], **mark: str) -> str:
    return f"?{urlencode({**passed, **mark})}" if all(mark.values()) else ""
