"""Bodies on the screen: seats, who holds them, rules."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.steering.models import BodyRules, Seat, SeatHolder
from tests import factories
from tests import factories_steering as rows
from tests.web.test_enquiries import text


def url(name, *args):
    return reverse(f"steering:{name}", args=args)


def sent(**values):
    return {"submission": str(uuid.uuid4())} | values


def day(ahead=0):
    return f"{factories.today() + timedelta(days=ahead):%d.%m.%Y}"


@pytest.fixture
def client(world, browser_for):
    return browser_for(factories.user("kira", role="coordinator", in_unit=world.team_a))


def test_a_seat_passes_from_one_person_to_the_next_without_a_day_for_two(client):
    group = rows.body()
    client.post(url("body_seat_new", group.pk), sent(name="Stadt Kaarst", votes="on"))
    seat = Seat.objects.get()
    client.post(url("body_seat_take", seat.pk), sent(kind="member", name="Erste Person", valid_from=day(-30)))
    client.post(url("body_seat_take", seat.pk), sent(kind="member", name="Zweite Person", valid_from=day()))
    first, second = SeatHolder.objects.order_by("valid_from")
    assert (first.valid_to, second.valid_to) == (factories.today() - timedelta(days=1), None)
    page = text(client.get(url("body_detail", group.pk)))
    assert "Zweite Person" in page and "Erste Person" not in page


def test_days_on_which_somebody_holds_the_seat_are_refused_with_a_sentence(client):
    seat = rows.seat(rows.body(), "Erste Person")
    form = sent(kind="member", name="Zweite Person", valid_from="01.01.2020", office="Bürgermeisterei")
    answer = client.post(url("body_seat_take", seat.pk), form)
    assert answer.status_code == 422
    assert "jemand anderes den Sitz" in text(answer) and "Bürgermeisterei" in text(answer)
    nobody = client.post(url("body_seat_take", seat.pk), sent(kind="deputy", valid_from=day()))
    assert "Sagen Sie, wer den Sitz einnimmt" in text(nobody)


def test_leaving_twice_changes_nothing_and_an_ended_seat_is_not_counted(client):
    group = rows.body()
    seat = rows.seat(group, "Erste Person")
    first = SeatHolder.objects.get()
    client.post(url("body_seat_take", seat.pk), sent(kind="member", name="Zweite Person", valid_from=day()))
    first.refresh_from_db()
    left_on = first.valid_to
    assert client.post(url("body_seat_leave", first.pk)).status_code == 302
    first.refresh_from_db()
    assert first.valid_to == left_on
    Seat.objects.create(body=group, name="Alter Sitz", position=9, valid_to=factories.today() - timedelta(days=1))
    assert "1 von 1 Sitzen besetzt" in text(client.get(url("body_list")))


def test_a_chair_keeps_the_seats_of_the_own_body_only(world, browser_for):
    chair = factories.user("chris", role="body_member", in_unit=world.team_a)
    own, other = rows.body(), rows.body("ag-fall", "case")
    rows.seat(own, chair, chairs=True)
    browser = browser_for(chair)
    assert browser.get(url("body_seat_new", own.pk)).status_code == 200
    assert browser.get(url("body_seat_new", other.pk)).status_code == 403


def test_rules_are_saved_and_two_who_change_them_see_both_versions(client):
    group = rows.body()
    form = {"majority": "simple", "quorum_percent": 60, "invitation_days": 21, "version": 0, "mandate": "Steuert."}
    client.post(url("body_rules", group.pk), sent(**form))
    rules = BodyRules.objects.get()
    assert (rules.majority, rules.quorum_percent) == ("simple", 60)
    late = client.post(url("body_rules", group.pk), sent(**form | {"version": rules.version - 1, "quorum_percent": 70}))
    assert late.status_code == 422 and BodyRules.objects.get().quorum_percent == 60


def test_more_seats_and_bodies_cost_no_further_query(client):
    group = rows.body()

    def queries(address):
        with CaptureQueriesContext(connection) as told:
            client.get(address)
        return len(told)

    addresses = (url("body_list"), url("body_detail", group.pk))
    rows.seat(group, "Erste Person")
    rows.meeting(group)
    few = [queries(address) for address in addresses]
    for number in range(12):
        rows.seat(rows.body(), "Person", name=f"Sitz {number}")
        rows.body(f"ag-{number}", "case")
        rows.meeting(group)
    assert [queries(address) for address in addresses] == few
