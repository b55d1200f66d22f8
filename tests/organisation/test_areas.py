"""Areas: who is responsible on a day, and a municipality that goes to another post."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kim.organisation import catchments
from kim.organisation.actions import areas
from kim.organisation.exceptions import AreaChangedMeanwhile, AreaChangesAlready, AreaStaysThere, DayIsOver
from kim.organisation.models import Membership, OfficeHours, PostCatchment, PostHolder
from kim.organisation.workdays import holiday_name, is_workday
from kim.privacy.models import AuditEvent
from tests import factories
from tests.factories import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def juechen():
    return factories.municipality("Jüchen", "JÜ", "05162012")


@pytest.fixture
def posts(world, juechen):
    """Anna's post with Grevenbroich and Jüchen, Ben's with Kaarst."""
    annas = world.anna.posts_held.get().post
    bens = factories.post_for(world.ben, factories.municipality("Kaarst", "KA", "05162016"))
    for post in (annas, bens):
        post.role = "case_manager"
        post.save()
    area = PostCatchment.objects.create(post=annas, municipality=juechen)
    OfficeHours.objects.create(
        post=annas, municipality=juechen, weekday=2, starts_at="13:30", ends_at="16:00", place="Rathaus"
    )
    return annas, bens, area


def responsible(day: date) -> dict[str, list[str]]:
    return {c.municipality.name: [u.username for u in c.holders] for c in catchments.coverage(day)}


def test_a_municipality_goes_to_another_post_as_of_a_day_and_not_before(world, posts, juechen, scope_as):
    _annas, bens, area = posts
    first = today() + timedelta(days=9)

    with scope_as(world.admin) as me:
        areas.move(area=area, to=bens, on=first, source="Vermerk", by=me)

    assert responsible(first - timedelta(days=1))["Jüchen"] == ["anna"]
    assert responsible(first)["Jüchen"] == ["ben"]
    assert catchments.case_managers_for(juechen, first) == [world.ben]
    assert OfficeHours.objects.get().valid_to == first - timedelta(days=1)
    [change] = catchments.coming_changes(today())
    assert (change.on, change.municipality) == (first, juechen)
    assert ([g.post for g in change.gains], [loss.post for loss in change.losses]) == ([bens], [area.post])
    assert AuditEvent.objects.get().kind == "catchment.moved"


def test_a_planned_change_is_taken_back_and_everything_is_as_before(world, posts, juechen, scope_as):
    _annas, bens, area = posts
    with scope_as(world.lea) as me:
        new = areas.move(area=area, to=bens, on=today() + timedelta(days=9), source="", by=me)
        areas.take_back(planned=new, by=me)

    assert not catchments.coming_changes(today())
    assert responsible(today() + timedelta(days=30))["Jüchen"] == ["anna"]
    assert OfficeHours.objects.get().valid_to is None


def test_two_who_change_the_same_area_do_not_cross(world, posts, scope_as):
    _annas, bens, area = posts
    with scope_as(world.admin) as me:
        areas.move(area=area, to=bens, on=today() + timedelta(days=9), source="", by=me)
        with pytest.raises(AreaChangedMeanwhile):
            areas.move(area=area, to=bens, on=today(), source="", by=me)
        with pytest.raises(AreaChangesAlready):
            areas.move(area=PostCatchment.objects.get(pk=area.pk), to=bens, on=today(), source="", by=me)


def test_what_began_today_and_moves_today_never_was(world, posts, juechen, scope_as):
    _annas, bens, area = posts
    area.valid_from = today()
    area.save()

    with scope_as(world.admin) as me:
        areas.move(area=area, to=bens, on=today(), source="", by=me)

    assert [row.post for row in PostCatchment.objects.filter(municipality=juechen)] == [bens]


def test_a_past_day_or_the_same_post_is_refused(world, posts, juechen, scope_as):
    annas, bens, area = posts
    with scope_as(world.admin) as me:
        with pytest.raises(DayIsOver):
            areas.move(area=area, to=bens, on=today() - timedelta(days=1), source="", by=me)
        with pytest.raises(AreaStaysThere):
            areas.move(area=area, to=annas, on=today(), source="", by=me)
        with pytest.raises(AreaStaysThere):
            areas.cover(municipality=juechen, post=annas, on=today(), source="", by=me)


def test_only_administrators_and_leads_change_areas(world, posts, scope_as):
    _annas, bens, area = posts
    with scope_as(world.anna) as me, pytest.raises(PermissionDenied):
        areas.move(area=area, to=bens, on=today(), source="", by=me)


def test_gaps_and_shared_areas_are_seen_from_a_day_on(world, posts, juechen, scope_as):
    annas, bens, _area = posts
    with scope_as(world.admin) as me:
        areas.cover(municipality=juechen, post=bens, on=today() + timedelta(days=5), source="", by=me)
    PostHolder.objects.filter(post=annas).update(valid_to=today() + timedelta(days=20))

    by_name = {c.municipality.name: c for c in catchments.coverage(today() + timedelta(days=5))}
    assert by_name["Jüchen"].is_shared and not by_name["Jüchen"].is_gap
    later = {c.municipality.name: c for c in catchments.coverage(today() + timedelta(days=21))}
    assert later["Grevenbroich"].is_gap
    assert [u.username for u in later["Jüchen"].holders] == ["ben"]


def test_a_person_whose_role_ended_gets_no_new_case_of_the_area(world, posts, juechen):
    Membership.objects.filter(user=world.anna).update(valid_to=today() - timedelta(days=1))
    assert catchments.case_managers_for(juechen, today()) == []


@pytest.mark.parametrize(
    ("day", "works"),
    [(date(2026, 11, 23), True), (date(2026, 11, 22), False), (date(2026, 11, 1), False), (date(2026, 6, 4), False)],
)
def test_holidays_of_the_state_are_no_workdays(day, works):
    assert is_workday(day) is works
    assert holiday_name(date(2026, 6, 4)) == "Fronleichnam"
    assert holiday_name(date(2026, 6, 4), language="en") == "Corpus Christi"
