"""Reading filed documents: the door to one, and its content, opened with the key of its case."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.db import connection
from django.http import Http404

from kim.casework.file_types import TEXT_ENCODINGS
from kim.casework.models import Case, Document, DocumentVersion
from kim.privacy.public import vault

BATCH = 500
# Each room that keeps files in the store says by such a function which of them it knows.
_ASKED = r"select quote_ident(proname) from pg_proc where proname like 'kim\_known\_files%' and pronamespace = 'public'::regnamespace"


def document_for(case: Case, pk: int) -> Document:
    """A document of this case that the reader may know of (else 404). The case came through its own door."""
    try:
        document: Document = (
            Document.objects.for_list().select_related("consent__agency", "agreement").get(pk=pk, case=case)
        )
        return document
    except (Document.DoesNotExist, OverflowError) as error:
        raise Http404 from error


def version_of(document: Document, number: int) -> DocumentVersion:
    """One of its files (else 404): none any more once the document was taken out."""
    for version in document.versions.all():
        if version.number == number and not document.is_removed:
            return version
    raise Http404


def open_version(version: DocumentVersion) -> Iterator[bytes]:
    """The file in clear, chunk by chunk, checked whole before: what is damaged is refused and never half-delivered.

    The chunks need no database, so they may be sent after the request's transaction.
    """
    key = vault.key_of(vault.Owner("case", version.case_id))
    vault.files.check(version.stored, key=key)
    return vault.files.read(version.stored, key=key)


def check_version(version: DocumentVersion) -> None:
    """Whether the file can be opened whole; a sentence if not."""
    vault.files.check(version.stored, key=vault.key_of(vault.Owner("case", version.case_id)))


def beginning_of(version: DocumentVersion, most: int = 20_000) -> str:
    """The first characters of a text."""
    content = b"".join(open_version(version))
    for encoding in TEXT_ENCODINGS:
        try:
            return content.decode(encoding)[:most]
        except UnicodeDecodeError:
            continue
    return ""


def clear_up(*, older_than: float, remove: bool) -> int:
    """Find, and if so asked delete, files that no document knows: left by a crash, or of cases that are gone. Gives their number."""
    found, batch = 0, []
    for place, name in vault.files.stored(older_than=older_than):
        batch.append((place, name))
        if len(batch) == BATCH:
            found += _unknown(batch, remove)
            batch = []
    return found + _unknown(batch, remove)


def _unknown(batch: list[tuple[Path, UUID | None]], remove: bool) -> int:
    names = [name for _place, name in batch if name]
    with connection.cursor() as cursor:
        cursor.execute(_ASKED)
        askable = [row[0] for row in cursor.fetchall()]
        cursor.execute(" union ".join(f"select {each}(%s)" for each in askable), [names] * len(askable))
        known = {row[0] for row in cursor.fetchall()}
    unknown = [place for place, name in batch if name not in known]
    for place in unknown if remove else ():
        place.unlink(missing_ok=True)
    return len(unknown)
