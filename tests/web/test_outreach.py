"""Outreach and attempts on the screen."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.casework.models import Attempt, Contact, Enquiry, Outreach
from tests import factories
from tests.factories import today
from tests.web.test_enquiries import take_down, text

LIST, NEW = reverse("casework:outreach_list"), reverse("casework:outreach_new")


def day(**values):
    return {
        "held_on": f"{today():%d.%m.%Y}", "place": "Unterkunft Hemmerden", "occasion": "accommodation", "women": "4",
        "submission": str(uuid.uuid4()),
    } | values  # fmt: skip


def outreach(world, **values):
    given = {"held_on": today(), "place": "Unterkunft Hemmerden", "occasion": "accommodation"}
    return Outreach.objects.create(unit=world.team_a, recorded_by=world.anna, **(given | values))


def attempt(**values):
    given = {"made_on": f"{today():%d.%m.%Y}", "way": "phone", "result": "left", "submission": str(uuid.uuid4())}
    return given | values


def page(name, row):
    return reverse(f"casework:{name}", args=[row.pk])


def test_a_day_of_outreach_is_written_down_once(world, browser_for):
    client = browser_for(world.anna)
    data = day(
        partners=[factories.agency().pk],
        staff=[world.anna.pk, world.ben.pk],
        men="3",
        next_step="Merkblatt",
        minutes="90",
    )

    for _ in range(2):
        response = client.post(NEW, data)

    made = Outreach.objects.get()
    shown = text(client.get(response.url))
    assert (made.reached, made.staff.count(), made.unit) == (7, 2, world.team_a)
    assert "VHS Grevenbroich" in shown and "Merkblatt" in shown and "90 Minuten" in shown


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("held_on", "31.02.2026", "gibt es nicht"),
        ("held_on", "01.01.1899", "vor 1900"),
        ("place", "", "Schreiben Sie, wo"),
        ("place", "x" * 201, "200"),
        ("occasion", "", "Anlass"),
        ("occasion", "mondfahrt", ""),
        ("women", "-1", "0"),
        ("women", "5001", "5000"),
        ("men", "viele", ""),
        ("partners", "999999", ""),
        ("staff", "x", ""),
        ("next_on", "24.12.2026", "bis dahin"),
        ("result", "x" * 10_001, "10000"),
    ],
)
def test_bad_input_comes_back_with_its_reason(world, browser_for, field, value, fault):
    response = browser_for(world.anna).post(NEW, day(result="bleibt stehen") | {field: value})

    assert response.status_code == 422 and fault in text(response)
    assert field == "result" or "bleibt stehen" in text(response)
    assert not Outreach.objects.exists()


def test_a_plan_reaches_nobody_yet(world, browser_for):
    client, tomorrow = browser_for(world.anna), f"{today() + timedelta(days=1):%d.%m.%Y}"

    too_early = client.post(NEW, day(held_on=tomorrow))
    planned = client.post(NEW, day(held_on=tomorrow, women=""))

    assert too_early.status_code == 422 and "noch niemand erreicht" in text(too_early)
    assert "geplant" in text(client.get(LIST)) and "geplant" in text(client.get(planned.url))


def test_two_people_editing_see_both_versions(world, browser_for):
    made = outreach(world)
    browser_for(world.ben).post(page("outreach_edit", made), day(version=1, result="Bens Fassung"))
    client = browser_for(world.anna)

    clash = client.post(page("outreach_edit", made), day(version=1, result="Annas Fassung"))
    version = re.search(r'name="version" value="(\d+)"', text(clash))[1]

    assert clash.status_code == 422 and "Bens Fassung" in text(clash) and "Annas Fassung" in text(clash)
    client.post(page("outreach_edit", made), day(version=version, result="Annas Fassung"))
    assert Outreach.objects.get().result == "Annas Fassung"


def test_somebody_outside_the_team_cannot_be_sent_along(world, browser_for):
    response = browser_for(world.anna).post(NEW, day(staff=[world.cem.pk]))

    assert response.status_code == 422 and not Outreach.objects.exists()


def test_an_enquiry_arises_from_outreach(world, browser_for):
    made, client = outreach(world), browser_for(world.anna)

    form = text(client.get(reverse("casework:enquiry_new"), {"outreach": made.pk}))
    take_down(client, outreach=made.pk, description="Frau, 31, mit Kind")
    shown = text(client.get(page("outreach_detail", made)))

    assert f'<option value="{made.pk}" selected' in form
    assert Enquiry.objects.get().outreach == made and "Frau, 31, mit Kind" in shown


@pytest.mark.parametrize("made_up", ["0", "999999", "x", "9" * 40, "\x00"])
def test_made_up_outreach_in_the_address_is_left_out(world, browser_for, made_up):
    client = browser_for(world.anna)

    for name in ("enquiry_new", "enquiry_count"):
        assert client.get(reverse(f"casework:{name}"), {"outreach": made_up}).status_code == 200


def test_outreach_of_another_team_cannot_be_named_as_the_origin(world, browser_for):
    response = take_down(browser_for(world.cem), outreach=outreach(world).pk)

    assert response.status_code == 422 and not Enquiry.objects.exists()


def test_the_list_narrows_sorts_and_costs_the_same(world, browser_for):
    client = browser_for(world.anna)
    for number in range(3):
        outreach(world, place=f"Ort {number}").partners.add(factories.agency())
    outreach(world, place="Mit Aufgabe", occasion="event", next_step="Anrufen")
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for number in range(20):
        made = outreach(world, place=f"Weiter {number}")
        made.partners.add(factories.agency())
        made.staff.add(world.anna)
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    narrowed = text(client.get(LIST, {"next": "on"}))
    events = text(client.get(LIST, {"occasion": "event"}))
    csv = text(client.get(LIST, {"since": "31.02.2026", "sort": "-day"}))

    assert len(many) <= len(few) + 1  # staff is looked up once as soon as there is any
    assert "Mit Aufgabe" in narrowed and "Ort 1" not in narrowed
    assert "Mit Aufgabe" in events and "Ort 1" not in events
    assert "Ort 1" in csv


def test_the_next_step_is_ticked_off_once(world, browser_for):
    made, client = outreach(world, next_step="Anrufen"), browser_for(world.anna)

    for _ in range(2):
        assert client.post(page("outreach_step_done", made)).status_code == 302

    assert Outreach.objects.get().next_done_on == today() and Outreach.objects.get().version == 2


# Attempts --------------------------------------------------------------------------------------------


def test_attempts_on_an_enquiry_are_rows_of_their_own(world, browser_for):
    enquiry, client = factories.enquiry(world.anna), browser_for(world.anna)
    data = attempt(note="Auf die Mailbox gesprochen")

    client.post(page("enquiry_attempt", enquiry), data)
    client.post(page("enquiry_attempt", enquiry), data)
    client.post(page("enquiry_attempt", enquiry), attempt(result="not_reached"))
    shown = text(client.get(page("enquiry_detail", enquiry)))

    assert Attempt.objects.count() == 2 and "Auf die Mailbox gesprochen" in shown


def test_an_attempt_in_a_case_stands_in_its_history(world, browser_for):
    case, client = factories.case(world.anna), browser_for(world.anna)

    client.post(page("case_attempts", case), attempt(way="visit", note="Nachbar richtet es aus"))
    history = text(client.get(page("case_detail", case)))

    assert Contact.objects.get().kind == "attempt" and "Nachbar richtet es aus" in history
    assert "Nachbar richtet es aus" in text(client.get(page("case_attempts", case)))


def test_during_outreach_one_chooses_whom_one_sought(world, browser_for):
    made, client = outreach(world), browser_for(world.anna)
    enquiry, case = factories.enquiry(world.anna), factories.case(world.anna)
    theirs = factories.case(world.cem)

    for about in (f"enquiry-{enquiry.pk}", f"case-{case.pk}"):
        assert client.post(page("outreach_attempt", made), attempt(about=about)).status_code == 302
    for about in ("", f"case-{theirs.pk}", "case-0", "x", "enquiry-999999999999999999999"):
        assert client.post(page("outreach_attempt", made), attempt(about=about)).status_code == 422

    assert Attempt.objects.filter(outreach=made).count() == 2
    assert case.person.list_name in text(client.get(page("outreach_detail", made)))


@pytest.mark.parametrize(
    ("field", "value"), [("made_on", "01.01.2999"), ("way", "taube"), ("result", ""), ("note", "x" * 301)]
)
def test_an_attempt_with_a_fault_is_not_kept(world, browser_for, field, value):
    enquiry = factories.enquiry(world.anna)

    response = browser_for(world.anna).post(page("enquiry_attempt", enquiry), attempt(**{field: value}))

    assert response.status_code == 422 and not Attempt.objects.exists()


def test_a_decided_enquiry_takes_no_attempt(world, browser_for):
    enquiry = factories.enquiry(world.anna, state="declined")

    response = browser_for(world.anna).post(page("enquiry_attempt", enquiry), attempt())

    assert response.status_code == 422 and "schon entschieden" in text(response)


def test_a_year_is_drawn_by_occasion_and_small_figures_are_hidden(world, browser_for):
    def drawn() -> dict:
        charts = browser_for(world.anna).get(LIST).context["charts"]
        return {str(each["title"]): each["chart"].figures.rows for each in charts}

    outreach(world, women=2)
    outreach(world, occasion="event", women=90, held_on=today() - timedelta(days=500))
    assert drawn() == {}  # the only figure is a small one
    for occasion, women in (("school", 240), ("street", 233), ("event", 225), ("other", 252)):
        outreach(world, occasion=occasion, women=women)

    rows = dict(drawn()["Erreichte Menschen"])
    assert rows["in einer Unterkunft"] == "verborgen" and "2" not in rows.values()
    assert any(told.isdecimal() for told in rows.values()) and "90" not in rows.values()
