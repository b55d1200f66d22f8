"""Bars of load in whole units of a 140 wide rail, so that no decimal comma gets into a drawing."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import pgettext_lazy

from kim.casework.public import states as flow

RAIL = 140
# Narrow columns: the German words carry soft hyphens.
_HEADS = {
    flow.Phase.ACCESS: pgettext_lazy("column", "Access"),
    flow.Phase.FIRST_ADVICE: pgettext_lazy("column", "First advice"),
    flow.Phase.ASSESSMENT: pgettext_lazy("column", "Assessment"),
    flow.Phase.GOAL_AGREEMENT: pgettext_lazy("column", "Goal agreement"),
    flow.Phase.SERVICE_STEERING: pgettext_lazy("column", "Service steering"),
    flow.Phase.MONITORING: pgettext_lazy("column", "Monitoring"),
    flow.Phase.RE_ASSESSMENT: pgettext_lazy("column", "Re-assessment"),
}


def phase_head(phase: flow.Phase) -> str:
    """The phase as the head of a narrow column."""
    return str(_HEADS[phase])


def scale_of(values: Iterable[Decimal | None]) -> Decimal:
    """What the whole rail stands for: a little more than the largest value."""
    return max((value for value in values if value is not None), default=Decimal(0)) * Decimal("1.05") or Decimal(1)


def bar(value: Decimal | None, scale: Decimal, mean: Decimal | None = None) -> Any:
    """Width of the bar and place of the mean's stroke; None where there is none."""
    if value is None:
        return None
    return {"width": _at(value, scale), "mean": _at(mean, scale)}


def _at(value: Decimal | None, scale: Decimal) -> int | None:
    return None if value is None else max(0, min(RAIL, int(value * RAIL / scale)))
