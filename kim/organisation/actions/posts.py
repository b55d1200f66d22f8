"""Posts and who is on them: somebody begins or leaves, posts move to another house or supervision from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.organisation import shares
from kim.organisation.exceptions import (
    LeavesBeforeStart,
    MovesAlready,
    MovesNowhere,
    NothingMoves,
    OwnRoleIsGivenByOthers,
    PlannedMeanwhile,
    PostRunsThen,
)
from kim.organisation.models import (
    Agency,
    Municipality,
    Post,
    PostEmployer,
    PostHolder,
    PostSupervision,
    PostWorkplace,
    Unit,
    User,
)
from kim.organisation.roles import Permission
from kim.privacy.public import audit

Relation = PostEmployer | PostSupervision | PostWorkplace
PLANNABLE = {"holder": PostHolder, "employer": PostEmployer, "supervision": PostSupervision, "workplace": PostWorkplace}
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Target:
    """What becomes different from a day on; what is left out stays."""

    employer: Agency | None = None
    professional: Unit | None = None
    line: Unit | None = None
    house: Agency | None = None
    place: Municipality | None = None

    @property
    def parts(self) -> list[tuple[type[Relation], dict[str, Any], dict[str, Any]]]:
        """Which rows end, and what takes their place."""
        found: list[tuple[type[Relation], dict[str, Any], dict[str, Any]]] = []
        if self.employer:
            found.append((PostEmployer, {}, {"agency": self.employer}))
        for unit, professional in ((self.professional, True), (self.line, False)):
            if unit:
                found.append(
                    (PostSupervision, {"professional": professional}, {"unit": unit, "professional": professional})
                )
        if self.house or self.place:
            found.append((PostWorkplace, {}, {"agency": self.house, "municipality": self.place}))
        return found


@dataclass(frozen=True)
class Move:
    """What one post leaves and what it gets, of one kind."""

    post: Post
    kind: type[Relation]
    leaves: tuple[Relation, ...]
    gets: dict[str, Any]


def may_plan(user: User) -> bool:
    """Heads of the integration centre and administrators say who is on which post."""
    return user.has(Permission.POSTS_PLAN)


@transaction.atomic
def hold(*, post: Post, user: User, fte: Decimal, start: date, end: date | None, source: str, by: User) -> PostHolder:
    """Somebody holds a share of a post from a day on."""
    _must_plan(by)
    if user == by:
        raise OwnRoleIsGivenByOthers  # what is opened to a post is opened to whoever holds it
    _days_fit(post, start, end)
    made = PostHolder.objects.create(post=post, user=user, fte=fte, valid_from=start, valid_to=end, source=source)
    shares.check_now()
    audit.record("post.held", target=post, user=user.pk, on=start, fte=str(fte))
    return made


@transaction.atomic
def leave(*, holder: PostHolder, last_day: date | None, by: User) -> PostHolder:
    """The last day on which somebody holds a post; none means: until further notice."""
    _must_plan(by)
    fresh: PostHolder = PostHolder.objects.select_for_update(of=("self",)).select_related("post").get(pk=holder.pk)
    if fresh.user_id == by.pk:
        raise OwnRoleIsGivenByOthers
    _days_fit(fresh.post, fresh.valid_from, last_day)
    fresh.valid_to = last_day
    fresh.save(update_fields=["valid_to"])
    shares.check_now()
    audit.record("post.left", target=fresh.post, user=fresh.user_id, on=last_day)
    return fresh


def moves(posts: Sequence[Post], to: Target, on: date) -> list[Move]:
    """What would become different from this day on, post by post; what is there already stays."""
    found = []
    for kind, which, gets in to.parts:
        rows = kind.objects.on(on).filter(post__in=posts, **which).select_related(*_related(kind)).order_by("pk")
        for post in posts:
            now = tuple(row for row in rows if row.post_id == post.pk)
            if len(now) != 1 or any(getattr(now[0], name) != value for name, value in gets.items()):
                found.append(Move(post, kind, now, gets))
    return found


def may_move(posts: Sequence[Post], to: Target, on: date) -> None:
    """Refuses what cannot be: a post that does not exist on the day, or one with a change from that day on already."""
    for post in posts:
        _days_fit(post, on, None)
    planned = [post.title for post in posts if _planned(post, to, on)]
    if planned:
        raise MovesAlready(names=", ".join(dict.fromkeys(planned)))


@transaction.atomic
def relocate(*, posts: Sequence[Post], to: Target, on: date, source: str, by: User) -> list[Relation]:
    """From this day on the posts are elsewhere, all of them or none; what was ends the day before and stays readable."""
    _must_plan(by)
    if not posts or not to.parts:
        raise NothingMoves
    locked = list(Post.objects.select_for_update().filter(pk__in=[post.pk for post in posts]).order_by("block", "key"))
    may_move(locked, to, on)
    made = [_carry_out(move, on, source) for move in moves(locked, to, on)]
    if not made:
        raise MovesNowhere
    audit.record("post.relocated", on=on, posts=[post.pk for post in locked], rows=len(made))
    return made


@transaction.atomic
def take_back(*, kind: str, pk: int, by: User) -> Post:
    """What is planned does not happen, and a move that was recorded wrongly did not: what ended the day before for it goes on."""
    _must_plan(by)
    model: Any = PLANNABLE[kind]
    row = model.objects.select_for_update(of=("self",)).select_related("post").filter(pk=pk).first()
    if row is None or row.valid_from is None:
        raise PlannedMeanwhile
    if row.valid_from <= timezone.localdate() and not is_newest_move(row):
        raise PlannedMeanwhile
    if kind == "holder" and row.user_id == by.pk:
        raise OwnRoleIsGivenByOthers
    if kind != "holder":  # whoever leaves leaves, also when nobody follows
        _beside(row).filter(valid_to=row.valid_from - _DAY).update(valid_to=row.valid_to)
    audit.record("post.plan_taken_back", target=row.post, on=row.valid_from, what=kind)
    row.delete()
    post: Post = row.post
    return post


def is_newest_move(row: Relation | PostHolder) -> bool:
    """Whether a post came to this by its last move, so that it goes back to what was before when the move is taken back."""
    if isinstance(row, PostHolder) or row.valid_from is None or row.valid_to is not None:
        return False
    beside = _beside(row)
    return (
        beside.filter(valid_to=row.valid_from - _DAY).exists()
        and not beside.filter(valid_from__gte=row.valid_from).exists()
    )


def _beside(row: Any) -> Any:
    """The other rows of the same relation of its post."""
    found = type(row).objects.filter(post=row.post_id).exclude(pk=row.pk)
    return found.filter(professional=row.professional) if isinstance(row, PostSupervision) else found


def _related(kind: type[Relation]) -> list[str]:
    if kind is PostEmployer:
        return ["agency"]
    return ["unit"] if kind is PostSupervision else ["agency", "municipality"]


def _planned(post: Post, to: Target, on: date) -> bool:
    """Whether a row that this change would cross begins on the day or later."""
    return any(kind.objects.filter(post=post, valid_from__gte=on, **which).exists() for kind, which, _gets in to.parts)


def _carry_out(move: Move, on: date, source: str) -> Relation:
    for row in move.leaves:
        row.valid_to = on - _DAY
        row.save(update_fields=["valid_to"])
    return move.kind.objects.create(post=move.post, valid_from=on, source=source, **move.gets)


def _days_fit(post: Post, start: date | None, end: date | None) -> None:
    """The days are a span, and the post exists on them."""
    if start and end and end < start:
        raise LeavesBeforeStart(first=f"{start:%d.%m.%Y}", last=f"{end:%d.%m.%Y}")
    begins = post.valid_from and start and start < post.valid_from
    ends = post.valid_to and ((start and start > post.valid_to) or (end and end > post.valid_to))
    if begins or ends:
        raise PostRunsThen(period=_period(post))


def _period(post: Post) -> str:
    first = _("from %(day)s") % {"day": f"{post.valid_from:%d.%m.%Y}"} if post.valid_from else ""
    last = _("until %(day)s") % {"day": f"{post.valid_to:%d.%m.%Y}"} if post.valid_to else ""
    return " ".join(part for part in (first, last) if part)


def _must_plan(by: User) -> None:
    if not may_plan(by):
        raise PermissionDenied


__all__ = [
    "PLANNABLE", "Move", "Relation", "Target", "hold", "is_newest_move", "leave", "may_move", "may_plan", "moves", "relocate", "take_back",
]  # fmt: skip
