"""One form, one act: for acts whose record does not keep the form's id itself."""

from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet

from kim.organisation.public import User
from kim.workbench.models import Submission


def claim(*, by: User, purpose: str, submission: UUID | None) -> bool:
    """Whether this form is sent for the first time. A second click waits for the first, whose claim is gone if it fails."""
    if submission is None:
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into workbench_submission (user_id, purpose, submission, made_model, sent_at)"
            " values (%s, %s, %s, '', now()) on conflict (user_id, purpose, submission) do nothing",
            [by.pk, purpose, submission],
        )
        return bool(cursor.rowcount)


def remember(*, by: User, purpose: str, submission: UUID | None, made: Model) -> None:
    """What this form has made."""
    _rows(by, purpose, submission).update(made_model=made._meta.label_lower, made_id=made.pk)


def made(*, by: User, purpose: str, submission: UUID | None) -> int | None:
    """The id of what an earlier sending of this form has made, if anything."""
    found: int | None = _rows(by, purpose, submission).values_list("made_id", flat=True).first()
    return found


def release(*, by: User, purpose: str, submission: UUID | None) -> None:
    """Nothing was made: the form may be sent again."""
    _rows(by, purpose, submission).delete()


def _rows(by: User, purpose: str, submission: UUID | None) -> QuerySet[Submission]:
    rows = Submission.objects.filter(user=by, purpose=purpose)
    return rows.filter(submission=submission) if submission else rows.none()
