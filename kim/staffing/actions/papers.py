"""Papers of a funding file: filed, given a newer file, described anew, taken out. Their content is sealed with the key of the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kim.organisation.public import User
from kim.privacy.public import audit, vault
from kim.staffing.actions import grants
from kim.staffing.actions.grants import may, sent_before
from kim.staffing.exceptions import (
    ChangedMeanwhile,
    PaperFromTheFuture,
    PaperIsBooked,
    PaperIsCited,
    PaperIsRemoved,
    PaperIsTheSame,
    PaperNeedsReason,
    PaperOfAnotherFile,
    PaperTooLarge,
)
from kim.staffing.models import (
    Booking,
    ForwardingAgreement,
    FundingGrant,
    GrantAmount,
    GrantPaper,
    GrantPaperVersion,
    GrantStep,
    PaperKind,
)
from kim.staffing.papers_kept import key_owner

CHUNK = 64 * 1024


@dataclass(frozen=True)
class Handed:
    """A file as it was handed in; its kind was found from its content."""

    name: str
    media_type: str
    content: BinaryIO


@transaction.atomic
def add(
    *,
    grant: FundingGrant,
    handed: Handed,
    kind: str,
    by: User,
    title: str = "",
    dated_on: date | None = None,
    step: GrantStep | None = None,
    agreement: ForwardingAgreement | None = None,
    submission: UUID | None = None,
) -> GrantPaper:
    """File a paper; a second click of the form files nothing."""
    may(by)
    if earlier := sent_before(GrantPaper, submission):
        return earlier
    _fits(grant, step, agreement, dated_on)
    stem = handed.name.rpartition(".")[0] or handed.name
    paper: GrantPaper = GrantPaper.objects.create(
        grant=grant, kind=kind, title=(title or stem.replace("_", " "))[:200], dated_on=dated_on, step=step, agreement=agreement,
        recorded_by=by, submission=submission,
    )  # fmt: skip
    _store(paper, handed, by=by, number=1, submission=None)
    audit.record("grant.paper_filed", target=grant, paper=paper.pk, paper_kind=kind, on=dated_on)
    return paper


@transaction.atomic
def add_version(*, paper: GrantPaper, handed: Handed, by: User, submission: UUID | None = None) -> GrantPaperVersion:
    """A newer file of the same paper; the older ones stay."""
    may(by)
    if earlier := sent_before(GrantPaperVersion, submission):
        return earlier
    paper = _there(paper, None)
    last = paper.versions.aggregate(number=Max("number"))["number"]
    made = _store(paper, handed, by=by, number=last + 1, submission=submission)
    if paper.versions.filter(number=last, sha256=made.sha256).exists():
        raise PaperIsTheSame
    paper.version += 1
    paper.save(update_fields=["version"])
    audit.record("grant.paper_version_filed", target=paper.grant, paper=paper.pk, number=made.number)
    return made


@transaction.atomic
def describe(*, paper: GrantPaper, by: User, version: int | None, **data: Any) -> GrantPaper:
    """What is said about a paper: kind, title, day, and what it belongs to."""
    may(by)
    paper = _there(paper, version)
    _fits(paper.grant, data.get("step"), data.get("agreement"), data.get("dated_on"))
    names = ("kind", "title", "dated_on", "step", "agreement")
    changed = [name for name in names if name in data and getattr(paper, name) != data[name]]
    for name in changed:
        setattr(paper, name, data[name])
    if changed:
        paper.version += 1
        paper.save(update_fields=[*changed, "version"])
        audit.record("grant.paper_described", target=paper.grant, paper=paper.pk, fields=changed)
    return paper


@transaction.atomic
def take_out(*, paper: GrantPaper, by: User, reason: str) -> GrantPaper:
    """Take out what does not belong here: its files are deleted, that it was there stays. What an amount rests on stays whole."""
    may(by)
    if not reason:
        raise PaperNeedsReason
    paper = GrantPaper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if paper.is_removed:
        return paper
    if paper.amounts.exists():
        raise PaperIsCited
    if Booking.objects.filter(grant=paper.grant_id, submission__in=paper.versions.values("stored")).exists():
        raise PaperIsBooked
    paper.removed_at, paper.removed_by, paper.removal_reason = timezone.now(), by, reason[:300]
    paper.version += 1
    paper.save()
    for name in paper.versions.values_list("stored", flat=True):
        vault.files.forget(name)
    audit.record("grant.paper_taken_out", target=paper.grant, paper=paper.pk)
    return paper


@transaction.atomic
def add_amount(
    *,
    grant: FundingGrant,
    kind: str,
    on: date,
    by: User,
    handed: Handed | None = None,
    paper: str = "",
    submission: UUID | None = None,
    **data: Any,
) -> GrantAmount:
    """An amount together with the paper that says it: a file that is handed in is filed as what it is, and the amount rests on it."""
    may(by)
    if earlier := sent_before(GrantAmount, submission):
        return earlier
    if handed is not None:
        what = {"applied": PaperKind.APPLICATION, "amended": PaperKind.AMENDMENT}.get(kind, PaperKind.APPROVAL)
        past = min(on, timezone.localdate())
        data["document"] = add(grant=grant, handed=handed, kind=what, title=paper, dated_on=past, by=by)
    return grants.add_amount(grant=grant, kind=kind, on=on, by=by, paper=paper, submission=submission, **data)


def _there(paper: GrantPaper, version: int | None) -> GrantPaper:
    fresh: GrantPaper = GrantPaper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if fresh.is_removed:
        raise PaperIsRemoved
    if version is not None and fresh.version != version:
        raise ChangedMeanwhile
    return fresh


def _fits(grant: FundingGrant, step: GrantStep | None, of: ForwardingAgreement | None, on: date | None) -> None:
    if any(each is not None and each.grant_id != grant.pk for each in (step, of)):
        raise PaperOfAnotherFile
    if on is not None and on > timezone.localdate():
        raise PaperFromTheFuture


def _store(
    paper: GrantPaper, handed: Handed, *, by: User | None, number: int, submission: UUID | None
) -> GrantPaperVersion:
    key = vault.key_of(key_owner(paper.grant_id), make=True)
    stored = vault.files.store(_within_limit(handed.content), key=key)
    made: GrantPaperVersion = GrantPaperVersion.objects.create(
        paper=paper, grant_id=paper.grant_id, number=number, original_name=handed.name, media_type=handed.media_type,
        size=stored.size, sha256=stored.sha256, stored=stored.name, recorded_by=by, submission=submission,
    )  # fmt: skip
    return made


def _within_limit(file: BinaryIO) -> Iterator[bytes]:
    """The content in pieces, up to the limit and not further."""
    most, seen = settings.KIM_DOCUMENT_BYTES, 0
    file.seek(0)
    while chunk := file.read(CHUNK):
        seen += len(chunk)
        if seen > most:
            raise PaperTooLarge(most=most // 1024**2)
        yield chunk
