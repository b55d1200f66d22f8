"""Every list of every room: on paper, sorted, at any address, at no further cost."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import kim.config.urls  # noqa: F401 -- so that every list is known
from kim.web.tables.table import TABLES
from kim.workbench.models import ListChoice
from tests import factories
from tests.web.lists import LISTS, URL, file_of, rows_of, text_of, titles


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


@pytest.fixture
def lea(world, browser_for):
    return browser_for(world.lea)


# Paper, addresses, cost --------------------------------------------------------------------------------------


def test_paper_has_all_rows_the_filters_and_the_day(world, anna):
    for _number in range(35):
        factories.case(world.anna, last_contact_on=factories.today() - timedelta(days=40))

    page = anna.get(URL, {"quiet": "on", "rows": "all"})

    assert len(page.context["rows"]) == 35
    assert "sortiert nach: Fällig" in text_of(page) and f"Stand {factories.today():%d.%m.%Y}" in text_of(page)
    assert "30 Tage ohne Kontakt" in text_of(page)


@pytest.mark.parametrize("key", LISTS)
@pytest.mark.parametrize(
    "query",
    [
        {"saved": "x"}, {"saved": "9" * 40}, {"columns": "x" * 5000}, {"sort": "--name"}, {"sort": "-"}, {"rows": "all", "after": "e30"},
        {"after": "eyJrZXkiOlsieCIsInkiXSwibiI6MX0"}, {"view": "\x00"}, {"edited": "1"}, {"place": "\u202e"}, {"q": "\x00"},
    ],
)  # fmt: skip
def test_no_address_breaks_a_list_or_its_pages(world, browser_for, key, query):
    client = browser_for(world.anna)
    address = urlencode(query)

    assert client.get(f"{reverse(TABLES[key].url_name)}?{address}").status_code == 200
    for page in ("merken", "ansichten"):
        assert client.get(f"/listen/{key}/{page}/?{address}").status_code == 200
    assert client.post(f"/listen/{key}/spalten/", {"here": address, "columns": ["\x00", "x" * 999]}).status_code == 302


@pytest.mark.parametrize("key", [*LISTS, "mitarbeitende"])
def test_every_column_of_every_list_sorts_both_ways_and_pages(world, browser_for, key):
    client = browser_for(world.admin if key == "mitarbeitende" else world.anna)
    for number in range(33):
        case = factories.case(world.anna)
        case.follow_ups.create(due_on=factories.today(), text=f"x{number}", recorded_by=world.anna)
        sent = factories.today() - timedelta(days=number % 5)
        factories.referral(case, state="accepted" if number % 2 else "requested", sent_on=sent)
        factories.enquiry(world.anna, **({"municipality": None} if number % 2 else {}))
        factories.offer(f"offer{number}", usual_wait_days=number if number % 2 else None)
        factories.user(f"kollege{number}", in_unit=world.team_a)
    address, table = reverse(TABLES[key].url_name), TABLES[key]

    for column in [
        column for column in table.columns if column.sort and column.key not in {"responsible", "decided_by", "for"}
    ]:
        for sort in (column.key, f"-{column.key}"):
            first = client.get(address, {"sort": sort, "columns": ",".join(c.key for c in table.columns)})
            assert first.context["table"].sort == sort
            second = client.get(first.context["pager"]["next"])
            seen = [row["pk"] for row in [*first.context["rows"], *second.context["rows"]]]
            assert len(seen) == len(set(seen)) == first.context["total"], sort


@pytest.mark.parametrize("key", LISTS)
def test_more_rows_and_more_kept_views_cost_no_further_query(world, anna, key):
    def more(number):
        case = factories.case(world.anna)
        case.follow_ups.create(due_on=factories.today(), text="x", recorded_by=world.anna)
        factories.referral(case)
        factories.enquiry(world.anna)
        factories.offer(f"offer{number}")
        factories.saved_view(world.anna, f"A{number}", list_key=key, shared_with=world.team_a, filters={})

    address = reverse(TABLES[key].url_name)
    more(0)
    anna.get(address)
    with CaptureQueriesContext(connection) as few:
        anna.get(address)
    for number in range(1, 21):
        more(number)
    with CaptureQueriesContext(connection) as many:
        anna.get(address)

    assert len(many) == len(few)


COUNTY = ["kreis-gemeinden", "kreis-stellen", "kreis-zahlen", "einlesungen"]


@pytest.mark.parametrize("key", COUNTY)
def test_the_lists_of_the_office_sort_by_every_column_and_go_out_as_files(world, browser_for, key):
    admin = browser_for(world.admin)
    factories.agency()
    factories.figure("refugees", 9966)
    factories.figure("refugees", 120, municipality=factories.municipality())
    factories.import_run(world.admin)
    table = TABLES[key](world.admin, {})

    for column in (column for column in table.columns if column.sort):
        shown = admin.get(table.url, {"sort": f"-{column.key}", "columns": ",".join(c.key for c in table.columns)})
        assert shown.context["table"].sort == f"-{column.key}" and shown.context["rows"]
    assert rows_of(file_of(admin, key=key))[1:]
    assert admin.get(table.url, headers={"HX-Request": "true"}).content.decode().lstrip().startswith('<div id="')
    for page in ("merken", "ansichten"):
        assert admin.get(f"/listen/{key}/{page}/").status_code == 200


def test_figures_of_one_kind_show_their_series_and_one_place(world, browser_for):
    place, day = factories.municipality(), factories.today()
    factories.figure("refugees", 9966, reference_date=day)
    factories.figure("refugees", 9000, reference_date=day - timedelta(days=365))
    factories.figure("refugees", 120, municipality=place, reference_date=day)
    admin, url = browser_for(world.admin), "/verwaltung/kreis/zahlen/"

    def values(**query):
        return [int(row["item"].value) for row in admin.get(url, query).context["rows"]]

    assert values() == [9966]
    assert values(place=place.pk) == [120]
    assert values(was="refugees") == [120, 9966, 9000]
    assert values(was="refugees", place=place.pk) == [120]


def test_nobody_without_the_right_gets_a_list_of_the_office_by_its_key(world, browser_for):
    for key, person in (("kreis-zahlen", world.stranger), ("einlesungen", world.anna)):
        assert browser_for(person).get(f"/listen/{key}/merken/").status_code == 403


def test_the_columns_of_one_person_never_reach_the_fragment_of_another(world, anna):
    ListChoice.objects.create(list_key="faelle", user=world.ben, columns=["-due"])
    factories.case(world.anna)

    assert "Fällig" in titles(anna.get(URL))


def test_kept_views_say_what_they_ask_for_in_words(world, anna):
    place = factories.municipality()
    factories.saved_view(world.anna, filters={"place": str(place.pk), "quiet": "on", "gone": "x"})

    shown = text_of(anna.get("/listen/faelle/ansichten/"))

    assert f"Ort: {place.name}; 30 Tage ohne Kontakt" in shown and "Ändern" in shown


def test_a_shared_view_with_a_column_that_the_lead_does_not_have_opens_without_a_word(world, lea):
    factories.case(world.anna)
    columns = {"columns": ["name", "phase", "referrals"]}
    view = factories.saved_view(world.anna, shared_with=world.team_a, filters={}, query=columns)

    opened = lea.get(URL, {"saved": view.pk})

    assert titles(opened) == ["Person", "Phase"] and "So neu merken" not in text_of(opened)
