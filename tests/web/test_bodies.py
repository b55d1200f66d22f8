"""Bodies on the screen: seats, who holds them, rules."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.organisation.models import Body
from kim.steering.models import BodyRules, OpenPoint, Seat, SeatHolder, StandingItem
from tests import factories
from tests import factories_steering as rows
from tests.web.test_enquiries import text

RULES = {"majority": "simple", "quorum_percent": 50, "invitation_days": 21, "remind_days": 7, "escalate_days": 14}


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
    assert f"Erste Person verlässt ihn mit dem {day(-1)}" in text(client.get(url("body_detail", group.pk)))
    page = text(client.get(url("body_detail", group.pk)))
    now, _then, before = page.partition("Wer hier früher saß")
    assert "Zweite Person" in now and "Erste Person" not in now
    assert "Erste Person" in before and "Zweite Person" not in before


def test_a_seat_has_one_name_one_chair_and_no_day_before_it_began(client):
    group = rows.body()
    seat, other = rows.seat(group, "Erste Person", chairs=True), rows.seat(group, "Zweite Person")
    account = factories.user("lars", role="coordinator")

    def refused(pk, field, **form):
        answer = client.post(url("body_seat_take", pk), sent(kind="member", **form))
        assert answer.status_code == 422
        return str(answer.context["form"].errors[field])

    assert "hat an diesen Tagen den Vorsitz" in refused(other.pk, "chairs", name="Neu", valid_from=day(), chairs="on")
    assert "Mit Konto gilt der Name" in refused(other.pk, "name", name="Neu", user=account.pk, valid_from=day())
    Seat.objects.filter(pk=other.pk).update(valid_from=factories.today())
    assert "Das liegt vor dem" in refused(other.pk, "valid_from", name="Neu", valid_from=day(-1))
    holder = seat.holders.get()
    early = client.post(url("body_seat_leave", holder.pk), sent(on="01.01.1999"))
    assert early.status_code == 422 and "Der erste Tag war" in text(early)


def test_a_body_does_not_end_while_it_meets_nor_leaves_a_meeting_of_the_past_planned(client):
    group = rows.body()
    held = rows.meeting(group, state="in_session")
    form = sent(on=day(), reference="LG 2026/09")
    answer = client.post(url("body_end", group.pk), form)
    assert answer.status_code == 422 and "Beenden Sie zuerst die Sitzung" in str(answer.context["form"].errors["on"])
    held.delete()
    old = rows.meeting(group, state="planned", held_on=factories.today() - timedelta(days=90))
    assert client.post(url("body_end", group.pk), form).status_code == 422
    assert client.post(url("body_end", group.pk), form | {f"meeting-{old.pk}": "cancel"}).status_code == 302
    old.refresh_from_db()
    assert old.state == "cancelled"


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
    assert client.post(url("body_seat_leave", first.pk), sent(on=day(3))).status_code == 302
    first.refresh_from_db()
    assert first.valid_to == left_on
    Seat.objects.create(body=group, name="Alter Sitz", position=9, valid_to=factories.today() - timedelta(days=1))
    assert "1 von 1 besetzt" in text(client.get(url("body_list")))


def test_a_chair_keeps_the_seats_of_the_own_body_only(world, browser_for):
    chair = factories.user("chris", role="body_member", in_unit=world.team_a)
    own, other = rows.body(), rows.body("ag-fall", "case")
    rows.seat(own, chair, chairs=True)
    browser = browser_for(chair)
    assert browser.get(url("body_seat_new", own.pk)).status_code == 200
    assert browser.get(url("body_seat_new", other.pk)).status_code == 403


def test_rules_are_saved_and_two_who_change_them_see_both_versions(client):
    group = rows.body()
    form = RULES | {"quorum_percent": 60, "version": 0, "mandate": "Steuert."}
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
    rows.order(rows.decision(group), body=group)
    rows.topic(body=group)
    StandingItem.objects.create(body=group, title="Offene Punkte", position=99)
    OpenPoint.objects.create(body=group, title="Erster Punkt", opened_on=factories.today())
    few = [queries(address) for address in addresses]
    for number in range(12):
        rows.seat(rows.body(), "Person", name=f"Sitz {number}")
        rows.body(f"ag-{number}", "case")
        rows.meeting(group)
        point = OpenPoint.objects.create(body=group, title=f"Punkt {number}", opened_on=factories.today())
        StandingItem.objects.create(body=group, title=f"Vereinbarung {number}", position=number, every_months=3)
        rows.order(rows.decision(group), body=group)
        rows.topic(body=group)
        point.notes.create(text="Geprüft.", noted_on=factories.today())
    assert [queries(address) for address in addresses] == few


def test_a_body_is_set_up_and_ended_on_screen_and_what_is_left_must_go_somewhere(client):
    group = rows.body()
    new = sent(
        name="AG Übergänge", level="case", parent=group.pk, valid_from=day(), mandate="Prüft Übergänge.", **RULES
    )
    without = client.post(url("body_new"), new)
    assert without.status_code == 422 and "schreiben Sie, wo er steht" in text(without)
    assert "Prüft Übergänge." in text(without)
    client.post(url("body_new"), new | {"reference": "LG 2026/07"})
    made = Body.objects.get(name="AG Übergänge")
    assert text(client.get(url("body_list"))).index(group.name) < text(client.get(url("body_list"))).index(
        "AG Übergänge"
    )
    point = OpenPoint.objects.create(body=made, title="Ein Formular für alle", opened_on=factories.today())
    end = sent(on=day(), reference="LG 2026/09")
    late = client.post(url("body_end", made.pk), end)
    assert late.status_code == 422 and "Wählen Sie, welches Gremium damit weitermacht" in text(late)
    assert Body.objects.get(pk=made.pk).valid_to is None
    assert client.post(url("body_end", made.pk), end | {f"point-{point.pk}": group.pk}).status_code == 302
    point.refresh_from_db()
    assert point.body == group and Body.objects.get(pk=made.pk).valid_to == factories.today()
    page = text(client.get(url("body_detail", made.pk)))
    assert "endet am" in page and "LG 2026/07" in page and "LG 2026/09" in page


def test_a_name_in_a_point_is_asked_about_once_and_a_point_goes_through_the_meeting_to_a_topic(client):
    exchange = rows.body("austausch", "exchange")
    nobody = client.post(url("point_new", exchange.pk), sent(title="Muster", due_on=day(20)))
    assert nobody.status_code == 422 and "Wählen Sie genau eins davon" in text(nobody)
    form = sent(title="Herr Karimi wartet auf seine Karte", due_on=day(20), owner_body=exchange.pk)
    passed = client.post(url("point_new", exchange.pk), form | {"title": "Muster", "due_on": day(-1)})
    assert "Dieser Tag ist vorbei" in str(passed.context["form"].errors["due_on"])
    asked = client.post(url("point_new", exchange.pk), form)
    assert asked.status_code == 422 and "nicht von Fällen" in text(asked) and not OpenPoint.objects.exists()
    client.post(url("point_new", exchange.pk), form | {"title": "Bescheinigung bis zur neuen Karte"})
    point = OpenPoint.objects.get()
    held = rows.meeting(exchange)
    assert point.title in text(client.get(url("session", held.pk)))
    client.post(url("point_act", point.pk, "bericht"), sent(text="Dormagen prüft das Muster.", version=point.version))
    page = text(client.get(url("point_detail", point.pk)))
    assert "Dormagen prüft das Muster." in page and held.title in page
    client.post(url("point_topic", point.pk))
    point.refresh_from_db()
    assert point.topic.number in text(client.get(url("body_detail", exchange.pk)))
    client.post(url("point_act", point.pk, "erledigt"), sent(text="Ein Muster für alle.", version=point.version))
    point.refresh_from_db()
    assert point.closed_in == held
    wrong = client.post(url("point_act", point.pk, "erledigt"), sent(text="", version=point.version))
    assert wrong.status_code == 422


def test_an_agreement_without_its_words_is_refused_and_a_due_one_says_so(client):
    exchange = rows.body("austausch", "exchange")
    form = sent(kind="agreement", title="Ansprechpersonen", agreed_on="01.02.2024", every_months=6)
    assert client.post(url("standing_new", exchange.pk), form).status_code == 422
    client.post(url("standing_new", exchange.pk), form | {"text": "Jede Behörde benennt eine Person."})
    page = text(client.get(url("body_detail", exchange.pk)))
    assert "Ab 01.08.2024 wieder anzusehen" in page and "fällig" in page


def test_who_holds_a_seat_finds_its_open_points_on_the_own_page(world, browser_for):
    member = factories.user("mia", role="body_member")
    group = rows.body()
    mine, other = rows.seat(group, member), rows.seat(group, "Jemand anderes", name="Stadt Kaarst")
    due = factories.today() + timedelta(days=5)
    for seat, title in ((mine, "Zahlen aus Dormagen"), (other, "Zahlen aus Kaarst")):
        OpenPoint.objects.create(body=group, title=title, seat=seat, opened_on=factories.today(), due_on=due)
    page = text(browser_for(member).get("/"))
    assert "Zahlen aus Dormagen" in page and "Zahlen aus Kaarst" not in page
