"""Who is responsible for a municipality on a day, what changes soon, and where nobody or several are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from kim.organisation.models import Absence, Municipality, OfficeHours, PostCatchment, PostHolder, User
from kim.organisation.roles import Role


def case_management(prefix: str = "") -> Q:
    """Posts with case-management areas; coordinators have catchments too, but nobody's cases come from them."""
    return Q(**{f"{prefix}role": "case_manager"}) | Q(**{f"{prefix}role": "", f"{prefix}block": 2})


@dataclass(frozen=True)
class Responsible:
    """A post that covers a municipality, and who holds it on the day (nobody: the post is vacant)."""

    catchment: PostCatchment
    holders: tuple[User, ...]

    @property
    def names(self) -> str:
        """Who holds it, for a line of text."""
        return ", ".join(str(holder) for holder in self.holders)


@dataclass(frozen=True)
class Covered:
    """A municipality on a day with the case-management posts that cover it."""

    municipality: Municipality
    by: tuple[Responsible, ...]

    @property
    def holders(self) -> list[User]:
        """Everybody responsible, each once, in the order of the posts."""
        return list(dict.fromkeys(holder for each in self.by for holder in each.holders))

    @property
    def is_gap(self) -> bool:
        """Nobody is responsible: no post covers the municipality, or nobody holds the posts that do."""
        return not self.holders

    @property
    def is_shared(self) -> bool:
        """Several posts cover the municipality: intended in a large town, else an overlap."""
        return len(self.by) > 1


@dataclass(frozen=True)
class ComingChange:
    """What changes in a municipality's areas from a day on."""

    on: date
    municipality: Municipality
    gains: tuple[PostCatchment, ...]
    losses: tuple[PostCatchment, ...]


def coverage(on: date) -> list[Covered]:
    """Every municipality valid on this day with who is responsible then: four queries, however many there are."""
    held = Prefetch(
        "post__holders", PostHolder.objects.on(on).select_related("user").order_by("-fte", "pk"), "on_the_day"
    )
    rows = _of_case_managers(PostCatchment.objects.on(on)).select_related("post").prefetch_related(held)
    by_place: dict[int, list[Responsible]] = defaultdict(list)
    for row in rows.order_by("post__key", "pk"):
        holders = tuple(each.user for each in row.post.on_the_day if each.user.is_active)
        by_place[row.municipality_id].append(Responsible(row, holders))
    return [Covered(place, tuple(by_place[place.pk])) for place in Municipality.objects.on(on)]


def coming_changes(after: date) -> list[ComingChange]:
    """What changes after this day, by day and municipality."""
    rows = _of_case_managers(PostCatchment.objects.filter(Q(valid_from__gt=after) | Q(valid_to__gte=after)))
    gains: dict[tuple[date, int], list[PostCatchment]] = defaultdict(list)
    losses: dict[tuple[date, int], list[PostCatchment]] = defaultdict(list)
    places: dict[int, Municipality] = {}
    for row in rows.select_related("post", "municipality").order_by("pk"):
        places[row.municipality_id] = row.municipality
        if row.valid_from and row.valid_from > after:
            gains[row.valid_from, row.municipality_id].append(row)
        if row.valid_to and row.valid_to >= after:
            losses[row.valid_to + timedelta(days=1), row.municipality_id].append(row)
    return [
        ComingChange(day, places[place], tuple(gains[day, place]), tuple(losses[day, place]))
        for day, place in sorted(gains.keys() | losses.keys(), key=lambda key: (key[0], places[key[1]].sort_key))
    ]


def meeting_hours(posts: Iterable[int], municipality: Municipality, on: date) -> list[OfficeHours]:
    """When and where holders of these posts can be met in this municipality."""
    return list(OfficeHours.objects.on(on).filter(post__in=list(posts), municipality=municipality))


def stand_ins(users: Iterable[User], on: date) -> dict[int, Absence]:
    """Who is away on this day, by user, with who stands in and until when."""
    rows = Absence.objects.filter(user__in=list(users), first_day__lte=on, last_day__gte=on)
    return {row.user_id: row for row in rows.select_related("deputy")}


def _of_case_managers(rows: QuerySet[PostCatchment]) -> QuerySet[PostCatchment]:
    return rows.filter(case_management("post__"))


def case_managers_for(municipality: Municipality, on: date) -> list[User]:
    """The holders of case-management posts whose catchment covers this municipality on this day, steadily ordered."""
    valid = Q()
    for relation in ("posts_held", "posts_held__post__catchments", "memberships"):
        valid &= Q(**{f"{relation}__valid_from": None}) | Q(**{f"{relation}__valid_from__lte": on})
        valid &= Q(**{f"{relation}__valid_to": None}) | Q(**{f"{relation}__valid_to__gte": on})
    return list(
        User.objects.filter(
            valid,
            posts_held__post__catchments__municipality=municipality,
            memberships__role=Role.CASE_MANAGER,
            is_active=True,
        )
        .order_by("last_name", "id")
        .distinct()
    )


def catchment_of(user: User, on: date) -> list[Municipality]:
    """The municipalities somebody is responsible for on a day."""
    valid = Q()
    for relation in ("catchments", "catchments__post__holders"):
        valid &= Q(**{f"{relation}__valid_from": None}) | Q(**{f"{relation}__valid_from__lte": on})
        valid &= Q(**{f"{relation}__valid_to": None}) | Q(**{f"{relation}__valid_to__gte": on})
    return list(Municipality.objects.filter(valid, catchments__post__holders__user=user).distinct())


def unit_of_case_manager(user: User, on: date) -> int | None:
    """The unit in which somebody is a case manager on a day."""
    return user.memberships.on(on).filter(role=Role.CASE_MANAGER).values_list("unit_id", flat=True).first()
