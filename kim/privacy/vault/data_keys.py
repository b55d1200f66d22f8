"""Data keys: one for each owner, such as a case, made when it is first needed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from kim.privacy.models.vault import DataKey
from kim.privacy.vault import keyring, sealing
from kim.privacy.vault.exceptions import KeyDestroyed, KeyNotThere


@dataclass(frozen=True)
class Owner:
    """What a data key is for: a kind (`case`) and the id of the row."""

    kind: str
    pk: int

    def bound(self, purpose: str, row: object) -> str:
        """What is sealed belongs to this owner, this purpose and this row; said again whenever it is opened."""
        return f"kim|{purpose}|{self.kind}|{self.pk}|{row}"


@dataclass(frozen=True)
class OpenKey:
    """A data key, unwrapped: seals and opens what belongs to its owner. It lives as long as the act that needs it."""

    owner: Owner
    secret: bytes = field(repr=False)

    def seal(self, purpose: str, row: object, text: str) -> bytes:
        """A text, to be stored in this row."""
        return sealing.seal(self.secret, text.encode(), bound=self.owner.bound(purpose, row))

    def unseal(self, purpose: str, row: object, sealed: bytes) -> str:
        """The text of this row again."""
        return sealing.unseal(self.secret, bytes(sealed), bound=self.owner.bound(purpose, row)).decode()


DataKeyring = dict[int, OpenKey]


def key_of(owner: Owner, *, make: bool = False) -> OpenKey:
    """The owner's key; `make` says that something is to be sealed, so a first key is made."""
    row = DataKey.objects.filter(kind=owner.kind, owner_id=owner.pk).first()
    if row is None and make:
        DataKey.objects.bulk_create([_new(owner)], ignore_conflicts=True)  # two at once: the first one's stays
        row = DataKey.objects.filter(kind=owner.kind, owner_id=owner.pk).first()
    if row is None:
        raise KeyNotThere
    return _open(row)


def keys_of(kind: str, owner_ids: Iterable[int]) -> DataKeyring:
    """The keys of many owners in one query; those that have none, or a destroyed one, are left out."""
    rows = DataKey.objects.filter(kind=kind, owner_id__in=set(owner_ids), destroyed_at=None)
    return {row.owner_id: _open(row) for row in rows}


def destroy(owner: Owner) -> bool:
    """Make everything sealed for this owner unreadable for good; that it was destroyed, and when, stays. Needs the owner of the tables."""
    found = DataKey.objects.filter(kind=owner.kind, owner_id=owner.pk, destroyed_at=None)
    return found.update(wrapped=b"", kek="", destroyed_at=timezone.now()) > 0


def wrap(owner: Owner, secret: bytes, master: keyring.MasterKey) -> bytes:
    """A data key sealed with a key of the installation."""
    return sealing.seal(master.secret, secret, bound=owner.bound("key", ""))


def unwrap(row: DataKey, ring: keyring.Keyring) -> bytes:
    """The data key in clear."""
    owner = Owner(row.kind, row.owner_id)
    return sealing.unseal(ring.by_mark(row.kek).secret, bytes(row.wrapped), bound=owner.bound("key", ""))


def _new(owner: Owner) -> DataKey:
    master = keyring.load().newest
    return DataKey(kind=owner.kind, owner_id=owner.pk, kek=master.mark, wrapped=wrap(owner, sealing.new_key(), master))


def _open(row: DataKey) -> OpenKey:
    if row.destroyed_at:
        raise KeyDestroyed
    return OpenKey(Owner(row.kind, row.owner_id), unwrap(row, keyring.load()))
