"""What must hold for posts and the people on them: nobody is on more posts than there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
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
    for post in _of(binder, Post):
        if limit := post.get("fte"):
            _over_filled(binder, _held(_inside(binder, Holder, post.path)), limit)
    for staff in {holder.get("staff") for holder in _of(binder, Holder)} - {None}:
        own = [holder for holder in _of(binder, Holder) if holder.get("staff") == staff]
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
    for share in sorted(shares, key=lambda held: held.start):
        total = sum((held.fte for held in shares if held.start <= share.start <= held.end), Decimal(0))
        if total > limit:
            day = share.start if share.start > date.min else "…"
            path = (*share.path, "fte")
            binder.fault("over_filled", path, found=total, other=day, allowed=(limit,))
            return


def _inside(binder: Binder, kind: type, path: KeyPath) -> Iterator[Bound]:
    return (entry for entry in _of(binder, kind) if entry.path[: len(path)] == path)


def _of(binder: Binder, kind: type) -> Iterator[Bound]:
    return (entry for entry in binder.bound if entry.kind is kind)
