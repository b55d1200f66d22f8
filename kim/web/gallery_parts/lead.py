"""The bar of load below and above the mean."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from kim.web.lead.drawing import bar, scale_of


def sample() -> dict[str, Any]:
    """Below and above the mean, and nothing at all."""
    scale, mean = scale_of([Decimal(60)]), Decimal("27.3")
    states = [
        (gettext("below the mean"), Decimal("17.5")),
        (gettext("above the mean"), Decimal(60)),
        (gettext("no case"), Decimal(0)),
    ]
    return {
        "lead_bars": [{"label": label, "value": value, "marks": bar(value, scale, mean)} for label, value in states]
    }
