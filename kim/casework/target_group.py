"""The county's target-group rule held against what is known at triage."""

from datetime import date
from typing import Any

from kim.casework.models import Enquiry, YesNo
from kim.law.age import age_range
from kim.law.target_group import CriterionFinding, Facts, TargetGroupFinding, evaluate
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
) -> TargetGroupFinding:
    """The finding, criterion by criterion; 'not asked', 'not known' and 'refused' leave it open."""
    facts = Facts(
        age=age_range(enquiry.birth_year, enquiry.birth_month, enquiry.birth_day, on),
        refugee_or_newcomer=ANSWERS.get(refugee_or_newcomer),
        child_of_member=ANSWERS.get(child_of_target_group),
        lives_in_county=True if enquiry.municipality_id else None,
        municipality_ags=enquiry.municipality.ags if enquiry.municipality else None,
        has_other_case_management=ANSWERS.get(other_case_management),
    )
    return evaluate(target_group_from_json(rule.stages), facts, on=on)


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
