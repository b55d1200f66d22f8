"""Assessments and re-assessments."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kim.casework.actions.shared import change, lock, not_in_future, running
from kim.casework.exceptions import AnAssessmentIsOpen, AssessmentIsCompleted, AssessmentIsEmpty
from kim.casework.models import Assessment, AssessmentItem, Case, Scale
from kim.organisation.public import LifeArea, User
from kim.privacy.public import audit


@transaction.atomic
def start(*, case: Case, by: User, held_on: date) -> Assessment:
    """Begin an assessment with all life areas of the county; a later one starts from the situation described before."""
    case = running(case)
    not_in_future(held_on)
    earlier = list(case.assessments.order_by("number"))
    if any(a.completed_on is None for a in earlier):
        raise AnAssessmentIsOpen
    assessment = Assessment.objects.create(
        case=case, number=len(earlier) + 1, held_on=held_on, recorded_by=by,
        resources=earlier[-1].resources if earlier else "",
    )  # fmt: skip
    before = dict(earlier[-1].items.values_list("life_area_id", "situation")) if earlier else {}
    AssessmentItem.objects.bulk_create(
        AssessmentItem(assessment=assessment, case=case, life_area=area, situation=before.get(area.pk, ""))
        for area in LifeArea.objects.on(held_on)
    )
    audit.record("assessment.started", target=assessment, case_id=case.pk, number=assessment.number)
    return assessment


@transaction.atomic
def save(
    *, assessment: Assessment, by: User, version: int, items: Mapping[int, Mapping[str, Any]], **fields: Any
) -> Assessment:
    """Save what was entered so far: `items` maps item ids to situation, need and own view."""
    running(assessment.case)
    assessment = lock(assessment, version)
    if assessment.completed_on:
        raise AssessmentIsCompleted
    not_in_future(fields.get("held_on"))
    rows = {item.pk: item for item in assessment.items.all()}
    for pk, values in items.items():
        for name in ("situation", "need", "own_view"):
            setattr(rows[pk], name, values.get(name, getattr(rows[pk], name)))
    AssessmentItem.objects.bulk_update(rows.values(), ["situation", "need", "own_view"])
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


def _assessed(item: AssessmentItem) -> bool:
    return Scale(item.need).points is not None or Scale(item.own_view).points is not None
