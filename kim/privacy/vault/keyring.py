"""The keys of the installation: a file of its own, outside the database and outside its backup.

Each line is `number day key`, the key in base64; lines that begin with # are comments. What is new is sealed with the last key;
older ones stay until `kim keys rotate` has taken everything off them.
"""

import base64
import binascii
import hashlib
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from kim.privacy.vault.exceptions import KeysMissing, KeyUnknown
from kim.privacy.vault.sealing import KEY_BYTES, new_key

log = logging.getLogger("kim.privacy")
_HEAD = (
    "# Keys of this KIM installation: number, day, key. Without this file documents and confidential notes cannot be read.\n"
    "# Keep a copy apart from the backups of the database. `kim keys new` adds a line; change nothing by hand.\n"
)


@dataclass(frozen=True)
class MasterKey:
    """One key of the installation; it wraps data keys and nothing else."""

    number: int
    since: date
    secret: bytes = field(repr=False)

    @property
    def mark(self) -> str:
        """What is stored beside whatever it has wrapped: says which key, not what it is."""
        return hashlib.sha256(b"kim key mark" + self.secret).hexdigest()[:16]


@dataclass(frozen=True)
class Keyring:
    """All keys of the installation, the newest last."""

    keys: tuple[MasterKey, ...]

    @property
    def newest(self) -> MasterKey:
        return self.keys[-1]

    def by_mark(self, mark: str) -> MasterKey:
        """The key with this mark, or KeyUnknown."""
        for key in self.keys:
            if key.mark == mark:
                return key
        log.error("no key in %s has the mark %s", path(), mark)
        raise KeyUnknown


def path() -> Path:
    """Where the keys lie (KIM_KEYS)."""
    if not settings.KIM_KEYS:
        log.error("KIM_KEYS is not set")
        raise KeysMissing
    return Path(settings.KIM_KEYS)


def load() -> Keyring:
    """The keys as the file has them now; read again only when it has changed."""
    place = path()
    try:
        changed = place.stat().st_mtime_ns
        return _read(place, changed)
    except (OSError, ValueError) as error:
        log.error("the keys in %s cannot be read: %s", place, error)
        raise KeysMissing from error


@lru_cache(maxsize=8)
def _read(place: Path, _changed: int) -> Keyring:
    lines = place.read_text(encoding="ascii").splitlines()
    keys = tuple(_key(line) for line in lines if line.strip() and not line.startswith("#"))
    if not keys:
        raise ValueError("there is no key in it")
    return Keyring(keys)


def _key(line: str) -> MasterKey:
    try:
        number, since, secret = line.split()
        key = MasterKey(int(number), date.fromisoformat(since), base64.b64decode(secret, validate=True))
    except (ValueError, binascii.Error):
        raise ValueError("a line is not `number day key`") from None  # the line itself stays out of every log
    if len(key.secret) != KEY_BYTES:
        raise ValueError(f"key {key.number} does not have {KEY_BYTES} bytes")
    return key


def create(place: Path, today: date) -> MasterKey:
    """Write a new file with a first key, readable by its owner alone; never over one that is there."""
    key = MasterKey(1, today, new_key())
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(place, [key], must_be_new=True)
    return key


def add(place: Path, today: date) -> MasterKey:
    """One more key, used from now on; the older ones stay."""
    ring = _read(place, place.stat().st_mtime_ns)
    key = MasterKey(ring.newest.number + 1, today, new_key())
    _write(place, [*ring.keys, key], must_be_new=False)
    return key


def drop(place: Path, mark: str) -> None:
    """Take a key out of the file; what it still wraps can then no longer be read. The newest one stays."""
    ring = _read(place, place.stat().st_mtime_ns)
    if ring.by_mark(mark) == ring.newest:
        raise ValueError("the newest key stays")
    _write(place, [key for key in ring.keys if key.mark != mark], must_be_new=False)


def _write(place: Path, keys: Sequence[MasterKey], *, must_be_new: bool) -> None:
    """Whole or not at all, and on the disk before anything is sealed with it."""
    lines = [f"{key.number} {key.since.isoformat()} {base64.b64encode(key.secret).decode()}\n" for key in keys]
    part = place.with_name(place.name + ".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(_HEAD + "".join(lines))
        file.flush()
        os.fsync(file.fileno())
    if must_be_new:
        try:
            os.link(part, place)
        finally:
            part.unlink()
    else:
        part.replace(place)
    _read.cache_clear()
