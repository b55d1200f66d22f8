"""Views of lists: who keeps, reads, changes and drops them, and that PostgreSQL keeps it so."""

import pytest
from django.db import DatabaseError, connection, transaction

from kim.privacy.models import AuditEvent
from kim.privacy.scope import NOBODY, open_scope
from kim.workbench.models import ListChoice, SavedView
from kim.workbench.public import saved_views
from tests import factories


def names_seen() -> set[str]:
    return set(SavedView.objects.values_list("name", flat=True))


def test_a_view_is_read_by_its_owner_and_by_the_unit_it_is_shared_with(world, scope_as):
    factories.saved_view(world.anna, "Allein")
    factories.saved_view(world.anna, "Geteilt", shared_with=world.team_a)

    seen = {}
    for who in (world.anna, world.ben, world.lea, world.cem, world.stranger):
        with scope_as(who):
            seen[who.username] = names_seen()

    assert seen == {
        "anna": {"Allein", "Geteilt"}, "ben": {"Geteilt"}, "lea": {"Geteilt"}, "cem": set(), "stranger": set(),
    }  # fmt: skip


def test_without_a_scope_there_are_no_views_and_no_choices(world):
    factories.saved_view(world.anna, shared_with=world.team_a)
    ListChoice.objects.create(list_key="faelle", user=world.anna, columns=["+opened"])

    with open_scope(NOBODY):
        assert not SavedView.objects.exists()
        assert not ListChoice.objects.exists()


def test_a_membership_that_has_ended_shows_nothing_more(world, scope_as):
    factories.saved_view(world.anna, shared_with=world.team_a)
    world.ben.memberships.update(valid_to=factories.today().replace(year=2020))

    with scope_as(world.ben):
        assert names_seen() == set()


@pytest.mark.parametrize("act", ["update", "delete"])
def test_nobody_changes_or_drops_a_view_of_somebody_else(world, scope_as, act):
    view = factories.saved_view(world.anna, shared_with=world.team_a)

    with scope_as(world.ben):
        rows = SavedView.objects.filter(pk=view.pk)
        if act == "update":
            assert rows.update(name="Meine") == 0
        else:
            with connection.cursor() as cursor:
                cursor.execute("delete from workbench_savedview where id = %s", [view.pk])
                assert cursor.rowcount == 0

    assert SavedView.objects.get(pk=view.pk).name == "Stille Fälle"


def test_a_view_cannot_be_kept_in_somebody_elses_name_or_for_a_foreign_unit(world, scope_as):
    for values in ({"owner": world.anna}, {"owner": world.ben, "shared_with": world.team_b}):
        with scope_as(world.ben), pytest.raises(DatabaseError), transaction.atomic():
            SavedView.objects.create(list_key="faelle", name="x", query={}, **values)


def test_the_choice_of_columns_is_seen_by_its_person_alone(world, scope_as):
    with scope_as(world.anna) as anna:
        saved_views.choose_columns(by=anna, list_key="faelle", columns=["-opened"])
    with scope_as(world.ben):
        assert not ListChoice.objects.exists()
    with scope_as(world.anna) as anna:
        assert saved_views.choice_of(anna, "faelle").columns == ["-opened"]


def test_keeping_sharing_and_dropping_leave_a_trace(world, scope_as):
    with scope_as(world.anna) as anna:
        view = saved_views.keep(by=anna, list_key="faelle", name="A", query={"filters": {}})
        saved_views.change(view=view, by=anna, name="B", shared_with=world.team_a)
        saved_views.drop(view=view, by=anna)

    kinds = list(AuditEvent.objects.filter(kind__startswith="view.").order_by("id").values_list("kind", flat=True))
    assert kinds == ["view.kept", "view.changed", "view.deleted"]


def test_the_same_name_twice_a_foreign_unit_and_a_foreign_view_are_refused_in_words(world, scope_as):
    foreign = factories.saved_view(world.ben, "Bens", shared_with=world.team_a)

    with scope_as(world.anna) as anna:
        saved_views.keep(by=anna, list_key="faelle", name="A", query={})
        with pytest.raises(saved_views.ViewNameTaken):
            saved_views.keep(by=anna, list_key="faelle", name="A", query={})
        with pytest.raises(saved_views.NotYourUnit):
            saved_views.keep(by=anna, list_key="faelle", name="C", query={}, shared_with=world.team_b)
        with pytest.raises(saved_views.NotYourView):
            saved_views.drop(view=foreign, by=anna)


def test_a_deleted_view_that_others_opened_the_list_with_is_passed_over(world, scope_as, browser_for):
    view = factories.saved_view(world.anna, shared_with=world.team_a)
    with scope_as(world.ben) as ben:
        saved_views.open_with(by=ben, list_key="faelle", view=view)

    with scope_as(world.anna) as anna:
        saved_views.drop(view=view, by=anna)

    assert browser_for(world.ben).get("/faelle/").status_code == 200
