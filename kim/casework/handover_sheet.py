"""The handover sheet: where a case stands on the day it changes hands, for whoever goes on."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from kim.casework import case_paper
from kim.casework.case_paper import Section
from kim.casework.letters import german_day
from kim.casework.models import AccessGrant, Case, HandoverSheet
from kim.casework.states import Phase
from kim.documents import Report
from kim.organisation.public import User


def sheet_of(case: Case) -> tuple[Section, ...]:
    """Where the case stands now: person, course, what is due, open goals and referrals, who else reads."""
    return (
        case_paper.person(case), case_paper.due(case), case_paper.open_goals(case),
        case_paper.referrals(case, only_open=True), _grants(case), case_paper.course(case),
    )  # fmt: skip


def _grants(case: Case) -> Section:
    """Who else may read in the case today, and the consents that hold."""
    today = timezone.localdate()
    grants = AccessGrant.objects.on(today).filter(case=case).select_related("grantee", "grantee_unit", "grantee_post")
    rows = [
        (str(row.grantee or row.grantee_unit or row.grantee_post), row.reason, german_day(row.valid_to))
        for row in grants
    ]
    valid = case.consents.valid(today).select_related("agency").order_by("pk")
    rows += [
        (row.recipient, f"Einwilligung vom {german_day(row.given_on)}: {row.purpose}", german_day(row.valid_until))
        for row in valid
    ]
    return Section(
        "Freigaben und Einwilligungen", ("Wer", "Wofür", "Bis"), tuple(rows), empty="Keine.", widths=(2, 3, 1.2)
    )


def kept(sheet: HandoverSheet) -> tuple[Section, ...]:
    """The sections of a sheet as it was written."""
    return case_paper.from_json(sheet.snapshot)


def sheets_of(case: Case) -> list[HandoverSheet]:
    """All sheets of a case that one may read, the newest first, without what they hold."""
    return list(case.handover_sheets.select_related("written_by", "written_for").defer("snapshot").reverse())


def latest(case: Case) -> HandoverSheet | None:
    """The last sheet somebody has written."""
    return case.handover_sheets.select_related("written_by", "written_for").last()


def unread(user: User) -> QuerySet[HandoverSheet]:
    """Sheets of cases that came to this person and that they have not read yet, the oldest first."""
    rows = HandoverSheet.objects.filter(written_for=user, read_at=None, case__assigned_to=user)
    return rows.exclude(case__phase=Phase.CLOSED).select_related("case__person", "written_by").defer("snapshot")


def sheet_paper(case: Case, sections: tuple[Section, ...], *, words: str, by: str, on: date) -> Report:
    """A sheet as a paper; the predecessor's words come first."""
    said = (Section("Was weitergegeben wird", text=words),) if words else ()
    return case_paper.report_of(case, (*said, *sections), title="Übergabebogen", by=by, on=on)
