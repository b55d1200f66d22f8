"""The audit trail: recording, sealing and proving it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from kim.privacy.models import AuditBlock, AuditEvent


def record(kind: str, *, target: models.Model | None = None, case_id: int | None = None, **payload: Any) -> None:
    """Write one event into the running transaction; who acts is taken from the scope, not from the caller."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select kim_record_event(%s, %s, %s, %s, %s::jsonb)",
            [
                kind,
                target._meta.label_lower if target is not None else "",
                target.pk if target is not None else None,
                case_id,
                json.dumps(payload, cls=DjangoJSONEncoder, ensure_ascii=False),
            ],
        )


def seal() -> int:
    """Chain what can no longer change into a block; gives the number of events sealed."""
    with connection.cursor() as cursor:
        cursor.execute("select kim_seal_audit()")
        return int(cursor.fetchone()[0])


@dataclass(frozen=True)
class Summary:
    """The trail in figures, as kim_app may know it."""

    events: int
    unsealed: int
    kinds: list[tuple[str, int]]


def summary(*, since: datetime) -> Summary:
    """How many events there are, how many are not sealed yet, and how often each kind happened since then."""
    with connection.cursor() as cursor:
        cursor.execute("select kim_audit_summary(%s)::text", [since])
        found = json.loads(cursor.fetchone()[0])
    return Summary(found["events"], found["unsealed"], [(kind, number) for kind, number in found["kinds"]])


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the trail: which block or event, and what happened to it."""

    kind: str  # changed | payload_changed | missing | inserted | block_changed | chain_broken | tail_cut
    event_id: int | None
    block_id: int | None
    text: str


@dataclass(frozen=True)
class Verification:
    """The result of reading the whole trail again."""

    events: int
    blocks: int
    unsealed: int
    head: str
    faults: list[Fault]

    @property
    def intact(self) -> bool:
        return not self.faults


def verify(expected_head: str = "") -> Verification:
    """Recompute every hash and block; needs the owner's connection, since kim_app may not read the trail.

    `expected_head` is a head that left the database earlier: one that is no longer in the chain means its tail was cut.
    """
    faults: list[Fault] = []
    digest, sealed, heads, upto, blocks = hashlib.sha256(b"").digest(), 0, set(), 0, 0
    for block in AuditBlock.objects.order_by("id").iterator(chunk_size=50):
        faults += _block_faults(block, digest, upto)
        digest, upto = bytes(block.digest), block.to_transaction
        heads.add(digest.hex())
        sealed += len(block.event_ids)
        blocks += 1
    if expected_head and expected_head not in heads:
        faults.append(
            Fault("tail_cut", None, None, f"The head {expected_head[:16]}… that was handed out is not in the chain.")
        )
    unsealed = AuditEvent.objects.filter(transaction__gte=upto).count()
    return Verification(sealed + unsealed, blocks, unsealed, digest.hex() if blocks else "", faults)


def _block_faults(block: AuditBlock, previous: bytes, upto: int) -> Iterator[Fault]:
    if bytes(block.previous_digest) != previous or block.from_transaction != upto:
        yield Fault("chain_broken", None, block.id, f"Block {block.id} does not follow the block before it.")
    if _recomputed_digest(block) != bytes(block.digest):
        yield Fault("block_changed", None, block.id, f"Block {block.id} was changed after it was sealed.")
    sealed = dict(
        zip(block.event_ids, (bytes(h) for h in block.event_hashes), strict=False)
    )  # a forged block may not match
    found = _rows(block.from_transaction, block.to_transaction)
    for event_id in sealed.keys() - found.keys():
        yield Fault("missing", event_id, block.id, f"Event {event_id} of block {block.id} is gone.")
    for event_id in sorted(found):
        fresh, payload_intact = found[event_id]
        if event_id not in sealed:
            yield Fault(
                "inserted", event_id, block.id, f"Event {event_id} was added to block {block.id} after sealing."
            )
        elif fresh != sealed[event_id]:
            yield Fault("changed", event_id, block.id, f"Event {event_id} of block {block.id} was changed.")
        elif not payload_intact:
            yield Fault("payload_changed", event_id, block.id, f"The payload of event {event_id} was changed.")


def _rows(from_transaction: int, to_transaction: int) -> dict[int, tuple[bytes, bool]]:
    """Each event of the stretch: its hash computed anew, and whether its payload still fits (an erased one does)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, kim_audit_row_hash(e), payload is null or sha256(convert_to(payload::text, 'UTF8')) = payload_hash"
            " from privacy_auditevent e where transaction >= %s and transaction < %s",
            [from_transaction, to_transaction],
        )
        return {event_id: (bytes(row_hash), fits) for event_id, row_hash, fits in cursor.fetchall()}


def _recomputed_digest(block: AuditBlock) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(
            "select kim_audit_block_digest(previous_digest, from_transaction, to_transaction, event_ids, event_hashes)"
            " from privacy_auditblock where id = %s",
            [block.id],
        )
        return bytes(cursor.fetchone()[0])
