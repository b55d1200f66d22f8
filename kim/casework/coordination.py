"""What the coordinating office sees of casework: figures of the county, each through the room that hides small ones."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from kim.casework.load import CASE_MANAGEMENT, ZERO, per_post, weights
from kim.casework.models import EnquiryState
from kim.casework.states import CHAIN, Phase
from kim.organisation.public import Absence, AccessChannel, Agency, Municipality, Post, PostCatchment, PostHolder
from kim.privacy.public import disclosure


@dataclass(frozen=True)
class Area:
    """Municipalities that share case-management posts, with the load of their cases; None is hidden."""

    places: list[Municipality]
    posts: Decimal
    held: Decimal
    cases: int | None
    weight: Decimal | None

    @property
    def vacant(self) -> Decimal:
        """Shares of posts that nobody holds."""
        return max(self.posts - self.held, ZERO)

    @property
    def per_post(self) -> Decimal | None:
        """Weighted load of a whole post that is held."""
        return None if self.weight is None else per_post(self.weight, self.held)


@dataclass(frozen=True)
class Counted:
    """A name with a figure and the median of days; None is hidden."""

    name: Any
    n: int | None
    median: int | None
    overdue_share: int | None = None


@dataclass(frozen=True)
class Interface:
    """Referrals to one agency in a year, by what came of them; None is hidden."""

    agency: Agency
    spheres: list[str]
    answers: list[int | None]
    total: int | None
    median: int | None

    @property
    def tells_nothing(self) -> bool:
        """Whether every figure is hidden."""
        return self.total is None and set(self.answers) == {None}


@dataclass(frozen=True)
class Crossed:
    """A table of two names with its sums; None is hidden."""

    rows: list[tuple[Any, list[int | None], int | None]]
    columns: list[Any]
    sums: list[int | None]
    total: int | None

    @property
    def tells_little(self) -> bool:
        """Whether most cells are hidden: then the sums of the two sides say all there is."""
        cells = [cell for _name, row, _sum in self.rows for cell in row]
        return cells.count(None) * 2 > len(cells)

    @property
    def of_columns(self) -> list[tuple[Any, int | None]]:
        """Each column with its sum."""
        return list(zip(self.columns, self.sums, strict=True))


def raw(on: date) -> dict[str, list[dict[str, Any]]]:
    """The figures as the database gives them to whoever coordinates; nobody else gets any."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select kim_coordination_figures(%s)::text", [on])
            found: dict[str, list[dict[str, Any]]] = json.loads(cursor.fetchone()[0])
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == "42501":
            raise PermissionDenied from error
        raise
    return found


def areas(figures: dict[str, list[dict[str, Any]]], on: date) -> tuple[list[Area], int | None]:
    """Cases and load by area, and the number of all cases; places without a post stand alone."""
    weighing = weights(on)
    cases: dict[int | None, int] = defaultdict(int)
    weight: dict[int | None, Decimal] = defaultdict(Decimal)
    for row in figures["cases"]:
        cases[row["place"]] += row["n"]
        weight[row["place"]] += row["n"] * weighing.get(row["phase"], Decimal(1))
    groups = _groups(on)
    if None in cases:
        groups.append(([], ZERO, ZERO))  # cases without a municipality
    keys = [[place.pk for place in places] or [None] for places, _posts, _held in groups]
    told = disclosure.protect_list([sum(cases[pk] for pk in group) for group in keys])
    found = [
        Area(places, posts, held, n, None if n is None else sum((weight[pk] for pk in group), ZERO))
        for (places, posts, held), group, n in zip(groups, keys, told.cells, strict=True)
    ]
    return found, told.total


def _groups(on: date) -> list[tuple[list[Municipality], Decimal, Decimal]]:
    """Municipalities joined by the posts they share, with the shares of those posts and what of them is held."""
    places = list(Municipality.objects.on(on))
    posts = dict(Post.objects.on(on).filter(block=CASE_MANAGEMENT).values_list("pk", "fte"))
    held: dict[int, Decimal] = defaultdict(Decimal)
    for post, fte in PostHolder.objects.on(on).filter(post__in=posts).values_list("post", "fte"):
        held[post] += fte
    group = {place.pk: {place.pk} for place in places}
    of_post: dict[int, set[int]] = defaultdict(set)
    for post, place in PostCatchment.objects.on(on).filter(post__in=posts).values_list("post", "municipality"):
        of_post[post].add(place)
    for joined in of_post.values():
        together = set().union(*(group[pk] for pk in joined if pk in group))
        group |= dict.fromkeys(together, together)
    found = []
    for members in {id(each): each for each in group.values()}.values():
        serving = [pk for pk, where in of_post.items() if where & members]
        found.append(
            (
                [place for place in places if place.pk in members],
                sum((posts[pk] for pk in serving), ZERO),
                sum((held[pk] for pk in serving), ZERO),
            )
        )
    return sorted(found, key=lambda each: each[0][0].sort_key)


