"""Taking every data key off an older key of the installation, in small transactions: it can stop anywhere and go on later."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from kim.privacy import audit
from kim.privacy.models.vault import DataKey
from kim.privacy.vault import keyring
from kim.privacy.vault.data_keys import Owner, unwrap, wrap
from kim.privacy.vault.exceptions import KeyUnknown

BATCH = 500


@dataclass(frozen=True)
class Use:
    """How many data keys lie under the key of the installation with this mark."""

    mark: str
    number: int


def in_use() -> list[Use]:
    """Which keys of the installation are needed, and how often; figures only, so kim_app may ask."""
    with connection.cursor() as cursor:
        cursor.execute("select mark, number from kim_keys_in_use()")
        return [Use(mark, number) for mark, number in cursor.fetchall()]


def missing() -> list[Use]:
    """What lies under keys that the file does not have."""
    known = {key.mark for key in keyring.load().keys}
    return [use for use in in_use() if use.mark not in known]


def rotate(*, batch: int = BATCH) -> Iterator[int]:
    """Wrap every data key anew with the newest key; gives after each committed batch how many are done. Needs the owner."""
    if missing():
        raise KeyUnknown
    ring, done = keyring.load(), 0
    while moved := _one_batch(ring, batch):
        done += moved
        yield done
    if done:
        with transaction.atomic():
            audit.record("keys.rotated", keys=done, to=ring.newest.mark)


def _one_batch(ring: keyring.Keyring, batch: int) -> int:
    with transaction.atomic():
        older = DataKey.objects.filter(destroyed_at=None).exclude(kek=ring.newest.mark).order_by("id")
        rows = list(older.select_for_update()[:batch])
        for row in rows:
            row.wrapped = wrap(Owner(row.kind, row.owner_id), unwrap(row, ring), ring.newest)
            row.kek = ring.newest.mark
        DataKey.objects.bulk_update(rows, ["wrapped", "kek"])
    return len(rows)
