"""A copy restored into a new cluster counts its transactions anew; its trail goes on all the same."""

import pytest
from django.db import connection

from kim.privacy import audit
from kim.privacy.models import AuditBlock, AuditEvent
from kim.privacy.scope import Scope, open_scope

pytestmark = pytest.mark.django_db(transaction=True)

AHEAD = 1_000_000


def write(kind: str) -> None:
    with open_scope(Scope(name="test", user_id=7)):
        audit.record(kind, word="Wort")


def seal() -> int:
    with open_scope(Scope(name="worker")):
        return audit.seal()


def restored_into_a_young_cluster() -> None:
    """As after `pg_restore`: the trail stands far ahead of this cluster's transactions."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into privacy_auditblock (from_transaction, to_transaction, event_ids, event_hashes, previous_digest, digest,"
            " sealed_at) select to_transaction, to_transaction + %s, '{}', '{}', digest,"
            " kim_audit_block_digest(digest, to_transaction, to_transaction + %s, '{}', '{}'), now()"
            " from privacy_auditblock order by id desc limit 1",
            [AHEAD, AHEAD],
        )


def test_what_happens_after_a_restore_is_sealed_and_the_trail_stays_intact():
    write("test.before")
    seal()
    restored_into_a_young_cluster()

    write("test.after")
    write("test.later")

    assert seal() == 2
    result = audit.verify()
    assert (result.intact, result.events, result.unsealed) == (True, 3, 0)


def test_events_of_one_transaction_share_its_number_after_a_restore():
    write("test.before")
    seal()
    restored_into_a_young_cluster()

    with open_scope(Scope(name="test", user_id=7)):
        audit.record("test.first")
        audit.record("test.second")

    first, second = AuditEvent.objects.filter(kind__in=["test.first", "test.second"])
    assert first.transaction == second.transaction >= AuditBlock.objects.latest("id").to_transaction


def test_what_was_not_sealed_before_the_restore_is_sealed_after_it():
    write("test.before")
    seal()
    restored_into_a_young_cluster()
    write("test.unsealed")
    before = AuditEvent.objects.latest("id").transaction

    write("test.after")

    assert seal() == 2
    assert AuditEvent.objects.latest("id").transaction > before
    assert audit.verify().intact
