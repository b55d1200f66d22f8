"""The bar of load in every state."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from kim.web.lead.drawing import bar, scale_of


def sample() -> dict[str, Any]:
    """Below and above the mean, and before and after a change."""
    scale, mean = scale_of([Decimal(60)]), Decimal("27.3")
    states = [
        (gettext("below the mean"), Decimal("17.5"), None),
        (gettext("above the mean"), Decimal(60), None),
        (gettext("after a handover"), Decimal("32.5"), Decimal("45.5")),
    ]
    return {
        "lead_bars": [
            {"label": label, "value": value, "marks": bar(value, scale, mean, before)}
            for label, value, before in states
        ]
    }
