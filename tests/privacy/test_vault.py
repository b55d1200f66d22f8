"""Keys of the installation, data keys, and the store of sealed files."""

import logging
import os
import stat
from uuid import uuid4

import pytest
from django.db import connection, transaction

from kim.privacy.models import AuditEvent, DataKey
from kim.privacy.scope import Scope, open_scope
from kim.privacy.vault import exceptions, files, keyring, rotation
from kim.privacy.vault.data_keys import Owner, destroy, key_of, keys_of
from tests.factories import today

SECRET = "Sie wohnt jetzt bei ihrer Tante."


@pytest.fixture
def keys(settings, tmp_path):
    """A file of keys of one's own."""
    settings.KIM_KEYS = str(tmp_path / "keys")
    keyring.create(tmp_path / "keys", today())
    return tmp_path / "keys"


@pytest.fixture
def store(settings, tmp_path):
    settings.KIM_FILES = str(tmp_path / "files")
    return tmp_path / "files"


def owner(number: int) -> Owner:
    return Owner("test", number)


def in_store(store):
    return [place for place in store.glob("**/*") if place.is_file()]


# The file of keys


def test_a_new_file_is_readable_by_its_owner_alone_and_never_overwritten(keys):
    before = keys.read_bytes()

    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        keyring.create(keys, today())
    assert keys.read_bytes() == before and not keys.with_name("keys.part").exists()


def test_a_new_key_comes_last_and_the_older_ones_stay(keys):
    first = keyring.load().newest
    second = keyring.add(keys, today())

    assert [key.number for key in keyring.load().keys] == [1, 2]
    assert keyring.load().newest == second and keyring.load().by_mark(first.mark) == first
    keyring.drop(keys, first.mark)
    assert keyring.load().keys == (second,)
    with pytest.raises(ValueError, match="newest"):
        keyring.drop(keys, second.mark)


@pytest.mark.parametrize(
    "content",
    ["", "# only words\n", "1 2026-01-01\n", "1 2026-01-01 c2hvcnQ=\n", "one 2026-01-01 x\n", "1 2026-01-01 äöü\n"],
)
def test_a_file_that_cannot_be_read_is_said_so_and_its_lines_are_not_logged(keys, content, caplog):
    keys.write_text(content, encoding="utf-8")
    os.utime(keys, ns=(1, 1))

    with caplog.at_level(logging.ERROR), pytest.raises(exceptions.KeysMissing):
        keyring.load()
    assert "c2hvcnQ" not in caplog.text


def test_without_a_file_or_its_name_the_sentence_says_what_to_do(settings, tmp_path):
    for name in ("", str(tmp_path / "nothing")):
        settings.KIM_KEYS = name
        with pytest.raises(exceptions.KeysMissing, match="kim keys status"):
            keyring.load()


def test_neither_keys_nor_marks_show_a_secret(keys):
    key = keyring.load().newest

    assert repr(key.secret)[2:10] not in repr(key) and len(key.mark) == 16
    assert key.secret.hex()[:16] != key.mark


# Data keys


@pytest.mark.django_db
def test_an_owner_has_one_key_and_others_have_another(keys):
    one, again, two = key_of(owner(1), make=True), key_of(owner(1), make=True), key_of(owner(2), make=True)

    assert one == again and one.secret != two.secret and DataKey.objects.count() == 2
    sealed = one.seal("note", 7, SECRET)
    assert one.unseal("note", 7, sealed) == SECRET
    for other, purpose, row in ((one, "note", 8), (one, "letter", 7), (two, "note", 7)):
        with pytest.raises(exceptions.ContentDamaged):
            other.unseal(purpose, row, sealed)
    assert SECRET.encode() not in sealed and one.secret not in bytes(DataKey.objects.first().wrapped)


@pytest.mark.django_db
def test_a_data_key_moved_to_another_owner_does_not_open(keys):
    key_of(owner(1), make=True)
    DataKey.objects.update(owner_id=2)

    with pytest.raises(exceptions.ContentDamaged):
        key_of(owner(2))


@pytest.mark.django_db
def test_asking_for_a_key_makes_none(keys):
    with pytest.raises(exceptions.KeyNotThere):
        key_of(owner(1))
    assert keys_of("test", [1, 2]) == {} and not DataKey.objects.exists()


@pytest.mark.django_db
def test_a_restored_database_with_other_keys_says_so(keys, settings, tmp_path):
    key_of(owner(1), make=True)
    keyring.create(tmp_path / "others", today())
    settings.KIM_KEYS = str(tmp_path / "others")

    with pytest.raises(exceptions.KeyUnknown, match="Schlüsseldatei"):
        key_of(owner(1))
    assert [use.number for use in rotation.missing()] == [1]
    with pytest.raises(exceptions.KeyUnknown):
        list(rotation.rotate())


