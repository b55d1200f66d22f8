"""Documents of a case: sealed, kept in versions, seen by those who may, gone when the act fails."""

import os
import tracemalloc
import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from kim.casework import filed
from kim.casework.actions import documents
from kim.casework.exceptions import CaseIsClosed, DayInTheFuture, FormUsedElsewhere, ReasonMissing
from kim.casework.models import AccessGrant, Document, DocumentVersion, LateEntry
from kim.organisation.models import Absence
from kim.privacy.public import AuditEvent, DataKey, Scope, open_scope, vault
from tests import factories

PDF = b"%PDF-1.7\n" + b"Mietvertrag der Familie Haddad " * 5000 + b"%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.KIM_FILES = str(tmp_path / "files")
    return tmp_path / "files"


def files_in(store):
    return [place for place in store.glob("**/*") if place.is_file()]


def content_of(version) -> bytes:
    return b"".join(filed.open_version(version))


def test_a_document_is_filed_sealed_and_read_again(world, scope_as, store):
    case = factories.case(world.anna)
    with scope_as(world.anna) as anna:
        document = documents.add(case=case, by=anna, name="Mietvertrag_2026.pdf", content=PDF, kind="contract")

        version = document.newest
        assert (document.title, version.number, version.media_type) == ("Mietvertrag 2026", 1, "application/pdf")
        assert version.size == len(PDF) and content_of(version) == PDF
    [place] = files_in(store)
    assert b"Haddad" not in place.read_bytes() and place.stat().st_mode & 0o777 == 0o600
    event = AuditEvent.objects.get(kind="document.filed", case_id=case.pk)
    assert event.payload["sha256"] == version.sha256 and "title" not in event.payload


def test_each_person_sees_what_they_may_and_without_a_scope_there_is_nothing(world, scope_as):
    case = factories.case(world.anna)
    factories.document(case, name="offen.pdf")
    factories.document(case, name="geheim.pdf", confidential=True)
    today = factories.today()
    for person, sections in (
        (world.cem, ["documents"]),
        (world.stranger, ["documents", "notes"]),
        (world.lea, ["plan"]),
    ):
        AccessGrant.objects.create(
            case=case, grantee=person, sections=sections, basis="supervision", reason="Hilfe", valid_from=today, valid_to=today,
            given_by=world.anna,
        )  # fmt: skip

    seen = {}
    for person in (world.anna, world.ben, world.cem, world.lea, world.admin, world.stranger):
        with scope_as(person):
            titles = set(Document.objects.values_list("title", flat=True))
            assert DocumentVersion.objects.count() == len(titles)
            assert DataKey.objects.filter(owner_id=case.pk).exists() == bool(titles)
            seen[person.username] = titles
    both = {"offen", "geheim"}
    assert seen == {"anna": both, "ben": set(), "cem": {"offen"}, "lea": set(), "admin": set(), "stranger": both}
    with open_scope(Scope(name="test")):
        assert not Document.objects.exists() and not DocumentVersion.objects.exists() and not DataKey.objects.exists()


def test_only_who_works_in_the_case_files_and_nobody_rewrites(world, scope_as):
    case = factories.case(world.anna)
    document = factories.document(case)
    AccessGrant.objects.create(
        case=case, grantee=world.cem, sections=["documents"], basis="supervision", reason="Hilfe", valid_from=factories.today(),
        valid_to=factories.today(), given_by=world.anna,
    )  # fmt: skip

    for person in (world.ben, world.cem, world.lea):
        with scope_as(person) as somebody, pytest.raises(PermissionDenied), transaction.atomic():
            documents.add(case=case, by=somebody, name="x.pdf", content=PDF)
    with scope_as(world.cem) as cem, pytest.raises(PermissionDenied), transaction.atomic():
        documents.remove(document=Document.objects.get(pk=document.pk), by=cem, reason="weg")
    with scope_as(world.anna):
        assert DocumentVersion.objects.update(size=1) == 0 and DocumentVersion.objects.all().delete()[0] == 0


def test_a_second_click_files_nothing_and_a_form_of_another_case_neither(world, scope_as, store):
    one, two, number = factories.case(world.anna), factories.case(world.anna), uuid.uuid4()
    with scope_as(world.anna) as anna:
        first = documents.add(case=one, by=anna, name="a.pdf", content=PDF, submission=number)
        again = documents.add(case=one, by=anna, name="a.pdf", content=PDF, submission=number)
        with pytest.raises(FormUsedElsewhere), transaction.atomic():
            documents.add(case=two, by=anna, name="a.pdf", content=PDF, submission=number)

    assert first == again and Document.objects.count() == 1 and len(files_in(store)) == 1


def test_a_closed_case_takes_a_document_only_with_a_reason(world):
    case = factories.case(world.anna, phase="closed")

    with pytest.raises(CaseIsClosed), transaction.atomic():
        documents.add(case=case, by=world.anna, name="a.pdf", content=PDF)
    document = documents.add(case=case, by=world.anna, name="a.pdf", content=PDF, late_reason="kam mit der Post")

    late = LateEntry.objects.get()
    assert (late.kind, late.row, late.reason) == ("document", document.pk, "kam mit der Post")


