"""Sealing: what is cut, swapped, repeated or altered is refused."""

import io
import os

import pytest

from kim.privacy.vault import sealing
from kim.privacy.vault.exceptions import ContentDamaged

KEY, OTHER = bytes(range(32)), bytes(32)
SIZES = (0, 1, sealing.CHUNK - 1, sealing.CHUNK, sealing.CHUNK + 1, 3 * sealing.CHUNK, 3 * sealing.CHUNK + 7)


def sealed_file(plain: bytes, bound: str = "case 1") -> bytes:
    return b"".join(sealing.seal_stream(KEY, [plain[i : i + 1000] for i in range(0, len(plain), 1000)], bound=bound))


def opened(sealed: bytes, *, key: bytes = KEY, bound: str = "case 1") -> bytes:
    return b"".join(sealing.unseal_stream(key, io.BytesIO(sealed), bound=bound))


def test_a_text_comes_back_and_looks_different_each_time():
    one, two = (sealing.seal(KEY, "Ärger zu Hause".encode(), bound="a") for _ in range(2))

    assert one != two and b"rger" not in one
    assert sealing.unseal(KEY, one, bound="a").decode() == "Ärger zu Hause"


@pytest.mark.parametrize("place", [0, 1, 13, -1])
def test_a_text_with_one_bit_changed_is_refused(place):
    sealed = bytearray(sealing.seal(KEY, b"geheim", bound="a"))
    sealed[place] ^= 1

    with pytest.raises(ContentDamaged):
        sealing.unseal(KEY, bytes(sealed), bound="a")


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" + bytes(20), b"\x02" + bytes(60)])
def test_what_was_never_sealed_is_refused(sealed):
    with pytest.raises(ContentDamaged):
        sealing.unseal(KEY, sealed, bound="a")


def test_a_text_opens_only_where_it_belongs_and_with_its_key():
    sealed = sealing.seal(KEY, b"geheim", bound="case 1")

    with pytest.raises(ContentDamaged):
        sealing.unseal(KEY, sealed, bound="case 2")
    with pytest.raises(ContentDamaged):
        sealing.unseal(OTHER, sealed, bound="case 1")


@pytest.mark.parametrize("size", SIZES)
def test_a_file_of_any_size_comes_back(size):
    plain = os.urandom(size)

    assert opened(sealed_file(plain)) == plain


@pytest.mark.parametrize("cut", [1, 16, sealing.CHUNK + 16, sealing.CHUNK + 17, 2 * sealing.CHUNK + 40])
def test_a_file_cut_at_any_place_is_refused(cut):
    sealed = sealed_file(os.urandom(3 * sealing.CHUNK))

    with pytest.raises(ContentDamaged):
        opened(sealed[:-cut])


def test_a_file_with_chunks_swapped_repeated_or_added_is_refused():
    sealed = sealed_file(os.urandom(3 * sealing.CHUNK))
    head, size = sealed[:37], sealing.CHUNK + 16
    one, two, three = (sealed[37 + n * size : 37 + (n + 1) * size] for n in range(3))

    for order in ((two, one, three), (one, one, three), (one, two, two, three), (one, three), (one, two, three, three)):
        with pytest.raises(ContentDamaged):
            opened(head + b"".join(order))


def test_a_file_opens_only_where_it_belongs_and_with_its_key():
    sealed = sealed_file(b"geheim")

    with pytest.raises(ContentDamaged):
        opened(sealed, bound="case 2")
    with pytest.raises(ContentDamaged):
        opened(sealed, key=OTHER)
    with pytest.raises(ContentDamaged):
        opened(b"%PDF-1.7 plain")
