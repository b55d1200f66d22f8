"""Funding files: opened, changed, moved on, given amounts of papers and steps that are done or put off."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from kim.organisation.public import User
from kim.privacy.public import audit
from kim.staffing import access
from kim.staffing.amounts import in_words
from kim.staffing.exceptions import (
    AmendedBelowNothing,
    ChangedMeanwhile,
    DelayNeedsReason,
    DoneBeforeEarlierStep,
    DoneInFuture,
    GrantOfTheYear,
    NoSuchGrantState,
    PaperOfAnotherFile,
    PeriodEndsBeforeStart,
    PeriodOutsideYear,
    StepIsDone,
    WaitsForEarlierStep,
)
from kim.staffing.grants_states import COMES_AFTER, STATE_AFTER, WITHOUT_MONEY, Actor, StepKind, grant_may, step_for
from kim.staffing.models import (
    AmountKind,
    ForwardingAgreement,
    FundingGrant,
    GrantAmount,
    GrantPaper,
    GrantStep,
    StepDelay,
)

AnyRow = TypeVar("AnyRow", bound=models.Model)
Row = TypeVar("Row", FundingGrant, GrantStep, ForwardingAgreement)
FIELDS = (
    "title", "block", "year", "period_from", "period_to", "basis", "authority", "reference", "fte_applied", "fte_approved", "source",
    "note",
)  # fmt: skip


def may(by: User) -> None:
    """Only whoever keeps funding files acts in them."""
    if not access.manages_grants(by):
        raise PermissionDenied


def sent_before(model: type[AnyRow], submission: UUID | None) -> AnyRow | None:
    """What the same form made, sent a second time."""
    found: AnyRow | None = model._default_manager.filter(submission=submission).first() if submission else None
    return found


def locked(row: Row, version: int | None) -> Row:
    """The row as it stands now, refused when somebody saved it since."""
    found: Row = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if version is not None and found.version != version:
        raise ChangedMeanwhile
    return found


def touched(row: FundingGrant | GrantStep | ForwardingAgreement, by: User) -> None:
    """Saved, with who and when."""
    row.version, row.changed_by, row.changed_at = row.version + 1, by, timezone.now()
    row.save()


@transaction.atomic
def open_file(*, by: User, submission: UUID | None = None, **data: Any) -> FundingGrant:
    """A new funding file; an approval that comes after its first day is no reason against it."""
    may(by)
    if earlier := sent_before(FundingGrant, submission):
        return earlier
    made = FundingGrant(
        submission=submission, changed_by=by, changed_at=timezone.now(), **{name: data[name] for name in FIELDS if name in data}
    )  # fmt: skip
    _in_its_year(made)
    with one_of_a_year(made):
        made.save()
    audit.record("grant.opened", target=made, block=made.block, year=made.year)
    return made


@transaction.atomic
def change_file(*, grant: FundingGrant, by: User, version: int | None, **data: Any) -> FundingGrant:
    """What the file says about itself."""
    may(by)
    grant = locked(grant, version)
    changed = [name for name in FIELDS if name in data and getattr(grant, name) != data[name]]
    for name in changed:
        setattr(grant, name, data[name])
    _in_its_year(grant)
    if changed:
        with one_of_a_year(grant):
            touched(grant, by)
        audit.record("grant.changed", target=grant, fields=changed)
    return grant


def _in_its_year(grant: FundingGrant) -> None:
    if grant.period_to < grant.period_from:
        raise PeriodEndsBeforeStart
    if not grant.period_from.year <= grant.year <= grant.period_to.year:
        raise PeriodOutsideYear(year=grant.year)


@contextmanager
def one_of_a_year(grant: FundingGrant) -> Iterator[None]:
    """Saving within is refused with the name of the file that stands for this block and year already."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        there = FundingGrant.objects.filter(block=grant.block, year=grant.year).exclude(state__in=WITHOUT_MONEY)
        other = there.exclude(pk=grant.pk).first()
        if other is None:
            raise
        raise GrantOfTheYear(title=other.title, block=grant.block, year=grant.year) from error


@transaction.atomic
def move(*, grant: FundingGrant, state: str, by: User, version: int | None, on: date | None = None) -> FundingGrant:
    """The file gets another state, one that the table of states allows; a step of the procedure is done with it, on its day."""
    may(by)
    grant = locked(grant, version)
    if state not in grant_may(grant.state):
        raise NoSuchGrantState
    if on is not None and (kind := step_for(grant.state, state)):
        step = grant.steps.filter(kind=kind, agreement=None, done_on=None).order_by("due_on", "pk").first()
        actor = Actor.AUTHORITY if kind == StepKind.APPROVAL else Actor.US
        done(step=step or add_step(grant=grant, kind=kind, by=by, actor=actor), on=on, by=by, version=None)
        grant.refresh_from_db()
        return grant
    grant.state = state
    with one_of_a_year(grant):
        touched(grant, by)
    audit.record("grant.moved", target=grant, state=state)
    return grant