def phases(figures: dict[str, list[dict[str, Any]]]) -> tuple[list[Counted], int | None, int | None]:
    """Cases by phase with the median of days in it; how many there are; which share is past its review."""
    rows = {row["phase"]: row for row in figures["phases"]}
    told = disclosure.protect_list([rows[phase]["n"] if phase in rows else 0 for phase in CHAIN])
    found = [
        Counted(Phase(phase).label, n, rows[phase]["median"] if n and phase in rows else None)
        for phase, n in zip(CHAIN, told.cells, strict=True)
    ]
    past, ahead = (sum(row[name] for row in rows.values()) for name in ("past", "ahead"))
    return found, told.total, disclosure.protect_share(past, past + ahead)


ANSWERS = ("in_time", "late", "waiting", "overdue")


def interfaces(figures: dict[str, list[dict[str, Any]]]) -> tuple[list[Interface], list[int | None], int | None]:
    """Referrals of a year by receiving agency, with what came of them; the sums; all of them."""
    rows = figures["referrals"]
    agencies = Agency.objects.in_bulk([row["agency"] for row in rows])
    # By name: an order by size would tell the hidden figures.
    rows.sort(key=lambda row: agencies[row["agency"]].name.casefold())
    told = disclosure.protect_table([[row[name] for name in ANSWERS] for row in rows])
    found = []
    for row, cells, total in zip(rows, told.cells, told.row_totals, strict=True):
        agency = agencies[row["agency"]]
        median = row["median"] if total else None  # of all of them, so that it tells nothing about the single figures
        found.append(Interface(agency, list(agency.spheres), cells, total, median))
    return found, told.column_totals, told.total


def access_ways(figures: dict[str, list[dict[str, Any]]]) -> Crossed:
    """Enquiries of a year by how they came and by municipality."""
    rows = figures["enquiries"]
    channels = list(AccessChannel.objects.filter(pk__in={row["channel"] for row in rows}))
    places: list[Any] = list(Municipality.objects.filter(pk__in={row["place"] for row in rows if row["place"]}))
    if any(row["place"] is None for row in rows):
        places.append(None)
    counted = {(row["place"], row["channel"]): row["n"] for row in rows}
    told = disclosure.protect_table(
        [[counted.get((place and place.pk, channel.pk), 0) for place in places] for channel in channels]
    )
    lines = list(zip(channels, told.cells, told.row_totals, strict=True))
    return Crossed(lines, places, told.column_totals, told.total)


# Neighbours share a fate: the results that are often few stand beside each other, the one that is always many alone.
_PAIRED = (
    EnquiryState.OPEN, EnquiryState.DECLINED, EnquiryState.REFERRED_ON, EnquiryState.ADVISED_ONCE, EnquiryState.ADMITTED,
)  # fmt: skip


def triage(figures: dict[str, list[dict[str, Any]]]) -> tuple[list[Counted], int | None]:
    """What became of a year's enquiries, and after how many days."""
    rows = {row["result"]: row for row in figures["triage"]}
    told = disclosure.protect_list([rows[state]["n"] if state in rows else 0 for state in _PAIRED])
    shown = dict(zip(_PAIRED, told.cells, strict=True))
    found = [
        Counted(state.label, shown[state], rows[state]["median"] if shown[state] and state in rows else None)
        for state in EnquiryState
    ]
    return found, told.total


def away(on: date) -> int:
    """How many of those who hold a case-management post are away on this day."""
    holding = PostHolder.objects.on(on).filter(post__block=CASE_MANAGEMENT).values("user")
    absent = Absence.objects.filter(first_day__lte=on, last_day__gte=on, user__in=holding)
    return absent.values("user").distinct().count()
