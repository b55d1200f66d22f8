"""Person-months of posts month by month: who held how much of which, and what was vacant."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q, QuerySet
from django.utils import timezone

from kim.organisation.public import Post, PostHolder, User
from kim.staffing.grants_states import AgreementState
from kim.staffing.models import ForwardingAgreement, FundingGrant
from kim.staffing.posts import holdings
from kim.staffing.vacancy import months_of, next_month, person_months

PLACES = 10_000


@dataclass(frozen=True, slots=True)
class MonthHeld:
    """What somebody held of a post in a month, in person-months with four places."""

    post: Post
    user: User
    month: date
    share: Decimal


def in_places(months: Fraction) -> Decimal:
    """Person-months with four places, rounded down: no rounding may make more of a month than there was."""
    return Decimal(int(months * PLACES)) / PLACES


def posts_of(grant: FundingGrant, agreement: ForwardingAgreement | None) -> QuerySet[Post]:
    """The post an agreement hands on; else the posts of the block that no agreement of this grant hands on."""
    if agreement is not None:
        return Post.objects.none() if agreement.post_id is None else Post.objects.filter(pk=agreement.post_id)
    running = ForwardingAgreement.objects.filter(grant=grant).exclude(state=AgreementState.CANCELLED)
    handed_on = running.exclude(post=None).values("post")
    runs = (
        Q(valid_from=None) | Q(valid_from__lte=grant.period_to),
        Q(valid_to=None) | Q(valid_to__gte=grant.period_from),
    )
    return Post.objects.filter(*runs, block=grant.block).exclude(pk__in=handed_on)


def months_over(last: date) -> date:
    """The last day up to which months can be paid: of a period that still runs, the end of the month before this one."""
    today = timezone.localdate()
    return last if last <= today else min(last, today.replace(day=1) - timedelta(days=1))


def held(posts: QuerySet[Post], first: date, last: date) -> Iterator[MonthHeld]:
    """Who held how much of these posts, month by month within these days."""
    rows = PostHolder.objects.filter(post__in=posts).select_related("post", "user").order_by("post__key", "pk")
    people: dict[tuple[int, int], list[PostHolder]] = {}
    for row in rows:
        people.setdefault((row.post_id, row.user_id), []).append(row)
    for spans in people.values():
        for month in months_of(first, last):
            begin, end = max(month, first), min(next_month(month) - timedelta(days=1), last)
            if share := in_places(person_months(holdings(spans), begin, end)):
                yield MonthHeld(spans[0].post, spans[0].user, month, share)


def held_in(post: Post, user: User, month: date) -> Decimal:
    """What somebody held of a post in one month."""
    spans = PostHolder.objects.filter(post=post, user=user)
    return in_places(person_months(holdings(spans), month, next_month(month) - timedelta(days=1)))
