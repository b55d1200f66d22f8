"""Work orders and feedback in the browser's requests: from giving to closing, and what wrong input says."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.steering.models import Decision, Feedback, WorkOrder
from tests import factories
from tests import factories_steering as rows


@pytest.fixture
def office(client, world):
    user = factories.user("kora", role="coordinator", in_unit=world.team_a)
    client.force_login(user)
    return user


def _at(name, *args):
    return reverse(f"steering:{name}", args=args)


def test_an_order_is_given_reported_done_answered_and_the_decision_closed(client, office):
    decision = rows.decision(rows.body(), topic=rows.topic())
    rows.observation(topic=decision.topic)
    typed = {"what": "Zwei Kurse ausschreiben", "due_on": "31.12.2031"}
    wrong = client.post(_at("order_new", decision.pk), typed)
    assert wrong.status_code == 422
    assert "Wählen Sie genau eine Stelle" in wrong.content.decode()
    client.post(_at("order_new", decision.pk), typed | {"body": decision.body_id})
    order = WorkOrder.objects.get()
    page = client.get(_at("order_detail", order.pk)).content.decode()
    assert "Zwei Kurse ausschreiben" in page and "Als erledigt" not in page.replace("Auftrag als erledigt melden", "")
    finish, form = _at("order_act", order.pk, "erledigt"), {"proof": "Läuft", "version": order.version}
    early = client.post(finish, form | {"done_on": "01.01.2020"})
    assert early.status_code == 422 and "Das liegt vor dem" in str(early.context["form"].errors["done_on"])
    assert client.post(finish, form | {"done_on": f"{factories.today():%d.%m.%Y}"}).status_code == 302
    closing = client.post(_at("decision_close", decision.pk), {"version": decision.version}, follow=True)
    assert "Noch" in closing.content.decode() or Decision.objects.get().closed_on is None
    text = {"text": "Ab Mai gibt es zwei Kurse.", "final": "on"}
    named = client.post(
        _at("feedback_new", decision.pk), text | {"text": "Frau Müller ruft an: 02131 123456.", "send": "1"}
    )
    assert named.status_code == 200 and "nicht von Fällen" in named.content.decode()
    assert not Feedback.objects.exists(), "who seems to name somebody is asked first"
    preview = client.post(_at("feedback_new", decision.pk), text).content.decode()
    assert "Das lesen diejenigen, die gemeldet haben" in preview and not Feedback.objects.exists()
    assert client.post(_at("feedback_new", decision.pk), text | {"send": "1"}).status_code == 302
    client.post(_at("decision_close", decision.pk), {"version": decision.version})
    decision.refresh_from_db()
    assert decision.closed_on
    assert "Abgeschlossen am" in client.get(_at("decision_detail", decision.pk)).content.decode()


def test_the_list_of_orders_asks_no_more_for_more_rows(client, office):

    decision = rows.decision(rows.body())
    rows.order(decision, due_on="2020-01-01")
    client.get(_at("order_list"))
    with CaptureQueriesContext(connection) as few:
        assert "überfällig" in client.get(_at("order_list")).content.decode()
    for _ in range(20):
        rows.order(decision)
    with CaptureQueriesContext(connection) as many:
        client.get(_at("order_list"))
    assert len(many) <= len(few)
