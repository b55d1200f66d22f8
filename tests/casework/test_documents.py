"""Documents of a case: sealed, recognised by their content, kept in versions, gone when the act fails."""

from pathlib import Path

import pytest

from kim.casework import filed
from kim.casework.actions import documents
from kim.privacy.public import AuditEvent
from tests import factories

PDF = b"%PDF-1.7\n" + b"Mietvertrag der Familie Haddad " * 5000 + b"%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.fixture
def store(settings, tmp_path):
    settings.KIM_FILES = str(tmp_path / "files")
    return tmp_path / "files"


def files_in(store: Path) -> list[Path]:
    return [place for place in store.glob("**/*") if place.is_file()]


def test_a_document_is_filed_sealed_and_read_again(world, scope_as, store):
    case = factories.case(world.anna)
    with scope_as(world.anna) as anna:
        document = documents.add(case=case, by=anna, name="Mietvertrag_2026.pdf", content=PDF, kind="contract")

        version = document.newest
        assert (document.title, version.number, version.media_type) == ("Mietvertrag 2026", 1, "application/pdf")
        assert version.size == len(PDF)
        assert b"".join(filed.open_version(version)) == PDF
    [place] = files_in(store)
    assert b"Haddad" not in place.read_bytes() and place.stat().st_mode & 0o777 == 0o600
    assert AuditEvent.objects.filter(kind="document.filed", case_id=case.pk).exists()