@pytest.mark.django_db
def test_a_destroyed_key_stays_destroyed(keys):
    key_of(owner(1), make=True)

    assert destroy(owner(1)) and not destroy(owner(1))
    with pytest.raises(exceptions.KeyDestroyed):
        key_of(owner(1), make=True)
    assert bytes(DataKey.objects.get().wrapped) == b"" and keys_of("test", [1]) == {}


# Rotation


@pytest.mark.django_db
def test_rotation_moves_everything_and_can_stop_in_the_middle(keys):
    sealed = {number: key_of(owner(number), make=True).seal("note", 1, f"{SECRET} {number}") for number in range(7)}
    destroy(owner(6))
    old = keyring.load().newest
    new = keyring.add(keys, today())

    moving = rotation.rotate(batch=2)
    assert next(moving) == 2
    moving.close()
    assert {use.mark: use.number for use in rotation.in_use()} == {old.mark: 4, new.mark: 2}
    assert list(rotation.rotate(batch=3)) == [3, 4]

    assert [(use.mark, use.number) for use in rotation.in_use()] == [(new.mark, 6)]
    keyring.drop(keys, old.mark)
    assert all(key_of(owner(n)).unseal("note", 1, sealed[n]) == f"{SECRET} {n}" for n in range(6))
    assert AuditEvent.objects.filter(kind="keys.rotated").count() == 1
    assert list(rotation.rotate()) == []


@pytest.mark.django_db
def test_kim_app_sees_no_data_key_without_a_scope_and_learns_figures_only(keys):
    key_of(owner(1), make=True)

    with open_scope(Scope(name="test")):
        assert not DataKey.objects.exists()
        assert [use.number for use in rotation.in_use()] == [1]


# The store


@pytest.mark.django_db
def test_a_file_is_sealed_whole_and_opens_for_its_owner_alone(keys, store):
    key, other = key_of(owner(1), make=True), key_of(owner(2), make=True)
    plain = os.urandom(200_000)
    stored = files.store([plain[:70_000], plain[70_000:]], key=key)

    assert b"".join(files.read(stored.name, key=key)) == plain and files.check(stored.name, key=key) == stored.size
    [place] = in_store(store)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600 and plain[:64] not in place.read_bytes()
    for name, wrong in ((stored.name, other), (uuid4(), key)):
        with pytest.raises((exceptions.ContentDamaged, exceptions.FileMissing)):
            files.check(name, key=wrong)


@pytest.mark.django_db
def test_two_files_of_one_owner_cannot_be_exchanged(keys, store):
    key = key_of(owner(1), make=True)
    one, two = files.store([b"one"], key=key), files.store([b"two"], key=key)
    places = [files.place_of(name) for name in (one.name, two.name)]
    contents = [place.read_bytes() for place in places]
    for place, content in zip(places, reversed(contents), strict=True):
        place.write_bytes(content)

    with pytest.raises(exceptions.ContentDamaged):
        files.check(one.name, key=key)


@pytest.mark.django_db
def test_a_file_whose_content_breaks_off_leaves_nothing(keys, store):
    def breaks_off():
        yield b"x" * 100_000
        raise ConnectionResetError

    with pytest.raises(exceptions.StoreUnusable):
        files.store(breaks_off(), key=key_of(owner(1), make=True))
    assert in_store(store) == []


@pytest.mark.django_db
def test_a_store_that_cannot_be_written_says_so(keys, store, settings):
    store.write_text("a file where the folder should be")

    with pytest.raises(exceptions.StoreUnusable, match="Administration"):
        files.store([b"x"], key=key_of(owner(1), make=True))
    settings.KIM_FILES = ""
    with pytest.raises(exceptions.StoreUnusable):
        files.folder()


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_fails_takes_its_files_with_it(keys, store):
    key = key_of(owner(1), make=True)

    with pytest.raises(RuntimeError), open_scope(Scope(name="test")):
        files.store([b"never"], key=key)
        assert len(in_store(store)) == 1
        raise RuntimeError
    assert in_store(store) == []
    with open_scope(Scope(name="test")):
        files.store([b"rolled back by the request"], key=key)
        transaction.set_rollback(True)
    assert in_store(store) == []
    with open_scope(Scope(name="test")):
        kept = files.store([b"kept"], key=key)
        with pytest.raises(RuntimeError), transaction.atomic():
            files.store([b"taken back"], key=key)
            raise RuntimeError
    assert [place.name for place in in_store(store)] == [kept.name.hex]


@pytest.mark.django_db(transaction=True)
def test_a_file_to_be_forgotten_goes_with_the_commit_and_not_before(keys, store):
    key = key_of(owner(1), make=True)
    with open_scope(Scope(name="test")):
        name = files.store([b"x"], key=key).name

    with open_scope(Scope(name="test")):
        files.forget(name)
        transaction.set_rollback(True)
    assert len(in_store(store)) == 1
    with open_scope(Scope(name="test")):
        files.forget(name)
    assert in_store(store) == []
    assert connection.in_atomic_block is False
