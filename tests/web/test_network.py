"""Who helps: written down in rows, drawn as a picture, seen by those who read the assessment."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.casework.models import Helper
from tests import factories

pytestmark = pytest.mark.django_db


def page(name, case, *more):
    return reverse(f"casework:{name}", args=[case.pk, *more])


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


@pytest.fixture
def case(world):
    return factories.case(world.anna)


def test_a_helper_stands_in_the_picture_its_table_and_the_rows(anna, case):
    factories.helper(case, "Jobcenter", kind="agency", tie="strained", contact_allowed="no", since="März 2026")

    html = anna.get(page("network", case)).content.decode()

    assert html.count("Jobcenter") >= 4  # two drawings, their figures, the row
    assert "Belastet: Jobcenter." in html
    assert "seit März 2026, nicht ansprechen" in html


def test_the_picture_belongs_to_the_assessment_even_before_there_is_one(anna, case):
    html = anna.get(page("assessment_list", case)).content.decode()

    assert "Noch ist niemand eingetragen." in html
    assert page("helper_new", case) in html


def test_the_household_stands_in_the_middle(anna, case):
    son = factories.person(given_name="Yazan")
    case.household.create(person=son, relation="child")
    factories.helper(case)

    assert "Yazan" in anna.get(page("network", case)).content.decode()


def test_a_helper_is_written_down_once_however_often_it_is_sent(anna, case):
    factories.life_area("housing")
    sent = {
        "name": "Frauentreff",
        "kind": "group",
        "tie": "strong",
        "life_areas": ["housing"],
        "submission": str(uuid.UUID(int=5)),
    }

    for _click in range(2):
        assert anna.post(page("helper_new", case), sent).status_code == 302

    helper = Helper.objects.get()
    assert (helper.name, helper.kind, helper.tie, helper.life_areas) == ("Frauentreff", "group", "strong", ["housing"])
    assert helper.contact_allowed == "not_asked"


def test_only_the_name_is_compulsory(anna, case):
    assert "leer" in anna.post(page("helper_new", case), {"kind": "person"}).content.decode()
    assert anna.post(page("helper_new", case), {"kind": "person", "name": "Hiba"}).status_code == 302
    assert Helper.objects.get().tie == "not_asked"


def test_two_who_correct_a_helper_see_both_versions_and_lose_nothing(anna, case):
    helper = factories.helper(case)
    mine = {"name": "Hiba, Schwester", "kind": "person", "tie": "strong", "version": 1}
    anna.post(page("helper_edit", case, helper.pk), mine | {"name": "Hiba aus Neuss"})

    html = anna.post(page("helper_edit", case, helper.pk), mine).content.decode()

    assert "Zwei Fassungen" in html
    assert "Hiba aus Neuss" in html
    anna.post(page("helper_edit", case, helper.pk), mine | {"version": 2})
    helper.refresh_from_db()
    assert helper.name == "Hiba, Schwester"


def test_who_no_longer_helps_leaves_the_picture_and_stays_below(anna, case):
    helper = factories.helper(case)
    factories.helper(case, "Hausärztin")

    anna.post(page("helper_end", case, helper.pk), {"helps": "no", "version": 1})

    helper.refresh_from_db()
    assert helper.ended_on == factories.today()
    html = anna.get(page("network", case)).content.decode()
    assert "Helfen nicht mehr" in html
    assert html.count("Schwester Hiba") == 2  # the row below and its button
    anna.post(page("helper_end", case, helper.pk), {"helps": "yes", "version": 2})
    helper.refresh_from_db()
    assert helper.ended_on is None


@pytest.mark.parametrize("sent", [{}, {"helps": "perhaps"}, {"helps": "no", "version": "99"}])
def test_a_strange_answer_changes_nothing(anna, case, sent):
    helper = factories.helper(case)

    assert anna.post(page("helper_end", case, helper.pk), sent).status_code == 302

    helper.refresh_from_db()
    assert helper.ended_on is None


def test_helpers_of_another_case_are_not_found(anna, world, case):
    other = factories.helper(factories.case(world.anna))

    assert anna.get(page("helper_edit", case, other.pk)).status_code == 404
    assert anna.post(page("helper_end", case, other.pk), {"helps": "no"}).status_code == 404


def test_a_grant_opens_the_picture_to_read_only(anna, world, browser_for, case):
    factories.helper(case)
    _grant(case, world.ben)
    ben = browser_for(world.ben)

    html = ben.get(page("network", case)).content.decode()

    assert "Schwester Hiba" in html
    assert page("helper_new", case) not in html
    assert ben.post(page("helper_new", case), {"name": "x", "kind": "person"}).status_code == 403


def _grant(case, to):
    from kim.casework.models import AccessGrant

    AccessGrant.objects.create(
        case=case, grantee=to, sections=["assessment"], basis="deputy", reason="Vertretung", valid_from=factories.today(),
        valid_to=factories.today(),
        given_by=case.assigned_to,
    )  # fmt: skip


def test_twenty_more_helpers_cost_no_further_query(anna, case):
    factories.helper(case, life_areas=["housing"])
    anna.get(page("network", case))
    with CaptureQueriesContext(connection) as few:
        anna.get(page("network", case))
    for number in range(20):
        factories.helper(
            case, f"Helfer {number}", kind=("person", "group", "agency")[number % 3], life_areas=["housing"]
        )

    with CaptureQueriesContext(connection) as many:
        anna.get(page("network", case))

    assert len(many) == len(few)
