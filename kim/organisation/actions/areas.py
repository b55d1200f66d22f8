"""Areas: a municipality goes to another post from a day on, and a planned change is taken back."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kim.organisation.catchments import case_management
from kim.organisation.exceptions import AreaChangedMeanwhile, AreaChangesAlready, AreaStaysThere, DayIsOver
from kim.organisation.models import Municipality, OfficeHours, Post, PostCatchment, User
from kim.organisation.roles import Permission
from kim.privacy.public import audit


def may_change(user: User) -> bool:
    """Administrators, and leads: they deploy the case managers."""
    return user.has(Permission.COUNTY_MANAGE) or user.has(Permission.CASE_HAND_OVER)


@transaction.atomic
def move(*, area: PostCatchment, to: Post, on: date, source: str, by: User) -> PostCatchment:
    """From this day on another post covers the municipality; the hours the first one kept there end the day before.

    `area` is the row as the page showed it: if it has ended or begun anew meanwhile, nothing is written.
    """
    _must_be_allowed(by, on)
    fresh = PostCatchment.objects.select_for_update(of=("self",)).filter(pk=area.pk).first()
    if fresh is None or (fresh.post_id, fresh.valid_from, fresh.valid_to) != (
        area.post_id,
        area.valid_from,
        area.valid_to,
    ):
        raise AreaChangedMeanwhile
    if to.pk == fresh.post_id:
        raise AreaStaysThere
    if fresh.valid_to is not None or _planned(fresh.municipality, on):
        raise AreaChangesAlready
    new = _take_on(fresh.municipality, to, on, source)
    _end(fresh, on)
    audit.record(
        "catchment.moved",
        target=new,
        municipality=fresh.municipality.ags,
        on=on,
        from_post=fresh.post.key,
        to_post=to.key,
    )
    return new


@transaction.atomic
def cover(*, municipality: Municipality, post: Post, on: date, source: str, by: User) -> PostCatchment:
    """From this day on a post covers a municipality as well: where nobody did, or beside another post."""
    _must_be_allowed(by, on)
    lasting = Q(valid_to=None) | Q(valid_to__gte=on)
    if PostCatchment.objects.filter(lasting, municipality=municipality, post=post).exists():
        raise AreaStaysThere
    new = _take_on(municipality, post, on, source)
    audit.record("catchment.added", target=new, municipality=municipality.ags, on=on, to_post=post.key)
    return new


@transaction.atomic
def take_back(*, planned: PostCatchment, by: User) -> None:
    """A change that has not begun does not happen: what would have ended the day before goes on."""
    _must_be_allowed(by, timezone.localdate())
    fresh = PostCatchment.objects.select_for_update(of=("self",)).filter(pk=planned.pk).first()
    if fresh is None or fresh.valid_from is None or fresh.valid_from <= timezone.localdate():
        raise AreaChangedMeanwhile
    day_before = fresh.valid_from - timedelta(days=1)
    going_on = {"municipality": fresh.municipality, "valid_to": day_before}
    posts = list(PostCatchment.objects.filter(**going_on).values_list("post", flat=True))
    OfficeHours.objects.filter(post__in=posts, **going_on).update(valid_to=None)
    PostCatchment.objects.filter(**going_on).update(valid_to=None)
    audit.record(
        "catchment.taken_back",
        target=fresh,
        municipality=fresh.municipality.ags,
        on=fresh.valid_from,
        to_post=fresh.post.key,
    )
    fresh.delete()


def _must_be_allowed(by: User, on: date) -> None:
    if not may_change(by):
        raise PermissionDenied
    if on < timezone.localdate():
        raise DayIsOver


def _planned(municipality: Municipality, on: date) -> bool:
    """Whether something is planned already for a later day, which this change would cross."""
    later = PostCatchment.objects.filter(municipality=municipality, valid_from__gt=timezone.localdate())
    return later.filter(case_management("post__")).exists()


def _take_on(municipality: Municipality, post: Post, on: date, source: str) -> PostCatchment:
    return PostCatchment.objects.create(municipality=municipality, post=post, valid_from=on, source=source)


def _end(area: PostCatchment, on: date) -> None:
    """The last day is the one before; what would begin and end on the same day never was."""
    last = on - timedelta(days=1)
    hours = OfficeHours.objects.filter(post=area.post, municipality=area.municipality).on(last)
    hours.filter(valid_to=None).update(valid_to=last)
    if area.valid_from and area.valid_from > last:
        area.delete()
        return
    area.valid_to = last
    area.save(update_fields=["valid_to"])
