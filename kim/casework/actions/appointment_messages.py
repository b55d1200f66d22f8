"""Telling the person of an appointment: by letter, which is filed at once, or by e-mail, which the worker sends."""

from django.db import transaction
from django.utils import timezone

from kim.casework import appointment_words as words
from kim.casework import letters
from kim.casework.actions import letters as letter_acts
from kim.casework.actions.shared import lock
from kim.casework.exceptions import AppointmentDoesNotFit, NoSafeEmail
from kim.casework.models import Appointment, AppointmentMessage, MessageKind, MessageState, Way
from kim.casework.paper_texts import wordings
from kim.casework.states import AppointmentState
from kim.organisation.public import User
from kim.privacy.public import audit

OVER = (MessageState.REFUSED, MessageState.DROPPED)


def kind_for(appointment: Appointment) -> str:
    """What there is to tell of it now: that it takes place, that it has moved, that it does not take place; or nothing."""
    if appointment.state == AppointmentState.CANCELLED:
        return MessageKind.CANCELLED
    if not appointment.is_planned or appointment.starts_at <= timezone.now():
        return ""
    before = appointment.moved_from.all()
    told_before = AppointmentMessage.objects.filter(appointment__in=before).exclude(state=MessageState.DROPPED).exists()
    return MessageKind.MOVED if told_before else MessageKind.NEW


@transaction.atomic
def tell(*, appointment: Appointment, by: User, way: str, language: str = "") -> AppointmentMessage:
    """Tell it once each way; a second click changes nothing. What waits of an older version is not sent any more."""
    appointment = lock(appointment)
    kind, case = kind_for(appointment), appointment.case
    if case is None or not kind:
        raise AppointmentDoesNotFit
    told = {"appointment": appointment, "kind": kind, "way": way, "sequence": appointment.sequence}
    if earlier := AppointmentMessage.objects.filter(**told).exclude(state__in=OVER).first():
        return earlier
    drop_outdated(appointment)
    texts = wordings(*words.PAPERS)
    said = words.told(appointment, kind, language, by=by, texts=texts)
    row = AppointmentMessage(**told, case=case, language=language, told_by=by)
    if way == Way.LETTER:
        _as_letter(row, said, texts, by)
    else:
        _as_mail(row, said, texts)
    row.save()
    audit.record(
        "appointment.told", target=appointment, case_id=case.pk, way=way, message_kind=kind, language=language or "de"
    )
    if row.state == MessageState.QUEUED:
        _queue()
    return row


def _as_letter(row: AppointmentMessage, said: words.Told, texts: words.ClientTexts, by: User) -> None:
    snapshot = letters.snapshot_of(
        row.case, by=by, sent_on=letters.today(), recipient=letters.recipient_of(row.case, None), german=said.german,
        other=said.other, language=said.language, approved=said.approved, texts=texts,
    )  # fmt: skip
    row.letter = letter_acts.write(
        case=row.case, by=by, kind="appointment", subject=said.german.subject, sent_on=letters.today(), snapshot=snapshot,
        language=said.language,
    )  # fmt: skip
    row.state, row.sent_at = MessageState.FILED, timezone.now()


def _as_mail(row: AppointmentMessage, said: words.Told, texts: words.ClientTexts) -> None:
    row.address = words.safe_email(row.case)
    if not row.address:
        raise NoSafeEmail
    row.subject, row.text = words.mail_of(said, texts)
    row.state = MessageState.QUEUED


def drop_outdated(appointment: Appointment) -> None:
    """E-mails that still wait and tell something that no longer holds are not sent."""
    chain = [appointment.pk, *appointment.moved_from.values_list("pk", flat=True)]
    waiting = AppointmentMessage.objects.filter(appointment__in=chain, state=MessageState.QUEUED)
    waiting.exclude(appointment=appointment, sequence=appointment.sequence).update(state=MessageState.DROPPED)


@transaction.atomic
def drop(*, message: AppointmentMessage, by: User) -> AppointmentMessage:
    """Do not send an e-mail that still waits; False where it is gone already."""
    message = lock(message)
    if message.state == MessageState.QUEUED:
        message.state = MessageState.DROPPED
        message.save(update_fields=["state"])
        audit.record("appointment.told_again", target=message.appointment, case_id=message.case_id, state=message.state)
    return message


def _queue() -> None:
    """A row in the queue, written by this transaction: no promise without its mail, no mail without the promise."""
    from kim.casework.tasks import appointment_mail  # noqa: PLC0415 - the jobs import the actions

    appointment_mail.defer()
