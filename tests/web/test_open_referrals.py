"""The list of open referrals: whom one has asked for what, and who has not answered yet."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kim.organisation.models import Absence
from tests import factories

URL = "/vermittlungen/"


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


def ago(days: int):
    return factories.today() - timedelta(days=days)


def named(response) -> list[str]:
    return [row["item"].offer.title for row in response.context["rows"]]


def asked(case, title: str, **values):
    return factories.referral(case, offer=factories.offer(title, title=title), **values)


def test_what_nobody_answered_in_time_stands_first_and_what_is_answered_last(world, anna):
    case = factories.case(world.anna)
    asked(case, "angenommen", state="accepted", sent_on=ago(30), answered_on=ago(20))
    asked(case, "wartet", sent_on=ago(3))
    asked(case, "spät", sent_on=ago(19))
    asked(case, "sehr spät", sent_on=ago(25))

    answer = anna.get(URL)

    assert [(row["group"], row["item"].offer.title) for row in answer.context["rows"]] == [
        ("Keine Antwort in der Frist", "sehr spät"), ("", "spät"), ("Antwort steht noch aus", "wartet"),
        ("Beantwortet", "angenommen"),
    ]  # fmt: skip
    assert [row["waiting"] for row in answer.context["rows"]] == [25, 19, 3, None]
    assert "ohne Antwort" in answer.content.decode()


def test_ended_referrals_and_those_of_closed_cases_are_not_on_the_list(world, anna):
    case, closed = factories.case(world.anna), factories.case(world.anna, phase="closed")
    for state, reason in (("completed", ""), ("declined", "no_place"), ("withdrawn", "person_declined")):
        asked(case, state, state=state, decline_reason=reason)
    asked(closed, "geschlossen")

    answer = anna.get(URL)

    assert named(answer) == [] and "Keine Vermittlung ist offen." in answer.content.decode()


def test_each_sees_those_of_their_own_cases_and_of_those_they_stand_in_for(world, anna, browser_for):
    asked(factories.case(world.anna), "meine")
    asked(factories.case(world.ben), "Bens")
    asked(factories.case(world.cem), "fremd")

    assert named(anna.get(URL, {"view": "deputy"})) == ["meine"]
    assert browser_for(world.lea).get(URL).status_code == 403

    today = factories.today()
    Absence.objects.create(user=world.ben, deputy=world.anna, first_day=today, last_day=today, recorded_by=world.lea)
    standing_in = anna.get(URL, {"view": "deputy", "responsible": world.ben.pk})
    assert named(anna.get(URL)) == ["meine"] and named(standing_in) == ["Bens"]
    assert "Ben" in standing_in.content.decode()


def test_filters_by_state_agency_and_missed_day_narrow_the_list(world, anna):
    case = factories.case(world.anna)
    asked(case, "Warteliste", state="waitlisted", answered_on=ago(1), sent_on=ago(20))
    asked(case, "spät", sent_on=ago(19))
    other = factories.offer("andere", title="andere Stelle", agency=factories.agency("caritas"))
    factories.referral(case, offer=other)

    assert named(anna.get(URL, {"state": "waitlisted"})) == ["Warteliste"]
    assert named(anna.get(URL, {"overdue": "on"})) == ["spät"]
    assert named(anna.get(URL, {"agency": other.agency.pk})) == ["andere Stelle"]
    assert len(named(anna.get(URL, {"agency": "999999", "state": "nirwana"}))) == 3


def test_the_navigation_leads_there_for_those_who_have_cases(world, anna, browser_for):
    link = f'href="{reverse("casework:open_referral_list")}"'

    assert link in anna.get("/").content.decode()
    assert link not in browser_for(world.lea).get("/").content.decode()
