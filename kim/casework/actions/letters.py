"""Letters of a case: written once, kept as written."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kim.casework.actions.shared import running
from kim.casework.exceptions import CaseworkError
from kim.casework.models import Addressee, Case, Letter
from kim.organisation.public import Agency, User
from kim.privacy.public import audit
from kim.workbench.public import LetterTemplate

OWN = "own"


class TemplateNotInForce(CaseworkError):
    message = _("This template is no longer in force. Choose another letter.")


@transaction.atomic
def write(
    *,
    case: Case,
    by: User,
    kind: str,
    subject: str,
    sent_on: date,
    snapshot: dict[str, Any],
    language: str = "",
    agency: Agency | None = None,
    template: LetterTemplate | None = None,
) -> Letter:
    """Keep a letter in a running case with everything that stands on it."""
    case = running(case)
    if template is not None and not LetterTemplate.objects.in_force(sent_on).filter(pk=template.pk).exists():
        raise TemplateNotInForce
    letter = Letter.objects.create(
        case=case, kind=OWN if template else kind, template=template, language=language, agency=agency,
        addressee=Addressee.AGENCY if agency else Addressee.PERSON, subject=subject[:200], sent_on=sent_on,
        snapshot=snapshot, recorded_by=by,
    )  # fmt: skip
    audit.record(
        "letter.written", target=letter, case_id=case.pk, letter_kind=letter.kind, language=language or "de",
        addressee=letter.addressee,
    )  # fmt: skip
    return letter
