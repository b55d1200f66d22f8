"""Posts and who is on them: never more than the post, days that make sense, moves on a day for several posts at once."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from kim.organisation.actions import posts
from kim.organisation.exceptions import (
    HoldersAbovePost,
    LeavesBeforeStart,
    MovesAlready,
    MovesNowhere,
    OwnRoleIsGivenByOthers,
    PlannedMeanwhile,
    PostRunsThen,
)
from kim.organisation.models import Agency, Post, PostEmployer, PostHolder, PostSupervision, Unit
from kim.organisation.roles import Role
from tests import factories

START = date(2027, 1, 1)


@pytest.fixture
def head(db):
    return factories.user("vossbeck", role=Role.KI_HEAD)


@pytest.fixture
def post(db):
    return Post.objects.create(key="b3-1", title="Personalstelle", block=3, fte=D("0.75"), valid_from=date(2021, 4, 1))


def hold(post, by, fte="0.75", start=START, end=None, user=None):
    holder = user or factories.user()
    return posts.hold(post=post, user=holder, fte=D(fte), start=start, end=end, source="", by=by)


def test_the_database_refuses_more_than_the_post_on_a_single_day(post, head):
    hold(post, head, "0.5", end=date(2027, 6, 30))

    with pytest.raises(HoldersAbovePost, match=r"30\.06\.2027 wären 1 .* 0,75"):
        hold(post, head, "0.5", start=date(2027, 6, 30))
    hold(post, head, "0.5", start=date(2027, 7, 1))
    hold(post, head, "0.25", end=date(2027, 12, 31))

    assert PostHolder.objects.filter(post=post).count() == 3
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(fte=D("0.5"))
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


def test_one_leaves_and_another_begins_in_either_order(post, head):
    first = hold(post, head)
    with transaction.atomic():
        PostHolder.objects.create(post=post, user=factories.user(), fte=D("0.75"), valid_from=date(2027, 3, 1))
        posts.leave(holder=first, last_day=date(2027, 2, 28), by=head)

    assert PostHolder.objects.filter(post=post).count() == 2


def test_days_that_make_no_sense_have_a_sentence(post, head):
    with pytest.raises(LeavesBeforeStart, match=r"14\.01\.2027.*15\.01\.2027"):
        hold(post, head, start=date(2027, 1, 15), end=date(2027, 1, 14))
    with pytest.raises(PostRunsThen, match=r"01\.04\.2021"):
        hold(post, head, start=date(2021, 3, 31))
    with pytest.raises(OwnRoleIsGivenByOthers):
        hold(post, head, user=head)
    with pytest.raises(PermissionDenied):
        hold(post, factories.user(role=Role.COORDINATOR))


def test_posts_move_together_from_a_day_on_and_the_plan_can_be_taken_back(post, head):
    other = Post.objects.create(key="b3-2", title="Personalstelle 2", block=3, fte=D("0.75"))
    old, new = (Agency.objects.create(key=key, name=key, kind="authority") for key in ("kreis", "stadt"))
    office = Unit.objects.create(key="ordnung", name="Amt für Sicherheit und Ordnung", kind="administration")
    for each in (post, other):
        PostEmployer.objects.create(post=each, agency=old)
    to, on = posts.Target(employer=new, professional=office), date(2027, 7, 1)
    assert len(posts.moves([post, other], to, on)) == 4

    made = posts.relocate(posts=[post, other], to=to, on=on, source="Organisationsverfügung", by=head)

    employers = PostEmployer.objects.filter(post=post).order_by("valid_from")
    assert [(row.agency, row.valid_from, row.valid_to) for row in employers.order_by("pk")] == [
        (old, None, on - timedelta(days=1)),
        (new, on, None),
    ]
    assert PostSupervision.objects.on(on).get(post=other).unit == office
    with pytest.raises(MovesNowhere):
        posts.relocate(posts=[post, other], to=to, on=date(2027, 8, 1), source="", by=head)
    with pytest.raises(MovesAlready, match="Personalstelle"):
        posts.relocate(posts=[post], to=to, on=date(2027, 6, 1), source="", by=head)
    mine = next(row for row in made if isinstance(row, PostEmployer) and row.post_id == post.pk)
    posts.take_back(kind="employer", pk=mine.pk, by=head)
    assert PostEmployer.objects.get(post=post).valid_to is None


def test_a_move_recorded_wrongly_is_taken_back_also_when_its_day_has_passed(post, head):
    old, wrong, later = (
        Agency.objects.create(key=key, name=key, kind="authority") for key in ("kreis", "stadt", "amt")
    )
    first = PostEmployer.objects.create(post=post, agency=old)
    on = date(2026, 7, 1)
    (row,) = posts.relocate(posts=[post], to=posts.Target(employer=wrong), on=on, source="", by=head)
    with pytest.raises(MovesAlready):
        posts.may_move([post], posts.Target(employer=later), date(2026, 6, 1))
    (newer,) = posts.relocate(posts=[post], to=posts.Target(employer=later), on=date(2026, 8, 1), source="", by=head)
    with pytest.raises(PlannedMeanwhile):  # only the last move: nothing is torn out of the middle
        posts.take_back(kind="employer", pk=row.pk, by=head)
    posts.take_back(kind="employer", pk=newer.pk, by=head)
    posts.take_back(kind="employer", pk=row.pk, by=head)
    assert [(each.agency, each.valid_to) for each in PostEmployer.objects.filter(post=post)] == [(old, None)]
    with pytest.raises(PlannedMeanwhile):  # where it was first is no move
        posts.take_back(kind="employer", pk=first.pk, by=head)
