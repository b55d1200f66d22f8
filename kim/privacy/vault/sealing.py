"""The cryptography: AES-256-GCM with what the content belongs to as associated data; long content in chunks that cannot be
cut, repeated or reordered. Values in, values out: no database, no disk, no settings."""

import os
import struct
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kim.privacy.vault.exceptions import ContentDamaged

KEY_BYTES = 32
CHUNK = 64 * 1024
_NONCE, _TAG, _SALT = 12, 16, 32
_TEXT_MARK, _FILE_MARK = b"\x01", b"KIMF1"


def new_key() -> bytes:
    """Thirty-two random bytes."""
    return AESGCM.generate_key(KEY_BYTES * 8)


def seal(key: bytes, plain: bytes, *, bound: str) -> bytes:
    """The content sealed; `bound` names what it belongs to and is asked for again when it is opened."""
    nonce = os.urandom(_NONCE)
    return _TEXT_MARK + nonce + AESGCM(key).encrypt(nonce, plain, bound.encode())


def unseal(key: bytes, sealed: bytes, *, bound: str) -> bytes:
    """The content again, or ContentDamaged if a bit, the key or what it belongs to differs."""
    if sealed[:1] != _TEXT_MARK or len(sealed) < 1 + _NONCE + _TAG:
        raise ContentDamaged
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], bound.encode())
    except InvalidTag as error:
        raise ContentDamaged from error


def seal_stream(key: bytes, plain: Iterable[bytes], *, bound: str) -> Iterator[bytes]:
    """A file sealed chunk by chunk, each with a number and the last one marked, under a key of its own."""
    salt = os.urandom(_SALT)
    yield _FILE_MARK + salt
    cipher = AESGCM(_file_key(key, salt, bound))
    number, held = 0, b""
    for place, chunk in enumerate(_even(plain)):
        if place:
            yield cipher.encrypt(_nonce(number, last=False), held, None)
            number += 1
        held = chunk
    yield cipher.encrypt(_nonce(number, last=True), held, None)


def unseal_stream(key: bytes, sealed: BinaryIO, *, bound: str) -> Iterator[bytes]:
    """The chunks of the file; ContentDamaged at the first that does not fit, and if the end is missing."""
    head = sealed.read(len(_FILE_MARK) + _SALT)
    if len(head) != len(_FILE_MARK) + _SALT or not head.startswith(_FILE_MARK):
        raise ContentDamaged
    cipher = AESGCM(_file_key(key, head[len(_FILE_MARK) :], bound))
    number, held = 0, sealed.read(CHUNK + _TAG)
    while True:
        following = sealed.read(CHUNK + _TAG)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), held, None)
        except InvalidTag as error:
            raise ContentDamaged from error
        if not following:
            return
        number, held = number + 1, following


def _file_key(key: bytes, salt: bytes, bound: str) -> bytes:
    """A key for this one file, so that its chunks can be numbered from nought."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=b"kim file\x00" + bound.encode()).derive(key)


def _nonce(number: int, *, last: bool) -> bytes:
    return struct.pack(">QI", number, int(last))


def _even(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one size; only the last is shorter."""
    buffer = bytearray()
    for chunk in chunks:
        buffer += chunk
        while len(buffer) >= CHUNK:
            yield bytes(buffer[:CHUNK])
            del buffer[:CHUNK]
    if buffer:
        yield bytes(buffer)
