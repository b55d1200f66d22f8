"""Bodies are set up and end by decision; what they leave goes on; standing items come back; points stay until they are done."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kim.organisation.models import Body, CountyChange
from kim.steering.actions import bodies, ending, meetings, open_points, standing_items
from kim.steering.exceptions import (
    BasisMissing,
    BodyEnded,
    BodyMetLater,
    BodyNameTaken,
    BodyStillHasWork,
    HomeNotThere,
    OwnerNotOne,
    StepNotPossible,
)
from kim.steering.models import BodyRecord, OpenPoint, Seat, SeatHolder
from tests import factories
from tests import factories_steering as rows

pytestmark = pytest.mark.django_db
TODAY = factories.today()


@pytest.fixture
def kira():
    return factories.user("kira", role="coordinator", in_unit=factories.unit("koordination"))


def test_a_body_is_set_up_by_decision_and_every_mandate_stays(kira):
    group = rows.body()
    new = {"by": kira, "level": "case", "valid_from": TODAY, "parent": group, "mandate": "Prüft Übergänge."}
    with pytest.raises(BasisMissing):
        bodies.set_up(name="AG Übergänge", **new)
    made = bodies.set_up(name="AG Übergänge", decision=rows.decision(group), **new)
    assert (made.key, made.parent) == ("ag-uebergaenge", group)
    with pytest.raises(BodyNameTaken):
        bodies.set_up(name="AG Übergänge", reference="LG 2026/07", **new)
    assert bodies.set_up(name="AG Über­gänge 2", reference="LG 2026/07", **new).key != made.key
    bodies.save_rules(body=made, by=kira, version=made.rules.version, mandate="Prüft Übergänge und Fristen.")
    told = [(record.act, record.mandate) for record in made.records.all()]
    assert told == [("mandate", "Prüft Übergänge und Fristen."), ("set_up", "Prüft Übergänge.")]
    assert CountyChange.objects.filter(kind="body", row=made.pk, act="insert").exists()
    with pytest.raises(PermissionDenied):
        bodies.set_up(name="AG", reference="x", **new | {"by": factories.user("otto")})


def test_a_body_ends_only_when_everything_it_leaves_has_a_new_home(kira):
    group, ends = rows.body(), rows.body("ag-fall", "case")
    order = rows.order(rows.decision(group), body=ends)
    ahead = rows.meeting(ends, "planned", held_on=TODAY + timedelta(days=20))
    off = rows.meeting(ends, "invited", held_on=TODAY + timedelta(days=40))
    point = OpenPoint.objects.create(body=ends, title="Formular", opened_on=TODAY)
    cared_for = OpenPoint.objects.create(body=group, owner_body=ends, title="Liste", opened_on=TODAY)
    topic, below = rows.topic(body=ends), rows.body("ug", "case", parent=ends)
    seat = rows.seat(ends, "Erste Person")
    homes = {f"order-{order.pk}": group, f"meeting-{ahead.pk}": group, f"meeting-{off.pk}": ending.CALLED_OFF}
    how = {"body": ends, "by": kira, "on": TODAY, "reference": "LG 2026/08"}

    with pytest.raises(BodyStillHasWork) as told:
        ending.end(homes=homes, **how)
    assert set(told.value.keys) == {
        f"point-{point.pk}", f"point-{cared_for.pk}", f"topic-{topic.pk}", f"body-{below.pk}"
    }  # fmt: skip
    homes |= dict.fromkeys(told.value.keys, group)
    with pytest.raises(HomeNotThere):
        ending.end(homes=homes | {f"body-{below.pk}": below}, **how)
    with pytest.raises(BodyMetLater):
        ending.end(homes=homes, **how | {"on": rows.meeting(ends, "held", held_on=TODAY).held_on - timedelta(days=1)})
    ends.refresh_from_db()
    assert ends.valid_to is None and order.reports.count() == 0

    ending.end(homes=homes, **how)
    for row in (ends, order, ahead, off, point, cared_for, topic, below, seat):
        row.refresh_from_db()
    assert ends.valid_to == seat.valid_to == seat.holders.get().valid_to == TODAY
    assert {order.body, ahead.body, point.body, cared_for.owner_body, topic.body, below.parent} == {group}
    assert (off.state, off.body, cared_for.body) == ("cancelled", ends, group)
    assert "übernimmt den Auftrag" in order.reports.get().text and point.notes.count() == 1
    assert BodyRecord.objects.get(body=ends).reference == "LG 2026/08"
    with pytest.raises(BodyEnded):
        meetings.plan(body=ends, by=kira, title="Noch eine", held_on=TODAY + timedelta(days=3))


def test_standing_items_fill_the_agenda_and_agreements_come_back_after_their_months(kira):
    exchange = rows.body("austausch", "exchange")
    always = standing_items.save(body=exchange, by=kira, title="Stand der offenen Punkte")
    old = standing_items.save(
        body=exchange, by=kira, title="Ansprechpersonen", kind="agreement", text="Jede Behörde nennt eine Person.",
        agreed_on=date(2026, 1, 31), every_months=6,
    )  # fmt: skip

    def planned(day):
        return meetings.plan(body=exchange, by=kira, title=f"Am {day}", held_on=day)

    def on_agenda(meeting):
        return [item.standing_id for item in meeting.items.all()]

    assert on_agenda(planned(date(2026, 7, 30))) == [always.pk]
    second = planned(date(2026, 7, 31))
    assert on_agenda(second) == [always.pk, old.pk]
    assert on_agenda(planned(date(2026, 9, 1))) == [always.pk]
    second.items.filter(standing=old).update(postponed=True)
    carried = planned(date(2026, 10, 1))
    assert sorted(on_agenda(carried)) == sorted([always.pk, old.pk])  # carried over, and not a second time
    standing_items.end(item=always, by=kira)
    assert on_agenda(planned(date(2027, 3, 31))) == []
    assert on_agenda(planned(date(2027, 4, 1))) == [old.pk]


def test_a_point_is_spoken_about_until_it_is_done_and_becomes_one_topic(kira):
    exchange = rows.body("austausch", "exchange")
    seat = rows.seat(exchange, member := factories.user("dora"), name="Ausländerbehörde Neuss")
    with pytest.raises(OwnerNotOne):
        open_points.open_point(body=exchange, by=kira, title="Formular", seat=seat, owner_body=exchange)
    point = open_points.open_point(body=exchange, by=kira, title="Ein Formular für alle", seat=seat, due_on=TODAY)
    open_points.note(point=point, by=member, version=1, text="Neuss prüft noch.", due_on=TODAY + timedelta(days=9))
    now = rows.meeting(exchange)
    open_points.note(point=point, by=kira, version=1, text="Verlängert.", due_on=TODAY + timedelta(days=30))
    first, second = point.notes.order_by("pk")
    assert (first.meeting, first.due_on, second.meeting, second.due_on) == (
        None,
        TODAY,
        now,
        TODAY + timedelta(days=30),
    )
    point.refresh_from_db()
    topic = open_points.make_topic(point=point, by=kira)
    assert open_points.make_topic(point=point, by=kira) == topic and "Neuss prüft noch." in topic.description
    point.refresh_from_db()
    open_points.settle(point=point, by=kira, version=point.version, result="Alle nehmen dasselbe.")
    point.refresh_from_db()
    assert (point.closed_on, point.closed_in) == (TODAY, now)
    with pytest.raises(StepNotPossible):
        open_points.note(point=point, by=kira, version=point.version, text="Noch etwas.")
    open_points.reopen(point=point, by=kira, version=point.version, reason="Dormagen doch nicht.")
    assert point.notes.count() == 4
    with pytest.raises(PermissionDenied):
        open_points.settle(point=point, by=member, version=point.version, result="x")


def test_whoever_leaves_the_county_leaves_every_seat(kira):
    group, exchange = rows.body(), rows.body("austausch", "exchange")
    dora = factories.user("dora")
    rows.seat(group, dora)
    rows.seat(exchange, dora)
    rows.seat(exchange, "Jemand anders")
    assert bodies.leave_everywhere(holder=dora.seats_held.first(), by=kira, on=TODAY) == 2
    assert set(SeatHolder.objects.filter(user=dora).values_list("valid_to", flat=True)) == {TODAY}
    assert SeatHolder.objects.get(user=None).valid_to is None and Seat.objects.filter(valid_to=None).count() == 3
    assert Body.objects.filter(valid_to=None).count() == 2
