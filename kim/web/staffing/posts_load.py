"""Load per post by area and by carrier, as counts: small figures are hidden, and what would give them away with them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kim.casework.public import coordination, load
from kim.organisation.public import Permission, PostCatchment, PostEmployer, catchments
from kim.privacy.public import reading
from kim.web.lead.drawing import bar, scale_of
from kim.web.staffing.posts_views import crumbs

Words = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """An area, or all areas of a carrier; None is hidden."""

    name: str
    posts: Decimal
    held: Decimal
    cases: int | None
    weight: Decimal | None

    @property
    def per_post(self) -> Decimal | None:
        """Weighted cases of a whole post that is held."""
        return None if self.weight is None else load.per_post(self.weight, self.held)


@require_safe
@reading
def post_load(request: HttpRequest) -> HttpResponse:
    """For the steering group: how much a post carries where, and with whom it is employed."""
    if not request.user.has(Permission.COORDINATE):  # type: ignore[union-attr]
        raise PermissionDenied
    today = timezone.localdate()
    areas, total = coordination.areas(coordination.raw(today), today)
    by_area = [Line(_name(area), area.posts, area.held, area.cases, area.weight) for area in areas]
    context = {
        "today": today, "total": total, "by_area": _with_bars(by_area), "by_carrier": _with_bars(_by_carrier(areas, today)),
        "crumbs": crumbs((_("Load per post"), "")),
    }  # fmt: skip
    return render(request, "staffing/posts/load.html", context)


def _name(area: coordination.Area) -> str:
    return ", ".join(str(place) for place in area.places) or _("without a municipality")


def _by_carrier(areas: Sequence[coordination.Area], on: date) -> list[Line]:
    """Areas whose posts are with the same employers together. Told only where each of its areas is told: so it says nothing new."""
    carriers = _carriers(on)
    groups: dict[str, list[coordination.Area]] = defaultdict(list)
    for area in areas:
        names = sorted({name for place in area.places for name in carriers.get(place.pk, ())})
        groups[" + ".join(names) or _("no post")].append(area)
    return [_together(name, rows) for name, rows in sorted(groups.items())]


def _together(name: str, rows: Sequence[coordination.Area]) -> Line:
    told = all(row.cases is not None for row in rows)
    return Line(
        name, sum((row.posts for row in rows), Decimal(0)), sum((row.held for row in rows), Decimal(0)),
        sum(row.cases or 0 for row in rows) if told else None, sum((row.weight or 0 for row in rows), Decimal(0)) if told else None,
    )  # fmt: skip


def _carriers(on: date) -> dict[int, set[str]]:
    """Who employs the case managers of each municipality on this day."""
    employers = defaultdict(set)
    for post, name in PostEmployer.objects.on(on).values_list("post", "agency__name"):
        employers[post].add(name)
    found: dict[int, set[str]] = defaultdict(set)
    rows = PostCatchment.objects.on(on).filter(catchments.case_management("post__"))
    for post, place in rows.values_list("post", "municipality"):
        found[place] |= employers[post]
    return found


def _with_bars(lines: Sequence[Line]) -> list[Words]:
    scale = scale_of([line.per_post for line in lines])
    known = [line for line in lines if line.weight is not None and line.held]
    mean = load.per_post(
        sum((line.weight or Decimal(0) for line in known), Decimal(0)), sum((line.held for line in known), Decimal(0))
    )
    return [{"line": line, "bar": bar(line.per_post, scale, mean)} for line in lines]
