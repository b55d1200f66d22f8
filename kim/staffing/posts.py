"""Posts over a year: who holds, employs, supervises and places them when, what stays vacant, and what is planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet

from kim.organisation.public import (
    Post,
    PostCatchment,
    PostEmployer,
    PostHolder,
    PostSupervision,
    PostWorkplace,
)
from kim.staffing.models import Recruitment
from kim.staffing.vacancy import Holding, Vacancy, held_on, months, person_months, vacancies


@dataclass(frozen=True)
class OverTime:
    """A post with everything that holds on it within these days, and what stays vacant of it."""

    post: Post
    first: date
    last: date
    today: date
    holders: tuple[PostHolder, ...]
    employers: tuple[PostEmployer, ...]
    supervisors: tuple[PostSupervision, ...]
    workplaces: tuple[PostWorkplace, ...]
    catchments: tuple[PostCatchment, ...]
    recruitment: Recruitment | None
    vacant: list[Vacancy] = field(default_factory=list)

    @property
    def months_vacant(self) -> Fraction:
        """Person-months within these days that nobody holds."""
        return person_months(self.vacant, self.first, self.last)

    @property
    def months_vacant_by_now(self) -> Fraction:
        """Of those, what is past by today."""
        return person_months(self.vacant, self.first, min(self.last, self.today))

    @property
    def months_funded(self) -> Fraction:
        """Person-months that the post has within these days."""
        first, last = _within(self.post, self.first, self.last)
        return Fraction(self.post.fte) * months(first, last)

    @property
    def held_today(self) -> Decimal:
        """The share held today."""
        return held_on(holdings(self.holders), self.today)

    @property
    def free_today(self) -> Decimal:
        """The share that nobody holds today; of a post that has ended or not begun, nothing."""
        first, last = _within(self.post, self.today, self.today)
        return max(self.post.fte - self.held_today, Decimal(0)) if first <= last else Decimal(0)

    @property
    def is_planned(self) -> bool:
        """Whether anything begins after today."""
        dated: Iterable[Any] = (*self.holders, *self.employers, *self.supervisors, *self.workplaces, *self.catchments)
        return any(row.valid_from and row.valid_from > self.today for row in dated)


def over(first: date, last: date, today: date, *, only: QuerySet[Post] | None = None) -> list[OverTime]:
    """Every post that exists within these days: seven queries, however many there are."""
    during = Q(valid_from=None) | Q(valid_from__lte=last), Q(valid_to=None) | Q(valid_to__gte=first)
    rows = (Post.objects.all() if only is None else only).filter(*during).select_related("recruitment")
    return [_over(post, first, last, today) for post in rows.prefetch_related(*_relations()).order_by("block", "key")]


def _relations() -> list[Any]:
    begin = F("valid_from").asc(nulls_first=True)
    related = {
        "holders": (PostHolder, ("user",)), "employers": (PostEmployer, ("agency",)), "supervisors": (PostSupervision, ("unit",)),
        "workplaces": (PostWorkplace, ("agency", "municipality")), "catchments": (PostCatchment, ("municipality",)),
    }  # fmt: skip
    return [
        Prefetch(name, model._default_manager.select_related(*more).order_by(begin, "pk"))
        for name, (model, more) in related.items()
    ]


def _over(post: Post, first: date, last: date, today: date) -> OverTime:
    begins, ends = _within(post, first, last)
    held = tuple(post.holders.all())
    return OverTime(
        post=post, first=first, last=last, today=today, holders=held, employers=tuple(post.employers.all()),
        supervisors=tuple(post.supervisors.all()), workplaces=tuple(post.workplaces.all()), catchments=tuple(post.catchments.all()),
        recruitment=getattr(post, "recruitment", None),
        vacant=vacancies(post.fte, begins, ends, holdings(held)) if begins <= ends else [],
    )  # fmt: skip


def _within(post: Post, first: date, last: date) -> tuple[date, date]:
    """The days on which the post exists; the first lies behind the last where there are none."""
    return max(first, post.valid_from or first), min(last, post.valid_to or last)


def holdings(holders: Iterable[PostHolder]) -> list[Holding]:
    """Holders as the arithmetic reads them; without a first day it is always."""
    return [Holding(row.valid_from or date.min, row.valid_to, row.fte) for row in holders]


def during(rows: Iterable[Any], first: date, last: date) -> list[Any]:
    """The relations that hold on any of these days: a post whose employer changes in mid-year has both."""
    return [
        row for row in rows if (row.valid_from or date.min) <= last and (row.valid_to is None or row.valid_to >= first)
    ]


@dataclass(frozen=True)
class Gap:
    """A share of a post that nobody holds for a while."""

    post: Post
    recruitment: Recruitment | None
    vacancy: Vacancy
    months: Fraction
    begins_before: bool
    goes_on: bool


def gaps(rows: Iterable[OverTime]) -> list[Gap]:
    """All that is vacant, the longest first within each post's own order of days."""
    return [
        Gap(
            each.post, each.recruitment, free, person_months([free], each.first, each.last),
            begins_before=free.start == each.first and each.post.valid_from != each.first, goes_on=free.end == each.last,
        )
        for each in rows
        for free in each.vacant
    ]  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What begins or ends on a day to come."""

    on: date
    post: Post
    row: Any
    begins: bool


def planned(each: OverTime) -> list[Change]:
    """Everything that is decided for this post and has not begun yet."""
    found = []
    for row in (*each.holders, *each.employers, *each.supervisors, *each.workplaces, *each.catchments):
        if row.valid_from and row.valid_from > each.today:
            found.append(Change(row.valid_from, each.post, row, begins=True))
        if row.valid_to and row.valid_to >= each.today:
            found.append(Change(row.valid_to + timedelta(days=1), each.post, row, begins=False))
    return sorted(found, key=lambda change: (change.on, change.begins))


def by_block(rows: Iterable[OverTime]) -> list[tuple[int, list[OverTime]]]:
    """The posts of each block together."""
    return [(block, list(group)) for block, group in groupby(rows, key=lambda each: each.post.block)]
