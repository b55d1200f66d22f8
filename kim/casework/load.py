"""The load of the case managers: cases by phase, weighted as the county says, against what of a post they hold.

Heads only: everything here is counted under the policies of whoever asks, with the same few queries for 7 people or 200.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce

from kim.casework.models import Case, Enquiry, EnquiryState
from kim.casework.states import CHAIN
from kim.law.continuation import continued_for_sql
from kim.organisation.public import Absence, Membership, PhaseWeight, PostCatchment, PostHolder, Role, User

CASE_MANAGEMENT = 2  # the block whose posts carry cases
AHEAD = timedelta(days=92)
SOON = timedelta(days=14)
PAPERS_AHEAD = timedelta(days=90)
ZERO = Decimal(0)
# What the board shows of people, posts and places: with 200 case managers whole rows cost more than their figures.
_NAMED = ("username", "first_name", "last_name")
_HELD = ("user", "valid_from", "valid_to", "fte", "post__title", "post__fte", "post__valid_from", "post__valid_to")
_SERVED = ("post", "valid_from", "valid_to", "municipality__name", "municipality__sort_key")


@dataclass(frozen=True)
class Overfull:
    """A post held above its share: from when to when, and with how much."""

    post: str
    first_day: date
    last_day: date | None
    held: Decimal
    share: Decimal


@dataclass(frozen=True)
class AreaChange:
    """A municipality that comes to somebody or leaves them on a day."""

    on: date
    comes: bool
    municipality: Any


@dataclass(frozen=True)
class Pressing:
    """What runs out among somebody's running cases, counted by the database: the lead sees no content."""

    reviews: int = 0
    referrals: int = 0
    papers: int = 0

    @property
    def total(self) -> int:
        """All of it together."""
        return self.reviews + self.referrals + self.papers


def together(several: Iterable[Pressing]) -> Pressing:
    """What presses for all of them."""
    found = list(several)
    return Pressing(sum(p.reviews for p in found), sum(p.referrals for p in found), sum(p.papers for p in found))


@dataclass
class Load:
    """One case manager with what lies with them."""

    user: User
    phases: dict[str, int] = field(default_factory=dict)
    weight: Decimal = ZERO
    fte: Decimal = ZERO
    in_service: bool = True
    areas: list[Any] = field(default_factory=list)
    changes: list[AreaChange] = field(default_factory=list)
    overfull: list[Overfull] = field(default_factory=list)
    absence: Absence | None = None
    silent_since: date | None = None
    enquiries: int = 0
    pressing: Pressing = field(default_factory=Pressing)

    @property
    def total(self) -> int:
        """Running cases."""
        return sum(self.phases.values())

    @property
    def per_fte(self) -> Decimal | None:
        """Weighted load of a whole post; None where no part of a post is held."""
        return per_post(self.weight, self.fte)

    def is_away(self, on: date) -> bool:
        """Whether they are absent on this day."""
        return self.absence is not None and self.absence.first_day <= on


@dataclass(frozen=True)
class Board:
    """The case managers of the units somebody leads, on a day."""

    on: date
    loads: list[Load]

    @property
    def mean(self) -> Decimal | None:
        """Weighted load of a whole post across the team."""
        return per_post(sum((load.weight for load in self.loads), ZERO), sum((load.fte for load in self.loads), ZERO))

    @property
    def totals(self) -> dict[str, int]:
        """Cases in each phase."""
        return {phase: sum(load.phases.get(phase, 0) for load in self.loads) for phase in CHAIN}

    def of(self, user_id: int) -> Load | None:
        """The line of this person."""
        return next((load for load in self.loads if load.user.pk == user_id), None)


def per_post(weight: Decimal, fte: Decimal) -> Decimal | None:
    """Weighted load of a whole post."""
    return (weight / fte).quantize(Decimal("0.1")) if fte else None


def weights(on: date) -> dict[str, Decimal]:
    """How much a case in each phase counts on this day; a phase the county has not weighted counts one."""
    told = dict(PhaseWeight.objects.on(on).order_by("valid_from", "pk").values_list("phase", "weight"))
    return {phase: told.get(phase, Decimal(1)) for phase in CHAIN}


def board(units: Iterable[int], on: date) -> Board:
    """Everybody who manages cases in these units on this day, and whoever has cases of them without doing so any more."""
    units = frozenset(units)
    counted, quiet = _cases(units)
    serving = set(_serving(units, on))
    people = User.objects.filter(pk__in=serving | set(counted)).order_by("last_name", "first_name", "pk")
    loads = {
        user.pk: Load(user, phases=counted.get(user.pk, {}), in_service=user.pk in serving)
        for user in people.only(*_NAMED, "is_active", "email")
    }
    weighing = weights(on)
    for pk, load in loads.items():
        load.weight = sum((weighing[phase] * number for phase, number in load.phases.items()), ZERO)
        load.silent_since = quiet.get(pk)
    _add_posts(loads, on)
    _add_absences(loads, on)
    for who, *counts in _pressing(on):
        if who in loads:
            loads[who].pressing = Pressing(*counts)
    for row in _enquiries(units):
        if row["proposed_for"] in loads:
            loads[row["proposed_for"]].enquiries = row["n"]
    return Board(on, sorted(loads.values(), key=lambda load: not load.in_service))


def _cases(units: frozenset[int]) -> tuple[dict[int, dict[str, int]], dict[int, date]]:
    """Per person: running cases by phase, and since when the most silent one is silent."""
    counted: dict[int, dict[str, int]] = defaultdict(dict)
    quiet: dict[int, date] = {}
    rows = Case.objects.running().filter(unit_id__in=units).order_by().values("assigned_to", "phase")
    for row in rows.annotate(n=Count("id"), silent=Min(Coalesce("last_contact_on", "opened_on"))):
        who = row["assigned_to"]
        counted[who][row["phase"]] = row["n"]
        quiet[who] = min(quiet.get(who, row["silent"]), row["silent"])
    return counted, quiet


