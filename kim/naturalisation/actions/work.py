"""Documents that are missing, and questions to other offices."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from kim.naturalisation.actions.applications import running
from kim.naturalisation.exceptions import AlreadyAsked, InTheFuture
from kim.naturalisation.models import Application, AuthorityEnquiry, MissingDocument
from kim.organisation.public import User
from kim.privacy.public import audit


@transaction.atomic
def ask_document(*, application: Application, kind: str, due_on: date | None, by: User) -> MissingDocument:
    """Note that a document was asked for."""
    row = running(application, by=by)
    if row.documents.filter(kind=kind, settled_on=None).exists():
        raise AlreadyAsked
    made = MissingDocument.objects.create(
        application=row, unit_id=row.unit_id, kind=kind, asked_on=timezone.localdate(), due_on=due_on
    )
    audit.record("application.document_asked", target=row, document=kind)
    return made


@transaction.atomic
def settle_document(*, application: Application, pk: int, not_needed: bool, by: User) -> None:
    """It has come, or is no longer needed; pressed twice it stays as it was."""
    row = running(application, by=by)
    document = row.documents.filter(settled_on=None, pk=pk).first()
    if document is None:
        return
    document.settled_on, document.not_needed = timezone.localdate(), not_needed
    document.save(update_fields=["settled_on", "not_needed"])
    audit.record("application.document_settled", target=row, document=document.kind, not_needed=not_needed)


@transaction.atomic
def ask_authority(
    *, application: Application, authority: str, asked_on: date, due_on: date, by: User, name: str = ""
) -> None:
    """Note a question to another office."""
    row = running(application, by=by)
    if asked_on > timezone.localdate():
        raise InTheFuture
    AuthorityEnquiry.objects.create(
        application=row, unit_id=row.unit_id, authority=authority, name=name, asked_on=asked_on, due_on=due_on
    )
    audit.record("application.authority_asked", target=row, authority=authority)


@transaction.atomic
def remind_authority(*, application: Application, pk: int, by: User) -> None:
    """The office was reminded today."""
    _note(application, pk, "reminded_on", "application.authority_reminded", by)


@transaction.atomic
def authority_answered(*, application: Application, pk: int, by: User) -> None:
    """The office has answered; pressed twice the first day stays."""
    _note(application, pk, "answered_on", "application.authority_answered", by)


def _note(application: Application, pk: int, field: str, kind: str, by: User) -> None:
    row = running(application, by=by)
    enquiry = row.enquiries.filter(answered_on=None, pk=pk).first()
    if enquiry is None:
        return
    setattr(enquiry, field, timezone.localdate())
    enquiry.save(update_fields=[field])
    audit.record(kind, target=row, authority=enquiry.authority)