def test_a_newer_version_keeps_the_older_one(world):
    document = factories.document(factories.case(world.anna), content=PDF)

    documents.add_version(document=document, by=world.anna, name="neu.png", content=BytesIO(PNG))

    newest, older = Document.objects.for_list().get().versions.all()
    assert (newest.number, older.number) == (2, 1) and (content_of(newest), content_of(older)) == (PNG, PDF)
    with pytest.raises(documents.SameContent), transaction.atomic():
        documents.add_version(document=document, by=world.anna, name="neu.png", content=PNG)


def test_who_stands_in_does_not_decide_what_is_confidential(world, scope_as):
    case = factories.case(world.anna)
    document = factories.document(case)
    today = factories.today()
    Absence.objects.create(user=world.anna, deputy=world.ben, first_day=today, last_day=today, recorded_by=world.lea)
    about = {"title": "x", "kind": "other", "version": document.version}

    with scope_as(world.ben) as ben, pytest.raises(documents.NotYoursToOpen), transaction.atomic():
        documents.describe(document=Document.objects.get(), by=ben, confidential=True, **about)
    with scope_as(world.anna) as anna:
        documents.describe(document=Document.objects.get(), by=anna, confidential=True, **about)
    with pytest.raises(DayInTheFuture), transaction.atomic():
        documents.describe(
            document=document, by=world.anna, dated_on=today + timedelta(days=1), **about | {"version": None}
        )


def test_what_is_taken_out_is_gone_and_its_trace_stays(world, store, django_capture_on_commit_callbacks):
    document = factories.document(factories.case(world.anna))
    documents.add_version(document=document, by=world.anna, name="b.png", content=PNG)
    with pytest.raises(ReasonMissing):
        documents.remove(document=document, by=world.anna, reason="")

    with django_capture_on_commit_callbacks(execute=True):
        documents.remove(document=document, by=world.anna, reason="falsche Akte")

    assert files_in(store) == [] and not Document.objects.there().exists()
    assert Document.objects.get().removal_reason == "falsche Akte"
    for act in (documents.add_version, None):
        with pytest.raises(documents.DocumentIsRemoved), transaction.atomic():
            if act:
                act(document=document, by=world.anna, name="c.pdf", content=PDF)
            else:
                documents.describe(document=document, by=world.anna, version=None, title="x", kind="other")


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_neither_row_nor_file(world, scope_as, store):
    case = factories.case(world.anna)

    with pytest.raises(RuntimeError), scope_as(world.anna) as anna:
        documents.add(case=case, by=anna, name="a.pdf", content=PDF)
        raise RuntimeError
    with pytest.raises(documents.DocumentTooLarge), scope_as(world.anna) as anna:
        documents.add(case=case, by=anna, name="a.txt", content=_Endless())

    assert files_in(store) == [] and not Document.objects.exists()


class _Endless:
    """A text that would go on for two gigabytes."""

    def __init__(self) -> None:
        self.place = 0

    def seek(self, place: int) -> None:
        self.place = place

    def read(self, size: int = -1) -> bytes:
        size = max(0, min(size, 2**31 - self.place)) if self.place else size
        self.place += size
        # Reading the text for its kind comes to an end; storing it does not get that far.
        return b"x" * size if self.place < 30 * 1024 * 1024 else b""


def test_what_no_document_knows_is_cleared_up_and_the_rest_stays(world, store):
    kept = factories.document(factories.case(world.anna))
    key = vault.key_of(documents.key_owner(kept.case_id))
    left = vault.files.store([b"left by a crash"], key=key)
    half = vault.files.place_of(left.name).with_name("0" * 32 + ".part")
    half.write_bytes(b"half")
    gone = factories.document(factories.case(world.anna))
    documents.remove(document=gone, by=world.anna, reason="falsche Akte")
    for place in files_in(store):
        os.utime(place, (1, 1))
    young = vault.files.store([b"of a transaction still running"], key=key)

    with open_scope(Scope(name="worker")):
        assert filed.clear_up(older_than=3600, remove=False) == 3 and len(files_in(store)) == 5
        assert filed.clear_up(older_than=3600, remove=True) == 3

    assert {place.name for place in files_in(store)} == {kept.newest.stored.hex, young.name.hex}


def test_sealing_and_opening_need_the_same_little_memory_for_small_and_large_files(world):
    def peak(size: int) -> int:
        content = BytesIO(b"%PDF-1.7\n" + bytes(size))
        tracemalloc.start()
        document = documents.add(case=case, by=world.anna, name="a.pdf", content=content)
        for _chunk in filed.open_version(document.newest):
            pass
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    case = factories.case(world.anna)
    peak(1000)

    assert peak(15 * 1024 * 1024) < peak(1024 * 1024) + 500_000


@pytest.mark.parametrize(
    "name",
    ["", "...", "../../../etc/passwd", "\u202efdp.exe", "x" * 300 + ".pdf", "a\x00b.pdf", "CON.pdf", "مستند.pdf"],
)
def test_no_name_breaks_or_misleads(world, name):
    content = PNG if name.endswith(("exe", "passwd")) or not name else PDF
    document = documents.add(case=factories.case(world.anna), by=world.anna, name=name, content=content)

    assert document.title and len(document.title) <= 200 and len(document.newest.original_name) <= 200
    assert not set("\u202e\x00/") & set(document.title + document.newest.original_name)
