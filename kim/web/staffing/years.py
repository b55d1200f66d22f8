"""The money of all funding files over years and blocks, on a page and as a sheet."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any

from csp.decorators import csp_exempt
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from django.views.decorators.http import require_safe

from kim.organisation.public import Permission, User
from kim.privacy.public import audit, reading
from kim.sheets import writing
from kim.staffing.public import AmountKind, BookingKind, access, years
from kim.web.staffing.grants_fields import money
from kim.web.staffing.grants_views import crumbs
from kim.web.staffing.papers import file_answer

Words = dict[str, Any]


def _reader(request: HttpRequest) -> User:
    user: User = request.user  # type: ignore[assignment]
    if not access.reads_grants(user):
        raise PermissionDenied
    return user


def heads() -> list[str]:
    """The columns in words."""
    return [
        str(AmountKind(name).label if name in AmountKind.values else BookingKind(name).label) for name in years.COLUMNS
    ]


@require_safe
@reading
def over_years(request: HttpRequest) -> HttpResponse:
    """Every grant by year with the sum of the year, then the blocks over all years."""
    user = _reader(request)
    lines = years.over_years()
    context = {
        "heads": heads(), "years": list(_by_year(lines)), "blocks": list(_by_block(lines)), "all": _cells(years.together(lines)),
        "may_take": user.has(Permission.LIST_EXPORT) and lines, "crumbs": crumbs(here=_("Money over the years")),
    }  # fmt: skip
    return render(request, "staffing/money/years.html", context)


@csp_exempt()  # a file, no page
@require_safe
@reading
def years_sheet(request: HttpRequest) -> HttpResponse:
    """The same as a sheet, in German."""
    if not _reader(request).has(Permission.LIST_EXPORT):
        raise PermissionDenied
    with override("de"):
        columns = [
            writing.Head(pgettext("posts", "Year"), 8),
            writing.Head(_("Block"), 10),
            writing.Head(_("Funding file"), 44),
        ]
        columns += [writing.Head(head, 18) for head in heads()]
        about = writing.About(
            title=_("Money over the years"), about_title=_("About"),
            lines=[(_("As of"), f"{timezone.localdate():%d.%m.%Y}"), (_("Euro"), _("An empty cell: nobody has recorded an amount."))],
        )  # fmt: skip
        rows = [
            [grant.year, grant.block, grant.title, *(line.sums[name] for name in years.COLUMNS)]
            for line in years.over_years()
            for grant in line.grants
        ]
    made = b"".join(writing.xlsx_blocks(columns, rows, about))
    audit.record("grant.years_sheet", grants=len(rows))
    return file_answer(made, "Förderung nach Jahren.xlsx", writing.XLSX_TYPE, inline=False)


def _by_year(lines: list[years.YearLine]) -> Iterator[Words]:
    for year, group in groupby(lines, key=lambda line: line.grants[0].year):
        of = list(group)
        yield {
            "year": year, "rows": [{"grant": line.grants[0], "cells": _cells(line)} for line in of],
            "sum": _cells(years.together(of)) if len(of) > 1 else None,
        }  # fmt: skip


def _by_block(lines: list[years.YearLine]) -> Iterator[Words]:
    for block in sorted({line.grants[0].block for line in lines}):
        yield {"block": block, "cells": _cells(years.together(line for line in lines if line.grants[0].block == block))}


def _cells(line: years.YearLine) -> list[tuple[str, str]]:
    """Head and amount, for the label on phones."""
    amounts: list[Decimal | None] = [line.sums[name] for name in years.COLUMNS]
    return [(head, money(amount)) for head, amount in zip(heads(), amounts, strict=True)]
