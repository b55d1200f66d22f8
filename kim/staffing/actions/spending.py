"""Lists of spending: filed as a paper of the funding file, booked row by row in one act, taken back as a whole by rows against them."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, transaction

from kim.organisation.public import User
from kim.privacy.public import audit
from kim.staffing import spending
from kim.staffing.actions import money, papers
from kim.staffing.actions.grants import may
from kim.staffing.exceptions import (
    ColumnsUnnamed,
    ListChanged,
    NothingBooked,
    NothingToBook,
    PaperIsRemoved,
    TakenBackAlready,
)
from kim.staffing.models import Booking, BookingKind, FundingGrant, GrantPaper, PaperKind
from kim.staffing.money import total


@transaction.atomic
def hand_in(
    *, grant: FundingGrant, handed: papers.Handed, by: User, submission: UUID | None = None
) -> tuple[GrantPaper, bool]:
    """File a list; nothing is booked yet. Refused where it is no list at all; the very same file is the list it was, False."""
    may(by)
    data = _read(handed)
    with suppress(ColumnsUnnamed):  # it is filed, and its columns are named there
        spending.read_list(data, grant)
    if known := _same(grant, data):
        return known, False
    return papers.add(grant=grant, handed=handed, kind=PaperKind.SPENDING, by=by, submission=submission), True


@transaction.atomic
def hand_in_anew(*, paper: GrantPaper, handed: papers.Handed, by: User, submission: UUID | None = None) -> GrantPaper:
    """A mended file of the same list; the earlier ones stay, and so does what was booked of them."""
    may(by)
    with suppress(ColumnsUnnamed):
        spending.read_list(_read(handed), paper.grant, named=paper.columns)
    papers.add_version(paper=paper, handed=handed, by=by, submission=submission)
    return paper


@transaction.atomic
def name_columns(*, paper: GrantPaper, columns: Mapping[str, str], by: User) -> None:
    """Which heading of a list is which column; its newer files with the same headings are read alike."""
    may(by)
    fresh = GrantPaper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if fresh.is_removed:
        raise PaperIsRemoved
    fresh.columns = dict(columns)
    fresh.version += 1
    fresh.save(update_fields=["columns", "version"])
    audit.record("grant.list_columns", target=fresh.grant, paper=fresh.pk, columns=sorted(columns))


@transaction.atomic
def book(*, paper: GrantPaper, number: int, by: User) -> tuple[int, Decimal]:
    """Every good row of the newest file that is not booked yet, all at once: how many, and what they come to."""
    may(by)
    grant = FundingGrant.objects.select_for_update(of=("self",)).get(pk=paper.grant_id)
    fresh = GrantPaper.objects.for_list().get(pk=paper.pk)
    fresh.grant = grant
    if fresh.is_removed:
        raise PaperIsRemoved
    version = fresh.newest
    if version.number != number:
        raise ListChanged
    rows = [row for row in spending.listing_of(fresh, version).new if row.said]
    if not rows:
        raise NothingToBook
    made = Booking.objects.bulk_create(
        Booking(
            grant=grant, agreement=each.agreement, post=each.post, kind=BookingKind.SPENT, amount=each.amount,
            period_from=each.period_from, period_to=each.period_to, booked_on=each.booked_on, text=each.text, voucher=each.voucher,
            submission=version.stored, recorded_by=by,
        )
        for each in (row.said for row in rows if row.takes is None and row.said)
    )  # fmt: skip
    by_line = dict(zip((row.line for row in rows if row.takes is None), made, strict=True))
    made += _reverse(rows, by_line, version.stored, by)
    amount = total(row.amount for row in made)
    audit.record("grant.list_booked", target=grant, paper=paper.pk, number=number, rows=len(made), amount=str(amount))
    return len(made), amount


def _reverse(rows: Sequence[spending.Row], by_line: Mapping[int, Booking], stored: UUID, by: User) -> list[Booking]:
    """Rows that take an amount back: each against that amount and for its time, with the day, words and voucher the list gives."""
    made = []
    for row in rows:
        if row.takes is None or row.said is None:
            continue
        against = money.against_row(row.takes.booked or by_line[row.takes.line], by)
        against.booked_on, against.text, against.voucher = row.said.booked_on, row.said.text, row.said.voucher
        against.submission = stored
        made.append(against)
    try:
        with transaction.atomic():
            return Booking.objects.bulk_create(made)
    except IntegrityError as error:
        raise TakenBackAlready from error


@transaction.atomic
def undo(*, paper: GrantPaper, by: User) -> tuple[int, Decimal]:
    """A row against every amount of this list that stands; nothing is deleted, and the list can be booked again."""
    may(by)
    grant = FundingGrant.objects.select_for_update(of=("self",)).get(pk=paper.grant_id)
    names = list(paper.versions.values_list("stored", flat=True))
    standing = list(Booking.objects.filter(grant=grant, submission__in=names, against=None, taken_back_by=None))
    if not standing:
        raise NothingBooked
    try:
        with transaction.atomic():
            Booking.objects.bulk_create(money.against_row(row, by) for row in standing)
    except IntegrityError as error:
        raise TakenBackAlready from error
    amount = total(row.amount for row in standing)
    audit.record("grant.list_undone", target=grant, paper=paper.pk, rows=len(standing), amount=str(amount))
    return len(standing), amount


def _read(handed: papers.Handed) -> bytes:
    handed.content.seek(0)
    return handed.content.read()


def _same(grant: FundingGrant, data: bytes) -> GrantPaper | None:
    """The list whose newest file is this very one."""
    lists = GrantPaper.objects.for_list().filter(grant=grant, kind=PaperKind.SPENDING, removed_at=None)
    digest = sha256(data).hexdigest()
    return next((paper for paper in lists if paper.newest.sha256 == digest), None)


__all__ = ["book", "hand_in", "hand_in_anew", "name_columns", "undo"]
