"""Figures of an office by year, its durations, and counts of all offices for the steering group."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kim.casework.public import names as spelling
from kim.naturalisation.public import Basis, YearFigure, appointments, states, statistics
from kim.organisation.public import Permission
from kim.privacy.public import reading
from kim.web.applicants.capacity import backlog_chart, wait_words
from kim.web.applicants.offices import choice_of, own_office
from kim.web.applicants.published import published
from kim.web.applicants.tabs import tabs
from kim.web.forms import country_names

YEARS = 4
OUTSIDE = "veroeffentlichen"
What = YearFigure.What
Line = tuple[str, list[int | None], int | None]


@require_safe
@reading
def figures(request: HttpRequest) -> HttpResponse:
    """The own office in figures: by year as they are, or with small ones hidden, to be published."""
    unit, today = own_office(request), timezone.localdate()
    hide = request.GET.get("fuer") == OUTSIDE
    outlook = appointments.outlook_of(unit, today)
    counted = statistics.counted(unit)
    if not hide:
        over = max(statistics.years_of(counted), default=today.year - 1)
        counted |= statistics.so_far(unit, today, over)
    context = {
        "unit": unit, "today": today, **_by_year(counted, hide=hide),
        "durations": appointments.durations_of(unit, today), "whole": appointments.until_the_end(unit, today),
        "backlog": backlog_chart(outlook), "wait": wait_words(outlook.wait), "published": published(),
        **choice_of(request), "tabs": tabs("figures"),
    }  # fmt: skip
    return render(request, "applicants/capacity/figures.html", context)


def _by_year(counted: statistics.Figures, *, hide: bool) -> dict[str, Any]:
    years = statistics.years_of(counted)[-(YEARS if hide else YEARS + 1) :]
    asked: tuple[tuple[str, str, dict[str, Any]], ...] = (
        (_("Naturalised, by earlier citizenship"), What.CITIZENSHIP, dict(country_names())),
        (_("Naturalised, by legal basis"), What.BASIS, dict(Basis.choices)),
        (_("Ended without a certificate, by reason"), What.REASON, dict(states.EndReason.choices)),
    )
    tables = [(title, statistics.by_value(counted, what, years, hide=hide), names) for title, what, names in asked]
    return {
        "years": years,
        "by_year": statistics.by_year(counted, years, hide=hide),
        "hide": hide,
        "readers": [
            {"label": _("for this office"), "url": "?#years", "current": not hide},
            {"label": _("to be published"), "url": f"?fuer={OUTSIDE}#years", "current": hide},
        ],
        "tables": [(title, _named(table.lines, names), table.sums, table.total) for title, table, names in tables],
    }


def _named(lines: list[Line], names: dict[str, Any]) -> list[Line]:
    """Rows by what people call it, in the order of these words; what is not known comes last."""
    told = [(str(names.get(code, code)), cells, total) for code, cells, total in lines]
    told.sort(key=lambda line: (not line[0], spelling.sort_key(line[0])))
    return [(name or _("not known"), cells, total) for name, cells, total in told]


@require_safe
@reading
def steering_figures(request: HttpRequest) -> HttpResponse:
    """All offices in counts, for the coordinating office: no application, no person."""
    if not request.user.has(Permission.COORDINATE):
        raise PermissionDenied
    rows = appointments.for_the_steering_group()
    last = max((row.year for row in rows), default=0)
    shown = [row for row in rows if row.year > last - YEARS]
    told = any(row.figures[-1] is not None for row in shown)
    context = {"rows": shown, "tells_open": told, "published": published()}
    return render(request, "applicants/capacity/steering.html", context)
