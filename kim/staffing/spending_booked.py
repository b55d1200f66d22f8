"""What was booked of lists of spending, and what of it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from kim.staffing.models import Booking, FundingGrant, GrantPaper, GrantPaperVersion
from kim.staffing.money import total


def stands(row: Booking) -> bool:
    """Whether an amount is there as its list has it: nobody took it back but another row of a list."""
    return not hasattr(row, "taken_back_by") or row.taken_back_by.submission is not None


@dataclass(frozen=True)
class Booked:
    """What was booked of a list, and what of it stands."""

    rows: int
    amount: Decimal
    standing: int
    standing_amount: Decimal
    open: int = 0
    open_amount: Decimal = Decimal(0)
    first: Booking | None = None
    undone: Booking | None = None


NOTHING = Booked(0, Decimal(0), 0, Decimal(0))


def booked_of(paper: GrantPaper) -> Booked:
    """What was booked of a list with all its files, by whom and when."""
    names = [version.stored for version in paper.versions.all()]
    rows = list(
        Booking.objects.filter(grant=paper.grant_id, submission__in=names).select_related("recorded_by", "taken_back_by__recorded_by")
    )  # fmt: skip
    standing = [row for row in rows if stands(row)]
    open_rows = [row for row in rows if row.against_id is None and not hasattr(row, "taken_back_by")]
    back = [row.taken_back_by for row in rows if not stands(row)]
    return Booked(
        len(rows), total(row.amount for row in rows), len(standing), total(row.amount for row in standing),
        len(open_rows), total(row.amount for row in open_rows),
        min(rows, key=lambda row: row.recorded_at, default=None), max(back, key=lambda row: row.recorded_at, default=None),
    )  # fmt: skip


def lists_of(grant: FundingGrant) -> list[tuple[GrantPaper, Booked]]:
    """All lists of a grant with what was booked of each: four queries, however many there are."""
    papers = list(GrantPaper.objects.for_list().filter(grant=grant, kind="spending"))
    names = [version.stored for paper in papers for version in paper.versions.all()]
    stands = Q(taken_back_by=None) | Q(taken_back_by__submission__isnull=False)
    sums = (
        Booking.objects.filter(grant=grant, submission__in=names)
        .order_by()
        .values("submission")
        .annotate(
            rows=Count("pk"), sum=Sum("amount"), there=Count("pk", filter=stands), left=Sum("amount", filter=stands)
        )
    )
    by_file = {each["submission"]: each for each in sums}
    found = []
    for paper in papers:
        parts = [by_file[version.stored] for version in paper.versions.all() if version.stored in by_file]
        found.append((paper, _together(parts)))
    return found


def _together(parts: Sequence[Mapping[str, Any]]) -> Booked:
    return Booked(
        sum(each["rows"] for each in parts), total(each["sum"] or Decimal(0) for each in parts),
        sum(each["there"] for each in parts), total(each["left"] or Decimal(0) for each in parts),
    )  # fmt: skip


def list_of_file(grant: FundingGrant) -> dict[Any, GrantPaper]:
    """Which list an amount came with, by the name of its file."""
    versions = GrantPaperVersion.objects.filter(grant=grant, paper__kind="spending").select_related("paper")
    return {version.stored: version.paper for version in versions}
