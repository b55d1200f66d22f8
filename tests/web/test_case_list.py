"""The list of cases as people meet it."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from tests import factories

URL = "/faelle/"


def listed(response) -> list[str]:
    return [row["case"].reference for row in response.context["rows"]]


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


def test_my_list_has_my_running_cases_the_most_pressing_first(world, anna):
    later = factories.case(world.anna, next_due_on=factories.today() + timedelta(days=3))
    never = factories.case(world.anna)
    now = factories.case(world.anna, next_due_on=factories.today())
    factories.case(world.anna, phase="closed")
    factories.case(world.ben)

    assert listed(anna.get(URL)) == [now.reference, later.reference, never.reference]


def test_the_next_step_is_the_text_of_the_earliest_follow_up(world, anna):
    case = factories.case(world.anna, next_due_on=factories.today())
    for days, text in ((2, "später"), (0, "Schulamt anrufen")):
        day = factories.today() + timedelta(days=days)
        case.follow_ups.create(due_on=day, text=text, recorded_by=world.anna)

    assert "Schulamt anrufen" in anna.get(URL).content.decode()


def test_a_case_in_contact_today_is_not_among_the_silent_ones(world, anna):
    case = factories.case(
        world.anna, opened_on=factories.today() - timedelta(days=200), last_contact_on=factories.today()
    )

    row = next(row for row in anna.get(URL).context["rows"] if row["case"].pk == case.pk)

    assert row["silent"] == 0
    assert not row["is_silent"]


def test_the_team_sees_heads_with_whoever_is_responsible_but_no_next_step(world, browser_for):
    case = factories.case(world.anna, next_due_on=factories.today())
    case.follow_ups.create(due_on=factories.today(), text="Schulamt anrufen", recorded_by=world.anna)
    factories.case(world.cem)

    response = browser_for(world.ben).get(URL, {"view": "team"})

    assert listed(response) == [case.reference]
    assert "K. Anna" in response.content.decode()
    assert "Schulamt" not in response.content.decode()


def test_a_deputy_has_the_cases_of_whom_they_stand_in_for(world, browser_for):
    from kim.organisation.models import Absence

    case = factories.case(world.anna)
    day = factories.today()
    Absence.objects.create(user=world.anna, deputy=world.ben, first_day=day, last_day=day, recorded_by=world.lea)

    response = browser_for(world.ben).get(URL, {"view": "deputy"})

    assert listed(response) == [case.reference]


def test_a_protected_name_stays_hidden_from_those_who_see_the_head_only(world, browser_for):
    person = factories.person(family_name="Verborgen", is_protected=True)
    case = factories.case(world.anna, person=person)

    pages = [browser_for(world.lea).get(url).content.decode() for url in (URL, f"{URL}{case.pk}/")]

    assert all("Verborgen" not in page and "Name geschützt" in page for page in pages)
    assert "Verborgen" in browser_for(world.anna).get(URL).content.decode()


@pytest.mark.parametrize(
    "query, expected",
    [
        ({"status": "closed"}, "closed"),
        ({"phase": "monitoring"}, "monitoring"),
        ({"quiet": "on"}, "quiet"),
        ({"language": "ti"}, "tigrinya"),
        ({"due_until": "01.01.2020"}, "long ago"),
    ],
)
def test_each_filter_leaves_the_cases_asked_for(world, anna, query, expected):
    from datetime import date

    today = factories.today()
    seen = {"last_contact_on": today}
    cases = {
        "closed": factories.case(world.anna, phase="closed", **seen),
        "monitoring": factories.case(world.anna, phase="monitoring", **seen),
        "quiet": factories.case(world.anna, last_contact_on=today - timedelta(days=31)),
        "tigrinya": factories.case(world.anna, **seen),
        "long ago": factories.case(world.anna, next_due_on=date(2019, 12, 31), **seen),
    }
    cases["tigrinya"].profile.languages = ["ti"]
    cases["tigrinya"].profile.save()

    assert listed(anna.get(URL, query)) == [cases[expected].reference]


@pytest.mark.parametrize(
    "sort", ["name", "-name", "phase", "-phase", "due", "-due", "opened", "-opened", "contact", "-contact"]
)
def test_paging_through_any_order_shows_every_case_once(world, anna, sort):
    for number in range(35):
        due = factories.today() + timedelta(days=number % 3) if number % 4 else None
        factories.case(
            world.anna,
            next_due_on=due,
            last_contact_on=due and factories.today(),
            phase=("access", "monitoring")[number % 2],
        )

    first = anna.get(URL, {"sort": sort})
    second = anna.get(first.context["pager"]["next"])
    back = anna.get(second.context["pager"]["previous"])

    assert len(listed(first)) == 30 and len(listed(second)) == 5
    assert len({*listed(first), *listed(second)}) == 35
    assert listed(back) == listed(first)


def test_a_sorted_column_says_how_and_turns_round_when_followed(world, anna):
    factories.case(world.anna)

    page = anna.get(URL, {"sort": "name"})

    assert 'aria-sort="ascending"' in page.content.decode()
    assert 'aria-sort="descending"' in anna.get(page.context["columns"][0]["url"]).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"due_until": "31.02.2026"}, {"place": "999999999999999999999"}, {"place": "x"}, {"phase": "nowhere"}, {"sort": "; drop"},
        {"after": "e30"}, {"after": "eyJrZXkiOlsieCIsInkiXSwibiI6MX0"}, {"before": "äöü"}, {"view": "everything"},
        {"language": "\x00"}, {"place": "\x00"}, {"due_until": "9" * 10_000},
    ],
)  # fmt: skip
def test_nonsense_in_the_address_is_no_error(world, anna, query):
    factories.case(world.anna)

    assert anna.get(f"{URL}?{urlencode(query)}").status_code == 200


def test_the_fragment_equals_the_part_of_the_page(world, anna):
    factories.case(world.anna)

    fragment = anna.get(URL, headers={"HX-Request": "true"}).content.decode().strip()

    assert fragment.startswith('<div id="case-results">')
    assert fragment in anna.get(URL).content.decode()


def test_going_back_in_the_browser_gets_the_whole_page(world, anna):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    assert "<html" in anna.get(URL, headers=headers).content.decode()


@pytest.mark.parametrize("view", ["mine", "team"])
def test_rows_cost_no_query(world, anna, view, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    factories.case(world.anna)
    anna.get(URL, {"view": view})
    with CaptureQueriesContext(connection) as few:
        anna.get(URL, {"view": view})
    for _number in range(20):
        factories.case(world.anna)

    with django_assert_num_queries(len(few)):
        anna.get(URL, {"view": view})


def test_an_empty_list_says_what_is_so_and_where_to_go(world, anna):
    page = anna.get(URL).content.decode()

    assert "Sie sind für keinen laufenden Fall zuständig." in page
    assert "Zu diesen Filtern passt kein Fall." in anna.get(URL, {"phase": "monitoring"}).content.decode()


def test_only_cases_one_may_hand_over_can_be_ticked(world, anna, browser_for):
    factories.case(world.ben)
    mine = factories.case(world.anna)

    boxes = {row["case"].reference: row["can_pick"] for row in anna.get(URL, {"view": "team"}).context["rows"]}

    assert [reference for reference, can in boxes.items() if can] == [mine.reference]
    assert all(row["can_pick"] for row in browser_for(world.lea).get(URL).context["rows"])


def test_follow_ups_stand_under_the_words_that_say_how_they_press(world, anna):
    case = factories.case(world.anna)
    closed = factories.case(world.anna, phase="closed")
    today = factories.today()
    for days in (-3, 0, 2, 30):
        case.follow_ups.create(due_on=today + timedelta(days=days), text=f"in {days}", recorded_by=world.anna)
    closed.follow_ups.create(due_on=today, text="geschlossen", recorded_by=world.anna)

    rows = anna.get(reverse("casework:follow_up_list")).context["rows"]

    assert [(row["group"], row["item"].text) for row in rows] == [
        ("Überfällig", "in -3"), ("Heute", "in 0"), ("In den nächsten sieben Tagen", "in 2"), ("Später", "in 30"),
    ]  # fmt: skip


def test_follow_ups_cost_no_further_query(world, anna, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def plan():
        factories.case(world.anna).follow_ups.create(due_on=factories.today(), text="Rückruf", recorded_by=world.anna)

    url = reverse("casework:follow_up_list")
    plan()
    anna.get(url)
    with CaptureQueriesContext(connection) as few:
        anna.get(url)
    for _number in range(20):
        plan()

    with django_assert_num_queries(len(few)):
        anna.get(url)


def test_a_planned_handover_stands_below_the_name_and_in_the_head_of_the_file(world, anna, browser_for):
    case, other = factories.case(world.anna), factories.case(world.anna)
    day = factories.today() + timedelta(days=9)
    for of, state in ((case, "planned"), (other, "cancelled")):
        factories.planned_handover(of, to=world.ben, on=day, state=state)

    said = f"geht am {day:%d.%m.%Y} an K. Ben"
    rows = {row["pk"]: row["planned"] for row in anna.get(URL).context["rows"]}
    assert rows == {case.pk: said, other.pk: ""}
    assert said in browser_for(world.lea).get(URL, {"view": "team"}).content.decode()
    for person in (world.anna, world.lea):
        head = browser_for(person).get(reverse("casework:case_detail", args=[case.pk])).content.decode()
        assert f"<dt>geht an</dt><dd>Kim Ben, am {day:%d.%m.%Y}</dd>" in head
    assert "geht an" not in anna.get(reverse("casework:case_detail", args=[other.pk])).content.decode()


def test_planned_handovers_cost_no_further_query(world, anna, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def plan():
        factories.planned_handover(factories.case(world.anna), to=world.ben, on=factories.today() + timedelta(days=9))

    plan()
    anna.get(URL)
    with CaptureQueriesContext(connection) as few:
        anna.get(URL)
    for _number in range(20):
        plan()

    with django_assert_num_queries(len(few)):
        anna.get(URL)


def test_the_lead_narrows_to_somebody_whose_role_has_ended_but_who_still_has_cases(world, browser_for):
    left = factories.case(world.ben)
    factories.case(world.anna)
    world.ben.memberships.update(valid_to=factories.today() - timedelta(days=5))

    shown = browser_for(world.lea).get(URL, {"view": "team", "responsible": world.ben.pk})

    assert [row["pk"] for row in shown.context["rows"]] == [left.pk]
    assert "Zuständig: Kim Ben" in " ".join(chip["label"] for chip in shown.context["chips"])
    head = browser_for(world.lea).get(reverse("casework:case_detail", args=[left.pk])).content.decode()
    assert "Kim Ben" in head
