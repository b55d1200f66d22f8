"""Enquiries in figures: for the team as they are, for others with small figures hidden; and as a file for others."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kim.casework.public import EnquiryState, enquiry_figures
from kim.privacy.public import audit, reading
from kim.sheets import writing
from kim.web.casework.views.enquiries import crumbs, enquirer
from kim.web.forms import language_name

Words = dict[str, Any]
HEADS = {
    "month": gettext_lazy("Month"),
    "channel": gettext_lazy("How they came"),
    "area": gettext_lazy("Life area"),
    "place": gettext_lazy("Lives in"),
    "language": gettext_lazy("Language"),
}
YEARS = 5


@reading
def figures(request: HttpRequest) -> HttpResponse:
    """A year of contacts by month, way, life area, place and language."""
    enquirer(request)
    year, outside = _year(request), request.GET.get("for") == "others"
    rows = _rows(year)
    tables = [_table(rows, by, outside=outside) for by in enquiry_figures.BY]
    context = {
        "year": year,
        "outside": outside,
        "years": [_switch(each, outside, str(each), each == year) for each in _years()],
        "readers": [
            _switch(year, False, _("For the team"), not outside),
            _switch(year, True, _("For others, small figures hidden"), outside),
        ],
        "states": [str(state.label) for state in EnquiryState],
        "tables": tables,
        "sums": _sums(rows, outside=outside),
        "file": f"{reverse('casework:enquiry_figures_file')}?year={year}",
        "crumbs": crumbs(_("Figures")),
    }
    return render(request, "casework/enquiries/figures.html", context)


@reading
def figures_file(request: HttpRequest) -> HttpResponse:
    """The figures of a year as CSV, with small ones hidden: it leaves the team."""
    enquirer(request)
    year = _year(request)
    audit.record("enquiry.figures_exported", year=year)
    heads = [writing.Head(str(head), 24) for head in (_("By"), _("Name"), _("Contacts"))]
    body = b"".join(writing.csv_blocks(heads, _lines(_rows(year))))
    response = HttpResponse(body, content_type=writing.CSV_TYPE)
    name = _("Enquiries %(year)s.csv") % {"year": year}
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _lines(rows: enquiry_figures.Rows) -> Iterator[list[Any]]:
    hidden = _("hidden (1 to 4, or next to such a figure)")
    for by in enquiry_figures.BY:
        counted = enquiry_figures.protected(rows, by)
        for line in counted.lines:
            yield [str(HEADS[by]), _name(by, line.name), hidden if line.total is None else line.total]
    for state, n in enquiry_figures.protected_states(rows):
        yield [_("What became of them"), str(EnquiryState(state).label), hidden if n is None else n]


def _table(rows: enquiry_figures.Rows, by: str, *, outside: bool) -> Words:
    """One question with its lines in words."""
    counted = (enquiry_figures.protected if outside else enquiry_figures.counted)(rows, by)
    labels = [str(state.label) for state in EnquiryState] if not outside else []
    lines = [
        {"name": _name(by, line.name), "cells": list(zip(labels, line.cells, strict=True)), "total": line.total}
        for line in counted.lines
    ]
    if by == "language":
        lines.sort(key=lambda line: line["name"])
    totals = list(zip(labels, counted.totals, strict=True))
    return {"by": by, "head": HEADS[by], "lines": lines, "totals": totals, "total": counted.total}


def _name(by: str, found: Any) -> str:
    if found is None:
        return _("not clear or another") if by == "area" else _("not known")
    if by == "month":
        return f"{MONTHS[found.month]} {found.year}"
    return language_name(found) if by == "language" else str(getattr(found, "label", found))


def _sums(rows: enquiry_figures.Rows, *, outside: bool) -> list[Words]:
    """The year in a line: how many, how many of them without a name, what it took."""
    if outside:
        told = [(EnquiryState(state).label, n) for state, n in enquiry_figures.protected_states(rows)]
        return [{"label": label, "value": "•" if n is None else n} for label, n in told]
    whole = enquiry_figures.whole(rows)
    return [
        {"label": _("Contacts"), "value": whole.contacts},
        {"label": _("of them anonymous"), "value": whole.unnamed},
        {"label": _("from outreach"), "value": whole.outreach},
        {"label": _("became a case"), "value": whole.states.get(EnquiryState.ADMITTED, 0)},
        {"label": _("hours of short advice"), "value": round(whole.minutes / 60)},
    ]


def _switch(year: int, outside: bool, label: str, current: bool) -> Words:
    more = "&for=others" if outside else ""
    return {"label": label, "url": f"{reverse('casework:enquiry_figures')}?year={year}{more}", "current": current}


def _rows(year: int) -> enquiry_figures.Rows:
    return enquiry_figures.rows_between(date(year, 1, 1), date(year, 12, 31))


def _years() -> list[int]:
    this = timezone.localdate().year
    return list(range(this - YEARS + 1, this + 1))


def _year(request: HttpRequest) -> int:
    """The year asked for, if it is one of those offered; else this one."""
    asked = request.GET.get("year", "")
    offered = {str(year): year for year in _years()}
    return offered.get(asked, timezone.localdate().year)
