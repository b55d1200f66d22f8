"""The coordinator's page: figures that give nobody away, no person, no case."""

import pytest
from django.urls import reverse

from kim.organisation.models import AccessChannel, PostCatchment, PostHolder
from kim.organisation.roles import Role
from tests import factories
from tests.factories import today

PAGE = "/koordination/"


@pytest.fixture
def ruth(world):
    return factories.user("ruth", role=Role.COORDINATOR, in_unit=factories.unit("koordination"))


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_page_shows_deployment_procedures_interfaces_and_access(world, ruth, browser_for):
    for _number in range(7):
        case = factories.case(world.anna)
        factories.referral(case)
        factories.enquiry(world.anna)

    page = browser_for(ruth).get(PAGE)

    assert page.status_code == 200
    assert page.context["cases"] == 7
    assert page.context["referrals"] == 7
    assert page.context["enquiries"] == 7
    for title in ("Einsatz des Case Managements", "Verfahren", "Schnittstellen", "Zugang", "Nächste Termine"):
        assert title in text_of(page)


def test_no_person_and_no_case_stands_on_it(world, ruth, browser_for):
    case = factories.case(world.anna, person=factories.person(family_name="Haddad"))
    factories.enquiry(world.anna, family_name="Rahimi", description="Frau, 27")

    text = text_of(browser_for(ruth).get(PAGE))

    for secret in ("Haddad", case.reference, "Rahimi", "Frau, 27", "Kim Anna"):
        assert secret not in text


def test_few_are_hidden_and_the_page_says_so(world, ruth, browser_for):
    for _number in range(3):
        factories.case(world.anna)

    page = browser_for(ruth).get(PAGE)

    assert page.context["cases"] is None
    assert "Kleine Zahlen sind verborgen." in text_of(page)
    assert "verborgen" in text_of(page)


def test_where_most_figures_are_hidden_the_sums_stand_alone(world, ruth, browser_for):
    family = AccessChannel.objects.create(key="family", name_de="Familie", name_en="Family")
    channels = [factories.channel(), family]
    for _number in range(8):
        for channel in channels:
            factories.enquiry(world.anna, channel=channel, municipality=factories.municipality())
    client = browser_for(ruth)
    assert "Zugangswege je Gemeinde" not in text_of(client.get(PAGE))

    for number in range(16):
        place = factories.municipality(f"Gemeinde {number % 8}", code=f"G{number % 8}", ags=f"0516210{number % 8}")
        factories.enquiry(world.anna, channel=channels[number % 2], municipality=place)

    page = client.get(PAGE)
    assert page.context["access"].tells_little
    assert "Die Zugangswege je Gemeinde bleiben verborgen" in text_of(page)


def test_my_day_of_a_coordinator_shows_three_figures_and_where_to_go_on(world, ruth, browser_for):
    for _number in range(6):
        factories.referral(factories.case(world.anna))

    text = text_of(browser_for(ruth).get("/"))

    assert "Laufende Fälle" in text and f'href="{PAGE}#deployment">6' in text
    assert f'href="{reverse("areas:map")}"' in text and f'href="{reverse("areas:finder")}"' in text


def test_my_day_of_a_coordinator_hides_small_figures(world, ruth, browser_for):
    for _number in range(3):
        factories.case(world.anna)

    assert f'href="{PAGE}#deployment"><span class="kim-m" aria-hidden="true">•</span>' in text_of(
        browser_for(ruth).get("/")
    )


def test_a_coordinator_reaches_no_case(world, ruth, browser_for):
    case = factories.case(world.anna)
    client = browser_for(ruth)

    assert client.get(reverse("casework:case_detail", args=[case.pk])).status_code == 404
    assert client.get(reverse("casework:case_list")).status_code == 403
    assert client.get(reverse("lead:board")).status_code == 403


def test_my_day_leads_to_the_page(world, ruth, browser_for):
    assert f'href="{PAGE}"' in text_of(browser_for(ruth).get("/"))


def test_vacant_posts_and_places_without_anybody_are_told(world, ruth, browser_for):
    PostHolder.objects.all().delete()

    page = browser_for(ruth).get(PAGE)

    assert page.context["vacant"] == 1
    assert "Für Grevenbroich ist niemand zuständig." in text_of(page)


def test_dates_name_posts_and_never_persons(world, ruth, browser_for):
    PostHolder.objects.update(valid_to=today())
    PostCatchment.objects.update(valid_to=today())

    text = text_of(browser_for(ruth).get(PAGE))

    assert "Eine Stelle wird frei" in text
    assert "Grevenbroich wechselt das Gebiet" in text
    assert "Kim Anna" not in text


def test_more_cases_cost_no_further_query(world, ruth, browser_for, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = browser_for(ruth)
    factories.referral(factories.case(world.anna))
    factories.enquiry(world.anna)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    for number in range(20):
        agency = factories.agency(f"stelle-{number}")
        factories.referral(factories.case(world.anna), offer=factories.offer(f"angebot-{number}", agency=agency))

    with django_assert_max_num_queries(len(few)):
        client.get(PAGE)
