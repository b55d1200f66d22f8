"""What must hold for posts and the people on them; more shares than there are on a day
is a warning here, so that a file can be checked whole; the database does not take it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from heapq import heappop, heappush
from typing import NamedTuple

from kim.organisation.profile.binder import Binder, Bound
from kim.organisation.profile.people import Holder, OfficeHour, Post, Workplace
from kim.organisation.profile.scanner import KeyPath

FULL_TIME = Decimal(1)


class Held(NamedTuple):
    """A share of a post from one day to another."""

    path: KeyPath
    start: date
    end: date
    fte: Decimal


def check(binder: Binder) -> None:
    """Hold posts, workplaces and office hours against each other."""
    of_post, of_staff = defaultdict(list), defaultdict(list)
    for holder in _of(binder, Holder):
        of_post[holder.path[:2]].append(holder)
        of_staff[holder.get("staff")].append(holder)
    for post in _of(binder, Post):
        if limit := post.get("fte"):
            _over_filled(binder, _held(of_post[post.path]), limit)
    for staff, own in of_staff.items():
        if staff:
            _over_filled(binder, _held(own), FULL_TIME)
    for place in _of(binder, Workplace):
        if not {"municipality", "agency"} & set(place.values):
            binder.fault("needs_one_of", place.path, allowed=("municipality", "agency"))
    for hour in _of(binder, OfficeHour):
        start, end = hour.get("starts_at"), hour.get("ends_at")
        if start and end and end <= start:
            binder.fault("ends_before_start", (*hour.path, "to"), found=end, other=start)


def _held(holders: Iterable[Bound]) -> list[Held]:
    return [
        Held(
            holder.path,
            holder.get("valid_from") or date.min,
            holder.get("valid_to") or date.max,
            holder.get("fte"),
        )
        for holder in holders
        if holder.get("fte")
    ]


def _over_filled(binder: Binder, shares: list[Held], limit: Decimal) -> None:
    """A sum can only grow on a day on which a share begins."""
    ends: list[tuple[date, Decimal]] = []
    total = Decimal(0)
    for share in sorted(shares, key=lambda held: held.start):
        while ends and ends[0][0] < share.start:
            total -= heappop(ends)[1]
        heappush(ends, (share.end, share.fte))
        total += share.fte
        if total > limit:
            day = share.start if share.start > date.min else "…"
            binder.warn("over_filled", (*share.path, "fte"), found=total, other=day, allowed=(limit,))
            return


def _of(binder: Binder, kind: type) -> Iterator[Bound]:
    return (entry for entry in binder.bound if entry.kind is kind)
