"""Areas on screen: the map of a day, a municipality that goes to another post, and the finder for everybody."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kim.organisation.models import Absence, County, OfficeHours, PostCatchment
from kim.web.areas.finder import _meeting
from tests import factories
from tests.factories import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(world):
    County.objects.update(public_finder=True)
    bens = factories.post_for(world.ben, factories.municipality("Kaarst", "KA", "05162016"))
    annas = world.anna.posts_held.get().post
    juechen = factories.municipality("Jüchen", "JÜ", "05162012")
    area = PostCatchment.objects.create(post=annas, municipality=juechen)
    return {"juechen": juechen, "bens": bens, "annas": annas, "area": area}


def _form(places, **values):
    area = places["area"]
    return {
        "instead_of": f"{area.pk}/{area.post_id}//", "post": places["bens"].pk, "source": "Vermerk vom 16.11.",
        "on": f"{today() + timedelta(days=9):%d.%m.%Y}",
    } | values  # fmt: skip


def test_an_administrator_sees_what_follows_and_moves_a_municipality(world, places, browser_for):
    browser, url = browser_for(world.admin), reverse("areas:change", args=["05162012"])

    shown = browser.post(url, _form(places))
    assert "Kim Ben statt Kim Anna zuständig" in shown.content.decode().replace("\n", " ")
    assert not PostCatchment.objects.filter(post=places["bens"], municipality=places["juechen"]).exists()
    done = browser.post(url, _form(places, confirm="1"), follow=True)

    page = done.content.decode()
    assert "Was kommt" in page and "Jüchen" in page
    later = today() + timedelta(days=9)
    then = browser.get(reverse("areas:map"), {"on": f"{later:%d.%m.%Y}"}).content.decode()
    row = then[then.index('<th scope="row">Jüchen') :][:300]
    assert "Kim Ben" in row and "Kim Anna" not in row


def test_what_somebody_else_changed_meanwhile_is_said_and_nothing_is_written(world, places, browser_for):
    form = _form(places, confirm="1")
    places["area"].valid_to = today() + timedelta(days=3)
    places["area"].save()

    answer = browser_for(world.admin).post(reverse("areas:change", args=["05162012"]), form)

    assert answer.status_code == 422
    assert "inzwischen geändert" in answer.content.decode()
    assert not PostCatchment.objects.filter(post=places["bens"], municipality=places["juechen"]).exists()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"on": "31.02.2027"}, "gibt es nicht"),
        ({"on": ""}, "Tragen Sie es ein"),
        ({"post": ""}, "Wählen Sie"),
        ({"post": "999999"}, "inzwischen geändert"),
        ({"instead_of": "x/y"}, "inzwischen geändert"),
    ],
)
def test_bad_input_is_named_at_its_field_and_stays(world, places, browser_for, values, message):
    answer = browser_for(world.admin).post(
        reverse("areas:change", args=["05162012"]), _form(places, confirm="1", **values)
    )

    assert answer.status_code == 422
    assert message in answer.content.decode() and "Vermerk vom 16.11." in answer.content.decode()


def test_a_past_day_is_refused_at_the_day(world, places, browser_for):
    past = f"{today() - timedelta(days=1):%d.%m.%Y}"
    answer = browser_for(world.lea).post(
        reverse("areas:change", args=["05162012"]), _form(places, confirm="1", on=past)
    )

    assert answer.status_code == 422 and "Dieser Tag ist vorbei" in answer.content.decode()


def test_the_map_names_municipalities_without_anybody(world, places, browser_for):
    places["area"].delete()
    page = browser_for(world.lea).get(reverse("areas:map")).content.decode()
    assert "Für eine Gemeinde ist niemand zuständig" in page


def test_the_map_costs_the_same_however_many_municipalities(world, places, browser_for):
    browser = browser_for(world.admin)
    browser.get(reverse("areas:map"))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        browser.get(reverse("areas:map"))
    for number in range(20):
        place = factories.municipality(f"Ort {number}", f"O{number}", f"051629{number:02d}")
        PostCatchment.objects.create(
            post=places["bens"], municipality=place, valid_from=today() + timedelta(days=number)
        )
    with CaptureQueriesContext(connection) as many:
        browser.get(reverse("areas:map"))
    assert len(many) == len(few)


def test_everybody_finds_the_case_manager_with_the_next_office_hour(world, places):
    OfficeHours.objects.create(
        post=places["annas"], municipality=places["juechen"], weekday=2, starts_at="13:30", ends_at="16:00",
        place="Rathaus Jüchen, Zimmer 11",
    )  # fmt: skip
    visitor = Client()

    answer = visitor.get(reverse("areas:finder"), {"ort": "jüch"}, follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("areas:finder_place", args=["05162012"])
    assert "Kim Anna" in page and "Rathaus Jüchen, Zimmer 11" in page and "Mittwoch" in page


@pytest.mark.parametrize(
    ("written", "dialled"),
    [("02181 601-1234", "tel:021816011234"), ("+49 (0)2181 601", "tel:+492181601"), ("+380 44 123", "tel:+38044123")],
)
def test_a_number_in_the_finder_dials_what_is_written(world, places, written, dialled):
    world.anna.phone = written
    world.anna.save()

    page = Client().get(reverse("areas:finder_place", args=["05162012"])).content.decode()

    assert f'href="{dialled}"' in page and written in page


def test_while_somebody_is_away_the_finder_names_who_is_there(world, places):
    Absence.objects.create(
        user=world.anna,
        deputy=world.ben,
        first_day=today(),
        last_day=today() + timedelta(days=4),
        recorded_by=world.anna,
    )
    page = Client().get(reverse("areas:finder_place", args=["05162012"])).content.decode()
    assert "Kim Ben für Sie da" in page


def test_the_finder_follows_on_the_day_of_the_change(world, places, browser_for):
    browser_for(world.admin).post(
        reverse("areas:change", args=["05162012"]), _form(places, confirm="1", on=f"{today():%d.%m.%Y}")
    )
    page = Client().get(reverse("areas:finder_place", args=["05162012"])).content.decode()
    assert "Kim Ben" in page and "Kim Anna" not in page


def test_who_is_not_signed_in_reads_who_stands_in_and_not_until_when(world, places, browser_for):
    last = today() + timedelta(days=4)
    Absence.objects.create(user=world.anna, deputy=world.ben, first_day=today(), last_day=last, recorded_by=world.lea)
    url = reverse("areas:finder_place", args=["05162012"])

    public, staff = Client().get(url).content.decode(), browser_for(world.ben).get(url).content.decode()
    assert "Zurzeit ist Kim Ben für Sie da." in public
    assert f"{last:%d.%m.%Y}" in staff and f"{last:%d.%m.%Y}" not in public


def test_a_county_that_does_not_open_the_finder_shows_it_to_its_staff_only(world, places, browser_for):
    County.objects.update(public_finder=False)
    assert Client().get(reverse("areas:finder")).status_code == 404
    assert browser_for(world.ben).get(reverse("areas:finder")).status_code == 200


def test_a_postcode_is_answered_with_what_to_enter_instead(world, places):
    page = Client().get(reverse("areas:finder"), {"ort": "41515"}).content.decode()

    assert "Geben Sie den Namen der Stadt oder Gemeinde ein, nicht die Postleitzahl." in page


@pytest.mark.parametrize("asked", ["Atlantis", "'; drop table", "\u202ejüchen", "x" * 5000, "<script>"])
def test_a_place_nobody_knows_shows_all_of_them(world, places, asked):
    answer = Client().get(reverse("areas:finder"), {"ort": asked})
    assert answer.status_code == 200
    assert "Kaarst" in answer.content.decode() and "<script>x" not in answer.content.decode()


def test_hours_on_a_holiday_are_left_out_and_the_holiday_is_named():
    friday = OfficeHours(weekday=4, starts_at=datetime(2026, 1, 1, 9).time(), ends_at=datetime(2026, 1, 1, 12).time())
    before_christmas = timezone.make_aware(datetime(2026, 12, 19, 10))

    meeting = _meeting(friday, before_christmas)

    assert f"{meeting.next_on:%d.%m.%Y}" == "08.01.2027"
    assert meeting.holiday == "Erster Weihnachtstag"
