"""The county's structure on a day, read with a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F, Prefetch

from kim.organisation.public import (
    Agency,
    Body,
    BodyLevel,
    Post,
    PostCatchment,
    PostEmployer,
    PostHolder,
    PostSupervision,
    Unit,
    User,
    catchments,
)
from kim.organisation.public import Block as NamedBlock


@dataclass(frozen=True)
class Over:
    """Days on which more of a post is held than there is, and by whom."""

    first: date | None
    last: date | None
    held: Decimal
    holders: tuple[PostHolder, ...] = ()


@dataclass(frozen=True)
class PostOnDay:
    """A post with everything that hangs on it on the day."""

    post: Post
    holders: tuple[PostHolder, ...]
    employers: tuple[Agency, ...]
    professional: tuple[Unit, ...]
    line: tuple[Unit, ...]
    over: tuple[Over, ...] = ()
    areas: tuple[str, ...] = ()

    @property
    def held(self) -> Decimal:
        return sum((holder.fte for holder in self.holders), Decimal(0))

    @property
    def free(self) -> Decimal:
        return max(self.post.fte - self.held, Decimal(0))

    @property
    def is_vacant(self) -> bool:
        return not self.holders

    def is_held_by(self, user: User) -> bool:
        """Whether this person holds it, alone or with others."""
        return any(holder.user_id == user.pk for holder in self.holders)


@dataclass
class Block:
    """One of the building blocks with its posts."""

    number: int
    label: str = ""
    posts: list[PostOnDay] = field(default_factory=list)

    @property
    def fte(self) -> Decimal:
        return sum((each.post.fte for each in self.posts), Decimal(0))

    @property
    def vacant(self) -> int:
        return sum(each.is_vacant for each in self.posts)

    @property
    def groups(self) -> list[tuple[Unit | None, list[PostOnDay]]]:
        """The posts by the first unit that supervises them professionally; those without one come last."""
        found: dict[Unit | None, list[PostOnDay]] = {}
        for each in self.posts:
            found.setdefault(each.professional[0] if each.professional else None, []).append(each)
        return sorted(found.items(), key=lambda entry: entry[0] is None)


def blocks_on(day: date) -> list[Block]:
    """The blocks of the county's profile and those that posts belong to, with the posts of the day."""
    blocks = {named.number: Block(named.number, named.label) for named in NamedBlock.objects.all()}
    for each in posts_on(day):
        blocks.setdefault(each.post.block, Block(each.post.block)).posts.append(each)
    return [blocks[number] for number in sorted(blocks)]


def posts_on(day: date) -> list[PostOnDay]:
    """Every post of the day in five queries; holders of all days tell where more is held than there is."""
    supervisors = PostSupervision.objects.on(day).select_related("unit").order_by("unit__name", "pk")
    areas = PostCatchment.objects.on(day).filter(catchments.case_management("post__"))
    areas = areas.select_related("municipality").order_by("municipality__sort_key", "pk")
    posts = Post.objects.on(day).prefetch_related(
        Prefetch(
            "holders", PostHolder.objects.select_related("user").order_by(F("valid_from").asc(nulls_first=True), "pk")
        ),
        Prefetch("employers", PostEmployer.objects.on(day).select_related("agency").order_by("agency__name", "pk")),
        Prefetch("supervisors", supervisors),
        Prefetch("catchments", areas),
    )
    return [_on_day(post, day) for post in posts]


def _on_day(post: Post, day: date) -> PostOnDay:
    holders = list(post.holders.all())
    supervisors = list(post.supervisors.all())
    over = periods_over(holders, post.fte)
    return PostOnDay(
        post=post,
        holders=tuple(holder for holder in holders if _holds(holder, day)),
        employers=tuple(entry.agency for entry in post.employers.all()),
        professional=tuple(entry.unit for entry in supervisors if entry.professional),
        line=tuple(entry.unit for entry in supervisors if not entry.professional),
        over=tuple(each for each in over if each.last is None or each.last >= day),
        areas=tuple(row.municipality.name for row in post.catchments.all()),
    )


def _holds(holder: PostHolder, day: date) -> bool:
    return (holder.valid_from or date.min) <= day <= (holder.valid_to or date.max)


def periods_over(holders: Iterable[PostHolder], fte: Decimal) -> list[Over]:
    """The stretches of days on which the holders together have more than the post; one day is enough."""
    holders = list(holders)
    days = {holder.valid_from or date.min for holder in holders}
    days |= {
        holder.valid_to + timedelta(days=1) for holder in holders if holder.valid_to and holder.valid_to < date.max
    }
    changes = sorted(days)
    found = []
    for place, day in enumerate(changes):
        there = tuple(holder for holder in holders if _holds(holder, day))
        held = sum((holder.fte for holder in there), Decimal(0))
        last = changes[place + 1] - timedelta(days=1) if place + 1 < len(changes) else None
        if held > fte:
            found.append(Over(None if day == date.min else day, last, held, there))
    return found


def units_on(day: date) -> list[Unit]:
    """The units of the day with their employers."""
    return list(Unit.objects.on(day).select_related("employer"))


def bodies_on(day: date) -> list[Body]:
    """The bodies of the day, steering first."""
    levels = list(BodyLevel.values)
    return sorted(Body.objects.on(day), key=lambda body: (levels.index(body.level), body.name))