def _serving(units: frozenset[int], on: date) -> Iterable[int]:
    members = Membership.objects.on(on).filter(role=Role.CASE_MANAGER, unit_id__in=units, user__is_active=True)
    return members.values_list("user_id", flat=True)


def _enquiries(units: frozenset[int]) -> Iterable[dict[str, Any]]:
    waiting = Enquiry.objects.filter(state=EnquiryState.OPEN, unit_id__in=units).exclude(proposed_for=None)
    return waiting.order_by().values("proposed_for").annotate(n=Count("id"))


def _pressing(on: date) -> list[tuple[int, int, int, int]]:
    """Reviews past their day, referrals unanswered in time, papers that end soon, by whoever is responsible."""
    with connection.cursor() as cursor:
        asked = [on, PAPERS_AHEAD.days, continued_for_sql()]
        cursor.execute("select who, reviews, referrals, papers from kim_lead_pressing(%s, %s, %s)", asked)
        return [(who, *map(int, counts)) for who, *counts in cursor.fetchall()]  # type: ignore[misc]


def _add_posts(loads: dict[int, Load], on: date) -> None:
    """Shares of posts held, posts held above their share, areas of today and those that change."""
    lasting = Q(valid_to=None) | Q(valid_to__gte=on)
    begun = Q(valid_from=None) | Q(valid_from__lte=on + AHEAD)
    holders: dict[int, list[PostHolder]] = defaultdict(list)
    for held in (
        PostHolder.objects.filter(lasting, begun, post__block=CASE_MANAGEMENT, post__holders__user__in=list(loads))
        .select_related("post")
        .only(*_HELD)
        .distinct()
    ):
        holders[held.post_id].append(held)
    areas: dict[int, list[PostCatchment]] = defaultdict(list)
    served = PostCatchment.objects.filter(lasting, begun, post__in=list(holders)).select_related("municipality")
    for area in served.only(*_SERVED):
        areas[area.post_id].append(area)
    for post_id, held_by in holders.items():
        spans = overfull(held_by, on)
        for held in held_by:
            if held.user_id in loads:
                _hold(loads[held.user_id], held, areas[post_id], spans, on)
    for load in loads.values():
        load.areas.sort(key=lambda place: place.sort_key)
        load.changes = sorted(_real(load.changes), key=lambda change: (change.on, change.municipality.sort_key))


def _hold(load: Load, held: PostHolder, areas: list[PostCatchment], spans: list[Overfull], on: date) -> None:
    """What this share of a post adds to the line of its holder."""
    if _holds(held, on) and _holds(held.post, on):
        load.fte += held.fte
    load.overfull += [span for span in spans if _overlap(held, span.first_day, span.last_day)]
    for area in areas:
        first, last = _both(held, area)
        if (first is None or first <= on) and (last is None or last >= on):
            if area.municipality not in load.areas:
                load.areas.append(area.municipality)
        elif first is not None and first > on:
            load.changes.append(AreaChange(first, True, area.municipality))
        if last is not None and on <= last < on + AHEAD and (first is None or first <= last):
            load.changes.append(AreaChange(last + timedelta(days=1), False, area.municipality))


def _real(changes: list[AreaChange]) -> list[AreaChange]:
    """Without those where the same municipality goes and comes on one day."""
    seen: dict[tuple[date, int], set[bool]] = defaultdict(set)
    for change in changes:
        seen[change.on, change.municipality.pk].add(change.comes)
    return list({c: None for c in changes if len(seen[c.on, c.municipality.pk]) == 1})


def _holds(row: Any, on: date) -> bool:
    return (row.valid_from is None or row.valid_from <= on) and (row.valid_to is None or row.valid_to >= on)


def _overlap(row: Any, first: date, last: date | None) -> bool:
    return (row.valid_to is None or row.valid_to >= first) and (
        last is None or row.valid_from is None or row.valid_from <= last
    )


def _both(one: Any, other: Any) -> tuple[date | None, date | None]:
    """The days on which both hold."""
    return (
        max((day for day in (one.valid_from, other.valid_from) if day), default=None),
        min((day for day in (one.valid_to, other.valid_to) if day), default=None),
    )


def overfull(holders: list[PostHolder], on: date) -> list[Overfull]:
    """From this day on: the stretches of days on which a post is held above its share."""
    turns = {on}
    for held in holders:
        turns |= {day for day in (held.valid_from, held.valid_to and held.valid_to + timedelta(days=1)) if day}
    days = sorted(day for day in turns if day >= on)
    found = []
    for place, day in enumerate(days):
        sum_held = sum((held.fte for held in holders if _holds(held, day)), ZERO)
        if holders and sum_held > holders[0].post.fte:
            last = days[place + 1] - timedelta(days=1) if place + 1 < len(days) else None
            found.append(Overfull(holders[0].post.title, day, last, sum_held, holders[0].post.fte))
    return found


def _add_absences(loads: dict[int, Load], on: date) -> None:
    """Who is away on this day or soon; the earliest absence counts."""
    rows = Absence.objects.filter(user__in=list(loads), first_day__lte=on + SOON, last_day__gte=on)
    shown = ("user", "first_day", "last_day", *(f"deputy__{name}" for name in _NAMED))
    for absence in rows.select_related("deputy").only(*shown).order_by("-first_day", "-pk"):
        loads[absence.user_id].absence = absence
