"""Assessments and re-assessments."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kim.casework.actions.shared import change, lock, not_in_future, running
from kim.casework.exceptions import (
    AnAssessmentIsOpen,
    AssessmentIsAgreedOn,
    AssessmentIsCompleted,
    AssessmentIsEmpty,
    AssessmentIsOpen,
    OnlyTheNewestReopens,
    ReasonMissing,
)
from kim.casework.models import Assessment, AssessmentItem, Case, Scale
from kim.organisation.public import LifeArea, User
from kim.privacy.public import audit

TOLD = ("situation", "resources", "need", "own_view", "pressing")


@transaction.atomic
def start(*, case: Case, by: User, held_on: date) -> Assessment:
    """Begin an assessment with all life areas of the county. Nothing is copied: the form shows what was said before beside it."""
    case = running(case)
    not_in_future(held_on)
    earlier = list(case.assessments.order_by("number"))
    if any(a.completed_on is None for a in earlier):
        raise AnAssessmentIsOpen
    assessment = Assessment.objects.create(case=case, number=len(earlier) + 1, held_on=held_on, recorded_by=by)
    AssessmentItem.objects.bulk_create(
        AssessmentItem(assessment=assessment, case=case, life_area=area) for area in LifeArea.objects.on(held_on)
    )
    audit.record("assessment.started", target=assessment, case_id=case.pk, number=assessment.number)
    return assessment


@transaction.atomic
def save(
    *, assessment: Assessment, by: User, version: int, items: Mapping[int, Mapping[str, Any]], **fields: Any
) -> Assessment:
    """Save what was entered so far: `items` maps item ids to what is known of that life area (see `TOLD`)."""
    running(assessment.case)
    assessment = lock(assessment, version)
    if assessment.completed_on:
        raise AssessmentIsCompleted
    not_in_future(fields.get("held_on"))
    rows = {item.pk: item for item in assessment.items.all()}
    for pk, values in items.items():
        for name in TOLD:
            setattr(rows[pk], name, values.get(name, getattr(rows[pk], name)))
    AssessmentItem.objects.bulk_update(rows.values(), TOLD)
    change(assessment, **fields)
    assessment.version = version + 1
    assessment.save(update_fields=["version"])
    audit.record("assessment.saved", target=assessment, case_id=assessment.case_id)
    return assessment


@transaction.atomic
def complete(*, assessment: Assessment, by: User) -> Assessment:
    """Close an assessment; from then on it stays as it is and can be compared."""
    running(assessment.case)
    assessment = lock(assessment)
    if assessment.completed_on:
        raise AssessmentIsCompleted
    if not any(_assessed(item) for item in assessment.items.all()):
        raise AssessmentIsEmpty
    now = timezone.now()
    change(assessment, completed_on=timezone.localdate(now), completed_at=now)
    audit.record("assessment.completed", target=assessment, case_id=assessment.case_id)
    return assessment


@transaction.atomic
def reopen(*, assessment: Assessment, by: User, reason: str) -> Assessment:
    """Open the newest assessment again to correct it, as long as no goal agreement rests on it; the reason stays on it."""
    case = running(assessment.case)
    assessment = lock(assessment)
    if assessment.completed_on is None:
        raise AssessmentIsOpen
    if case.assessments.filter(number__gt=assessment.number).exists():
        raise OnlyTheNewestReopens
    since = assessment.completed_at
    later = {"recorded_at__gte": since} if since else {"recorded_at__date__gte": assessment.completed_on}
    if case.agreements.filter(**later).exists():
        raise AssessmentIsAgreedOn
    if not reason.strip():
        raise ReasonMissing
    change(assessment, completed_on=None, completed_at=None, reopened_on=timezone.localdate(), reopening_reason=reason)
    audit.record("assessment.reopened", target=assessment, case_id=case.pk)
    return assessment


def _assessed(item: AssessmentItem) -> bool:
    return Scale(item.need).points is not None or Scale(item.own_view).points is not None
