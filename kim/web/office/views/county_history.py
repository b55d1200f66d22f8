"""Who changed what in the county's data, from what to what, and when."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kim.organisation.public import CountyChange, loading
from kim.privacy.public import reading
from kim.web.office.county_fields import KIND
from kim.web.office.county_words import told
from kim.web.office.views.county_edit import crumbs, kind_of, must_manage

SIZE = 40


@require_safe
@reading
def entry(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Everything that became of one entry, the newest first."""
    must_manage(request)
    of = kind_of(kind)
    changes = told(CountyChange.objects.filter(kind=of.name, row=pk).select_related("by")[:200])
    if not changes:
        raise Http404
    name = changes[0]["name"]
    trail = crumbs((loading.KIND_NAMES[of.name], reverse("office:county_entries", args=[of.name])), (name, ""))
    return render(request, "office/edit/history_entry.html", {"name": name, "changes": changes, **trail})


@require_safe
@reading
def everything(request: HttpRequest) -> HttpResponse:
    """All changes, forty at a time, of one kind if wanted."""
    must_manage(request)
    chosen = request.GET.get("art", "")
    rows = CountyChange.objects.select_related("by")
    if chosen in KIND:
        rows = rows.filter(kind=chosen)
    before = request.GET.get("vor", "")
    if before.isascii() and before.isdigit() and len(before) < 18:
        rows = rows.filter(id__lt=int(before))
    found = list(rows[: SIZE + 1])
    context: dict[str, Any] = {
        "changes": told(found[:SIZE]),
        "older": found[SIZE - 1].pk if len(found) > SIZE else 0,
        "chosen": chosen if chosen in KIND else "",
        "kinds": [(kind, loading.KIND_NAMES[kind]) for kind in KIND],
        **crumbs((_("History"), "")),
    }
    return render(request, "office/edit/history.html", context)
