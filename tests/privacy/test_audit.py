"""The trail: nobody rewrites it unnoticed, and what is wrong is named."""

import threading

import pytest
from django.db import DatabaseError, connection, connections, transaction

from kim.privacy import audit
from kim.privacy.models import AuditBlock, AuditEvent
from kim.privacy.scope import Scope, open_scope
from tests import factories

SCOPE = Scope(name="test", user_id=7)

pytestmark = pytest.mark.django_db(transaction=True)


def write(*kinds: str) -> None:
    for kind in kinds:
        with open_scope(SCOPE):
            audit.record(kind, word="Wort")


def seal() -> int:
    with open_scope(Scope(name="worker")):
        return audit.seal()


def tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_actor_comes_from_the_scope_and_not_from_the_caller():
    write("test.first")

    event = AuditEvent.objects.get()
    assert (event.actor_id, event.scope, event.payload) == (7, "test", {"word": "Wort"})


@pytest.mark.parametrize("act", ["update privacy_auditevent set kind = 'x'", "delete from privacy_auditevent",
                                 "truncate privacy_auditevent", "insert into privacy_auditblock default values",
                                 "update privacy_installation set demo = false"])  # fmt: skip
def test_the_application_cannot_alter_the_trail(act):
    write("test.first")

    with pytest.raises(DatabaseError), open_scope(SCOPE), transaction.atomic():
        tamper(act)


def test_a_sealed_trail_that_nobody_touched_is_intact():
    write("test.a", "test.b")
    assert seal() == 2
    write("test.c")

    result = audit.verify()

    assert (result.intact, result.events, result.unsealed) == (True, 3, 1)


@pytest.mark.parametrize(
    ("act", "fault"),
    [
        ("update privacy_auditevent set kind = 'test.x' where kind = 'test.b'", "changed"),
        ("update privacy_auditevent set actor_id = 8 where kind = 'test.b'", "changed"),
        ("update privacy_auditevent set payload = '{\"word\": \"anders\"}' where kind = 'test.b'", "payload_changed"),
        ("delete from privacy_auditevent where kind = 'test.b'", "missing"),
    ],
)
def test_a_changed_row_is_named(act, fault):
    write("test.a", "test.b", "test.c")
    seal()
    event = AuditEvent.objects.get(kind="test.b").pk

    tamper(act)

    assert [(f.kind, f.event_id) for f in audit.verify().faults] == [(fault, event)]


def test_a_payload_may_be_erased_and_the_trail_stays_intact():
    write("test.a")
    seal()

    AuditEvent.objects.update(payload=None)

    assert audit.verify().intact


def test_a_row_slipped_in_and_a_changed_block_are_found():
    write("test.a", "test.b")
    seal()
    write("test.c")
    seal()

    tamper("update privacy_auditevent set transaction = (select from_transaction from privacy_auditblock order by id limit 1)"
           " where kind = 'test.c'")  # fmt: skip
    kinds = {f.kind for f in audit.verify().faults}

    assert {"inserted", "missing"} <= kinds
    AuditBlock.objects.filter(pk=AuditBlock.objects.earliest("id").pk).update(event_ids=[])
    assert "block_changed" in {f.kind for f in audit.verify().faults}


def test_a_cut_tail_is_found_by_a_head_that_left_the_database():
    write("test.a")
    seal()
    write("test.b")
    seal()
    head = audit.verify().head

    AuditBlock.objects.latest("id").delete()
    AuditEvent.objects.filter(kind="test.b").delete()

    assert audit.verify().intact
    assert [f.kind for f in audit.verify(head).faults] == ["tail_cut"]


def test_rolled_back_events_leave_no_gap():
    write("test.a")
    with pytest.raises(RuntimeError), open_scope(SCOPE):
        audit.record("test.lost")
        raise RuntimeError
    write("test.b")
    seal()

    assert audit.verify().intact
    assert AuditEvent.objects.count() == 2


def test_a_transaction_that_is_still_running_is_sealed_later():
    began, may_end = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with open_scope(SCOPE):
                audit.record("test.slow")
                began.set()
                may_end.wait(20)
        finally:
            connections.close_all()

    thread = threading.Thread(target=slow)
    thread.start()
    began.wait(20)
    write("test.quick")
    sealed_meanwhile = seal()
    may_end.set()
    thread.join()

    assert sealed_meanwhile == 0  # the quick one has a later transaction than the one still running
    assert seal() == 2
    assert audit.verify().intact


def test_every_act_on_a_case_leaves_its_event(world, scope_as):
    from kim.casework.actions import contacts

    case = factories.case(world.anna)
    with scope_as(world.anna) as me:
        contacts.record(case=case, by=me, kind="phone", text="Rückruf")

    event = AuditEvent.objects.get(kind="contact.recorded")
    assert (event.actor_id, event.case_id) == (world.anna.pk, case.pk)
    assert "Rückruf" not in str(event.payload)
