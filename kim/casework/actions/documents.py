"""Documents of a case: filed, given a new version, described anew, taken out again. Their content is sealed with the case's key."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework import file_types
from kim.casework.actions.shared import already, change, lock, not_in_future
from kim.casework.exceptions import CaseIsClosed, CaseworkError, ReasonMissing
from kim.casework.models import Case, Document, DocumentKind, DocumentVersion, LateEntry
from kim.organisation.public import User
from kim.privacy.public import audit, vault

CHUNK = 64 * 1024
Content = bytes | BinaryIO


class DocumentTooLarge(CaseworkError):
    message = _("This file is larger than %(most)s MB. Scan it with a lower resolution or split it.")


class DocumentIsRemoved(CaseworkError):
    message = _("This document has been taken out of the file.")


class DocumentProvesSomething(CaseworkError):
    message = _("This is the scan of a consent or an agreement. Take that link away first, then it can be taken out.")


class SameContent(CaseworkError):
    message = _("This is the same file as the present version, so no new one was made.")


class NotYoursToOpen(CaseworkError):
    message = _("Only whoever filed it or is responsible for the case decides whether it is confidential.")


def key_owner(case_id: int) -> vault.Owner:
    """Whose key seals what belongs to a case."""
    return vault.Owner("case", case_id)


@transaction.atomic
def add(
    *,
    case: Case,
    by: User,
    name: str,
    content: Content,
    kind: str = DocumentKind.OTHER,
    title: str = "",
    dated_on: date | None = None,
    confidential: bool = False,
    late_reason: str = "",
    submission: UUID | None = None,
) -> Document:
    """File a document; in a closed case only with the reason why it comes late. A second click of the form files nothing."""
    if earlier := already(Document, submission, case=case):
        return earlier
    case = lock(case)
    if case.is_closed and not late_reason:
        raise CaseIsClosed
    not_in_future(dated_on)
    document = Document.objects.create(
        case=case, kind=kind, title=(title or _title_from(name))[:200], dated_on=dated_on, confidential=confidential,
        recorded_by=by, submission=submission,
    )  # fmt: skip
    if case.is_closed:
        LateEntry.objects.create(case=case, kind="document", row=document.pk, reason=late_reason, recorded_by=by)
    version = _store(document, by=by, name=name, content=content, number=1, submission=None)
    _told("document.filed", document, version)
    return document


@transaction.atomic
def add_version(
    *, document: Document, by: User, name: str, content: Content, submission: UUID | None = None
) -> DocumentVersion:
    """A newer file of the same document; the older ones stay."""
    if earlier := already(DocumentVersion, submission, document=document):
        return earlier
    lock(document.case)
    document = _there(document)
    last = document.versions.aggregate(number=Max("number"))["number"]
    version = _store(document, by=by, name=name, content=content, number=last + 1, submission=submission)
    if document.versions.filter(number=last, sha256=version.sha256).exists():
        raise SameContent
    document.version += 1
    document.save(update_fields=["version"])
    _told("document.version_added", document, version)
    return version


@transaction.atomic
def describe(
    *,
    document: Document,
    by: User,
    version: int | None,
    title: str,
    kind: str,
    dated_on: date | None = None,
    confidential: bool = False,
) -> Document:
    """Change what is said about a document."""
    document = _there(document, version)
    if confidential != document.confidential and by.pk not in (document.recorded_by_id, document.case.assigned_to_id):
        raise NotYoursToOpen
    not_in_future(dated_on)
    changed = change(document, title=title[:200], kind=kind, dated_on=dated_on, confidential=confidential)
    if changed:
        audit.record("document.described", target=document, case_id=document.case_id, fields=changed)
    return document


@transaction.atomic
def remove(*, document: Document, by: User, reason: str) -> Document:
    """Take a document out for good: its files are deleted, that it was there stays, with who took it out and why."""
    if not reason:
        raise ReasonMissing
    document = lock(document)
    if document.is_removed:
        return document
    if document.proves:
        raise DocumentProvesSomething
    document.removed_at, document.removed_by, document.removal_reason = timezone.now(), by, reason[:300]
    document.version += 1
    document.save()
    for name in document.versions.values_list("stored", flat=True):
        vault.files.forget(name)
    audit.record("document.removed", target=document, case_id=document.case_id)
    return document


def _there(document: Document, version: int | None = None) -> Document:
    fresh = lock(document, version)
    if fresh.is_removed:
        raise DocumentIsRemoved
    return fresh


def _store(
    document: Document, *, by: User, name: str, content: Content, number: int, submission: UUID | None
) -> DocumentVersion:
    """Look at the file, seal it into the store, keep what it is."""
    file = BytesIO(content) if isinstance(content, bytes) else content
    found = file_types.recognise(file, name)
    key = vault.key_of(key_owner(document.case_id), make=True)
    stored = vault.files.store(_within_limit(file), key=key)
    return DocumentVersion.objects.create(
        document=document, case_id=document.case_id, number=number, original_name=file_types.clean_name(name),
        media_type=found.media_type, size=stored.size, sha256=stored.sha256, stored=stored.name, recorded_by=by,
        submission=submission,
    )  # fmt: skip


def _within_limit(file: BinaryIO) -> Iterator[bytes]:
    """The content in pieces, up to the limit and not further."""
    most, seen = settings.KIM_DOCUMENT_BYTES, 0
    file.seek(0)
    while chunk := file.read(CHUNK):
        seen += len(chunk)
        if seen > most:
            raise DocumentTooLarge(most=most // 1024**2)
        yield chunk


def _title_from(name: str) -> str:
    """Mietvertrag, of Mietvertrag.pdf; what a nameless file is called says its kind."""
    clean = file_types.clean_name(name)
    stem = clean.rpartition(".")[0] or clean
    return stem.replace("_", " ").strip() or str(_("Document"))


def _told(kind: str, document: Document, version: DocumentVersion) -> None:
    audit.record(
        kind, target=document, case_id=document.case_id, number=version.number, media_type=version.media_type,
        size=version.size, sha256=version.sha256, confidential=document.confidential,
    )  # fmt: skip
