"""The sheet for whoever goes on with a case: written before, made when the case changes hands, read by the new one."""

from django.db import transaction
from django.utils import timezone

from kim.casework import case_paper, handover_sheet
from kim.casework.actions.shared import running
from kim.casework.models import Case, HandoverSheet
from kim.organisation.public import User
from kim.privacy.public import Scope, audit, open_scope


@transaction.atomic
def write(*, case: Case, by: User, words: str = "") -> HandoverSheet:
    """Keep where the case stands today and what one wants to pass on; it stays as it was written."""
    case = running(case)
    sheet = _keep(case, words, by)
    audit.record("case.handover_sheet", target=sheet, case_id=case.pk)
    return sheet


def pass_on(*, case_id: int, to: User, by: User, words: str = "") -> None:
    """Make the sheet of a case that has just changed hands, whoever handed it over: in the scope of whoever has it now.

    So the lead, who sees heads only, hands over a full sheet without reading a line of it. What the one before had
    written in time goes along, in their name.
    """
    with open_scope(Scope(name="handover_sheet", user_id=to.pk)):
        case = Case.objects.select_related("person", "municipality", "assigned_to", "unit").get(pk=case_id)
        if not words.strip() and (prepared := _prepared(case)):
            words, by = prepared.words, prepared.written_by
        sheet = _keep(case, words, by, to)
    audit.record("case.handover_sheet", target=sheet, case_id=case_id)


def _prepared(case: Case) -> HandoverSheet | None:
    """The last sheet, if it was written for whoever would come."""
    last = handover_sheet.latest(case)
    return last if last and last.written_for_id is None else None


def _keep(case: Case, words: str, by: User, to: User | None = None) -> HandoverSheet:
    return HandoverSheet.objects.create(
        case=case, written_on=timezone.localdate(), words=words.strip(), written_by=by, written_for=to,
        snapshot=case_paper.as_json(handover_sheet.sheet_of(case)),
    )  # fmt: skip


@transaction.atomic
def mark_read(*, case: Case, by: User) -> int:
    """Say that one has read the sheets that came with this case: they leave one's day and stay in the file."""
    read = HandoverSheet.objects.filter(case=case, written_for=by, read_at=None).update(read_at=timezone.now())
    if read:
        audit.record("case.handover_sheet_read", target=case, case_id=case.pk)
    return read
