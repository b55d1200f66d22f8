"""Work orders remind whoever is responsible and tell the chair, once each, and nobody else can send such a notice."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from kim.organisation.models import County
from kim.steering.actions import orders, point_reminders, reminders, standing_items, standing_list
from kim.steering.models import BodyReminder, BodyRules, OpenPoint, OrderReminder, StandingItem, WorkOrder
from kim.steering.unfinished import unfinished
from kim.workbench.models import Notice
from kim.workbench.public import notices
from tests import factories
from tests import factories_steering as rows

DAY = timedelta(days=1)


@pytest.fixture
def given(world):
    """An order due in ten days that somebody looks after, of a body with a chair."""
    body = rows.body()
    chair, worker = factories.user("vera", role="body_member"), factories.user("willi", role="body_member")
    rows.seat(body, chair, chairs=True)
    return rows.order(rows.decision(body), due_on=factories.today() + 10 * DAY, person=worker), chair, worker


def told():
    return sorted(Notice.objects.values_list("recipient__username", "kind"))


def test_an_order_reminds_before_on_and_after_its_day_and_then_tells_the_chair_once_each(given):
    order, _chair, _worker = given
    for left, expected in (
        (8, []), (7, ["soon"]), (6, ["soon"]), (0, ["soon", "today"]), (-1, ["soon", "today", "late"]),
        (-13, ["soon", "today", "late"]), (-14, ["soon", "today", "late", "chair"]), (-40, ["soon", "today", "late", "chair"]),
    ):  # fmt: skip
        reminders.remind_due(order.due_on - left * DAY)
        assert [each.kind for each in OrderReminder.objects.order_by("pk")] == expected, left
    assert told() == [
        ("vera", "order_escalated"),
        ("willi", "order_due"),
        ("willi", "order_due"),
        ("willi", "order_late"),
    ]
    order.refresh_from_db()
    assert (order.reminded_on, order.escalated_on) == (order.due_on + DAY, order.due_on + 14 * DAY)


def test_what_is_done_reminds_nobody_and_what_nobody_looks_after_reminds_the_chair(given):
    order, chair, _worker = given
    rows.order(order.decision, due_on=order.due_on, state="done", done_on=order.due_on, proof="Brief", person=chair)
    order.person = None
    order.save()
    assert reminders.remind_due(order.due_on) == 1
    assert told() == [("vera", "order_due")]


def test_who_gives_an_order_tells_who_looks_after_it_and_nobody_sends_reminders_by_hand(given, scope_as):
    order, chair, worker = given
    with scope_as(chair) as by:
        made = orders.give(
            decision=order.decision, by=by, what="Ausschreiben", due_on=order.due_on, body=order.body, person=worker
        )
        for kind, target in (("order_late", order), ("order_given", order)):
            with pytest.raises(DatabaseError), transaction.atomic():
                notices.tell(recipient=worker, kind=kind, target=target, by=by)
    assert told() == [("willi", "order_given")]
    assert Notice.objects.get().target_id == made.pk


def test_the_days_are_the_countys_and_a_body_may_have_its_own(given):
    order, _chair, _worker = given
    factories.county()
    County.objects.update(remind_days=3, escalate_days=5)
    body = order.decision.body

    assert reminders.days_of(body, reminders.county_days()) == reminders.Days(3, 5)
    BodyRules.objects.create(body=body, escalate_days=1)
    body.refresh_from_db()
    assert reminders.days_of(body, reminders.county_days()) == reminders.Days(3, 1, own=True)


def test_open_points_and_agreements_remind_once_each_and_no_longer_when_they_are_done(world):
    body, today = rows.body(), factories.today()
    chair, owner = factories.user("vera", role="body_member"), factories.user("willi", role="body_member")
    rows.seat(body, chair, chairs=True)
    seat = rows.seat(body, owner, name="Stadt Neuss")
    point = OpenPoint.objects.create(body=body, title="Formular", seat=seat, opened_on=today, due_on=today + 5 * DAY)
    StandingItem.objects.create(
        body=body, position=1, kind="agreement", title="Termine", text="Zwei im Monat.", agreed_on=today, every_months=1
    )
    agreed_until = standing_items.months_later(today, 1)

    for day in (today, today, point.due_on, point.due_on + DAY, point.due_on + 14 * DAY, agreed_until, agreed_until):
        point_reminders.remind_due(day)
    point.closed_on, point.result = today, "Ein Formular."
    point.save()

    assert point_reminders.remind_due(agreed_until + 40 * DAY) == 0
    kinds = list(BodyReminder.objects.filter(point=point).order_by("pk").values_list("kind", flat=True))
    assert kinds == ["soon", "today", "late", "chair"]
    assert told() == [
        ("vera", "agreement_due"), ("vera", "point_late"),
        ("willi", "point_due"), ("willi", "point_due"), ("willi", "point_late"),
    ]  # fmt: skip


def test_who_is_ordered_says_why_an_order_stands_still_and_the_list_and_the_agenda_tell_it(given, scope_as):
    order, chair, worker = given
    WorkOrder.objects.filter(pk=order.pk).update(due_on=factories.today() - 3 * DAY)
    rows.meeting(order.decision.body, state="planned", held_on=factories.today() + 9 * DAY)
    with scope_as(worker) as by:
        orders.say_why(order=order, by=by, version=order.version, reason="Das Geld fehlt.")
    with scope_as(chair) as by:
        (row,) = unfinished(by, factories.today())
        item = standing_list.put_on_agenda(body=order.decision.body, by=by)

    assert row.held_up_by == "Das Geld fehlt."
    assert item.text == f"{standing_list.WHY}\n{order.decision.number}: Das Geld fehlt."
