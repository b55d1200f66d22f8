"""Scans that prove something: of a signed consent, of a signed goal agreement."""

from datetime import date
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kim.casework.actions import documents
from kim.casework.actions.shared import lock
from kim.casework.exceptions import CaseworkError
from kim.casework.models import Consent, Document, DocumentKind, GoalAgreement
from kim.organisation.public import User
from kim.privacy.public import audit

Proven = Consent | GoalAgreement


class ProvesSomethingElse(CaseworkError):
    message = _("This document is the scan of something else already. Choose another one.")


class NotOfThisCase(CaseworkError):
    message = _("This document is not in this file. Choose another one.")


@transaction.atomic
def link(*, document: Document, of: Proven, by: User) -> Document:
    """Say of a filed document that it is the scan of this consent or this agreement."""
    document = lock(document)
    if document.is_removed:
        raise documents.DocumentIsRemoved
    if document.case_id != of.case_id:
        raise NotOfThisCase
    name = "consent" if isinstance(of, Consent) else "agreement"
    if getattr(document, f"{name}_id") == of.pk:
        return document
    if document.proves:
        raise ProvesSomethingElse
    setattr(document, name, of)
    document.version += 1
    document.save(update_fields=[name, "version"])
    audit.record("document.scan_linked", target=document, case_id=document.case_id, of=name, row=of.pk)
    return document


@transaction.atomic
def file(
    *, of: Proven, by: User, name: str, content: BinaryIO, dated_on: date | None = None, submission: UUID | None = None
) -> Document:
    """File a scan among the documents of the case and say what it is the scan of."""
    document = documents.add(
        case=of.case, by=by, name=name, content=content, kind=_kind(of), title=_title(of), dated_on=dated_on,
        submission=submission,
    )  # fmt: skip
    return link(document=document, of=of, by=by)


@transaction.atomic
def unlink(*, document: Document, by: User) -> Document:
    """It was linked by mistake: the document stays, and proves nothing any more."""
    document = lock(document)
    if not document.proves:
        return document
    document.consent = document.agreement = None
    document.version += 1
    document.save(update_fields=["consent", "agreement", "version"])
    audit.record("document.scan_unlinked", target=document, case_id=document.case_id)
    return document


def _kind(of: Proven) -> str:
    return DocumentKind.CONSENT if isinstance(of, Consent) else DocumentKind.AGREEMENT


def _title(of: Proven) -> str:
    """What the document is called; a person who receives the data is an agency by its name, no client."""
    if isinstance(of, Consent):
        return gettext("Consent for %(recipient)s, signed") % {"recipient": of.recipient}
    return gettext("Goal agreement, version %(version)s, signed") % {"version": of.version}
