"""Campaigns: planned by a lead, listed and invited to by whoever is responsible for the case."""

from collections.abc import Sequence
from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kim.casework import campaigns, letters, paper_texts
from kim.casework.actions import letters as letter_acts
from kim.casework.actions.shared import already, lock
from kim.casework.exceptions import CampaignIsOver, ConsentNoLongerHolds, NotInvited
from kim.casework.models import Campaign, CampaignCandidate, CampaignDate
from kim.organisation.public import Unit, User
from kim.privacy.public import audit

LETTER = "naturalisation"


@transaction.atomic
def plan(
    *, unit: Unit, by: User, name: str, held_on: date, held_at: time, place: str, months: int,
    submission: UUID | None = None,
) -> Campaign:  # fmt: skip
    """Plan an occasion to which the team invites."""
    if earlier := already(Campaign, submission, created_by=by):
        return earlier
    campaign = Campaign.objects.create(
        unit=unit, name=name, held_on=held_on, held_at=held_at, place=place, months=months, created_by=by,
        submission=submission,
    )  # fmt: skip
    audit.record("campaign.planned", target=campaign, held_on=held_on.isoformat())
    return campaign


@transaction.atomic
def add_date(*, campaign: Campaign, by: User, kind: str, on: date, place: str) -> CampaignDate:
    """A course, a test or an evening that helps; the same one twice stays one."""
    row, created = CampaignDate.objects.get_or_create(
        campaign=campaign, kind=kind, on=on, place=place, defaults={"added_by": by}
    )
    if created:
        audit.record("campaign.date_added", target=campaign, what=kind, on=on.isoformat())
    return row


@transaction.atomic
def drop_date(*, date: CampaignDate, by: User) -> None:
    """A date that does not take place."""
    audit.record("campaign.date_dropped", target=date.campaign, what=date.kind, on=date.on.isoformat(), by_id=by.pk)
    date.delete()


@transaction.atomic
def list_own(*, campaign: Campaign, by: User) -> int:
    """Screen one's own cases anew: who agreed and may have the time, is listed; who is invited already stays. Gives how many."""
    today = _running(campaign)
    known = {row.case_id: row for row in campaigns.candidates_of(campaign, by)}
    found = {}
    for case in campaigns.agreed_cases(by, today):
        if (finding := campaigns.screen(case, on=today, months=campaign.months)) is not None:
            found[case.pk] = finding
    for case_id, finding in found.items():
        row = known.get(case_id) or CampaignCandidate(campaign=campaign, case_id=case_id, listed_by=by)
        if row.letter_id is None:
            row.standing, row.reached_on = finding.standing, finding.reached_on
            row.save()
    audit.record("campaign.listed", target=campaign, listed=len(found))
    return len(found)


@transaction.atomic
def invite(*, campaign: Campaign, candidates: Sequence[CampaignCandidate], by: User) -> int:
    """Write to them, in German beside their own language, and keep the letters in their cases. Gives how many were written."""
    today = _running(campaign)
    agreed = {case.pk for case in campaigns.agreed_cases(by, today)}
    texts = paper_texts.wordings(letters.PAPER)
    written = 0
    for each in sorted(candidates, key=lambda one: one.pk):
        row = lock(each)
        if row.letter_id is not None:
            continue
        if row.case_id not in agreed:
            raise ConsentNoLongerHolds
        _write(row, by=by, on=today, texts=texts)
        written += 1
    return written


def _write(row: CampaignCandidate, *, by: User, on: date, texts: letters.ClientTexts) -> None:
    case, campaign = row.case, row.campaign
    language = paper_texts.own_language(case, letters.PAPER) or ""
    proposal = letters.propose(
        case, LETTER, language, by=by, texts=texts, day=letters.german_day(campaign.held_on),
        time=campaign.held_at.strftime("%H:%M"), place=campaign.place,
    )  # fmt: skip
    snapshot = letters.snapshot_of(
        case, by=by, sent_on=on, recipient=letters.recipient_of(case, None), german=proposal.german,
        other=proposal.other, language=language, approved=proposal.approved, texts=texts,
    )  # fmt: skip
    row.letter = letter_acts.write(
        case=case, by=by, kind=LETTER, subject=proposal.german.subject, sent_on=on, snapshot=snapshot, language=language
    )
    row.save(update_fields=["letter"])
    audit.record("campaign.invited", target=campaign, case_id=case.pk)


@transaction.atomic
def note_answer(*, candidate: CampaignCandidate, by: User, answer: str) -> CampaignCandidate:
    """What the person said to the invitation; empty again where it was noted by mistake."""
    candidate = lock(candidate)
    if candidate.letter_id is None:
        raise NotInvited
    candidate.answer, candidate.answered_on = answer, timezone.localdate() if answer else None
    candidate.save(update_fields=["answer", "answered_on"])
    audit.record("campaign.answered", target=candidate.campaign, case_id=candidate.case_id, answer=answer, by_id=by.pk)
    return candidate


def _running(campaign: Campaign) -> date:
    today = timezone.localdate()
    if campaign.held_on < today:
        raise CampaignIsOver
    return today
