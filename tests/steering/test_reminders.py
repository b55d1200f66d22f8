"""Work orders remind whoever is responsible and tell the chair, once each, and nobody else can send such a notice."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from kim.steering.actions import orders, reminders
from kim.steering.models import OrderReminder
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
