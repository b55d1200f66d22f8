"""Writing the sheet for whoever goes on with a case."""

from django.db import transaction
from django.utils import timezone

from kim.casework import case_paper, handover_sheet
from kim.casework.actions.shared import running
from kim.casework.models import Case, HandoverSheet
from kim.organisation.public import User
from kim.privacy.public import audit


@transaction.atomic
def write(*, case: Case, by: User, words: str = "") -> HandoverSheet:
    """Keep where the case stands today and what one wants to pass on; it stays as it was written."""
    case = running(case)
    sheet = HandoverSheet.objects.create(
        case=case, written_on=timezone.localdate(), words=words.strip(), written_by=by,
        snapshot=case_paper.as_json(handover_sheet.sheet_of(case)),
    )  # fmt: skip
    audit.record("case.handover_sheet", target=sheet, case_id=case.pk)
    return sheet