@transaction.atomic
def add_amount(
    *,
    grant: FundingGrant,
    kind: str,
    amount: Decimal,
    on: date,
    by: User,
    per_fte: Decimal | None = None,
    remark: str = "",
    paper: str = "",
    document: GrantPaper | None = None,
    submission: UUID | None = None,
) -> GrantAmount:
    """One amount of a paper; it stays, and what turns out different is one more amount."""
    may(by)
    if earlier := sent_before(GrantAmount, submission):
        return earlier
    if document is not None and (document.grant_id != grant.pk or document.is_removed):
        raise PaperOfAnotherFile
    grant = locked(grant, None)
    approved = grant.approved_on() or Decimal(0)
    if kind == AmountKind.AMENDED and approved + amount < 0:
        raise AmendedBelowNothing(approved=in_words(approved))
    made: GrantAmount = GrantAmount.objects.create(
        grant=grant, kind=kind, amount=amount, on=on, per_fte=per_fte, remark=remark, paper=paper, document=document,
        recorded_by=by, submission=submission,
    )  # fmt: skip
    audit.record("grant.amount_added", target=grant, amount_kind=kind, amount=str(amount), on=on)
    return made


@transaction.atomic
def add_step(
    *,
    grant: FundingGrant,
    kind: str,
    by: User,
    agreement: ForwardingAgreement | None = None,
    title: str = "",
    actor: str = Actor.US,
    person: User | None = None,
    waits_for: GrantStep | None = None,
    due_on: date | None = None,
    note: str = "",
    submission: UUID | None = None,
) -> GrantStep:
    """One more step: what, who must act, by when, and what it waits for."""
    may(by)
    if earlier := sent_before(GrantStep, submission):
        return earlier
    if waits_for is not None and waits_for.grant_id != grant.pk:
        raise PermissionDenied
    made: GrantStep = GrantStep.objects.create(
        grant=grant, agreement=agreement, kind=kind, title=title, actor=actor, person=person, waits_for=waits_for, due_on=due_on,
        note=note, changed_by=by, changed_at=timezone.now(), submission=submission,
    )  # fmt: skip
    audit.record("grant.step_added", target=grant, step=made.pk, step_kind=kind, due_on=due_on)
    return made


@transaction.atomic
def done(*, step: GrantStep, on: date, by: User, version: int | None, note: str = "") -> GrantStep:
    """A step is done; an application, an approval and the proof of use move their file on."""
    may(by)
    grant = locked(step.grant, None)
    step = locked(step, version)
    if step.done_on is not None:
        return step
    if on > timezone.localdate():
        raise DoneInFuture
    if step.waits_for is not None and step.waits_for.done_on is None:
        raise WaitsForEarlierStep(step=step.waits_for)
    if step.agreement_id is None and (earlier := _done_before(grant, step.kind)) and on < earlier.done_on:
        raise DoneBeforeEarlierStep(step=earlier, day=f"{earlier.done_on:%d.%m.%Y}")
    step.done_on, step.note = on, note or step.note
    touched(step, by)
    after = STATE_AFTER.get(step.kind) if step.agreement_id is None else None
    if after in grant_may(grant.state):
        grant.state = str(after)
        with one_of_a_year(grant):
            touched(grant, by)
    audit.record("grant.step_done", target=grant, step=step.pk, step_kind=step.kind, on=on)
    return step


def _done_before(grant: FundingGrant, kind: str) -> Any:
    """The step that comes before it in every procedure, where it is done: the first one, for a later may follow an approval."""
    kinds = COMES_AFTER.get(StepKind(kind))
    return grant.steps.filter(kind=kinds, agreement=None, done_on__isnull=False).order_by("done_on").first()


@transaction.atomic
def postpone(*, step: GrantStep, due_on: date, reason: str, by: User, version: int | None) -> GrantStep:
    """Another day for a step, with the reason; the earlier days stay to be read."""
    may(by)
    step = locked(step, version)
    if step.done_on is not None:
        raise StepIsDone
    if not reason:
        raise DelayNeedsReason
    StepDelay.objects.create(step=step, was_due_on=step.due_on, due_on=due_on, reason=reason, recorded_by=by)
    step.due_on = due_on
    touched(step, by)
    audit.record("grant.step_postponed", target=step.grant, step=step.pk, due_on=due_on)
    return step
