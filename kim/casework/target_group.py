"""The county's target-group rule held against what is known at triage."""

from datetime import date
from typing import Any, cast

from kim.casework.models import Enquiry, StatusGroup, YesNo
from kim.law.age import age_range
from kim.law.target_group import Criterion, CriterionFinding, Facts, TargetGroupFinding, evaluate
from kim.organisation.public import TargetGroupRule, target_group_from_json

ANSWERS = {YesNo.YES: True, YesNo.NO: False}


def rule_on(day: date) -> TargetGroupRule | None:
    """The county's rule in force on a day."""
    return TargetGroupRule.objects.on(day).order_by("-version").first()


def check(
    rule: TargetGroupRule,
    enquiry: Enquiry,
    *,
    refugee_or_newcomer: str,
    child_of_target_group: str,
    other_case_management: str,
    on: date,
    status_group: str = "",
    years_in_germany: int | None = None,
    years_in_county: int | None = None,
) -> TargetGroupFinding:
    """The finding, criterion by criterion; 'not asked', 'not known' and 'refused' leave it open."""
    facts = Facts(
        age=age_range(enquiry.birth_year, enquiry.birth_month, enquiry.birth_day, on),
        refugee_or_newcomer=ANSWERS.get(refugee_or_newcomer),
        status_group=cast(Any, status_group) if status_group in StatusGroup.values and status_group else None,
        years_in_germany=years_in_germany,
        years_in_county=years_in_county,
        child_of_member=ANSWERS.get(child_of_target_group),
        lives_in_county=True if enquiry.municipality_id else None,
        municipality_ags=enquiry.municipality.ags if enquiry.municipality else None,
        has_other_case_management=ANSWERS.get(other_case_management),
    )
    return evaluate(target_group_from_json(rule.stages), facts, on=on)


QUESTIONS = {
    "status_group_in": "status_group",
    "years_in_germany_at_most": "years_in_germany",
    "years_in_county_at_most": "years_in_county",
}


def asked_by(rule: TargetGroupRule | None) -> set[str]:
    """The further questions that this county's rule needs answered; one that asks none of them does not burden anybody."""
    stages = target_group_from_json(rule.stages).stages if rule else ()
    kinds = {kind for stage in stages for criterion in stage.criteria for kind in _kinds(criterion)}
    return {question for kind, question in QUESTIONS.items() if kind in kinds}


def _kinds(criterion: Criterion) -> set[str]:
    return {criterion.kind} | {kind for part in criterion.parts for kind in _kinds(part)}


def finding_as_rows(finding: TargetGroupFinding) -> list[dict[str, Any]]:
    """The finding as it is kept with the decision: stage by stage, criterion by criterion, in both languages."""
    return [
        {
            "stage": stage.stage.key,
            "label_de": stage.stage.label_de,
            "label_en": stage.stage.label_en,
            "in_force": stage.in_force,
            "value": stage.value.value,
            "criteria": [_row(f) for f in stage.findings],
        }
        for stage in finding.stages
    ]


def _row(finding: CriterionFinding) -> dict[str, Any]:
    return {
        "key": finding.criterion.key,
        "label_de": finding.criterion.label_de,
        "label_en": finding.criterion.label_en,
        "value": finding.value.value,
        "counts": finding.criterion.counts,
        "message": finding.message_key,
        "params": {name: list(v) if isinstance(v, tuple) else v for name, v in finding.params.items()},
        "parts": [_row(part) for part in finding.parts],
    }
