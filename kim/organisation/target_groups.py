"""The stored target-group rule and the rule as the law room reads it."""

from dataclasses import asdict
from datetime import date
from typing import Any

from kim.law.target_group import Criterion, Stage, TargetGroupRule


def to_json(rule: TargetGroupRule) -> list[dict[str, Any]]:
    """The stages as JSON, days in ISO form."""
    return [
        asdict(stage) | {"valid_from": _iso(stage.valid_from), "valid_to": _iso(stage.valid_to)}
        for stage in rule.stages
    ]


def from_json(stages: list[dict[str, Any]]) -> TargetGroupRule:
    """The rule as it was stored."""
    return TargetGroupRule(
        tuple(
            Stage(
                **stage
                | {
                    "criteria": tuple(_criterion(c) for c in stage.get("criteria", ())),
                    "valid_from": _day(stage.get("valid_from")),
                    "valid_to": _day(stage.get("valid_to")),
                }
            )
            for stage in stages
        )
    )


def _criterion(values: dict[str, Any]) -> Criterion:
    params = {name: tuple(v) if isinstance(v, list) else v for name, v in values.get("params", {}).items()}
    return Criterion(**values | {"params": params, "parts": tuple(_criterion(p) for p in values.get("parts", ()))})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
