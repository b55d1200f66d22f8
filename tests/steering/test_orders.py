"""Work orders from giving to proof, feedback, and the closing of decisions."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kim.steering.actions import closing, orders
from kim.steering.exceptions import (
    ChangedMeanwhile,
    FeedbackMissing,
    NothingToImplement,
    OrderNeedsOne,
    OrdersStillOpen,
    ProofMissing,
    StepNotPossible,
)
from tests import factories
from tests import factories_steering as rows


@pytest.fixture
def office(world):
    return factories.user("kora", role="coordinator", in_unit=world.team_a)


@pytest.fixture
def decision(db):
    return rows.decision(rows.body(), topic=rows.topic())


def test_an_order_goes_its_way_from_giving_to_proof_and_back(office, decision, scope_as):
    with scope_as(office) as by:
        form = {
            "decision": decision,
            "by": by,
            "what": "Ausschreiben",
            "due_on": factories.today(),
            "submission": uuid4(),
        }
        with pytest.raises(OrderNeedsOne):
            orders.give(**form)
        order = orders.give(**form, body=decision.body)
        assert orders.give(**form, body=decision.body).pk == order.pk, "the same form twice gives one order"
        orders.report(order=order, by=by, version=order.version, text="Angebote liegen vor.", percent=100)
        with pytest.raises(ChangedMeanwhile):
            orders.report(order=order, by=by, version=order.version, text="Noch einmal", percent=50)
        order.refresh_from_db()
        assert (order.state, order.percent) == ("in_progress", 99)
        with pytest.raises(ProofMissing):
            orders.finish(order=order, by=by, version=order.version, proof=" ")
        orders.finish(order=order, by=by, version=order.version, proof="Kurs läuft seit Montag.")
        order.refresh_from_db()
        with pytest.raises(StepNotPossible):
            orders.drop(order=order, by=by, version=order.version, reason="Nein")
        orders.reopen(order=order, by=by, version=order.version, reason="Der Kurs fiel aus.")
        order.refresh_from_db()
        assert (order.state, order.proof, order.done_on) == ("in_progress", "", None)
        assert [each.state for each in order.reports.all()] == ["in_progress", "done", "in_progress"]


def test_a_refused_proposal_gives_no_order_and_a_member_drops_none(office, world, scope_as):
    group = rows.body()
    refused, accepted = rows.decision(group, outcome="rejected"), rows.decision(group)
    order = rows.order(accepted)
    member = factories.user("mira", role="case_manager", in_unit=world.team_a)
    rows.seat(group, member)
    with scope_as(office) as by, pytest.raises(NothingToImplement):
        orders.give(decision=refused, by=by, what="x", due_on=factories.today(), body=group)
    with scope_as(member) as by:
        with pytest.raises(PermissionDenied):
            orders.drop(order=order, by=by, version=order.version, reason="Keine Zeit")
        orders.report(order=order, by=by, version=order.version, text="Wir fangen an.", percent=10)


def test_nothing_is_closed_before_those_who_reported_were_told(office, decision, scope_as):
    seen = [rows.observation(topic=decision.topic), rows.observation(topic=decision.topic)]
    rows.observation("Anderes")
    order = rows.order(decision)
    with scope_as(office) as by:
        with pytest.raises(FeedbackMissing):
            closing.close(decision=decision, by=by, version=decision.version)
        _feedback, told = closing.answer(decision=decision, by=by, text="Ab Mai gibt es zwei Kurse.", final=True)
        assert set(told) == {each.pk for each in seen}
        with pytest.raises(OrdersStillOpen):
            closing.close(decision=decision, by=by, version=decision.version)
        orders.finish(order=order, by=by, version=order.version, proof="Läuft")
        assert closing.close(decision=decision, by=by, version=decision.version).closed_on


def test_the_database_closes_no_decision_and_answers_no_topic_without_feedback(decision):
    for row, change in ((decision, {"closed_on": factories.today()}), (decision.topic, {"state": "answered"})):
        with pytest.raises(IntegrityError, match="only after feedback"), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**change)
