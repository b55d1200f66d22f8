"""The pages of appointments, the note over every part, whole contacts, private calendars, as people meet them."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from kim.casework.actions import calendar_feeds
from kim.casework.models import Appointment, Contact, FollowUp
from tests import factories

SECRET = "Trennung, neue Adresse geheim"
MONDAY = datetime(2027, 3, 1, 10, 0)


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


def page(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def typed(**more):
    return {
        "day": "01.03.2027", "starts": "10", "ends": "", "meets": "person", "place_kind": "office", "place": "Raum 7",
        "interpreter": "not_needed", "interpreter_language": "", "about": "Zwischenstand", "agency": "",
    } | more  # fmt: skip


def new(case):
    return reverse("casework:appointment_new", args=[case.pk])


def queries(client, url) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_an_appointment_is_planned_for_an_hour_unless_said_otherwise(world, anna):
    case = factories.case(world.anna)

    response = anna.post(new(case), typed())

    made = Appointment.objects.get()
    assert response.url == reverse("casework:appointment_detail", args=[made.pk])
    assert made.starts_at == timezone.make_aware(MONDAY)
    assert made.ends_at - made.starts_at == timedelta(hours=1)


def test_a_taken_time_and_a_holiday_are_asked_about_once(world, anna):
    case = factories.case(world.anna)
    there = factories.appointment(case, starts_at=timezone.make_aware(MONDAY))

    asked = anna.post(new(case), typed(starts="10:30"))
    answer = re.search(r'name="anyway" value="([^"]+)"', asked.content.decode())[1]
    elsewhere = anna.post(new(case), typed(day="25.12.2026", anyway=answer)).content.decode()
    entered = anna.post(new(case), typed(starts="10:30", anyway=answer))

    link = (
        f'href="{reverse("casework:appointment_detail", args=[there.pk])}" target="_blank">{case.person.full_name}</a>'
    )
    assert "anderen Termin, 10:00 bis 11:00 Uhr" in asked.content.decode() and link in asked.content.decode()
    assert "Feiertag" in elsewhere
    assert (entered.status_code, Appointment.objects.count()) == (302, 2)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"starts": "11", "ends": "10"}, "bevor er beginnt"),
        ({"day": "28.03.2027", "starts": "2:30"}, "Uhr wird vorgestellt"),
        ({"day": "31.02.2027"}, "Den 31.02.2027 gibt es nicht"),
        ({"meets": "agency"}, "Nennen Sie die Stelle"),
        ({"starts": "25:00"}, "keine Uhrzeit"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_stays_typed(world, anna, values, said):
    response = anna.post(new(factories.case(world.anna)), typed(**values))

    assert response.status_code == 422
    html = response.content.decode()
    assert said in html and "Zwischenstand" in html
    assert not Appointment.objects.exists()


def test_an_enquiry_leads_to_its_own_appointment(world, anna):
    enquiry = factories.enquiry(world.anna)

    html = page(anna, reverse("casework:enquiry_detail", args=[enquiry.pk]))
    link = re.search(r'href="(/termine/neu/\?anfrage=\d+)"', html)[1]
    planned = anna.post(link, typed())

    assert planned.status_code == 302
    made = Appointment.objects.get()
    assert (made.enquiry, made.case) == (enquiry, None)


def test_an_enquiry_that_is_decided_asks_for_no_appointment(world, anna):
    enquiry = factories.enquiry(world.anna, state="not_admitted")

    assert "?anfrage=" not in page(anna, reverse("casework:enquiry_detail", args=[enquiry.pk]))


def test_what_was_held_leads_to_its_note_which_knows_the_appointment(world, anna):
    case = factories.case(world.anna)
    made = factories.appointment(case, in_hours=-3, hours=0.75, place_kind="home", interpreter="booked")

    settled = anna.post(reverse("casework:appointment_settle", args=[made.pk]), {"state": "held", "version": 1})
    html = page(anna, settled.url)
    anna.post(
        settled.url, {"text": "Ziele besprochen", "kind": "visit", "held_on": "", "minutes": "45", "place": "home"}
    )

    assert 'value="45"' in html
    note, made = Contact.objects.get(), Appointment.objects.get()
    assert (made.state, made.contact, note.place) == ("held", note, "home")


def test_the_day_begins_with_todays_appointments_and_those_not_settled(world, anna):
    case = factories.case(world.anna)
    noon = timezone.localtime().replace(hour=12, minute=0)
    factories.appointment(case, starts_at=noon, about="Kursplatz")
    factories.appointment(case, in_hours=-50, about="Wohngeld")
    factories.appointment(factories.case(world.cem), starts_at=noon, about="Fremdes")

    html = page(anna, "/")

    assert "Wohngeld" in html and "Fremdes" not in html
    assert html.index("Termine heute") < html.index("Kursplatz") < html.index("Noch offen") < html.index("Wohngeld")


def test_rows_cost_no_further_query(world, anna):
    case = factories.case(world.anna)
    pages = [
        "/", reverse("casework:appointment_list"), reverse("casework:appointment_list") + "?view=list",
        reverse("casework:case_appointments", args=[case.pk]), reverse("casework:time_spent"),
    ]  # fmt: skip
    now = timezone.localtime().replace(hour=12, minute=0)

    def fill(number):
        for _ in range(number):
            other = factories.case(world.anna)
            factories.appointment(other, starts_at=now)
            factories.appointment(other, in_hours=-60)
            factories.appointment(case, starts_at=now, agency=factories.agency())
            factories.contact(other, minutes=20)

    fill(2)
    for url in pages:
        page(anna, url)
    few = [queries(anna, url) for url in pages]
    fill(20)
    assert [queries(anna, url) for url in pages] == few


def test_the_lead_sees_times_and_not_a_word(world, browser_for):
    factories.appointment(
        factories.case(world.anna), starts_at=timezone.make_aware(MONDAY), about=SECRET, place="Hafen"
    )

    html = page(browser_for(world.lea), reverse("casework:appointment_list") + "?day=2027-03-01")

    assert "10:00–11:00" in html
    assert "Trennung" not in html and "Hafen" not in html


def test_today_leads_to_the_week_of_today_on_a_sunday_too(anna, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: date(2027, 3, 7))
    ahead = page(anna, reverse("casework:appointment_list"))

    back = re.search(r'href="(\?view=week[^"]+)">Heute<', ahead)[1].replace("&amp;", "&")

    assert "Woche 10" in ahead and "Woche 9" in page(anna, reverse("casework:appointment_list") + back)


@pytest.mark.parametrize("day", ["", "gestern", "0001-01-01", "9999-12-31", "2027-02-30", "'; drop"])
def test_any_day_in_the_address_shows_a_week(anna, day):
    for view in ("week", "list"):
        page(anna, reverse("casework:appointment_list") + f"?view={view}&day={day}")


# The note over every part -----------------------------------------------------------------------------


def test_the_note_is_fetched_and_sent_without_leaving_the_page(world, anna):
    case = factories.case(world.anna)
    asks = {"HTTP_X_KIM_FETCH": "panel"}

    panel = anna.get(reverse("casework:contact_full", args=[case.pk]), **asks).content.decode()
    empty = anna.post(reverse("casework:contact_new", args=[case.pk]), {"text": "", "kind": "talk"}, **asks)
    kept = anna.post(reverse("casework:contact_new", args=[case.pk]), {"text": "Rückruf", "kind": "phone"}, **asks)

    assert "<html" not in panel and "data-kim-note-text" in panel
    assert (empty.status_code, kept.json()["said"]) == (422, "Die Notiz ist gespeichert.")
    assert Contact.objects.get().text == "Rückruf"


def test_every_part_of_a_file_leads_to_the_note(world, anna):
    case = factories.case(world.anna)
    for name in ("case_person", "assessment_list", "goal_list", "referral_list", "case_appointments"):
        html = page(anna, reverse(f"casework:{name}", args=[case.pk]))
        assert reverse("casework:contact_full", args=[case.pk]) in html


def test_a_correction_shows_what_stood_there_before(world, anna):
    case = factories.case(world.anna)
    contact = factories.contact(case, text="Kurs ab Mai")
    url = reverse("casework:contact_correct", args=[case.pk, contact.pk])

    stale = {"text": "Kurs ab Juni", "kind": "talk", "held_on": "", "version": "1"}
    first, second = anna.post(url, stale), anna.post(url, stale | {"text": "Kurs ab Juli"})
    html = page(anna, reverse("casework:contact_detail", args=[case.pk, contact.pk]))

    assert (first.status_code, second.status_code) == (302, 422)
    assert "Kurs ab Juni" in html and "Kurs ab Mai" in html


def test_a_note_about_somebody_elses_appointment_is_not_there(world, anna):
    case, other = factories.case(world.anna), factories.appointment(factories.case(world.cem))

    page(anna, reverse("casework:contact_full", args=[case.pk]) + f"?termin={other.pk}", 404)
    page(anna, reverse("casework:contact_full", args=[case.pk]) + "?termin=x", 404)


def test_a_follow_up_moves_with_one_click_to_a_working_day(world, anna):
    case = factories.case(world.anna)
    row = FollowUp.objects.create(case=case, due_on=factories.today(), text="Anrufen", recorded_by=world.anna)

    anna.post(reverse("casework:follow_up_move", args=[row.pk]), {"to": "week"})

    row.refresh_from_db()
    assert row.due_on >= factories.today() + timedelta(days=7) and row.due_on.weekday() < 5


# Private calendars ------------------------------------------------------------------------------------


@pytest.fixture
def token(world, scope_as):
    cache.clear()
    with scope_as(world.anna) as anna:
        return calendar_feeds.make(by=anna)


def feed(token):
    return reverse("calendar:feed", args=[token])


def test_a_calendar_is_read_without_signing_in_and_says_no_name(world, token):
    case = factories.case(world.anna, person=factories.person(given_name="Nurhayat", family_name="Karadeniz"))
    factories.appointment(case, about=SECRET, place="Hafenstraße 7")
    factories.appointment(factories.case(world.cem))

    response = Client().get(feed(token))

    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")
    assert [str(event["summary"]) for event in events] == [case.reference]
    for word in ("Nurhayat", "Karadeniz", "Trennung", "Hafen"):
        assert word not in response.content.decode()


def test_the_calendar_is_its_owners_whoever_is_signed_in_in_this_browser(world, token, browser_for):
    factories.appointment(factories.case(world.anna))

    for reader in (world.cem, world.lea, world.admin):
        events = Calendar.from_ical(browser_for(reader).get(feed(token)).content).walk("VEVENT")
        assert len(events) == 1


def test_a_calendar_ends_at_once_when_it_is_taken_back_or_its_owner_leaves(world, token, anna):
    assert Client().get(feed(token)).status_code == 200
    world.anna.is_active = False
    world.anna.save()
    assert Client().get(feed(token)).status_code == 404
    world.anna.is_active = True
    world.anna.save()
    anna.post(reverse("calendar:settings"), {"act": "revoke"})

    assert Client().get(feed(token)).status_code == 404


def test_the_address_is_shown_once_and_a_new_one_ends_the_old(anna):
    cache.clear()
    first = re.search(
        r"/kalender/([\w-]+)\.ics", anna.post(reverse("calendar:settings"), {"act": "make"}).content.decode()
    )[1]
    again = page(anna, reverse("calendar:settings"))
    second = re.search(
        r"/kalender/([\w-]+)\.ics", anna.post(reverse("calendar:settings"), {"act": "make"}).content.decode()
    )[1]

    assert first not in again
    assert (Client().get(feed(first)).status_code, Client().get(feed(second)).status_code) == (404, 200)


def test_who_tries_out_addresses_is_refused_for_a_while(token):
    tries = [Client().get(feed("x" * 43)).status_code for _ in range(21)]

    assert (tries[0], tries[-1]) == (404, 429)
    assert Client().get(feed(token)).status_code == 429
    cache.clear()
