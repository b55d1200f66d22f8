"""Who signed the goal agreement: on paper, with the scan if there is one, or on the device."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, BinaryIO
from uuid import UUID

from django.db import transaction

from kim.casework.actions import scans
from kim.casework.actions.shared import not_in_future, running
from kim.casework.exceptions import (
    AgreementNotConfirmed,
    AlreadySigned,
    NotTheNewestAgreement,
    SignatureIsEmpty,
    SignedBeforeAgreed,
)
from kim.casework.facts import agreements_in_force
from kim.casework.models import AgreementSignature, Case, GoalAgreement, SignedOn
from kim.organisation.public import User
from kim.privacy.public import audit

Stroke = Sequence[tuple[int, int]]
WIDE, HIGH = 1000, 400
MOST_POINTS = 6000


@transaction.atomic
def on_paper(
    *, agreement: GoalAgreement, by: User, signed: Mapping[str, str], signed_on: date, place: str = "",
    scan: tuple[str, BinaryIO] | None = None, submission: UUID | None = None,
) -> list[AgreementSignature]:  # fmt: skip
    """Note who signed the printed paper: `signed` maps each signatory to a name. Who is noted already stays as noted.

    A scan (its name and content) is filed among the documents of the case.
    """
    _may_sign(agreement, signed_on)
    document_id = _file_scan(agreement, by, signed_on, scan, submission) if scan else None
    noted = set(agreement.signatures.values_list("signatory", flat=True))
    rows = [
        AgreementSignature(
            agreement=agreement, case_id=agreement.case_id, signatory=who, name=name, form=SignedOn.PAPER,
            signed_on=signed_on, place=place, document_id=document_id, recorded_by=by,
        )
        for who, name in signed.items()
        if who not in noted
    ]  # fmt: skip
    for row in rows:
        row.save(force_insert=True)
        _tell(row)
    return rows


@transaction.atomic
def on_device(
    *, agreement: GoalAgreement, by: User, signatory: str, name: str, signed_on: date, strokes: Iterable[Stroke],
    place: str = "",
) -> AgreementSignature:  # fmt: skip
    """Keep what was drawn under this version; the same drawing sent twice is kept once."""
    drawn = tidy(strokes)
    known = agreement.signatures.filter(signatory=signatory).first()
    if known is not None:
        if known.strokes == drawn:
            return known
        raise AlreadySigned
    _may_sign(agreement, signed_on)
    row = AgreementSignature.objects.create(
        agreement=agreement, case_id=agreement.case_id, signatory=signatory, name=name, form=SignedOn.DEVICE,
        signed_on=signed_on, place=place, strokes=drawn, recorded_by=by,
    )  # fmt: skip
    _tell(row)
    return row


def _file_scan(
    agreement: GoalAgreement, by: User, on: date, scan: tuple[str, BinaryIO], submission: UUID | None
) -> int:
    name, content = scan
    return scans.file(of=agreement, by=by, name=name, content=content, dated_on=on, submission=submission).pk


def tidy(strokes: Any) -> list[list[list[int]]]:
    """Lines of whole numbers within the field; refused where hardly anything was drawn, or more than a hand draws."""
    try:
        drawn = [[[_within(x, WIDE), _within(y, HIGH)] for x, y in stroke] for stroke in strokes]
    except (TypeError, ValueError, OverflowError) as error:
        raise SignatureIsEmpty from error
    drawn = [stroke for stroke in drawn if len(stroke) > 1]
    points = sum(map(len, drawn))
    if points < 4 or points > MOST_POINTS:
        raise SignatureIsEmpty
    return drawn


def _within(value: Any, most: int) -> int:
    return min(max(round(float(value)), 0), most)


def _may_sign(agreement: GoalAgreement, signed_on: date) -> None:
    """Only the newest version of a running case is signed, and not before it was agreed on."""
    case: Case = running(agreement.case)
    not_in_future(signed_on)
    if signed_on < agreement.agreed_on:
        raise SignedBeforeAgreed
    if case.agreements.filter(version__gt=agreement.version).exists():
        raise NotTheNewestAgreement
    if not agreements_in_force(case).filter(pk=agreement.pk).exists():
        raise AgreementNotConfirmed


def _tell(row: AgreementSignature) -> None:
    audit.record("agreement.signed", target=row.agreement, case_id=row.case_id, signatory=row.signatory, form=row.form)
