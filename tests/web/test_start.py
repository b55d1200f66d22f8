"""The start page, the navigation, search, and what belongs to the frame."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kim.casework.models import FollowUp, Outreach, Referral
from kim.organisation.models import Absence
from kim.privacy.models import AuditEvent
from kim.web.start.views.day import greeting
from tests import factories

TODAY = factories.today


def follow_up(case, days, text="Anrufen"):
    return FollowUp.objects.create(
        case=case, due_on=TODAY() + timedelta(days=days), text=text, recorded_by=case.assigned_to
    )


def referral(case, *, sent, agreed):
    day = TODAY() - timedelta(days=sent)
    return Referral.objects.create(
        case=case, offer=factories.offer(), state_since=day, sent_on=day, answer_due_on=day + timedelta(days=agreed),
        basis="by_themselves", recorded_by=case.assigned_to,
    )  # fmt: skip


def page(client, url="/"):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def queries(client, url):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def fill_a_day(anna, rows):
    for number in range(rows):
        case = factories.case(anna, review_on=TODAY() + timedelta(days=number % 10 - 3))
        follow_up(case, number % 6 - 2)
        referral(case, sent=19, agreed=10)
        factories.enquiry(anna, proposed_for=anna)


def test_a_referral_without_answer_presses_first(world, browser_for):
    case = factories.case(world.anna)
    referral(case, sent=19, agreed=10)
    follow_up(case, -4, "Nach dem Jugendamt fragen")

    text = page(browser_for(world.anna))

    assert text.index("seit 19 Tagen") < text.index("seit 4 Tagen")
    assert "vereinbart 10" in text


def test_only_five_things_stand_first_and_the_rest_is_counted(world, browser_for):
    for late in range(1, 8):
        follow_up(factories.case(world.anna), -late, f"Sache {late}")

    text = page(browser_for(world.anna))
    first = text[: text.index('id="follow-ups"')]

    assert "Sache 7" in first and "Sache 3" in first and "Sache 2" not in first
    assert "7 Dinge dulden keinen Aufschub" in text


@pytest.mark.parametrize(
    "own, deputised, links",
    [(6, 0, ["/faelle/"]), (0, 6, ["/faelle/?view=deputy"]), (2, 5, ["/faelle/?view=mine", "/faelle/?view=deputy"])],
)
def test_what_did_not_fit_is_one_click_away_also_in_cases_of_whom_one_stands_in(
    world, browser_for, own, deputised, links
):
    Absence.objects.create(
        user=world.ben, deputy=world.anna, first_day=TODAY(), last_day=TODAY(), recorded_by=world.lea
    )
    for person, times in ((world.anna, own), (world.ben, deputised)):
        for late in range(times):
            follow_up(factories.case(person), -late - 1)
    client = browser_for(world.anna)

    text = page(client)
    sentence = text[text.index("Gezeigt werden die fünf") :].split("</p>")[0]

    assert re.findall('href="([^"]+)"', sentence) == links
    assert all(client.get(link).status_code == 200 for link in links)


def test_what_a_colleague_has_to_do_is_not_on_my_page(world, browser_for):
    follow_up(factories.case(world.ben), 0, "Geheime Sache")

    assert "Geheime Sache" not in page(browser_for(world.anna))


def test_whoever_stands_in_sees_what_is_due_in_these_cases(world, browser_for):
    follow_up(factories.case(world.ben), 0, "Bescheid besprechen")
    Absence.objects.create(
        user=world.ben, deputy=world.anna, first_day=TODAY(), last_day=TODAY(), recorded_by=world.lea
    )

    text = page(browser_for(world.anna))

    assert "Bescheid besprechen" in text
    assert "in Vertretung für" in text


def test_whoever_stands_in_sees_the_enquiries_that_wait_for_the_person_away(world, browser_for):
    factories.enquiry(world.ben, proposed_for=world.ben, description="Mann, 51, wartet auf Ben")
    assert "wartet auf Ben" not in page(browser_for(world.anna))

    Absence.objects.create(
        user=world.ben, deputy=world.anna, first_day=TODAY(), last_day=TODAY(), recorded_by=world.lea
    )

    assert "wartet auf Ben" in page(browser_for(world.anna))


def test_ones_own_steps_of_outreach_stand_among_what_is_due(world, browser_for):
    def going(by, place, days, **values):
        return Outreach.objects.create(
            unit=world.anna.memberships.get().unit, held_on=TODAY(), place=place, occasion="event", recorded_by=by,
            next_step="Merkblatt mitbringen", next_on=TODAY() + timedelta(days=days), **values,
        )  # fmt: skip

    mine = going(world.anna, "Bahnhofsplatz", 6)
    going(world.ben, "Stadtpark", 2).staff.set([world.anna])
    going(world.ben, "Fremder Ort", 2)
    going(world.anna, "Viel später", 7)
    going(world.anna, "Längst getan", 1, next_done_on=TODAY())
    client = browser_for(world.anna)

    text = page(client)
    done = client.post(f"/aufsuchend/{mine.pk}/erledigt/", {"next": "/"})

    assert "Bahnhofsplatz" in text and "Stadtpark" in text
    assert not [name for name in ("Fremder Ort", "Viel später", "Längst getan") if name in text]
    assert done.url == "/" and "Bahnhofsplatz" not in page(client)


def test_an_empty_day_says_so(world, browser_for):
    text = page(browser_for(world.anna))

    assert "Nichts ist überfällig." in text
    assert "Keine Anfrage wartet." in text
    assert "Auf jede Vermittlung wurde geantwortet." in text


def test_cases_without_contact_are_counted(world, browser_for):
    factories.case(world.anna, last_contact_on=TODAY() - timedelta(days=31))
    factories.case(world.anna, last_contact_on=TODAY() - timedelta(days=30))

    assert "In 1 Fall gab es so lange keinen Kontakt." in page(browser_for(world.anna))


def test_twenty_more_of_everything_cost_no_further_query(world, browser_for):
    fill_a_day(world.anna, 3)
    client = browser_for(world.anna)
    few = queries(client, "/")

    fill_a_day(world.anna, 20)

    assert queries(client, "/") == few


def test_the_lead_sees_numbers_and_no_content(world, browser_for):
    case = factories.case(world.anna, next_due_on=TODAY() - timedelta(days=3))
    factories.case(world.anna)
    follow_up(case, -3, "Vertraulich anrufen")

    text = page(browser_for(world.lea))

    assert "Fälle im Team" in text
    assert "Vertraulich anrufen" not in text
    assert case.person.family_name not in text


def test_the_leads_page_costs_the_same_with_more_cases(world, browser_for):
    factories.case(world.anna)
    factories.enquiry(world.anna)
    client = browser_for(world.lea)
    few = queries(client, "/")

    for _ in range(20):
        factories.case(world.anna)
        factories.enquiry(world.anna)

    assert queries(client, "/") == few


def test_late_follow_ups_and_those_to_come_are_counted_each_for_itself(world, browser_for):
    case = factories.case(world.anna)
    for days in (-3, -1, 0, 2, 6, 7):
        follow_up(case, days)

    assert "2 überfällig, 3 in den nächsten sieben Tagen" in page(browser_for(world.anna))


def test_without_a_role_the_page_says_whom_to_ask(world, browser_for):
    text = page(browser_for(world.stranger))

    assert "noch keine Rolle" in text
    assert str(world.admin) in text
    assert "Fallarbeit" not in text


def test_the_administration_sees_no_case_work(world, browser_for):
    text = page(browser_for(world.admin))

    assert "Verwaltung" in text and "Fallarbeit" not in text


def test_the_navigation_costs_at_most_five_queries(world, rf):
    from kim.web.navigation import navigation_for

    world.anna.current_memberships  # noqa: B018 read once per request anyway
    request = rf.get("/")
    request.user, request.resolver_match = world.anna, None
    from kim.casework.access import scope_for

    world.anna._kim_scope = scope_for(world.anna)
    with CaptureQueriesContext(connection) as caught:
        navigation_for(request)

    assert len(caught) <= 5  # four counts, and the seats in bodies


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (0, "Guten Abend"),
        (5, "Guten Morgen"),
        (8, "Guten Morgen"),
        (11, "Guten Tag"),
        (17, "Guten Tag"),
        (18, "Guten Abend"),
    ],
)
def test_the_greeting_follows_the_clock(world, hour, words):
    at = timezone.make_aware(datetime(2026, 11, 23, hour, 0))

    assert greeting(world.anna, at) == f"{words}, Kim Anna"


# Search ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["Samar Haddad", "samar hadad", "سمر حداد", "Haddad 1994"])
def test_a_person_is_found_in_any_spelling(world, browser_for, query):
    client = factories.person(
        given_name="Samar", family_name="Haddad", name_original="سمر حداد", birth_year=1994, birth_given="given"
    )
    case = factories.case(world.anna, person=client)

    assert case.reference in page(browser_for(world.anna), f"/suche/?q={query}")


def test_a_reference_is_found_exactly(world, browser_for):
    case = factories.case(world.anna)

    assert case.person.full_name in page(browser_for(world.anna), f"/suche/?q={case.reference.lower()}")


def test_another_year_of_birth_is_not_found(world, browser_for):
    client = factories.person(given_name="Samar", family_name="Haddad", birth_year=1994, birth_given="given")
    case = factories.case(world.anna, person=client)

    assert case.reference not in page(browser_for(world.anna), "/suche/?q=Haddad 1971")


def test_a_case_of_another_team_is_not_found(world, browser_for):
    client = factories.person(given_name="Samar", family_name="Haddad")
    case = factories.case(world.anna, person=client)

    assert case.reference not in page(browser_for(world.cem), "/suche/?q=Samar Haddad")


def test_a_protected_person_is_found_by_name_only_by_those_who_work_in_the_case(world, browser_for):
    client = factories.person(given_name="Samar", family_name="Haddad", is_protected=True)
    case = factories.case(world.anna, person=client)

    assert case.reference in page(browser_for(world.anna), "/suche/?q=Samar Haddad")
    assert case.reference not in page(browser_for(world.ben), "/suche/?q=Samar Haddad")


def test_an_offer_is_found_by_a_word_of_its_title(world, browser_for):
    factories.offer()

    assert "B1-Kurs mit Kinderbetreuung" in page(browser_for(world.anna), "/suche/?q=kinderbetreuung")


@pytest.mark.parametrize(
    "query", ["", "   ", "x" * 10_000, "\x00\u202e", "%", "🙂", "'; drop table casework_case; --", "Ж" * 300]
)
def test_odd_queries_are_answered(world, browser_for, query):
    response = browser_for(world.anna).get("/suche/", {"q": query})

    assert response.status_code == 200


def test_the_trail_says_that_somebody_searched_but_not_for_whom(world, browser_for):
    page(browser_for(world.anna), "/suche/?q=Haddad")

    event = AuditEvent.objects.get(kind="search.used")
    assert event.actor_id == world.anna.pk
    assert event.payload == {}


def test_more_hits_cost_no_further_query(world, browser_for):
    for number in range(3):
        factories.case(world.anna, person=factories.person(given_name="Samar", family_name=f"Haddad{number}"))
    client = browser_for(world.anna)
    few = queries(client, "/suche/?q=Samar")

    for number in range(20):
        factories.case(world.anna, person=factories.person(given_name="Samar", family_name=f"Haddad{number}"))

    assert queries(client, "/suche/?q=Samar") == few


# Frame ----------------------------------------------------------------------------------------------


def test_the_countys_colours_come_as_css_and_are_not_sent_twice(world):
    world.county.brand_colour, world.county.on_brand_colour = "#004f63", "#ffffff"
    world.county.save()
    client = Client()

    first = client.get("/kreis.css")
    again = client.get("/kreis.css", headers={"If-None-Match": first["ETag"]})

    assert "--kim-brand:#004f63" in first.content.decode()
    assert again.status_code == 304


def test_what_is_no_colour_does_not_get_into_the_css(world):
    world.county.brand_colour = "red}*{"[:7]
    world.county.save()

    assert b"red" not in Client().get("/kreis.css").content


def test_alive_asks_the_database(db):
    with CaptureQueriesContext(connection) as caught:
        response = Client().get("/bereit/")

    assert response.content == b"ok\n"
    assert any(query["sql"] == "select 1" for query in caught)


def test_light_or_dark_stays_with_the_person(world, browser_for):
    client = browser_for(world.anna)

    client.post(reverse("set_theme"), {"theme": "dark", "next": "/suche/"})

    world.anna.refresh_from_db()
    assert world.anna.theme == "dark"
    assert browser_for(world.anna).get("/").cookies["kim_theme"].value == "dark"


def test_unknown_addresses_give_the_pages_of_kim(world, browser_for):
    response = browser_for(world.anna).get("/gibt/es/nicht/")

    assert response.status_code == 404
    assert "kim-plain" in response.content.decode()
