"""Sealed files on the disk (KIM_FILES): written whole or not at all, removed again if the transaction that made them fails."""

import hashlib
import logging
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from kim.privacy import pending
from kim.privacy.vault import sealing
from kim.privacy.vault.data_keys import OpenKey
from kim.privacy.vault.exceptions import ContentDamaged, FileMissing, StoreUnusable

log = logging.getLogger("kim.privacy")
PURPOSE = "file"
_PART = ".part"


@dataclass(frozen=True)
class Stored:
    """What was written: the name in the store, and size and SHA-256 of the content in clear."""

    name: UUID
    size: int
    sha256: str


def folder() -> Path:
    """Where sealed files lie (KIM_FILES)."""
    if not settings.KIM_FILES:
        log.error("KIM_FILES is not set")
        raise StoreUnusable
    return Path(settings.KIM_FILES)


def place_of(name: UUID) -> Path:
    """Where a sealed file lies; its name says nothing."""
    return folder() / name.hex[:2] / name.hex


def store(chunks: Iterable[bytes], *, key: OpenKey) -> Stored:
    """Seal a file for the owner of this key, in the running transaction: if that fails, the file goes with it."""
    name = uuid4()
    place, counted = place_of(name), _Counted(chunks)
    part = place.with_name(place.name + _PART)
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        pending.add(place)
        _write(part, sealing.seal_stream(key.secret, counted, bound=key.owner.bound(PURPOSE, name.hex)))
        part.replace(place)
        _settle(place.parent)
    except OSError as error:
        log.error("a file cannot be stored in %s: %s", folder(), error)
        _remove(part)
        raise StoreUnusable from error
    except BaseException:
        _remove(part)
        raise
    transaction.on_commit(lambda: pending.keep(place))
    return Stored(name, counted.size, counted.digest.hexdigest())


class _Counted:
    """The content on its way through, with size and hash."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.chunks, self.size, self.digest = chunks, 0, hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self.chunks:
            self.size += len(chunk)
            self.digest.update(chunk)
            yield chunk


def _write(part: Path, blocks: Iterable[bytes]) -> None:
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for block in blocks:
            file.write(block)
        file.flush()
        os.fsync(file.fileno())


def _settle(directory: Path) -> None:
    """The new name on the disk too, not only in the cache of the file system."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(place: Path) -> None:
    try:
        place.unlink(missing_ok=True)
    except OSError as error:
        log.warning("%s cannot be removed: %s", place, error)


def read(name: UUID, *, key: OpenKey) -> Iterator[bytes]:
    """The file in clear, chunk by chunk. Ask `check` before: what is damaged is then refused whole."""
    try:
        with place_of(name).open("rb") as file:
            yield from sealing.unseal_stream(key.secret, file, bound=key.owner.bound(PURPOSE, name.hex))
    except FileNotFoundError as error:
        log.error("the file %s is missing", name.hex)
        raise FileMissing from error
    except OSError as error:
        log.error("the file %s cannot be read: %s", name.hex, error)
        raise FileMissing from error
    except ContentDamaged:
        log.error("the file %s is damaged or sealed with another key", name.hex)
        raise


def check(name: UUID, *, key: OpenKey) -> int:
    """Read the whole file without keeping it; gives its size in clear, or says what is wrong with it."""
    return sum(len(chunk) for chunk in read(name, key=key))


def forget(name: UUID) -> None:
    """Delete a file once the running transaction is committed."""
    transaction.on_commit(lambda: _remove(place_of(name)))


def stored(*, older_than: float = 0) -> Iterator[tuple[Path, UUID | None]]:
    """Every file of the store with its name; None for what a crash left half-written."""
    root, limit = folder(), time.time() - older_than
    for place in root.glob("??/*"):
        try:
            old_enough = place.stat().st_mtime <= limit
        except FileNotFoundError:
            continue
        if old_enough:
            yield place, _name(place)


def _name(place: Path) -> UUID | None:
    try:
        return UUID(hex=place.name)
    except ValueError:
        return None
